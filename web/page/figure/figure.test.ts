import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Card, Metric, Variant } from '../../wire/card';
import { isRefusal } from '../../wire/refusal';
import { operations } from '../chain';
import { overlayFor } from '../findings/overlay';
import { readFindings } from '../findings/read';
import { csv } from './csv';
import { asCurve, commands, manner, ownOver } from './curve';
import { drawn, ownCurves } from './own';
import { outcome, says } from './says';

const real = JSON.parse(readFileSync('models/chest-view-sex/card.json', 'utf8')) as Card;
const untouched = real.metrics.find(({ head, metric }) => head === 'view' && metric === 'AUC') as Metric;

const area = (value: number, half = 0.01, more: Partial<Metric> = {}): Metric => ({
  ...untouched,
  value,
  low: value - half,
  high: Math.min(1, value + half),
  ...more,
});
const sex = { head: 'sex', label: 'F' };
const away = { on: 'Elsewhere', population: 'unseen-hospital', images: 40, patients: 20 } as const;

/** A retrained network of a filter's setting, with areas of both heads and of view elsewhere. */
function retrained(op: 'low-pass' | 'high-pass', radius: number, view: [number, number], of: [number, number]): Variant {
  const id = `${op}-${radius}`;
  const areas = (k: 0 | 1): [Metric, ...Metric[]] => [area(view[k]), area(of[k], 0.03, sex), area(0.6, 0.15, away)];
  return {
    id,
    title: `Retrained on ${op} ${radius}`,
    chain: [op === 'low-pass' ? { op, radius } : { op, radius, offset: 0.5 }],
    weights: { ...real.weights, file: `${id}.onnx`, sha256: id },
    metrics: areas(0),
    fixed: areas(1),
    reproduce: { ...real.reproduce, command: `npm run models:train -- --variants --setting ${id}` },
  };
}

// Not in order, so that the curve has to put them so.
const card: Card = {
  ...real,
  variants: [
    retrained('low-pass', 10, [0.99, 0.985], [0.95, 0.94]),
    retrained('low-pass', 4, [0.98, 0.61], [0.92, 0.67]),
    retrained('low-pass', 2, [0.7, 0.55], [0.52, 0.5]),
    retrained('high-pass', 10, [0.94, 0.98], [0.93, 0.65]),
  ],
};
const curves = ownCurves(card, operations);
const [lowView, , , highView] = curves;
const find = (op: string, head: string) =>
  drawn(curves).find(({ operation, head: { id } }) => operation.id === op && id === head) as (typeof curves)[number];

test('a curve for each filter, head and set of films, by rising radius; those of held-out films are drawn', () => {
  expect(curves.map(({ operation, head, on }) => `${operation.id} ${head.id} ${on}`)).toEqual(
    ['low-pass', 'high-pass'].flatMap((op) => [
      `${op} view ${untouched.on}`,
      `${op} sex ${untouched.on}`,
      `${op} view Elsewhere`,
    ]),
  );
  expect(drawn(curves).map(({ operation, head }) => `${operation.id} ${head.id}`)).toEqual([
    'low-pass view',
    'low-pass sex',
    'high-pass view',
    'high-pass sex',
  ]);
  expect(lowView?.settings.map(({ x }) => x)).toEqual([2, 4, 10]);
  expect(lowView?.untouched).toBe(untouched);
  expect(highView?.settings.length).toBe(1);
});

test('without retrained networks there is nothing; a chain of more than one step is no point of a filter', () => {
  const { variants: _, ...alone } = card;
  expect(ownCurves(alone as Card, operations)).toEqual([]);
  const two = retrained('low-pass', 10, [0.9, 0.8], [0.9, 0.8]);
  expect(ownCurves({ ...card, variants: [{ ...two, chain: [...two.chain, { op: 'invert' }] }] }, operations)).toEqual([]);
});

test.each([
  [0.98, 0.61, 'regains'],
  [0.98, 0.97, 'same'],
  [0.9, 0.97, 'worse'],
  [0.505, 0.9, 'lost'],
] as const)('retrained %s, fixed %s: %s', (a, b, is) => {
  expect(outcome({ retrained: area(a), fixed: area(b) })).toBe(is);
});

