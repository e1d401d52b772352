import { expect, test } from 'vitest';
import { isRefusal } from '../wire/refusal';
import { ofBytes } from '../zip/source';
import { checkpoint } from './checkpoint.fuzz';
import { readCheckpoint } from './read';

const seeds = () => checkpoint.seeds().map(({ bytes }) => bytes);

test('every seed of the fuzzer is a checkpoint that is read', async () => {
  for (const seed of seeds().filter(([first]) => first !== 0x80)) {
    const found = await readCheckpoint(ofBytes(Uint8Array.from(seed)));
    expect(isRefusal(found) ? found.detail : found.tensors.size).toBeGreaterThan(0);
  }
  for (const seed of seeds()) {
    await checkpoint.run(seed);
  }
});

test('twenty thousand changed seeds break nothing', { timeout: 60_000 }, async () => {
  let state = 7;
  const random = (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % n;
  };
  const all = seeds();
  for (let i = 0; i < 20_000; i++) {
    const bytes = Uint8Array.from(all[i % all.length] as Uint8Array);
    for (let n = random(3); n >= 0; n--) {
      bytes[random(bytes.length)] = random(3) === 0 ? 0xff : random(256);
    }
    await checkpoint.run(bytes);
  }
});
