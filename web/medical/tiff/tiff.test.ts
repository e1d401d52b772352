import { beforeAll, describe, expect, test } from 'vitest';
import { isRefusal } from '../../wire/refusal';
import { damagedCopies } from '../testing/damage';
import { numbersOf } from '../testing/numbers';
import { framed, opened, refused } from '../testing/opened';
import { madeByPython } from '../testing/python';
import { greyFields, tiff } from '../testing/tiff';
import { mostPages } from './directory';

/** Each picture as libtiff writes it, in every way of packing, and the numbers that went in. */
const script = `
import json, numpy as np
from PIL import Image
rng = np.random.default_rng(7)
y, x = np.mgrid[0:61, 0:83]
pictures = {
  'grey8': ((x * 3 + y + rng.integers(0, 4, x.shape)) % 256).astype(np.uint8),
  'grey16': ((x * 700 + y * 31 + rng.integers(0, 40, x.shape)) % 65536).astype(np.uint16),
  'grey12': ((x * 40 + y * 3) % 4096).astype(np.uint16),
  'rgb8': np.stack([x * 3, y * 4, x + y], -1).astype(np.uint8),
  'rgba8': np.stack([x * 3, y * 4, x + y, x * 0 + 200], -1).astype(np.uint8),
}
for name, values in pictures.items():
    image = Image.fromarray(values)
    for packed in ('raw', 'tiff_lzw', 'tiff_adobe_deflate', 'packbits', 'tiff_deflate'):
        image.save(f'{name}-{packed}.tif', compression=None if packed == 'raw' else packed)
    image.save(f'{name}-strips.tif', compression='tiff_lzw', tiffinfo={278: 7})
    if name != 'rgba8': image.save(f'{name}-differences.tif', compression='tiff_adobe_deflate', tiffinfo={317: 2})
    image.save(f'{name}-lzw-differences.tif', compression='tiff_lzw', tiffinfo={317: 2})
    shown = values[..., :3] if values.ndim == 3 else values
    json.dump(shown.reshape(-1).tolist(), open(f'{name}.json', 'w'))
flat = Image.fromarray(np.full((300, 400), 9, np.uint8)); flat.save('flat.tif', compression='tiff_lzw')
grey = Image.fromarray(pictures['grey8'])
grey.save('white.tif', tiffinfo={262: 0})
grey.quantize(16).save('palette.tif')
Image.fromarray(pictures['grey8'] > 99).save('bits.tif')
Image.fromarray(pictures['grey8'].astype(np.float32)).save('float.tif')
Image.fromarray(pictures['rgba8']).convert('CMYK').save('cmyk.tif')
Image.fromarray(pictures['rgb8']).save('jpeg.tif', compression='jpeg')
grey.save('turned.tif', tiffinfo={274: 6, 270: 'Jane Doe'})
grey.save('pages.tif', save_all=True, append_images=[grey.crop((0, 0, 10, 5)), Image.fromarray(pictures['grey16'])])
noise = Image.fromarray(rng.integers(0, 256, (200, 300), dtype=np.uint8)); noise.save('noise.tif', compression='tiff_lzw')
json.dump(np.asarray(noise).reshape(-1).tolist(), open('noise.json', 'w'))
`;

let made: Readonly<Record<string, Uint8Array>> = {};
beforeAll(() => {
  made = madeByPython(script);
}, 60_000);

const file = (name: string) => made[`${name}.tif`] as Uint8Array;
const numbers = (name: string) => JSON.parse(new TextDecoder().decode(made[`${name}.json`])) as number[];

describe.each(['grey8', 'grey16', 'grey12', 'rgb8', 'rgba8'])('%s', (name) => {
  test.each(['raw', 'tiff_lzw', 'tiff_adobe_deflate', 'packbits', 'tiff_deflate', 'strips', 'lzw-differences', 'differences'])(
    'packed as %s, its numbers are those that were written',
    async (packed) => {
      if (name === 'rgba8' && packed === 'differences') {
        expect(file(`${name}-${packed}`)).toBeUndefined();
        return;
      }
      const frame = await framed(file(`${name}-${packed}`));
      expect(frame.medical).toMatchObject({ rows: 61, columns: 83, format: 'TIFF' });
      expect(numbersOf(frame)).toEqual(numbers(name));
    },
  );
});

test('long runs and long codes of LZW', async () => {
  expect(new Set(numbersOf(await framed(file('flat'))))).toEqual(new Set([9]));
  expect(numbersOf(await framed(file('noise')))).toEqual(numbers('noise'));
});

test('windows of 16 bits are those of a PNG', async () => {
  expect((await framed(file('grey16-raw'))).medical.windows[0]).toMatchObject({ center: 32768, width: 65536 });
  expect((await framed(file('grey12-raw'))).medical.windows).toMatchObject([{ center: 2048, width: 4096 }, { center: 32768 }]);
});

