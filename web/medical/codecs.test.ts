// What goes into an encoder comes out of our decoders: kinds of pixels that no file of the shared test set has.
import { describe, expect, test } from 'vitest';
import { encoders, jpegLossless, type Raw } from './testing/encoders';
import { numbersOf } from './testing/numbers';
import { framed, refused } from './testing/opened';
import { timed } from './testing/timing';
import { el, fragments, picture, pictureFile } from './testing/writer';

/** Numbers over the whole range of `bits`, by a fixed rule without a pattern. */
function raw(bits: number, components = 1, signed = false, width = 37, height = 29): Raw {
  let state = 12_345;
  const samples = Array.from({ length: width * height * components }, (_, i) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    const value = (Math.floor(i / components) * 7 + ((state >> 16) % 64)) % 2 ** bits;
    return signed ? value - 2 ** (bits - 1) : value;
  });
  return { width, height, components, bits, signed, samples };
}

const base = '1.2.840.10008.1.2.4.';

/** A file around a compressed stream of those samples. */
function fileOf(
  stream: Uint8Array,
  { width, height, components, bits, signed }: Raw,
  end: string,
  changes: Record<string, unknown> = {},
): Uint8Array {
  const us = (name: keyof typeof picture, value: number) => ({ [name]: el(picture[name].tag, 'US', [value]) });
  return pictureFile(
    {
      ...us('Rows', height),
      ...us('Columns', width),
      ...us('SamplesPerPixel', components),
      ...us('BitsAllocated', bits > 8 ? 16 : 8),
      ...us('BitsStored', bits),
      ...us('HighBit', bits - 1),
      ...us('PixelRepresentation', signed ? 1 : 0),
      ...(components === 3 ? { PhotometricInterpretation: el('00280004', 'CS', 'RGB') } : {}),
      PixelData: fragments([stream]),
      ...changes,
    },
    [],
    { syntax: base + end },
  );
}

const deep = [
  [8, 1, false],
  [12, 1, false],
  [16, 1, false],
  [12, 1, true],
  [16, 1, true],
  [8, 3, false],
] as const;

describe('JPEG 2000, lossless', () => {
  test.each(deep)('%i bits, %i components, signed: %s', async (bits, components, signed) => {
    const of = raw(bits, components, signed);
    expect(numbersOf(await framed(fileOf(await encoders.j2k(of), of, '90')))).toEqual(of.samples);
  });
});

describe('High-Throughput JPEG 2000, lossless', () => {
  test.each(deep)('%i bits, %i components, signed: %s', async (bits, components, signed) => {
    const of = raw(bits, components, signed);
    const frame = await framed(fileOf(await encoders.htj2k(of), of, '201'));
    expect(numbersOf(frame)).toEqual(of.samples);
    expect(frame.medical.notes).toEqual([]);
  });
});

describe('JPEG-LS', () => {
  test.each([8, 12, 16])('%i bits', async (bits) => {
    const of = raw(bits);
    expect(numbersOf(await framed(fileOf(await encoders.jls(of, 0), of, '80')))).toEqual(of.samples);
  });

  test.each([0, 1, 2] as const)('colour, interleaved %i: by plane, by line, by pixel', async (mode) => {
    const of = raw(8, 3);
    expect(numbersOf(await framed(fileOf(await encoders.jls(of, mode), of, '80')))).toEqual(of.samples);
  });

  test('signed numbers keep their pattern', async () => {
    const of = raw(16, 1, true);
    expect(numbersOf(await framed(fileOf(await encoders.jls(of, 0), of, '80')))).toEqual(of.samples);
  });

  test('near-lossless: within what it allows', async () => {
    const of = raw(12);
    const numbers = numbersOf(await framed(fileOf(await encoders.jls(of, 0, 3), of, '81')));
    expect(Math.max(...numbers.map((value, i) => Math.abs(value - (of.samples[i] ?? 0))))).toBeLessThanOrEqual(3);
    expect(numbers).not.toEqual(of.samples);
  });
});

