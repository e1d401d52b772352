import { describe, expect, test } from 'vitest';
import { numbersOf } from './testing/numbers';
import { framed, refused } from './testing/opened';
import { el, type Keyword, picture, pictureFile } from './testing/writer';

const us = (name: Keyword, value: number) => ({ [name]: el(picture[name].tag, 'US', [value]) });

test('a plain picture is given as its file states it', async () => {
  const frame = await framed(pictureFile());
  expect(frame.medical).toMatchObject({
    format: 'DICOM',
    rows: 2,
    columns: 3,
    samplesPerPixel: 1,
    planarConfiguration: 0,
    bitsAllocated: 16,
    bitsStored: 12,
    highBit: 11,
    pixelRepresentation: 0,
    photometricInterpretation: 'MONOCHROME2',
    frames: 1,
    frame: 0,
    windows: [],
    voiLuts: [],
    notes: [],
  });
  expect(numbersOf(frame)).toEqual([1, 2, 3, 4, 5, 6]);
});

test.each([
  'Rows',
  'Columns',
  'SamplesPerPixel',
  'BitsAllocated',
  'BitsStored',
  'PixelRepresentation',
  'PhotometricInterpretation',
] as const)('without %s nobody knows what the pixels mean', async (name) => {
  expect(await refused(pictureFile({ [name]: null }))).toBe(`dicom-attribute|${name} is missing`);
  expect(await refused(pictureFile({ [name]: el(picture[name].tag, picture[name].vr, '') }))).toBe(
    `dicom-attribute|${name} is missing`,
  );
});

test('HighBit may be left out: the lowest bits are read, and it is said', async () => {
  const { medical } = await framed(pictureFile({ HighBit: null }));
  expect(medical.highBit).toBe(11);
  expect(medical.notes).toEqual(['The file does not state HighBit; the lowest bits were read.']);
});

test.each([
  [us('Rows', 0), 'Rows × Columns is 0 × 3'],
  [us('SamplesPerPixel', 3), 'SamplesPerPixel is 3 where PhotometricInterpretation is MONOCHROME2'],
  [us('BitsAllocated', 12), 'BitsAllocated is 12'],
  [us('BitsStored', 17), 'BitsStored is 17 of 16 bits'],
  [us('BitsStored', 0), 'BitsStored is 0 of 16 bits'],
  [us('HighBit', 10), 'HighBit is 10 where 12 of 16 bits are stored'],
  [us('HighBit', 16), 'HighBit is 16 where 12 of 16 bits are stored'],
  [us('PixelRepresentation', 2), 'PixelRepresentation is 2'],
  [{ PhotometricInterpretation: el('00280004', 'CS', 'CMYK') }, 'PhotometricInterpretation is CMYK'],
  [
    { PhotometricInterpretation: el('00280004', 'CS', 'YBR_RCT'), ...us('SamplesPerPixel', 3) },
    'PhotometricInterpretation is YBR_RCT, which only JPEG 2000 makes',
  ],
])('what makes no sense is refused and named: %#', async (changes, detail) => {
  expect(await refused(pictureFile(changes))).toBe(`dicom-attribute|${detail}`);
});

describe('limits, judged before anything is allocated', () => {
  test('a side', async () => {
    expect(await refused(pictureFile(us('Columns', 16_385)))).toBe('side-too-long|16385 by 2; at most 16384 a side');
  });
  test('pixels', async () => {
    expect(await refused(pictureFile({ ...us('Columns', 8001), ...us('Rows', 8000) }))).toBe(
      'too-many-pixels|64.0 million; at most 64',
    );
  });
});

test('padded and lower-case words are read', async () => {
  const { medical } = await framed(pictureFile({ PhotometricInterpretation: el('00280004', 'CS', ' monochrome1 ') }));
  expect(medical.photometricInterpretation).toBe('MONOCHROME1');
});

describe('lengths of the pixels', () => {
  const bytes = (count: number) => el('7fe00010', 'OW', new Uint8Array(count).fill(7));

  test('longer is trimmed and said; a padding byte is not worth a word', async () => {
    const { medical, samples } = await framed(pictureFile({ PixelData: bytes(20) }));
    expect(samples.byteLength).toBe(12);
    expect(medical.notes).toEqual(['The file holds 20 bytes of pixels where 12 are needed; the rest was left out.']);
    const odd = pictureFile({
      ...us('BitsAllocated', 8),
      ...us('BitsStored', 8),
      ...us('HighBit', 7),
      ...us('Rows', 1),
      PixelData: bytes(4),
    });
    expect((await framed(odd)).medical.notes).toEqual([]);
    const bare = pictureFile({
      ...us('BitsAllocated', 8),
      ...us('BitsStored', 8),
      ...us('HighBit', 7),
      ...us('Rows', 1),
      PixelData: bytes(3),
    });
    expect((await framed(bare)).samples.byteLength).toBe(3);
  });

  test('a stated length past the end of the file is read where the data are there', async () => {
    const stated = el('7fe00010', 'OW', new Uint8Array(12), 4000);
    const { medical } = await framed(pictureFile({ PixelData: stated }));
    expect(medical.notes).toEqual(['The file states 4,000 bytes of pixels and ends after 12.']);
  });

  test('too little is refused', async () => {
    expect(await refused(pictureFile({ PixelData: bytes(10) }))).toBe('dicom-truncated|10 of 12 bytes of pixels are there');
  });
});

