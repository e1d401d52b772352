// The same network in the native runtime, for comparison.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as ort from 'onnxruntime-node';
import { expect } from 'vitest';
import type { Card } from '../../../web/wire/card.ts';
import { dist } from './site.ts';

const folder = (model: string) => path.join(dist, 'models', model);

export const cardFile = (model: string) => path.join(folder(model), 'card.json');
export const cardOf = (model: string) => JSON.parse(readFileSync(cardFile(model), 'utf8')) as Card;

/** Logits of a shipped model for what the page gave to its network. */
export async function nativeLogits(model: string): Promise<(data: Float32Array, dims: readonly number[]) => Promise<number[]>> {
  const session = await ort.InferenceSession.create(path.join(folder(model), 'model.onnx'));
  const input = session.inputNames[0] ?? '';
  const { logits } = cardOf(model).outputs;
  return async (data, dims) => {
    const answer = await session.run({ [input]: new ort.Tensor('float32', data, [...dims]) });
    return Array.from(answer[logits]?.data as Float32Array);
  };
}

/** The largest distance between numbers at the same place; NaN, which is within no bound, where one is missing. */
export function farthest(a: readonly number[], b: readonly number[]): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0);
}

/** Runs the native program on `args`; paths are the caller's, `models` the project's. */
export function runNative(...args: string[]) {
  const root = path.resolve(import.meta.dirname, '../../..');
  return spawnSync(path.join(root, 'build/native-release/unseen'), args, { cwd: root, encoding: 'utf8', timeout: 60_000 });
}