describe('JPEG lossless', () => {
  const all = [1, 2, 3, 4, 5, 6, 7].flatMap((predictor) => [8, 12, 16].map((bits) => [predictor, bits] as const));
  test.each(all)('predictor %i, %i bits', async (predictor, bits) => {
    const of = raw(bits);
    expect(numbersOf(await framed(fileOf(jpegLossless(of, predictor), of, '57')))).toEqual(of.samples);
  });

  test.each([1, 4, 6, 7])('colour, predictor %i', async (predictor) => {
    const of = raw(8, 3);
    expect(numbersOf(await framed(fileOf(jpegLossless(of, predictor), of, '70')))).toEqual(of.samples);
  });

  test('restarted at every row', async () => {
    const of = raw(12);
    expect(numbersOf(await framed(fileOf(jpegLossless(of, 1, of.width), of, '70')))).toEqual(of.samples);
  });

  test('a point transform is refused by name', async () => {
    const of = raw(8);
    const stream = jpegLossless(of, 1);
    const start = stream.findIndex((byte, i) => byte === 0xff && stream[i + 1] === 0xda);
    stream[start + 4 + 1 + 2 + 2] = 2;
    expect(await refused(fileOf(stream, of, '70'))).toBe('dicom-codec|JPEG lossless with a point transform');
  });
});

describe('what the stream is decides, not what the file says', () => {
  test('another kind than stated is decoded, and both are said', async () => {
    const of = raw(12);
    const { medical, ...frame } = await framed(fileOf(jpegLossless(of, 1), of, '90'));
    expect(numbersOf({ medical, ...frame })).toEqual(of.samples);
    expect(medical.notes).toEqual([
      'The file says that its pixels are JPEG 2000 lossless; they are JPEG lossless and were decoded as that.',
    ]);
  });

  test('a JPEG 2000 stream in a JP2 container', async () => {
    const of = raw(8);
    const stream = await encoders.j2k(of);
    const box = (type: string, length: number) => [0, 0, length >> 8, length & 255, ...[...type].map((c) => c.charCodeAt(0))];
    const jp2 = Uint8Array.from([
      ...box('jP  ', 12),
      0x0d,
      0x0a,
      0x87,
      0x0a,
      ...box('ftyp', 12),
      0,
      0,
      0,
      0,
      ...box('jp2c', 0),
      ...stream,
    ]);
    expect(numbersOf(await framed(fileOf(jp2, of, '90')))).toEqual(of.samples);
  });

  test('more bits in the stream than stated are read, and said', async () => {
    const of = raw(12);
    const stored = { BitsStored: el('00280101', 'US', [10]), HighBit: el('00280102', 'US', [9]) };
    const { medical, samples } = await framed(fileOf(await encoders.j2k(of), of, '90', stored));
    expect(medical).toMatchObject({ bitsStored: 12, highBit: 11 });
    expect(medical.notes[0]).toBe('The file states 10 bits stored; its JPEG 2000 stream has 12, which were read.');
    expect(numbersOf({ medical, samples })).toEqual(of.samples);
  });

  test('fewer bits in the stream than the file has room for', async () => {
    const of = raw(8);
    const stated = {
      BitsAllocated: el('00280100', 'US', [16]),
      BitsStored: el('00280101', 'US', [12]),
      HighBit: el('00280102', 'US', [11]),
    };
    const { medical, samples } = await framed(fileOf(await encoders.j2k(of), of, '90', stated));
    expect(medical).toMatchObject({ bitsAllocated: 8, bitsStored: 8, highBit: 7 });
    expect(medical.notes).toEqual(['The file states 12 bits stored; its JPEG 2000 stream has 8.']);
    expect(numbersOf({ medical, samples })).toEqual(of.samples);
  });

  test('an unsigned stream of a signed picture: its own highest bit is the sign', async () => {
    const of = raw(12, 1, true);
    const pattern = { ...of, signed: false, samples: of.samples.map((value) => value & 0xfff) };
    const stated = {
      BitsStored: el('00280101', 'US', [16]),
      HighBit: el('00280102', 'US', [15]),
      PixelRepresentation: el('00280103', 'US', [1]),
    };
    const { medical, samples } = await framed(fileOf(await encoders.j2k(pattern), pattern, '90', stated));
    expect(medical).toMatchObject({ bitsStored: 12, highBit: 11, pixelRepresentation: 1 });
    expect(numbersOf({ medical, samples })).toEqual(of.samples);
  });

  test('another size than stated, and other components, are refused', async () => {
    const of = raw(8);
    const stream = await encoders.j2k(of);
    expect(await refused(fileOf(stream, { ...of, width: 36 }, '90'))).toBe(
      'dicom-pixels|the JPEG 2000 stream is 37 × 29, the file states 36 × 29',
    );
    expect(await refused(fileOf(stream, { ...of, components: 3 }, '90'))).toBe(
      'dicom-pixels|the JPEG 2000 stream has 1 components, the file states 3',
    );
  });

  test('kinds that are not read are refused by name', async () => {
    const of = raw(8);
    const said = (end: string, ...start: number[]) => refused(fileOf(Uint8Array.of(...start, 0, 0, 0, 0), of, end));
    expect(await said('102', 0, 0, 1, 9)).toBe('dicom-codec|MPEG-4 AVC/H.264 video');
    expect(await said('110', 0xff, 0x0a)).toBe('dicom-codec|JPEG XL lossless');
    expect(await said('50', 0xff, 0x0a)).toBe('dicom-codec|JPEG XL');
    const unknown = pictureFile({ PixelData: fragments([Uint8Array.of(1, 2, 3, 4)]) }, [], { syntax: '1.2.3.4' });
    expect(await refused(unknown)).toBe('dicom-codec|a transfer syntax that is not in the standard (1.2.3.4)');
    // Uncompressed, but in which byte order nobody can tell.
    const turned = pictureFile({}, [], { syntax: '1.2.840.113619.5.2', explicit: false });
    expect(await refused(turned)).toBe('dicom-codec|a transfer syntax that is not in the standard (1.2.840.113619.5.2)');
    expect(await refused(fileOf(await encoders.j2k(of), of, '92'))).toMatch(/^dicom-codec\|JPEG 2000 part 2/);
  });
});

