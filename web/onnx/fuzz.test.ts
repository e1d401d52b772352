import { expect, test } from 'vitest';
import { onnx } from './onnx.fuzz';

test('every seed is read', () => {
  const words = onnx.seeds().map(({ bytes }) => onnx.run(bytes));
  expect(words).toEqual(['fits', 'fits', 'onnx-input', 'onnx-external']);
});

test('every prefix of every seed ends well', () => {
  for (const { bytes } of onnx.seeds()) {
    for (let i = 0; i < bytes.length; i++) {
      onnx.run(bytes.subarray(0, i));
    }
  }
});

test('fifty thousand changed seeds break nothing', { timeout: 60_000 }, () => {
  let state = 7;
  const random = (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % n;
  };
  const all = onnx.seeds();
  const words = new Set<string>();
  for (let i = 0; i < 50_000; i++) {
    const bytes = Uint8Array.from(all[i % all.length]?.bytes as Uint8Array);
    for (let n = random(4); n >= 0; n--) {
      bytes[random(bytes.length)] = random(3) === 0 ? 0xff : random(256);
    }
    words.add(onnx.run(bytes).slice(0, 40));
  }
  expect(words.size).toBeGreaterThan(8);
});
