// Runs in the page: both sides on the same films, in turns.
import { distance, inTurns } from '../measure.mjs';
import { startEngine } from '../resize/unseen.mjs';
import { operations } from './operations.mjs';

/** OpenCV.js, once its runtime is up. */
function opencv() {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = '/bench/opencv/opencv.js';
    script.addEventListener('error', () => reject(new Error('OpenCV.js did not load')));
    script.addEventListener('load', () => {
      // The module has a `then` that gives itself: waiting for it would never end.
      const given = globalThis.cv;
      if (given.Mat) resolve({ cv: given });
      else given.onRuntimeInitialized = () => resolve({ cv: given });
    });
    document.head.append(script);
  });
}

/** A film in both engines: opened in ours, as a Mat of 8 bits or of values in [0,1] in theirs. */
async function film(cv, given, [height, width]) {
  const response = await fetch(height === 224 ? '/bench/film-224.png' : '/bench/film.png');
  const ask = await startEngine(given.glue, given.wasm);
  ask({ kind: 'open' }, new Uint8Array(await response.arrayBuffer()));
  ask({ kind: 'card', text: JSON.stringify(given.card) });
  const { payload } = ask({ kind: 'pixels', window: null, chain: [] });
  const values = new Float32Array(payload.buffer, payload.byteOffset, width * height);
  const mats = { 32: new cv.Mat(height, width, cv.CV_32F), 8: new cv.Mat(height, width, cv.CV_8U) };
  mats[32].data32F.set(values);
  mats[8].data.set(values.map((value) => Math.round(value * 255)));
  return { ask, mats };
}

const values = (mat) => (mat.type() === 0 ? Float32Array.from(mat.data, (value) => value / 255) : mat.data32F.slice());

export async function compare(given) {
  const { cv } = await opencv();
  const films = new Map();
  const found = [];
  for (const { what, film: size, step, tensor, depth, cv: theirs, gap } of operations) {
    const key = size.join();
    if (!films.has(key)) films.set(key, await film(cv, given, size));
    const { ask, mats } = films.get(key);
    const run = theirs(cv, mats[depth]);
    const chain = step ? [step] : [];
    const question = tensor
      ? { kind: 'tensor', model: given.card.id, window: null, chain }
      : { kind: 'pixels', window: null, chain };
    const ours = () => ask(question);
    const apart = distance(new Float32Array(ours().payload.buffer), values(run()));
    const times = await inTurns(
      {
        // The engine keeps what it made last: other chains in between make it do the work again.
        unseen: () => {
          for (const op of ['invert', 'flip']) ask({ kind: 'value', x: 0, y: 0, window: null, chain: [{ op }] });
          return ours().took;
        },
        opencv: () => void run(),
      },
      { rounds: 11, warm: 3 },
    );
    found.push({ what, gap, apart, times });
  }
  return found;
}
