import { expect, test } from 'vitest';
import type { Card, Metric } from '../wire/card';
import { asScored, said, spelled, standing } from './variant-text';

const operations = [
  {
    id: 'low-pass',
    title: 'Low-pass',
    parameters: [
      { id: 'radius', initial: 10 },
      { id: 'edge', initial: 0 },
    ],
  },
  {
    id: 'high-pass',
    title: 'High-pass',
    parameters: [
      { id: 'radius', initial: 10 },
      { id: 'offset', initial: 0.5 },
    ],
  },
];
const metric = (head: string, value: number) =>
  ({ head, value, low: value - 0.01, high: value + 0.01, population: 'held-out', images: 2290, patients: 1006 }) as Metric;
const variant = (id: string, chain: object[]) => ({
  id,
  title: `Retrained on ${id.replace(/-(\d+)$/, ' $1')}`,
  chain,
  weights: { bytes: 7 },
  metrics: [metric('view', 0.97), metric('sex', 0.9), { ...metric('view', 0.1), population: 'unseen-hospital' }],
  fixed: [metric('view', 0.7), metric('sex', 0.6)],
  reproduce: {},
});
const card = {
  id: 'chest',
  version: '1',
  title: 'Chest',
  heads: [
    { id: 'view', title: 'View' },
    { id: 'sex', title: 'Recorded sex' },
  ],
  metrics: [metric('view', 0.99)],
  weights: { bytes: 9 },
  variants: [
    variant('low-pass-4', [{ op: 'low-pass', radius: 4 }]),
    variant('high-pass-10', [{ op: 'high-pass', radius: 10, offset: 0.5 }]),
  ],
} as unknown as Card;
const at = (chain: object[], used: string | null = null) => standing(card, used, chain, operations);

test('a chain is the same chain whichever parameters it leaves out', () => {
  expect(spelled([{ op: 'low-pass', radius: 4 }], operations)).toBe(
    spelled([{ op: 'low-pass', edge: 0, radius: 4 }], operations),
  );
  expect(spelled([{ op: 'low-pass', radius: 4 }], operations)).not.toBe(
    spelled([{ op: 'low-pass', radius: 4, edge: 1 }], operations),
  );
  expect(at([{ op: 'high-pass' }]).fits?.id).toBe('high-pass-10');
});

test('the variant of the setting in hand is offered with its own figures and the fixed model’s on the same films', () => {
  const sentence = said(card, at([{ op: 'low-pass', radius: 4 }]));
  expect(sentence).toContain('retrained on low-pass 4');
  expect(sentence).toContain(
    'On 2,290 films of 1,006 patients it never saw, so filtered: AUC view 0.970 (0.960–0.980), recorded sex 0.900',
  );
  expect(sentence).toContain('The model itself, which never saw a filtered film, gets view 0.700');
  expect(sentence).not.toContain('0.100');
});

test('between settings the ones that exist are named; elsewhere nothing is said', () => {
  expect(said(card, at([{ op: 'low-pass', radius: 5 }]))).toContain('for low-pass 4.');
  expect(said(card, at([]))).toBeNull();
  expect(said(card, at([{ op: 'median', size: 3 }]))).toBeNull();
  expect(
    said(
      card,
      at([
        { op: 'low-pass', radius: 4 },
        { op: 'low-pass', radius: 4 },
      ]),
    ),
  ).toBeNull();
});

test('a variant in use on films that are not filtered so is told to mean nothing', () => {
  expect(said(card, at([{ op: 'low-pass', radius: 4 }], 'low-pass-4'))).toMatch(
    /^Scored by a network retrained on low-pass 4\. On/,
  );
  expect(said(card, at([], 'low-pass-4'))).toContain('the score means nothing');
  expect(said(card, at([{ op: 'high-pass', radius: 10 }], 'low-pass-4'))).toContain('the score means nothing');
});

test('beside the score stand the figures of what scores', () => {
  expect(asScored(card, null)).toBe(card);
  expect(asScored(card, 'low-pass-4')).toMatchObject({ version: '1, low-pass-4', weights: { bytes: 7 } });
  expect(asScored(card, 'low-pass-4').metrics[0]?.value).toBe(0.97);
});
