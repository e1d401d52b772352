// dist/ with production headers, plus the benchmark's own files below /bench/, so that all run under the policy that ships.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startBrowser } from '../scripts/browser.mjs';
import { headers, types } from '../scripts/headers.mjs';
import { at, Stop } from '../scripts/run.mjs';
import { serve } from '../scripts/site.mjs';
import { filmPng } from './film.mjs';

const folders = {
  bench: at('bench'),
  ort: at('node_modules/onnxruntime-web/dist'),
  checkpoint: at('build/bench-checkpoint'),
  pica: at('node_modules/pica/dist'),
  opencv: at('node_modules/@techstark/opencv-js/dist'),
};
const films = { 'film.png': filmPng(), 'film-224.png': filmPng({ width: 224, height: 224 }) };

/** A file of dist/ by the beginning and end of its hashed name. */
export function shipped(start, end) {
  const name = readdirSync(at('dist')).find((file) => file.startsWith(start) && file.endsWith(end));
  if (!name) throw new Stop(`dist/ has no ${start}*${end}: npm run build`);
  return name;
}

export async function openSite() {
  const site = await serve(at('dist'), {
    before: (request, response) => {
      const [, place, folder, ...rest] = (request.url ?? '').split('/');
      if (place !== 'bench') return false;
      response.writeHead(200, { ...headers, 'Content-Type': types[path.extname(request.url)] ?? 'application/octet-stream' });
      response.end(films[folder] ?? readFileSync(path.join(folders[folder], ...rest)));
      return true;
    },
  });
  const browser = await startBrowser();
  const page = await browser.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => 'unseen' in globalThis);
  await page.evaluate(() => globalThis.unseen.ready);
  /** A page of the same address that the policy does not bind: for competitors that it would not let run. */
  const freePage = async () => {
    const free = await browser.newPage({ bypassCSP: true });
    await free.goto(`${site.url}bench/film-224.png`);
    return free;
  };
  const close = async () => {
    await browser.close();
    await site.close();
  };
  return { page, freePage, close, url: site.url };
}
