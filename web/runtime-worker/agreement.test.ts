import { expect, test } from 'vitest';
import { largestDifference, probes, tolerance } from './agreement';

test('outputs are compared as parts of the larger of 1 and the expected one', () => {
  expect(largestDifference(Float32Array.of(1, 2), Float32Array.of(1, 2))).toBe(0);
  expect(largestDifference(Float32Array.of(0.5, 0), Float32Array.of(0.25, 0))).toBe(0.25);
  expect(largestDifference(Float32Array.of(110), Float32Array.of(100))).toBeCloseTo(0.1);
});

test.each([
  ['what is no number', Float32Array.of(0, Number.NaN), Float32Array.of(0, 0)],
  ['a number where none was expected', Float32Array.of(0), Float32Array.of(Number.NaN)],
  ['another count', Float32Array.of(0, 0), Float32Array.of(0)],
])('%s never passes', (_, given, expected) => {
  expect(largestDifference(given, expected)).toBe(Number.POSITIVE_INFINITY);
});

test('a score of two labels moves by less than 0.03 % within the tolerance', () => {
  const score = (logit: number) => 1 / (1 + Math.exp(-logit));
  for (let logit = -8; logit <= 8; logit += 0.25) {
    const moved = logit + tolerance * Math.max(1, Math.abs(logit));
    expect(Math.abs(score(moved) - score(logit))).toBeLessThan(3e-4);
  }
});

test('the pictures differ from each other and are the same every time', () => {
  const [grey, ramp, noise] = probes(3072);
  expect(new Set(grey).size).toBe(1);
  expect(new Set(ramp).size).toBe(256);
  expect(new Set(noise).size).toBeGreaterThan(3000);
  expect(probes(3072)).toEqual([grey, ramp, noise]);
  for (const value of [...(ramp ?? []), ...(noise ?? [])]) {
    expect(value >= 0 && value <= 1).toBe(true);
  }
});
