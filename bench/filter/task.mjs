import { Stop } from '../../scripts/run.mjs';
import { plainCard } from '../resize/task.mjs';
import { shipped } from '../site.mjs';

/** Our operations beside OpenCV.js, in a page without the site's policy: OpenCV.js makes code of strings, which that forbids. */
export async function run({ page, freePage }) {
  const id = await page.evaluate(() => globalThis.unseen.models()[0].id);
  const given = { card: plainCard(id), glue: `/${shipped('engine.', '.mjs')}`, wasm: `/${shipped('engine.', '.wasm')}` };
  const free = await freePage();
  const found = await free.evaluate(async (g) => (await import('/bench/bench/filter/page.mjs')).compare(g), given);
  await free.close();
  return found.map(({ what, gap, apart, times }) => {
    if (!(apart.mean <= gap))
      throw new Stop(`filter: OpenCV.js gives another picture for ${what} (mean ${apart.mean}, most ${apart.most}).`);
    return {
      what: `OpenCV.js / Unseen, ${what}`,
      ratio: times.opencv / times.unseen,
      promise: '≥ 1',
      holds: (ratio) => ratio >= 1,
      note: `${times.opencv.toFixed(1)} ms; Unseen ${times.unseen.toFixed(1)} ms; mean gap ${apart.mean.toExponential(1)}`,
    };
  });
}
