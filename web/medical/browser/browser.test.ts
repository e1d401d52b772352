import { beforeAll, expect, test } from 'vitest';
import { kindOf } from '../kinds';
import { refused } from '../testing/opened';
import { madeByPython } from '../testing/python';
import { toRgb } from './pixels';
import { bmpSize, gifSize, heifSize, webpSize } from './size';

const script = `
from PIL import Image
grey = Image.new('L', (37, 53), 90)
for name in ('gif', 'bmp', 'webp'): grey.save('grey.' + name)
grey.save('lossless.webp', lossless=True)
grey.convert('RGBA').save('extended.webp', exif=b'Exif\\0\\0II*\\0\\x08\\0\\0\\0\\0\\0')
`;
let made: Readonly<Record<string, Uint8Array>> = {};
beforeAll(() => {
  made = madeByPython(script);
}, 60_000);
const file = (name: string) => made[name] as Uint8Array;

/** A box of ISO media. */
const box = (name: string, body: readonly number[]): number[] => [
  0,
  0,
  0,
  8 + body.length,
  ...[...name].map((c) => c.charCodeAt(0)),
  ...body,
];
const heif = (brand: string, width: number, height: number) => {
  const four = (n: number) => [n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255];
  const letters = [...brand].map((c) => c.charCodeAt(0));
  return Uint8Array.from([
    ...box('ftyp', [...letters, 0, 0, 0, 0]),
    ...box('ispe', [0, 0, 0, 0, ...four(16), ...four(16)]),
    ...box('ispe', [0, 0, 0, 0, ...four(width), ...four(height)]),
  ]);
};

test('kinds and sizes are read from the first bytes', () => {
  expect(['grey.gif', 'grey.bmp', 'grey.webp', 'lossless.webp', 'extended.webp'].map((name) => kindOf(file(name)))).toEqual([
    'gif',
    'bmp',
    'webp',
    'webp',
    'webp',
  ]);
  expect(gifSize(file('grey.gif'))).toEqual([37, 53]);
  expect(bmpSize(file('grey.bmp'))).toEqual([37, 53]);
  for (const name of ['grey.webp', 'lossless.webp', 'extended.webp']) {
    expect(webpSize(file(name)), name).toEqual([37, 53]);
  }
  expect(kindOf(heif('heic', 1, 1))).toBe('heic');
  expect(kindOf(heif('avif', 1, 1))).toBe('avif');
  expect(heifSize(heif('heic', 4032, 3024))).toEqual([4032, 3024]);
  expect(kindOf(new TextEncoder().encode('BMs are what a letter may begin with'))).toBeNull();
});

test('where the browser has no decoder, or a picture claims too much, that is said', async () => {
  expect(await refused(file('grey.webp'))).toBe('picture-undecoded|WebP');
  expect(await refused(heif('heic', 4032, 3024))).toBe('picture-undecoded|HEIC');
  expect(await refused(heif('avif', 60000, 8))).toMatch(/^side-too-long/);
  expect(await refused(heif('heic', 16000, 16000))).toMatch(/^too-many-pixels/);
});

const unknown = { matrix: null, fullRange: null };

test('colours in any order, with rows that are padded', () => {
  const bytes = Uint8Array.from([9, 9, 1, 2, 3, 255, 4, 5, 6, 255, 0, 0, 7, 8, 9, 255, 10, 11, 12, 255]);
  const planes = [{ offset: 2, stride: 10 }];
  expect([...(toRgb(bytes, 'RGBA', 2, 2, planes, unknown) ?? [])]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect([...(toRgb(bytes, 'BGRX', 2, 2, planes, unknown) ?? [])]).toEqual([3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10]);
});

/** Luminance and chrominance by BT.601 in the full range, as JPEG has them. */
const luminance = ([r, g, b]: readonly [number, number, number]) => [
  0.299 * r + 0.587 * g + 0.114 * b,
  128 + (b - (0.299 * r + 0.587 * g + 0.114 * b)) / 1.772,
  128 + (r - (0.299 * r + 0.587 * g + 0.114 * b)) / 1.402,
];

test.each([
  [200, 30, 90],
  [12, 240, 7],
  [128, 128, 128],
] as const)('luminance and chrominance give %i, %i, %i back', (...colour) => {
  const [y = 0, cb = 0, cr = 0] = luminance(colour).map(Math.round);
  const near = (bytes: Uint8Array | null) =>
    [...(bytes ?? [])].forEach((value, i) => void expect(Math.abs(value - (colour[i % 3] ?? 0))).toBeLessThanOrEqual(2));
  const full = { matrix: 'smpte170m', fullRange: true };
  const three = [
    { offset: 0, stride: 2 },
    { offset: 4, stride: 1 },
    { offset: 5, stride: 1 },
  ];
  near(toRgb(Uint8Array.from([y, y, y, y, cb, cr]), 'I420', 2, 2, three, full));
  near(toRgb(Uint8Array.from([y, y, y, y, cb, cr]), 'NV12', 2, 2, [three[0]!, { offset: 4, stride: 2 }], full));
  const narrow = [16 + (y * 219) / 255, 128 + ((cb - 128) * 224) / 255, 128 + ((cr - 128) * 224) / 255].map(Math.round);
  const each = narrow.map((_, i) => ({ offset: i, stride: 1 }));
  near(toRgb(Uint8Array.from(narrow), 'I444', 1, 1, each, { matrix: 'smpte170m', fullRange: false }));
});

test('what has more than 8 bits, or is not known, is not guessed at', () => {
  expect(toRgb(new Uint8Array(64), 'I420P10', 2, 2, [{ offset: 0, stride: 4 }], unknown)).toBeNull();
  expect(toRgb(new Uint8Array(64), 'I420', 2, 2, [{ offset: 0, stride: 4 }], unknown)).toBeNull();
});
