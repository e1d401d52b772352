import { readFileSync } from 'node:fs';
import { at } from '../../scripts/run.mjs';

const batch = 4;
const questions = [
  {
    what: 'sweep of one film, 2500 × 2048',
    model: 'chest-view-sex',
    wish: { operation: 'low-pass', parameter: 'radius', settings: Array.from({ length: 60 }, (_, i) => i + 1) },
  },
  {
    what: 'sweep of 40 simulated films',
    model: 'phantom-diffuse',
    wish: { operation: 'low-pass', parameter: 'radius', settings: [2, 5, 10, 25, 50], subject: 'films', films: 40 },
  },
];

/** A sweep beside the bare runtime, which is given as many pictures of the same size, four at a time, and does nothing else. */
export async function run({ page }) {
  const rows = [];
  for (const question of questions) {
    const base64 = readFileSync(at('models', question.model, 'model.onnx')).toString('base64');
    const found = await page.evaluate(measured, { ...question, base64, batch });
    rows.push({
      what: `${question.what} / bare runs of its ${found.pictures} pictures`,
      ratio: found.sweep / found.bare,
      promise: '≤ 1.1',
      holds: (ratio) => ratio <= 1.1,
      note: `${found.sweep.toFixed(0)} ms, of these ${found.inference.toFixed(0)} in the runtime; bare ${found.bare.toFixed(0)} ms; the first sweep ${found.first.toFixed(0)} ms`,
    });
  }
  return rows;
}

async function measured({ model, wish, base64, batch: together }) {
  const { median } = await import('/bench/bench/measure.mjs');
  const { prepare } = await import('/bench/bench/predict/bare.mjs');
  const { unseen } = globalThis;
  const said = (answer) => {
    if (answer.ok === false || answer.code) throw new Error(answer.message);
    return answer;
  };
  said(await unseen.open(await (await fetch('/bench/film.png')).blob()));
  said(await unseen.loadModel(model));
  const { dims, data } = await unseen.tensor();
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const many = new Float32Array(data.length * together);
  for (let i = 0; i < together; i++) many.set(data, i * data.length);
  const bare = await prepare({ model: bytes, dims: [together, ...dims.slice(1)], data: many, threads: 1 });
  const times = { sweep: [], inference: [], bare: [] };
  // The first one simulates its films; they are kept for the next.
  const { total: pictures, timings } = said(await unseen.run('sweep', wish));
  for (let round = -1; round < 7; round++) {
    const swept = said(await unseen.run('sweep', wish));
    const began = performance.now();
    for (let i = 0; i < pictures; i += together) await bare.run();
    if (round >= 0) {
      times.bare.push(((performance.now() - began) * pictures) / (Math.ceil(pictures / together) * together));
      times.sweep.push(swept.timings.total);
      times.inference.push(swept.timings.inference);
    }
  }
  bare.end();
  return {
    pictures,
    first: timings.total,
    ...Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)])),
  };
}
