import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import catalogue from '../../../contract/catalog.json';
import { isRefusal } from '../../wire/refusal';
import { trainingOf } from './groups';
import { overlayFor, overlays } from './overlay';
import { readFindings } from './read';

const read = readFindings(readFileSync(new URL('../../../assets/findings/findings.json', import.meta.url), 'utf8'));
const all = isRefusal(read) ? [] : read;
const rows = new Map(all.map((finding) => [finding.id, finding]));
const pairs = overlays.flatMap(({ operation, parameters }) => parameters.map((parameter) => [operation, parameter] as const));

interface Entry {
  readonly id: string;
  readonly parameters: readonly { readonly id: string; readonly title: string }[];
}
const operations = catalogue.operations as readonly Entry[];

describe.each(pairs)('%s over %s', (operation, parameter) => {
  const series = overlayFor(all, operation, parameter);

  it('has published points, and each leads to its row with a place and an address', () => {
    expect(series.length).toBeGreaterThan(0);
    for (const point of series.flatMap(({ points }) => points)) {
      const row = rows.get(point.id);
      expect(row?.status, point.id).toBe('verified');
      expect(point.locator, point.id).toContain(row?.source_locator ?? '?');
      expect(point.url, point.id).toMatch(/^https:\/\//);
      expect(row?.value ?? null).toBe(point.kind === 'range' ? null : point.middle);
    }
  });

  it('never joins retrained with test time, and every series says which it is', () => {
    for (const { points, training, condition, label, citation } of series) {
      for (const { id } of points) {
        expect(trainingOf(rows.get(id) as never), id).toBe(training);
      }
      expect(training).not.toBe('none');
      expect(condition.length).toBeGreaterThan(10);
      expect(label).toMatch(/recorded race/);
      expect(citation).toMatch(/\d{4}/);
    }
  });

  it('no point twice, none twice at one place of a series', () => {
    const ids = series.flatMap(({ points }) => points.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(series.map(({ id }) => id)).size).toBe(series.length);
    for (const { points, label } of series) {
      const places = points.map(({ x }) => x).filter((x) => x !== null);
      expect(new Set(places).size, label).toBe(places.length);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });

  it('the operation, where this version has it, has that parameter', () => {
    const entry = operations.find(({ id }) => id === operation);
    expect(entry === undefined || entry.parameters.some(({ id }) => id === parameter), JSON.stringify(entry?.parameters)).toBe(
      true,
    );
  });
});

describe('what is drawn where', () => {
  const points = (operation: string, parameter: string) =>
    overlayFor(all, operation, parameter).flatMap((series) => series.points.map((point) => ({ ...point, label: series.label })));

  it('Figure 1: ten radii for each of three groups, retrained', () => {
    for (const operation of ['low-pass', 'high-pass']) {
      const series = overlayFor(all, operation, 'radius');
      expect(series.length).toBe(3);
      for (const one of series) {
        expect(one.training).toBe('retrained');
        expect(one.points.map(({ x }) => x)).toEqual([1, 5, 10, 25, 50, 75, 100, 125, 150, 200]);
      }
    }
    expect(points('low-pass', 'radius').find(({ id }) => id === 'fig1-lpf-10-white')).toMatchObject({ x: 10, middle: 0.817 });
  });

  it('noise and blur: test time, at the setting of the authors’ code; the paper’s ranges have no setting', () => {
    for (const [operation, parameter, x, range] of [
      ['gaussian-noise', 'spread', 0.1, [0.74, 0.8]],
      ['gaussian-blur', 'sigma', 2, [0.64, 0.72]],
    ] as const) {
      const series = overlayFor(all, operation, parameter);
      expect(series.every(({ training }) => training === 'test-time')).toBe(true);
      const printed = series.flatMap((one) => one.points).filter(({ kind }) => kind === 'range');
      expect(printed.map(({ x: at, low, high }) => [at, low, high])).toEqual([[null, ...range]]);
      expect(
        points(operation, parameter)
          .filter(({ kind }) => kind === 'value')
          .map((point) => point.x),
      ).toEqual([x, x, x]);
    }
  });

  it('patches: nine cells kept and nine removed, unfiltered and high-passed', () => {
    for (const operation of ['keep-patch', 'remove-patch']) {
      expect(points(operation, 'cell').length).toBe(18);
      expect(overlayFor(all, operation, 'cell').length).toBe(2);
    }
    expect(points('keep-patch', 'cell').find(({ id }) => id === 'repo-patch-only-none-r2c1')).toMatchObject({
      x: 7,
      middle: 0.599,
    });
  });

  it('resolution is a bound at 160 pixels, and the rings of the notch hold the other edge fixed', () => {
    expect(points('resolution', 'side')).toMatchObject([{ x: 160, middle: 0.95, kind: 'lower-bound' }]);
    expect(points('notch', 'outer').length).toBe(21);
    const ten = overlayFor(all, 'notch', 'outer').find(({ label }) => label.includes('inner 10,'));
    expect(ten?.points.map(({ x }) => x)).toEqual([25, 50, 75, 100, 125, 150]);
  });

  it('bone clip: printed and code output stay apart, each at its level of the image', () => {
    const clipped = points('intensity-clip', 'ceiling');
    expect(clipped.length).toBe(29);
    for (const { id, x } of clipped) {
      expect(x, id).toBe(rows.get(id)?.source_type === 'paper' ? 0.6 : 0.622);
    }
  });

  it('nothing lies beside an operation that nobody published on', () => {
    expect(overlayFor(all, 'median', 'radius')).toEqual([]);
    expect(overlayFor(all, 'low-pass', 'offset')).toEqual([]);
    expect(overlayFor(all, '__proto__', 'radius')).toEqual([]);
  });
});
