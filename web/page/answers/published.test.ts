import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isRefusal } from '../../wire/refusal';
import { operations } from '../chain';
import { readFindings } from '../findings/read';
import { publishedFor } from './published';

const read = readFindings(readFileSync('assets/findings/findings.json', 'utf8'));
const findings = isRefusal(read) ? [] : read;
const grid = { rows: 3, columns: 3 };

test.each(['keep-patch', 'remove-patch'])('%s: nine published areas, retrained, recorded race, cited', (operation) => {
  const all = publishedFor({ id: `${operation}:cohort:B`, ...grid }, operations, findings);
  expect(all.length).toBe(2);
  for (const { points, condition, metric, label, citation } of all) {
    expect(points.map(({ x }) => x)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect([condition, metric]).toEqual(['retrained for each setting', 'AUC']);
    expect(label).toMatch(/recorded race White/);
    expect(citation).toMatch(/Gichoya/);
  }
});

test('the whole table of the notebook stands in its cells', () => {
  const [plain] = publishedFor({ id: 'keep-patch:cohort:B', ...grid }, operations, findings).filter(({ label }) =>
    /unfiltered/.test(label),
  );
  expect(plain?.points.map(({ middle }) => middle)).toEqual([0.873, 0.882, 0.873, 0.82, 0.831, 0.822, 0.753, 0.599, 0.747]);
});

test('a map of other cells, or of another operation, has none', () => {
  expect(publishedFor({ id: 'keep-patch:cohort:B', rows: 4, columns: 4 }, operations, findings)).toEqual([]);
  expect(publishedFor({ id: 'occlusion:cohort:B', ...grid }, operations, findings)).toEqual([]);
});