test('the sentence says what holds and what fails, with the settings, from the numbers', () => {
  const view = says(find('low-pass', 'view'));
  expect(view).toContain('retrained networks reach AUC from 0.700 at radius 2 to 0.990 at radius 10');
  expect(view).toContain(`the fixed model from 0.550 at radius 2 to 0.985 at radius 10, and ${untouched.value.toFixed(3)} on`);
  expect(view).toContain('The retrained network is better, intervals apart, at radius 2 and 4.');
  expect(view).toMatch(
    /fails on these films: at radius 10 there is no difference.*; at radius 2 the retrained network keeps less/,
  );
  expect(says(find('low-pass', 'sex'))).toContain('at radius 2 nothing is left for the retrained network either');
  expect(says(find('high-pass', 'view'))).toMatch(/Nowhere is.*at radius 10 the fixed model is better/);
  expect(says(find('high-pass', 'sex'))).toContain('At no setting does the study’s story fail on these films.');
  expect(says(curves[2] as (typeof curves)[number])).toMatch(
    /^At a hospital it never saw \(Elsewhere, 40 films of 20 patients\)/,
  );
});

test('drawn, retrained is an outline and fixed is filled, each named; the axis reaches what is drawn', () => {
  const curve = asCurve(find('low-pass', 'sex'));
  expect(curve.lines.map(({ of }, i) => `${of.title}, ${manner.who(i)}`)).toEqual([
    'Our networks, retrained for each setting',
    'Our fixed model, test time only: trained on untouched images',
  ]);
  expect([manner.hollow(0), manner.hollow(1)]).toEqual([true, false]);
  expect(curve.lines[0]?.points.map(({ x, value, n }) => [x, value, n])).toEqual([
    [2, 0.52, untouched.images],
    [4, 0.92, untouched.images],
    [10, 0.95, untouched.images],
  ]);
  expect(curve.y).toMatchObject({ min: 0.4, chance: 0.5 });
});

test('over a sweep: the swept head’s points alone, retrained and fixed apart, and only where the film is the same', () => {
  const swept = asCurve(find('low-pass', 'sex'));
  const over = ownOver(swept, card, [], operations);
  expect(over.map(({ hollow, mark, condition, points }) => [hollow, mark, condition, points.map(({ x, y }) => [x, y])])).toEqual([
    [
      true,
      'cross',
      'retrained for each setting',
      [
        [2, 0.52],
        [4, 0.92],
        [10, 0.95],
      ],
    ],
    [
      false,
      'cross',
      'test time only: trained on untouched images',
      [
        [2, 0.5],
        [4, 0.67],
        [10, 0.94],
      ],
    ],
  ]);
  expect(over[0]?.source).toContain('films of 1,006 patients (NIH test)');
  expect(over[0]?.source).toContain('--setting low-pass-2, low-pass-4, low-pass-10');
  expect(over[1]?.source).toContain(real.reproduce.command);
  // A step before it makes another film; so does another setting of the same step.
  expect(ownOver(swept, card, [{ op: 'invert' }], operations)).toEqual([]);
  expect(ownOver(asCurve(find('high-pass', 'sex')), card, [{ op: 'high-pass', radius: 3, offset: 0 }], operations)).toEqual([]);
  // What the swept step was set to before is of no account.
  expect(ownOver(swept, card, [{ op: 'low-pass', radius: 30 }], operations)).toEqual(over);
  expect(ownOver({ ...swept, x: { ...swept.x, operation: 'notch' } }, card, [], operations)).toEqual([]);
});

test('commands share what they share', () => {
  expect(commands(['make -s a', 'make -s b', 'make -s b'])).toBe('make -s a, b');
  expect(commands(['make a', 'do b'])).toBe('make a; do b');
});

test('the file holds every area with its network, and the study’s points once, each with its locator', () => {
  const findings = readFindings(readFileSync('assets/findings/findings.json', 'utf8'));
  if (isRefusal(findings)) {
    throw new Error(findings.message);
  }
  const [head = '', ...lines] = csv(curves, ({ operation, parameter }) => overlayFor(findings, operation.id, parameter.id))
    .trim()
    .split('\r\n');
  const ours = lines.filter((line) => line.startsWith('"Unseen"'));
  // Retrained and fixed for each of three sets of films and four settings, and the fixed model on the two sets the card knows.
  expect(ours.length).toBe(2 * 3 * 4 + 2 * 2);
  expect(ours.filter((line) => line.includes('"low-pass-4"')).every((line) => line.includes('--setting low-pass-4'))).toBe(true);
  const study = lines.slice(ours.length);
  expect(new Set(study).size).toBe(study.length);
  expect(study.filter((line) => line.includes('"low-pass"') && line.includes('Figure 1, p e411')).length).toBeGreaterThan(20);
  expect(head.split(',').length).toBe(19);
});
