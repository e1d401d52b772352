import { expect, test } from 'vitest';
import { operations } from './chain';
import { type Corners, cornerIds, firstCorners, isFilm, photoOf, placed, withPhoto } from './photo-chain';

const rest = [{ op: 'low-pass', radius: 10 }];

test('the film is straightened first, then made positive, and the rest of the chain stays', () => {
  const chain = withPhoto(rest, { corners: firstCorners, negative: true });
  expect(chain.map(({ op }) => op)).toEqual(['deskew', 'invert', 'low-pass']);
  expect(photoOf(chain)).toEqual({ corners: firstCorners, negative: true });
  const again = withPhoto(chain, { corners: placed(firstCorners, 0, { x: 0.2, y: 0.3 }), negative: false });
  expect(again.map(({ op }) => op)).toEqual(['deskew', 'low-pass']);
  expect(again[0]).toMatchObject({ 'top-left-x': 0.2, 'top-left-y': 0.3 });
  expect(withPhoto(again, null)).toEqual(rest);
  expect(photoOf(rest)).toBeNull();
});

test('its parameters are the operation’s', () => {
  const deskew = operations.find(({ id }) => id === 'deskew');
  expect(deskew?.parameters.map(({ id }) => id)).toEqual(cornerIds.flatMap((id) => [`${id}-x`, `${id}-y`]));
  expect(operations.some(({ id }) => id === 'invert')).toBe(true);
});

test('corners that cross, lie on a line or go the wrong way round are those of no film', () => {
  expect(isFilm(firstCorners)).toBe(true);
  const [a, b, c, d] = firstCorners;
  for (const corners of [
    [a, c, b, d],
    [b, a, d, c],
    [a, a, c, d],
    [a, b, { x: 0.5, y: 0.5 }, d],
    [a, b, { x: 0.3, y: 0.2 }, d],
  ] as Corners[]) {
    expect(isFilm(corners), JSON.stringify(corners)).toBe(false);
  }
  expect(isFilm([b, c, d, a])).toBe(true);
});

test('a corner stays within the picture', () => {
  expect(placed(firstCorners, 2, { x: 1.7, y: -3 })[2]).toEqual({ x: 1, y: 0 });
  expect(placed(firstCorners, 2, { x: Number.NaN, y: 0.12345 })[2]).toEqual({ x: 0, y: 0.123 });
});
