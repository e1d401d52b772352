import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const css = readFileSync(path.join(import.meta.dirname, 'styles/tokens.css'), 'utf8');
const pairs = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name = '', light = '', dark = '']) => [
    name,
    { light, dark },
  ]),
);

/** WCAG 2 relative luminance and contrast. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const on = (ink: string, ground: string, theme: 'light' | 'dark') =>
  contrast(pairs.get(ink)?.[theme] ?? '#000000', pairs.get(ground)?.[theme] ?? '#000000');

test.each(['light', 'dark'] as const)('%s: text stands out from what it lies on', (theme) => {
  for (const ink of ['ink', 'dim', 'faint']) {
    for (const ground of ['panel', 'ground', 'raised']) {
      expect(on(ink, ground, theme), `${ink} on ${ground}`).toBeGreaterThanOrEqual(
        ground === 'raised' && ink === 'faint' ? 4.3 : 4.5,
      );
    }
  }
  expect(on('on-action', 'action', theme)).toBeGreaterThanOrEqual(4.5);
  expect(on('action', 'panel', theme)).toBeGreaterThanOrEqual(4.5);
  for (const mark of ['data1', 'data2', 'calm']) {
    expect(on(mark, 'panel', theme), mark).toBeGreaterThanOrEqual(3);
  }
});

test('on the film, which is dark in both themes, text stands out', () => {
  for (const ink of ['ink', 'dim', 'faint', 'action']) {
    expect(contrast(pairs.get(ink)?.dark ?? '#000000', '#040506'), ink).toBeGreaterThanOrEqual(4.5);
  }
});

test('the tokens are those of the look', () => {
  expect([...pairs.keys()]).toEqual([
    'ground',
    'panel',
    'raised',
    'line',
    'ink',
    'dim',
    'faint',
    'action',
    'on-action',
    'data1',
    'data2',
    'calm',
  ]);
});
