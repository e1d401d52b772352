import { expect, test } from 'vitest';
import { isRefusal } from '../wire/refusal';
import { choose, type Known, type Row } from './choose';
import { matched, type Table } from './table';
import { contiguous, type Tensor } from './tensor';

const stem: Row = ['conv1.weight', [64, 3, 7, 7]];
const body: Row = ['layer4.2.conv1.weight', [512, 512, 3, 3]];
const known = (id: string, head: Row, cards: string[]): Known => ({ id, title: id, marks: [stem, body, head], cards });
const networks = [
  known('a', ['fc.0.weight', [3, 512]], ['study']),
  known('b', ['fc.weight', [2, 512]], ['sex']),
  known('c', ['fc.weight', [3, 512]], ['white-first', 'asian-first']),
];
const given = (rows: Row[], wanted?: string) => {
  const chosen = choose(rows, networks, wanted);
  return isRefusal(chosen) ? `${chosen.code} ${chosen.detail}` : `${chosen.network.id} ${chosen.card}`;
};

test('the last layer’s name and shape tell networks of one architecture apart', () => {
  expect(given([stem, body, ['fc.0.weight', [3, 512]]])).toBe('a study');
  expect(given([stem, body, ['fc.weight', [2, 512]]])).toBe('b sex');
});

test('where several cards fit, none is guessed: they are listed, and one of them may be named', () => {
  const rows: Row[] = [stem, body, ['fc.weight', [3, 512]]];
  expect(given(rows)).toBe('checkpoint-choice white-first, asian-first');
  expect(given(rows, 'asian-first')).toBe('c asian-first');
  expect(given(rows, 'nobody')).toBe('unknown-model nobody');
});

test('a near miss goes on to the whole table; what is far from all is described', () => {
  expect(given([stem, body, ['fc.weight', [1000, 512]]])).toMatch(/^b /);
  expect(
    given([
      ['net.0.weight', [10, 4]],
      ['net.0.bias', [10]],
    ]),
  ).toBe('checkpoint-unknown 2 tensors, from net.0.weight of 10 × 4 to net.0.bias of 10');
  expect(given([])).toBe('checkpoint-unknown 0 tensors');
});

const tensor = (shape: number[], dtype: Tensor['dtype'] = 'float32'): Tensor => ({
  dtype,
  shape,
  strides: contiguous(shape),
  offset: 0,
  storage: { from: 0, until: 100, bytes: 100, crc: null },
});
const table: Table = {
  title: 'Net',
  bytes: 20,
  tensors: [
    ['w', [2, 2], 0],
    ['b', [1], 16],
  ],
};
const fits = (tensors: Record<string, Tensor>) => {
  const placed = matched({ tensors: new Map(Object.entries(tensors)) }, table);
  return isRefusal(placed) ? `${placed.code} ${placed.detail}` : placed.map(({ offset }) => offset);
};

test('every weight goes to its place; what training keeps beside them is stepped over', () => {
  const rest = { 'bn.num_batches_tracked': tensor([], 'int64'), op_threshs: tensor([18]) };
  expect(fits({ b: tensor([1], 'float16'), w: tensor([2, 2]), ...rest })).toEqual([0, 16]);
});

test('what is missing, of another shape or kind, or too much is listed by name', () => {
  expect(fits({ w: tensor([2, 3]), x: tensor([1]) })).toBe(
    'checkpoint-mismatch Net (w is 2 × 3 where 2 × 2 is needed; b is missing; x is not part of it)',
  );
  expect(fits({ w: tensor([2, 2], 'int64'), b: tensor([1]) })).toMatch(/w holds int64/);
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`x${i}`, tensor([1])]));
  expect(fits({ w: tensor([2, 2]), b: tensor([1]), ...many })).toMatch(/; 14 more\)$/);
});
