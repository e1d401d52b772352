import { expect, test } from 'vitest';
import { inWords, summarise } from './difference';

const map = (value: (x: number, y: number) => number, side = 60) => ({
  width: side,
  height: side,
  data: Float32Array.from({ length: side * side }, (_, i) => value(i % side, Math.floor(i / side))),
});

test('a change in one corner is found there, and amplified until it can be seen', () => {
  const summary = summarise(map((x, y) => (x > 40 && y < 20 ? -0.04 : 0)));
  expect(summary.where).toBe('at the top, right');
  expect(summary.gain).toBe(20);
  expect(summary.most).toBeCloseTo(0.04, 6);
  expect(inWords(summary)).toContain('most of all at the top, right of the picture. Drawn 20 times');
});

test('a change all over is said to be so', () => {
  const summary = summarise(map((x, y) => ((x + y) % 2 === 0 ? 0.01 : -0.01)));
  expect(summary.where).toBeNull();
  expect(summary.changed).toBe(1);
  expect(inWords(summary)).toContain('differ by 2.5 of 255 grey levels on average');
});

test('no mechanism, no difference, and no division by nothing', () => {
  expect(inWords(summarise(map(() => 0)))).toBe('Both films are the same, pixel for pixel: no mechanism is at work.');
  expect(Number.isFinite(summarise({ width: 0, height: 0, data: new Float32Array() }).mean)).toBe(true);
});
