import { readFileSync } from 'node:fs';
import { at, Stop } from '../../scripts/run.mjs';
import { distance } from '../measure.mjs';

export async function run({ page }) {
  const { model: id } = await page.evaluate(() => globalThis.unseen.predict());
  const model = readFileSync(at('models', id, 'model.onnx'));
  const got = await page.evaluate(
    async ({ base64 }) => {
      const { median } = await import('/bench/bench/measure.mjs');
      const bare = await import('/bench/bench/predict/bare.mjs');
      const own = await import('/bench/bench/predict/unseen.mjs');
      const { unseen } = globalThis;
      await unseen.open(await (await fetch('/bench/film.png')).blob());
      const first = await unseen.predict();
      const { dims, data } = await unseen.tensor();
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const most = globalThis.crossOriginIsolated ? navigator.hardwareConcurrency : 1;
      const kinds = {};
      for (const threads of new Set([1, most])) kinds[threads] = await bare.prepare({ model: bytes, dims, data, threads });
      const once = Object.values(kinds)[0];
      const logits = (await once.run()).logits;
      const predict = await own.prepare();
      const times = { total: [], inference: [] };
      const bares = Object.fromEntries(Object.keys(kinds).map((threads) => [threads, []]));
      for (let round = -6; round < 40; round++) {
        const mine = await predict();
        for (const threads of Object.keys(kinds)) {
          const { took } = await kinds[threads].run();
          if (round >= 0) bares[threads].push(took);
        }
        if (round >= 0) {
          times.total.push(mine.total);
          times.inference.push(mine.inference);
        }
      }
      for (const kind of Object.values(kinds)) kind.end();
      const moved = median(await own.sliding(60));
      const medians = Object.entries(bares).map(([threads, list]) => ({ threads, ms: median(list) }));
      return { mine: first.logits, logits, total: median(times.total), inference: median(times.inference), medians, moved };
    },
    { base64: model.toString('base64') },
  );
  const { most } = distance(got.mine, got.logits);
  if (most > 1e-4) throw new Stop(`predict: the page's logits and the bare runtime's differ by ${most}.`);
  const best = got.medians.reduce((a, b) => (a.ms <= b.ms ? a : b));
  const against = `${got.medians.map(({ threads, ms }) => `${ms.toFixed(1)} ms with ${threads} thread${threads === '1' ? '' : 's'}`).join(', ')}`;
  return [
    {
      what: 'one run inside Unseen / bare ONNX Runtime Web',
      ratio: got.inference / best.ms,
      promise: '≤ 1.05',
      holds: (r) => r <= 1.05,
      note: `${got.inference.toFixed(1)} ms; bare ${against}`,
    },
    {
      what: 'from a moved slider (low-pass, film 2500 × 2048) to its score / 100 ms',
      ratio: got.moved / 100,
      promise: '≤ 1',
      holds: (r) => r <= 1,
      note: `${got.moved.toFixed(1)} ms, median of 60`,
    },
    { what: 'whole predict(), film 2500 × 2048 / bare run', ratio: got.total / best.ms, note: `${got.total.toFixed(1)} ms` },
  ];
}
