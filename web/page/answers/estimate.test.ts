import { expect, test } from 'vitest';
import { estimateText } from './estimate';

test('an estimate has its interval and what it rests on, as far as they are known', () => {
  const whole = { value: 0.8371, low: 0.79, high: 0.88, n: 40, positives: 21 };
  expect(estimateText(whole)).toBe('0.837 (0.790–0.880), n 40, 21 of them so labelled');
  expect(estimateText({ ...whole, low: null, high: null, n: 1, positives: 0 })).toBe('0.837');
  expect(estimateText({ ...whole, value: null })).toBe('not known');
});
