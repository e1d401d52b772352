import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Card, Variant } from '../wire/card';
import type { Ran } from './runs';
import { asCsv, asJson } from './sweep-export';
import { onlyOne, scorer } from './variant-text';

const model = JSON.parse(readFileSync('models/phantom-diffuse/card.json', 'utf8')) as Card;
const variant = {
  id: 'low-pass-10',
  title: 'Retrained on low-pass 10',
  chain: [{ op: 'low-pass', radius: 10 }],
  weights: { ...model.weights, sha256: 'f'.repeat(64) },
} as unknown as Variant;
const card: Card = { ...model, variants: [variant] };
const ran = (which: string | null): Ran => ({
  ok: true,
  experiment: 'sweep',
  parameters: { operation: 'low-pass' },
  model: card.id,
  variant: which,
  chain: [],
  partial: false,
  done: 1,
  total: 1,
  answers: [{ form: 'table', id: 'table', title: 'T', says: '', columns: ['n'], rows: [[7]] }],
  timings: { inference: 1, total: 2 },
});

test('each file names the network that scored, and carries its hash', async () => {
  expect(JSON.parse(await asJson(ran('low-pass-10'), card).text()).model).toEqual({
    id: card.id,
    version: card.version,
    sha256: 'f'.repeat(64),
    variant: { id: 'low-pass-10', title: variant.title, chain: variant.chain },
  });
  expect(JSON.parse(await asJson(ran(null), card).text()).model).toMatchObject({ sha256: model.weights.sha256, variant: null });
  const lines = async (which: string | null) => (await asCsv(ran(which), card).text()).split('\r\n').map((row) => row.split(','));
  const [head = [], row = []] = await lines('low-pass-10');
  expect(row[head.indexOf('model_variant')]).toBe('"low-pass-10"');
  expect(row[head.indexOf('model_sha256')]).toBe(`"${'f'.repeat(64)}"`);
  const [, plain = []] = await lines(null);
  expect(plain[head.indexOf('model_variant')]).toBe('""');
});

test('the words beside a curve are true of what scored', () => {
  expect(scorer(card, 'low-pass-10')).toBe('a network retrained on low-pass 10');
  expect(scorer(card, null)).toBe('this model as it is');
  expect(onlyOne(card, 'low-pass-10')).toMatch(
    /^This is one network, retrained on low-pass 10; every other setting is new to it/,
  );
  expect(onlyOne(card, null)).toMatch(/never trained on films changed like this/);
});