describe('bombs are refused by their headers', () => {
  const quickly = async (bytes: Uint8Array) => {
    const { given, took } = await timed(500, () => refused(bytes));
    expect(took).toBeLessThan(500);
    return given;
  };
  const patched = (stream: Uint8Array, marker: number, at: number, bytes: readonly number[]) => {
    const copy = stream.slice();
    const start = stream.findIndex((byte, i) => byte === 0xff && stream[i + 1] === marker);
    copy.set(bytes, start + at);
    return copy;
  };

  test('JPEG 2000: a huge size, a huge number of tiles', async () => {
    const of = raw(8);
    const stream = await encoders.j2k(of);
    expect(await quickly(fileOf(patched(stream, 0x51, 6, [0x7f, 255, 255, 255, 0x7f, 255, 255, 255]), of, '90'))).toMatch(
      /^(side-too-long|dicom-pixels)\|/,
    );
    const large = { ...of, width: 16_000, height: 4000 };
    const size = [0, 0, 0x3e, 0x80, 0, 0, 0x0f, 0xa0];
    const tiles = patched(patched(stream, 0x51, 6, size), 0x51, 22, [0, 0, 0, 1, 0, 0, 0, 1]);
    expect(await quickly(fileOf(tiles, large, '90'))).toBe('dicom-pixels|64000000 tiles');
  });

  test('JPEG, JPEG lossless and JPEG-LS: a huge size', async () => {
    const of = raw(8);
    const size = [0xff, 0xff, 0xff, 0xff];
    expect(await quickly(fileOf(patched(jpegLossless(of, 1), 0xc3, 5, size), of, '70'))).toMatch(/^side-too-long/);
    expect(await quickly(fileOf(patched(await encoders.jls(of, 0), 0xf7, 5, size), of, '80'))).toMatch(/^side-too-long/);
  });

  test('streams that end early are refused before they are decoded', async () => {
    const of = raw(8);
    const half = (stream: Uint8Array) => stream.slice(0, stream.length >> 1);
    expect(await quickly(fileOf(half(jpegLossless(of, 1)), of, '70'))).toBe('dicom-pixels|the JPEG ends too early');
    expect(await quickly(fileOf(half(await encoders.jls(of, 0)), of, '80'))).toBe('dicom-pixels|the JPEG ends too early');
    expect(await quickly(fileOf(half(await encoders.j2k(of)), of, '90'))).toBe(
      'dicom-pixels|the JPEG 2000 picture ends too early',
    );
    expect(await quickly(fileOf(half(await encoders.htj2k(of)), of, '201'))).toBe(
      'dicom-pixels|the High-Throughput JPEG 2000 picture ends too early',
    );
  });
});
