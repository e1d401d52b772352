// The reader and the skeletons against torch: checkpoints with random weights, with and without prefixes, in single and half
// precision; logits, the map of features and the class activation maps must be torch's.
import { openAsBlob, readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../wire/refusal';
import { ofBlob, ofBytes } from '../zip/source';
import { choose, type Known } from './choose';
import { readCheckpoint } from './read';
import { isCheckpoint } from './recognise';
import { matched, type Table } from './table';
import { countOf } from './tensor';
import { type Made, made, reference, skeletonFile, torchMade } from './testing/torch-made';
import { readWeights } from './weights';

const tableOf = (network: string) =>
  JSON.parse(readFileSync(skeletonFile(network, 'tensors.json'), 'utf8')) as Table & Pick<Known, 'marks'>;
const networks: Known[] = Object.values(torchMade)
  .filter(([id], i, all) => all.findIndex(([other]) => other === id) === i)
  .map(([id, card]) => ({ id, title: tableOf(id).title, marks: tableOf(id).marks, cards: [card] }));

const farthest = (a: Float32Array, b: Float32Array) => {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0);
};

/** Σ_c w[k,c]·f[c,y,x]. */
function activation(weights: Float32Array, features: Float32Array, labels: number): Float32Array {
  const channels = weights.length / labels;
  const cells = features.length / channels;
  const out = new Float32Array(labels * cells);
  for (let k = 0; k < labels; k++) {
    for (let c = 0; c < channels; c++) {
      for (let i = 0; i < cells; i++) {
        out[k * cells + i]! += weights[k * channels + c]! * features[c * cells + i]!;
      }
    }
  }
  return out;
}

describe.each(Object.entries(torchMade) as [Made, readonly [string, string]][])('%s', (name, [network, card]) => {
  test('is recognised, finds its card, and gives torch’s logits, features and maps', { timeout: 120_000 }, async () => {
    const blob = await openAsBlob(made(name));
    expect(await isCheckpoint(blob)).toBe(true);
    const checkpoint = await readCheckpoint(ofBlob(blob));
    if (isRefusal(checkpoint)) {
      throw new Error(checkpoint.message);
    }
    const rows = [...checkpoint.tensors].map(([key, { shape }]) => [key, shape] as const);
    const chosen = choose(rows, networks);
    expect(isRefusal(chosen) ? chosen : [chosen.network.id, chosen.card]).toEqual([network, card]);

    const table = tableOf(network);
    const placed = matched(checkpoint, table);
    const told: number[] = [];
    const weights = isRefusal(placed)
      ? placed
      : await readWeights(ofBlob(blob), table, placed, { onProgress: (done, total) => told.push(done / total) });
    if (isRefusal(weights)) {
      throw new Error(weights.message);
    }
    expect([told[0], told.at(-1)]).toEqual([0, 1]);
    expect(told.length).toBeGreaterThan(4);

    const session = await ort.InferenceSession.create(readFileSync(skeletonFile(network, 'skeleton.onnx')), {
      externalData: [{ path: 'weights.bin', data: new Uint8Array(weights) }],
    });
    const expected = reference(name);
    const dims = (session.inputMetadata[0] as { shape: readonly (number | string)[] }).shape.map((d) =>
      typeof d === 'number' ? d : 1,
    );
    const answer = await session.run({ image: new ort.Tensor('float32', expected.input, dims) });
    expect(farthest(answer.logits?.data as Float32Array, expected.logits)).toBeLessThanOrEqual(1e-4);
    const features = answer.features?.data as Float32Array;
    expect(farthest(features, expected.features)).toBeLessThanOrEqual(1e-3);

    const head = table.marks.at(-1)![0];
    const [, shape, offset] = table.tensors.find(([key]) => key === head)!;
    const cam = activation(new Float32Array(weights, offset, countOf(shape)), features, shape[0]!);
    expect(farthest(cam, expected.cam)).toBeLessThanOrEqual(1e-3);
    await session.release();
  });
});

test('a bit flipped in the numbers is found by their checksum', async () => {
  const bytes = new Uint8Array(readFileSync(made('dense-sex')));
  const checkpoint = await readCheckpoint(ofBytes(bytes));
  const table = tableOf('densenet121-3-2');
  const placed = isRefusal(checkpoint) ? checkpoint : matched(checkpoint, table);
  if (isRefusal(placed)) {
    throw new Error(placed.message);
  }
  const { storage } = placed[300]!.tensor;
  bytes[storage.until - storage.bytes / 2]! ^= 1;
  expect(await readWeights(ofBytes(bytes), table, placed)).toMatchObject({ code: 'checkpoint-damaged' });
});

test('reading is cancelled between two tensors', async () => {
  const blob = await openAsBlob(made('dense-sex'));
  const checkpoint = await readCheckpoint(ofBlob(blob));
  const table = tableOf('densenet121-3-2');
  const placed = isRefusal(checkpoint) ? checkpoint : matched(checkpoint, table);
  if (isRefusal(placed)) {
    throw new Error(placed.message);
  }
  const stop = new AbortController();
  let read = 0;
  const onProgress = (done: number) => {
    read = done;
    if (done > 0) {
      stop.abort();
    }
  };
  expect(await readWeights(ofBlob(blob), table, placed, { onProgress, signal: stop.signal })).toMatchObject({
    code: 'cancelled',
  });
  expect(read).toBeLessThan(table.bytes / 4);
});
