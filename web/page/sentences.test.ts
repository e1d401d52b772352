import { expect, test } from 'vitest';
import type { Card, Metric } from '../wire/card';
import { fall, score, validation } from './sentences';

const metric = (more: Partial<Metric>): Metric => ({
  head: 'sex',
  label: 'M',
  metric: 'AUC',
  on: 'NIH',
  population: 'held-out',
  value: 0.985,
  low: 0.98,
  high: 0.99,
  images: 2290,
  patients: 1012,
  note: null,
  ...more,
});
const card = (metrics: Metric[], id = 'chest-view-sex') =>
  ({ id, heads: [{ id: 'sex', chance: 0.5 }], metrics }) as unknown as Card;
const away = metric({
  on: 'Hannover',
  population: 'unseen-hospital',
  value: 0.71,
  low: 0.63,
  high: 0.79,
  images: 243,
  patients: 71,
});

test('chance, films, patients, interval and hospital stand in the sentence', () => {
  expect(validation(card([metric({}), away]), 'sex').join(' ')).toBe(
    'Chance is 0.50. On 2,290 films of 1,012 patients it never saw (NIH): AUC 0.985 (0.980–0.990). At a hospital it never saw (Hannover, 243 films of 71 patients): AUC 0.710 (0.630–0.790).',
  );
});

test('nobody is a patient of a simulator', () => {
  expect(validation(card([metric({ on: 'seed 3' })], 'phantom-diffuse'), 'sex').join(' ')).toContain(
    'of 1,012 simulated people it never saw',
  );
});

test('a card without validation says so', () => {
  expect(validation(card([]), 'sex').join(' ')).toContain('no validation');
});

test('a fall between hospitals is said, a small one is not', () => {
  expect(fall(card([metric({}), away]), 'sex')).toContain('did not travel');
  expect(fall(card([metric({}), { ...away, value: 0.96 }]), 'sex')).toBeNull();
});

test('a score never rounds to certainty', () => {
  expect([0.5, 0.987, 0.9969, 1].map(score)).toEqual(['0.50', '0.99', '0.997', '1.00']);
});
