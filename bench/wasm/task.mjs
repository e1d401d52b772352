import { mkdirSync, writeFileSync } from 'node:fs';
import { cmake } from '../../scripts/build.mjs';
import { ask, at, Stop } from '../../scripts/run.mjs';
import { filmPng } from '../film.mjs';
import { plainCard } from '../resize/task.mjs';

/** `engine` holds what the module took in Chromium: milliseconds to open the film and to make a tensor of it. */
export async function run({ page }, engine) {
  await cmake('native-release', ['unseen_bench']);
  mkdirSync(at('build/bench'), { recursive: true });
  const film = at('build/bench/film.png');
  const card = at('build/bench/card.json');
  writeFileSync(film, filmPng());
  const id = await page.evaluate(() => globalThis.unseen.models()[0].id);
  writeFileSync(card, JSON.stringify(plainCard(id)));
  const said = ask(at('build/native-release/bench/unseen_bench'), [film, card, '15']);
  if (!said) throw new Stop('wasm: unseen_bench failed.');
  const native = JSON.parse(said);
  const row = (key, what) => ({
    what: `WebAssembly / native, ${what}`,
    ratio: engine[key] / native[key],
    promise: '≤ 2',
    holds: (r) => r <= 2,
    note: `${engine[key].toFixed(1)} ms; native ${native[key].toFixed(1)} ms`,
  });
  return [row('open', 'opening a PNG of 2500 × 2048'), row('tensor', 'film to tensor')];
}