test('white is zero, palettes, pages, and a picture that is to be turned', async () => {
  const white = await framed(file('white'));
  expect(white.medical.photometricInterpretation).toBe('MONOCHROME1');
  const palette = await framed(file('palette'));
  expect(palette.medical).toMatchObject({ photometricInterpretation: 'PALETTE COLOR', palette: [{ first: 0 }, {}, {}] });
  const [red] = palette.medical.palette ?? [];
  const index = numbersOf(palette)[0] ?? 0;
  expect(Math.abs((red?.entries[index] ?? 0) / (red?.bits === 16 ? 257 : 1) - (numbers('grey8')[0] ?? 0))).toBeLessThan(20);
  expect((await framed(file('pages'), 1)).medical).toMatchObject({ rows: 5, columns: 10, frames: 3, frame: 1 });
  expect((await framed(file('pages'), 2)).medical).toMatchObject({ rows: 61, bitsStored: 16 });
  expect(await refused(file('pages'), 3)).toBe('dicom-frame|4 of 3');
  const turned = await framed(file('turned'));
  expect(turned.medical).toMatchObject({ rows: 83, columns: 61, identifying: ['ImageDescription'] });
  const stored = numbers('grey8');
  expect(numbersOf(turned).slice(0, 3)).toEqual([stored[60 * 83], stored[59 * 83], stored[58 * 83]]);
});

test('refused by name', async () => {
  expect(await refused(file('bits'))).toBe('tiff-kind|1 bits');
  expect(await refused(file('float'))).toMatch(/^tiff-kind\|/);
  expect(await refused(file('cmyk'))).toBe('tiff-kind|CMYK colours');
  expect(await refused(file('jpeg'))).toBe('tiff-kind|compressed as JPEG');
  expect(await refused(Uint8Array.from([0x49, 0x49, 43, 0, 8, 0, 0, 0, 16, 0]))).toMatch(/^tiff-kind\|BigTIFF/);
});

test('both byte orders, tiles, planes', async () => {
  const data = Uint8Array.from({ length: 12 }, (_, i) => i);
  const big = { littleEndian: false };
  const wide = { ...greyFields(3, 2), 258: [16], 279: [12] };
  expect(numbersOf(await framed(tiff([{ fields: wide }], data, big)))).toEqual([1, 515, 1029, 1543, 2057, 2571]);
  const { 273: _, 278: __, 279: ___, ...rest } = greyFields(3, 2);
  const tiles = { ...rest, 322: [2], 323: [2], 324: [8, 12], 325: [4, 4] };
  expect(numbersOf(await framed(tiff([{ fields: tiles }], data)))).toEqual([0, 1, 4, 2, 3, 6]);
  const planes = { ...greyFields(2, 2), 258: [8, 8, 8], 262: [2], 277: [3], 284: [2], 273: [8, 12, 16], 279: [4, 4, 4] };
  expect(numbersOf(await framed(tiff([{ fields: planes }], data)))).toEqual([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11]);
});

test('headers made to do harm end at once', async () => {
  const data = new Uint8Array(64);
  const cases: [RegExp, Uint8Array][] = [
    [/^side-too-long/, tiff([{ fields: greyFields(70000, 2) }], data)],
    [/^too-many-pixels/, tiff([{ fields: greyFields(16000, 16000) }], data)],
    [/^too-many-bytes/, tiff([{ fields: { ...greyFields(8000, 7900), 258: [16], 277: [4], 262: [2] } }], data)],
    [
      /^too-many-bytes/,
      tiff([{ fields: { ...greyFields(8, 8), 322: [16384], 323: [16384], 324: [8], 325: [4], 277: [2] } }], data),
    ],
    [/^tiff-header\|pieces/, tiff([{ fields: { ...greyFields(8, 8), 322: [2 ** 31], 323: [1], 324: [8], 325: [4] } }], data)],
    [/^tiff-header\|1 pieces where 8/, tiff([{ fields: { ...greyFields(8, 8), 278: [1] } }], data)],
    [/^tiff-header\|its pages lead back/, tiff([{ fields: greyFields(8, 8) }], data, { loop: true })],
    [
      /^tiff-kind\|more than/,
      tiff(
        Array.from({ length: mostPages + 1 }, () => ({ fields: { 256: [1] } })),
        data,
      ),
    ],
    [/^tiff-damaged/, tiff([{ fields: { ...greyFields(8, 8), 273: [2 ** 31] } }], data)],
    [/^tiff-damaged/, tiff([{ fields: { ...greyFields(4000, 4000), 259: [5] } }], data)],
    [/^tiff-damaged/, tiff([{ fields: { ...greyFields(4000, 4000), 259: [8] } }], data)],
    [/^tiff-damaged/, tiff([{ fields: { ...greyFields(4000, 4000), 259: [32773] } }], data)],
  ];
  for (const [says, bytes] of cases) {
    const began = performance.now();
    expect(await refused(bytes)).toMatch(says);
    expect(performance.now() - began).toBeLessThan(2000);
  }
});

test('damaged copies end in a picture or a refusal, in time', { timeout: 60_000 }, async () => {
  for (const name of ['grey8-tiff_lzw', 'rgb8-tiff_adobe_deflate', 'grey16-packbits', 'pages', 'palette', 'grey16-strips']) {
    for (const { what, bytes } of damagedCopies(file(name), 10, 40)) {
      const began = performance.now();
      const frame = await opened(bytes);
      expect(performance.now() - began, `${name}, ${what}`).toBeLessThan(2000);
      if (isRefusal(frame)) {
        expect(frame.cause, `${name}, ${what}: ${frame.message}`).not.toBe('internal');
      } else {
        const { rows, columns, samplesPerPixel, bitsAllocated } = frame.medical;
        expect(frame.samples.byteLength, what).toBe((rows * columns * samplesPerPixel * bitsAllocated) / 8);
      }
    }
  }
});
