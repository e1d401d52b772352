// npm run models:check-study -- FILE [FILM]: does the study's public checkpoint, which only you hold, give the published scores? Reads it
// as the page does, runs the film 00027426_000.png of TorchXRayVision's tests through the native program and the native runtime, and
// compares with what the network's publishers print for that film.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cmake } from './build.mjs';
import { readCheckpoint } from './checkpoint.mjs';
import { at, main, Stop, say, sharedData } from './run.mjs';
import { setup } from './setup.mjs';

const usage = 'npm run models:check-study -- FILE [FILM]';
const film = '00027426_000.png';
/** Of that film, in the order of the labels. */
const published = { Asian: 8.456e-6, Black: 2.0567e-4, White: 0.9997858 };
const tolerance = 1e-4;

/** The numbers of a float32 array that numpy wrote, with its shape. */
function readNpy(file) {
  const bytes = readFileSync(file);
  const length = bytes.readUInt16LE(8);
  const header = bytes.toString('latin1', 10, 10 + length);
  const shape = /'shape': \(([\d, ]+)\)/
    .exec(header)?.[1]
    .split(',')
    .filter((n) => n.trim());
  if (!/'descr': '<f4', 'fortran_order': False/.test(header) || !shape) throw new Stop(`${file} is no float32 array in C order.`);
  const data = bytes.subarray(10 + length);
  return { dims: shape.map(Number), data: new Float32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length)) };
}

/** What the native program gives to the network for an image. */
function preprocess(cardFile, image) {
  const folder = mkdtempSync(path.join(tmpdir(), 'unseen-study-'));
  try {
    const out = path.join(folder, 'tensor.npy');
    const done = spawnSync(at('build/native-release/unseen'), ['preprocess', '--card', cardFile, image, out], {
      encoding: 'utf8',
    });
    if (done.status !== 0) throw new Stop((done.stderr || String(done.error)).trim());
    return readNpy(out);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const softmax = (logits) => {
  const top = Math.max(...logits);
  const powers = logits.map((value) => Math.exp(value - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
};

/** The scores by the titles of their labels. */
export async function scores(file, image) {
  const { card, cardFile, skeleton, weights } = await readCheckpoint(file, 'study-race-resnet34');
  const { dims, data } = preprocess(cardFile, image);
  // Only now: on a fresh clone set-up fetches it first.
  const ort = await import('onnxruntime-node');
  const session = await ort.InferenceSession.create(readFileSync(skeleton), {
    externalData: [{ path: 'weights.bin', data: new Uint8Array(weights) }],
  });
  const answer = await session.run({ [card.input.name]: new ort.Tensor('float32', data, dims) }, [card.outputs.logits]);
  const given = softmax(Array.from(answer[card.outputs.logits].data));
  return Object.fromEntries(card.heads[0].labels.map(({ title }, i) => [title, given[i]]));
}

await main(import.meta.url, async ([file, image = path.join(sharedData() ?? '', 'test/radiograph', film), ...more]) => {
  if (!file || more.length) throw new Stop(usage);
  for (const each of [file, image])
    if (!existsSync(each)) throw new Stop(`${each} does not exist.\n${usage}\nThe film is ${film} of TorchXRayVision's tests.`);
  await setup('build');
  await cmake('native-release', ['unseen_cli']);
  const given = await scores(file, image);
  let right = true;
  for (const [label, value] of Object.entries(published)) {
    const off = Math.abs(given[label] - value) / value;
    right &&= off <= tolerance;
    say(
      `${label.padEnd(6)} ${given[label].toPrecision(7).padEnd(14)} published ${String(value).padEnd(12)} off by ${off.toExponential(1)}`,
    );
  }
  if (!right)
    throw new Stop(`These are not the published scores (within ${tolerance}): it is another checkpoint, or another film.`);
  say(`All within ${tolerance} of what is published.`);
});