describe('frames', () => {
  const frames = (text: string) => [el('00280008', 'IS', text)];
  const data = el(
    '7fe00010',
    'OW',
    Array.from({ length: 12 }, (_, i) => i),
  );

  test('the one asked for is cut out', async () => {
    const file = pictureFile({ PixelData: data }, frames('2'));
    expect(numbersOf(await framed(file, 0))).toEqual([0, 1, 2, 3, 4, 5]);
    const second = await framed(file, 1);
    expect(numbersOf(second)).toEqual([6, 7, 8, 9, 10, 11]);
    expect(second.medical).toMatchObject({ frames: 2, frame: 1 });
    expect(await refused(file, 2)).toBe('dicom-frame|3 of 2');
    expect(await refused(file, -1)).toBe('dicom-frame|-1');
    expect(await refused(file, 0.5)).toBe('dicom-frame|0.5');
  });

  test('a frame that is there opens though later ones are missing', async () => {
    const file = pictureFile({ PixelData: data }, frames('3'));
    expect(numbersOf(await framed(file, 1))).toEqual([6, 7, 8, 9, 10, 11]);
    expect(await refused(file, 2)).toBe('dicom-truncated|24 of 36 bytes of pixels are there');
  });

  test('a number that is none is counted from the data', async () => {
    const { medical } = await framed(pictureFile({ PixelData: data }, frames('1A')));
    expect(medical.frames).toBe(2);
    expect(medical.notes).toEqual(['The number of frames is no number; there is data for 2.']);
  });

  test('single bits: a frame that begins within a byte is moved to its lowest bit', async () => {
    const bits = { ...us('BitsAllocated', 1), ...us('BitsStored', 1), ...us('HighBit', 0) };
    // Frames of six bits: 101100 and 011011, the lowest bit first.
    const packed = el('7fe00010', 'OB', Uint8Array.of(0b10001101, 0b00001101));
    const file = pictureFile({ ...bits, PixelData: packed }, frames('2'));
    expect(numbersOf(await framed(file, 0))).toEqual([1, 0, 1, 1, 0, 0]);
    expect(numbersOf(await framed(file, 1))).toEqual([0, 1, 1, 0, 1, 1]);
  });
});

describe('byte order', () => {
  const big = { syntax: '1.2.840.10008.1.2.2', bigEndian: true } as const;

  test('16 bits', async () => {
    expect(numbersOf(await framed(pictureFile({}, [], big)))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('8 bits written as words are turned, written as bytes they are not', async () => {
    const eight = { ...us('BitsAllocated', 8), ...us('BitsStored', 8), ...us('HighBit', 7) };
    const data = Uint8Array.of(1, 2, 3, 4, 5, 6);
    expect(numbersOf(await framed(pictureFile({ ...eight, PixelData: el('7fe00010', 'OB', data) }, [], big)))).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
    expect(numbersOf(await framed(pictureFile({ ...eight, PixelData: el('7fe00010', 'OW', data) }, [], big)))).toEqual([
      2, 1, 4, 3, 6, 5,
    ]);
  });
});

test('colour at half width is handed on as it is stored; the engine spreads it. An odd row has no such form', async () => {
  const halved = (columns: number) =>
    pictureFile({
      ...us('SamplesPerPixel', 3),
      ...us('BitsAllocated', 8),
      ...us('BitsStored', 8),
      ...us('HighBit', 7),
      ...us('Rows', 1),
      ...us('Columns', columns),
      PhotometricInterpretation: el('00280004', 'CS', 'YBR_FULL_422'),
      PixelData: el('7fe00010', 'OB', Uint8Array.of(10, 20, 100, 200)),
    });
  const frame = await framed(halved(2));
  expect(frame.medical.photometricInterpretation).toBe('YBR_FULL_422');
  expect([...new Uint8Array(frame.samples)]).toEqual([10, 20, 100, 200]);
  expect(await refused(halved(3))).toMatch(/^dicom-attribute/);
});
