import { expect, it } from 'vitest';
import { fromRange, nudged, rangeOf, stepped, toRange } from './scale';

const side = { min: 4, max: 512, step: 1, logarithmic: true };

it('spreads evenly in the logarithm, and gives whole steps', () => {
  expect(toRange(4, side)).toBe(0);
  expect(toRange(512, side)).toBeCloseTo(1000, 9);
  expect(fromRange(500, side)).toBe(45);
  expect(rangeOf(side)).toEqual({ min: 0, max: 1000, step: 1 });
});

it('there and back is the same value', () => {
  for (const value of [4, 5, 17, 100, 511, 512]) {
    expect(fromRange(toRange(value, side), side)).toBe(value);
  }
});

it('an arrow moves by a step at least, and by a thousandth of the way where that is more', () => {
  expect(nudged(5, -1, side)).toBe(4);
  expect(nudged(4, -1, side)).toBe(4);
  expect(nudged(20, 1, side)).toBe(21);
  expect(nudged(512, 1, side)).toBe(512);
  expect(nudged(500, -1, side)).toBe(498);
});

it('an even slider counts its own unit', () => {
  const radius = { min: 0, max: 200, step: 1 };
  expect(toRange(25, radius)).toBe(25);
  expect(rangeOf({ min: 0, max: 1, step: 0 }).step).toBe('any');
  expect(stepped(0.30000000000000004, { min: 0, max: 1, step: 0.1 })).toBe(0.3);
  expect(stepped(9, { min: 0, max: 1, step: 0.1 })).toBe(1);
});
