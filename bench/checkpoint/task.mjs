import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readCheckpoint } from '../../scripts/checkpoint.mjs';
import { at, Stop } from '../../scripts/run.mjs';
import { distance } from '../measure.mjs';

const name = 'study-parallel';
const card = 'study-race-resnet34';
const promised = 3;

/** A checkpoint of the study's network with random weights, made by torch (85 MB), and the same as a graph with its weights beside it. */
async function made() {
  const folder = at('build/bench-checkpoint');
  mkdirSync(folder, { recursive: true });
  execFileSync('/usr/bin/python3', ['-m', 'tests.golden.checkpoint.make', folder, name], { cwd: at(), timeout: 120_000 });
  const file = path.join(folder, `${name}.pt`);
  const { skeleton, weights } = await readCheckpoint(file, card);
  cpSync(skeleton, path.join(folder, 'skeleton.onnx'));
  writeFileSync(path.join(folder, 'weights.bin'), new Uint8Array(weights));
  return file;
}

export async function run({ page }) {
  const file = await made();
  const field = await page.evaluateHandle(() =>
    document.body.appendChild(Object.assign(document.createElement('input'), { type: 'file' })),
  );
  await field.setInputFiles(file);
  const got = await page.evaluate(
    async ({ field, card }) => {
      const { median } = await import('/bench/bench/measure.mjs');
      const bare = await import('/bench/bench/predict/bare.mjs');
      const own = await import('/bench/bench/predict/unseen.mjs');
      const { unseen } = globalThis;
      const before = unseen.get().model.id;
      const bytes = async (file) => new Uint8Array(await (await fetch(`/bench/checkpoint/${file}`)).arrayBuffer());
      const after = [];
      const whole = [];
      for (let i = 0; i < 5; i++) {
        if (i > 0) await unseen.loadModel(before);
        const began = performance.now();
        let read = began;
        const onProgress = (done, total) => {
          if (done === total) read = performance.now();
        };
        const loaded = await unseen.loadModel({ checkpoint: field.files[0], card }, { onProgress });
        if (!loaded.ok) throw new Error(loaded.message);
        after.push(performance.now() - read);
        whole.push(performance.now() - began);
      }
      await unseen.open(await (await fetch('/bench/film.png')).blob());
      const { logits } = await unseen.predict();
      const { dims, data } = await unseen.tensor();
      const { threads } = unseen.get().result.timings;
      const external = [{ path: 'weights.bin', data: await bytes('weights.bin') }];
      const alone = await bare.prepare({ model: await bytes('skeleton.onnx'), external, dims, data, threads });
      const bareLogits = (await alone.run()).logits;
      const predict = await own.prepare();
      const times = { own: [], bare: [] };
      for (let round = -2; round < 10; round++) {
        const { inference } = await predict();
        const { took } = await alone.run();
        if (round >= 0) {
          times.own.push(inference);
          times.bare.push(took);
        }
      }
      alone.end();
      await unseen.loadModel(before);
      field.remove();
      const all = { after: median(after), whole: median(whole), own: median(times.own), bare: median(times.bare) };
      return { ...all, threads, logits, bareLogits };
    },
    { field, card },
  );
  const { most } = distance(got.logits, got.bareLogits);
  if (most > 1e-4) throw new Stop(`checkpoint: the page's logits and the bare runtime's differ by ${most}.`);
  return [
    {
      what: `a checkpoint of 85 MB: from its last byte read to its first run over / ${promised} s`,
      ratio: got.after / 1000 / promised,
      promise: '≤ 1',
      holds: (r) => r <= 1,
      note: `${(got.after / 1000).toFixed(2)} s, ${(got.whole / 1000).toFixed(2)} s with reading; medians of five`,
    },
    {
      what: 'one run of that network at 320 × 320 inside Unseen / bare ONNX Runtime Web',
      ratio: got.own / got.bare,
      promise: '≤ 1.05',
      holds: (r) => r <= 1.05,
      note: `${got.own.toFixed(0)} ms, bare ${got.bare.toFixed(0)} ms, ${got.threads} thread${got.threads === 1 ? '' : 's'} each`,
    },
  ];
}
