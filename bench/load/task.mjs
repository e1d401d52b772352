import { startBrowser } from '../../scripts/browser.mjs';
import { at } from '../../scripts/run.mjs';
import { serve } from '../../scripts/site.mjs';
import { filmPng } from '../film.mjs';
import { median } from '../measure.mjs';

/** One visit in an empty browser: bytes over the network until ready, and milliseconds until ready and until the first own score. */
async function visit(slower) {
  const site = await serve(at('dist'));
  const browser = await startBrowser();
  const page = await browser.newPage();
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Network.enable');
  if (slower > 1) await protocol.send('Emulation.setCPUThrottlingRate', { rate: slower });
  let bytes = 0;
  page.on('requestfinished', async (request) => {
    const sizes = await request.sizes().catch(() => undefined);
    if (sizes) bytes += sizes.responseBodySize;
  });
  const film = filmPng().toString('base64');
  const began = performance.now();
  await page.goto(site.url);
  const usable = performance.now() - began;
  await page.waitForFunction(() => 'unseen' in globalThis);
  await page.evaluate(() => globalThis.unseen.ready);
  const ready = performance.now() - began;
  // The film's way through the test protocol is no part of what a visitor waits for: the clock stands still meanwhile.
  const took = await page.evaluate(async (base64) => {
    const raw = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const opened = performance.now();
    await globalThis.unseen.open(new Blob([raw]));
    const answer = await globalThis.unseen.predict();
    if (!answer.logits) throw new Error(answer.message);
    return performance.now() - opened;
  }, film);
  const scored = ready + took;
  await browser.close();
  await site.close();
  return { bytes, usable, ready, scored };
}

export async function run() {
  const visits = [];
  for (let i = 0; i < 3; i++) visits.push(await visit(1));
  const slow = await visit(4);
  const of = (key) => median(visits.map((v) => v[key]));
  const row = (what, value, promise, unit, note = '') => ({
    what,
    ratio: value / promise,
    promise: '≤ 1',
    holds: (r) => r <= 1,
    note: `${value.toFixed(2)} of ${promise} ${unit}${note}`,
  });
  return [
    row('bytes for a first score, brotli / promised', of('bytes') / 1e6, 5, 'MB'),
    row(
      'empty browser to first own score / promised',
      of('scored') / 1e3,
      3,
      's',
      `; page usable after ${of('usable').toFixed(0)} ms, ready after ${of('ready').toFixed(0)} ms`,
    ),
    row('the same, processor four times slower (the page) / promised', slow.scored / 1e3, 8, 's'),
  ];
}
