import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isRefusal } from '../wire/refusal';
import { overlayFor } from './findings/overlay';
import { readFindings } from './findings/read';
import { overlay } from './sweep-overlays';

const findings = readFindings(readFileSync('assets/findings/findings.json', 'utf8'));
const marksOver = (operation: string, parameter: string) =>
  isRefusal(findings) ? [] : overlayFor(findings, operation, parameter).flatMap(overlay);

test('the study’s filters are hollow marks, retrained in words, each with its locator', () => {
  const over = marksOver('low-pass', 'radius');
  expect(over.length).toBeGreaterThanOrEqual(3);
  for (const series of over) {
    expect(series).toMatchObject({ hollow: true, condition: 'retrained for each setting' });
    expect(series.source).toMatch(/Figure 1/);
    expect(series.points.length).toBeGreaterThan(5);
  }
  expect(new Set(over.map(({ mark }) => mark)).size).toBe(3);
});

test('what only met changed test images is filled and says so; a range is no point', () => {
  const over = marksOver('gaussian-noise', 'spread');
  expect(over.length).toBeGreaterThan(0);
  for (const series of over) {
    expect(series.hollow).toBe(false);
    expect(series.condition).toMatch(/test time/);
    expect(series.points.every(({ x }) => x === 0.1)).toBe(true);
  }
});

test('an operation that nobody published on has no marks', () => {
  expect(marksOver('invert', 'amount')).toEqual([]);
});
