import { expect, test } from 'vitest';
import type { AnswerCurve } from '../wire/values';
import { axes } from './chart';
import { chartPng } from './chart-png';
import { place, ticks } from './chart-scale';
import { crc } from './png';
import { Raster, wrapped } from './raster';
import { asked } from './sweep-choices';
import { pitch } from './tone';

const estimate = (value: number | null) => ({ value, low: value, high: value, n: 4, positives: 2 });
const curve: AnswerCurve = {
  form: 'curve',
  id: 'curve:cohort',
  title: 'Low-pass, score against radius',
  says: 'It rises.',
  x: { operation: 'low-pass', parameter: 'radius', title: 'Radius', unit: 'cycles per image', scale: 'logarithmic' },
  y: { title: 'Score', min: 0, max: 1, chance: 0.5, interval: '' },
  lines: [
    {
      of: { head: 'cohort', label: 'B', title: 'Cohort B' },
      points: [2, 10, 50].map((x, i) => ({ x, ...estimate([0.5, null, 0.9][i] ?? null) })),
      untouched: estimate(0.95),
    },
  ],
};

test('places are even in the axis’s own scale', () => {
  expect(place({ min: 1, max: 100, scale: 'logarithmic' }, 10, 0, 200)).toBeCloseTo(100, 9);
  expect(place({ min: 0, max: 4, scale: 'linear' }, 1, 100, 0)).toBe(75);
  expect(place({ min: 3, max: 3, scale: 'linear' }, 3, 0, 10)).toBe(5);
});

test('ticks are round, within the axis, and not too many', () => {
  expect(ticks({ min: 0, max: 1, scale: 'linear' }, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticks({ min: 1, max: 112, scale: 'logarithmic' }, 8)).toEqual([1, 2, 5, 10, 20, 50, 100]);
  expect(ticks({ min: 0.001, max: 1000, scale: 'logarithmic' }, 8)).toEqual([0.001, 0.01, 0.1, 1, 10, 100, 1000]);
  for (const axis of [
    { min: 3, max: 4 },
    { min: -6, max: 6 },
    { min: 0.013, max: 0.4 },
  ]) {
    const found = ticks({ ...axis, scale: 'linear' }, 5);
    expect(found.length).toBeGreaterThan(1);
    expect(found.every((value) => value >= axis.min && value <= axis.max)).toBe(true);
  }
});

test('the axes take in what is laid over the curve; a logarithm is only for what is above 0', () => {
  const over = (x: number) =>
    [{ label: 'a', condition: 'retrained', hollow: true, mark: 'diamond', source: 's', points: [{ x, y: 1 }] }] as const;
  expect(axes(curve, over(200)).x).toEqual({ min: 2, max: 200, scale: 'logarithmic' });
  expect(axes(curve, over(0)).x.scale).toBe('linear');
});

test('the tone rises two octaves, evenly in the ear', () => {
  expect(pitch(0, curve.y)).toBe(220);
  expect(pitch(0.5, curve.y)).toBeCloseTo(440, 9);
  expect(pitch(7, curve.y)).toBe(880);
});

test('typed settings become numbers; what is none is left for the engine to name', () => {
  const wish = {
    operation: 'low-pass',
    parameter: 'radius',
    subject: 'films',
    over: 'own',
    own: '5, 10;x 25',
    films: 40,
    seeds: 8,
  } as const;
  expect(asked(wish)).toEqual({
    operation: 'low-pass',
    parameter: 'radius',
    subject: 'films',
    settings: [5, 10, 'x', 25],
    films: 40,
  });
});

test('lines, areas and letters land where they should', () => {
  const picture = new Raster(40, 40, [255, 255, 255]);
  picture.line([5, 10], [35, 10], [0, 0, 0], 2);
  picture.polygon(
    [
      [10, 20],
      [30, 20],
      [30, 30],
      [10, 30],
    ],
    [0, 0, 255],
  );
  const at = (x: number, y: number) => [...picture.rgb.subarray((y * 40 + x) * 3, (y * 40 + x) * 3 + 3)];
  expect(at(20, 10)).toEqual([0, 0, 0]);
  expect(at(20, 14)).toEqual([255, 255, 255]);
  expect(at(20, 25)).toEqual([0, 0, 255]);
  const words = new Raster(60, 30, [255, 255, 255]);
  const wide = words.text([2, 0], 'AB', [0, 0, 0]);
  expect(wide).toBeGreaterThan(15);
  expect(words.rgb.some((value) => value < 60)).toBe(true);
  expect(wrapped('one two three', 1)).toEqual(['one', 'two', 'three']);
});

test('the picture is a whole PNG of the promised kind', async () => {
  const file = new Uint8Array(await (await chartPng(curve, [], 'this model as it is', ['Not for diagnosis.'])).arrayBuffer());
  expect([...file.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(file.buffer);
  expect(view.getUint32(16)).toBe(1200);
  // Every chunk's checksum, as a reader would check it.
  const names: string[] = [];
  for (let at = 8; at < file.length; ) {
    const length = view.getUint32(at);
    names.push(String.fromCharCode(...file.subarray(at + 4, at + 8)));
    expect(view.getUint32(at + 8 + length)).toBe(crc(file.subarray(at + 4, at + 8 + length)));
    at += length + 12;
  }
  expect(names).toEqual(['IHDR', 'IDAT', 'IEND']);
  expect(crc(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});
