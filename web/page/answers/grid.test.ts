import { expect, test } from 'vitest';
import { cells, shadeOf, signed } from './grid';

const map = { rows: 3, columns: 3, untouched: 0.6, values: [0.6, 0.61, 0.62, 0.55, 0.7, 0.9, 0.29, null, 1] };

test('each cell has its place, its number and its change', () => {
  const [top, middle, bottom] = cells(map);
  expect(top?.map(({ place }) => place)).toEqual(['top left', 'top centre', 'top right']);
  expect(top?.[0]).toEqual({ place: 'top left', text: '0.600', change: '±0.000', shade: 0 });
  expect(middle?.[0]).toMatchObject({ text: '0.550', change: '−0.050', shade: -1 });
  expect(middle?.[2]).toMatchObject({ text: '0.900', change: '+0.300', shade: 3 });
  expect(bottom?.[0]).toMatchObject({ text: '0.290', shade: -3 });
});

test('what is not known yet is a dash without a change; without an untouched score there is none at all', () => {
  expect(cells(map)[2]?.[1]).toEqual({ place: 'bottom centre', text: '–', change: '', shade: 0 });
  expect(
    cells({ ...map, untouched: null })
      .flat()
      .every(({ change, shade }) => change === '' && shade === 0),
  ).toBe(true);
});

test('more cells than nine are counted', () => {
  const [row] = cells({ rows: 2, columns: 4, untouched: null, values: [] });
  expect(row?.map(({ place }) => place)).toEqual(['row 1, column 1', 'row 1, column 2', 'row 1, column 3', 'row 1, column 4']);
});

test('shades begin at the stated steps, either way', () => {
  expect([0.0199, 0.02, 0.0999, 0.1, 0.3, 1].map(shadeOf)).toEqual([0, 1, 1, 2, 3, 3]);
  expect([-0.0199, -0.02, -0.1, -0.3].map(shadeOf)).toEqual([0, -1, -2, -3]);
});

test('a sign is a minus, never a hyphen; what rounds to nothing has neither', () => {
  expect([0.1, -0.1, 0.0004, -0.0004].map(signed)).toEqual(['+0.100', '−0.100', '±0.000', '±0.000']);
});
