import { expect, test } from 'vitest';
import { wheelPixels } from './input';

test('one notch means about the same in every browser, and no event more than half a screen', () => {
  expect(wheelPixels({ deltaY: 100, deltaMode: 0 }, 800)).toBe(100);
  expect(wheelPixels({ deltaY: 3, deltaMode: 1 }, 800)).toBe(48);
  expect(wheelPixels({ deltaY: -1, deltaMode: 2 }, 800)).toBe(-480);
  expect(wheelPixels({ deltaY: 12_000, deltaMode: 0 }, 800)).toBe(480);
});
