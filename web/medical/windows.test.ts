import { describe, expect, test } from 'vitest';
import { framed, refused } from './testing/opened';
import { type El, el, pictureFile, type Value } from './testing/writer';

const medical = async (
  more: readonly El[],
  changes: Parameters<typeof pictureFile>[0] = {},
  form: Parameters<typeof pictureFile>[2] = {},
) => (await framed(pictureFile(changes, more, form))).medical;
const sequence = (tag: string, ...items: readonly (readonly El[])[]) => el(tag, 'SQ', items);
const signed = { PixelRepresentation: el('00280103', 'US', [1]) };

describe('windows', () => {
  const windows = async (center: string, width: string, ...more: El[]) =>
    (await medical([el('00281050', 'DS', center), el('00281051', 'DS', width), ...more])).windows;

  test('several, with what is said of each', async () => {
    expect(await windows('40\\-600', ' 400\\1500 ', el('00281055', 'LO', 'SOFT\\LUNG'))).toEqual([
      { center: 40, width: 400, explanation: 'SOFT' },
      { center: -600, width: 1500, explanation: 'LUNG' },
    ]);
  });

  test('empty ones count as absent; widths below 1 are real, 0 and less are not', async () => {
    expect(await windows('', '')).toEqual([]);
    expect(await windows('  ', '1')).toEqual([]);
    expect(await windows('1\\\\3', '2\\5\\0.25')).toEqual([
      { center: 1, width: 2 },
      { center: 3, width: 0.25 },
    ]);
    expect(await windows('1\\2', '0\\-4')).toEqual([]);
    expect(await windows('nonsense', '12')).toEqual([]);
    expect(await windows('1e2', '+2.5E1')).toEqual([{ center: 100, width: 25 }]);
  });

  test('the function as written: padded, lower-case, of several values', async () => {
    const said = async (value: string) => (await medical([el('00281056', 'CS', value)])).voiFunction;
    expect(await said('sigmoid ')).toBe('sigmoid');
    expect(await said(' LINEAR_EXACT\\SIGMOID')).toBe('LINEAR_EXACT');
    expect(await said('')).toBeUndefined();
  });
});

describe('modality', () => {
  test('slope and intercept as written; a slope of 0 is left out and said', async () => {
    const rescale = (intercept: string, slope: string) => [el('00281052', 'DS', intercept), el('00281053', 'DS', slope)];
    expect(await medical(rescale('-1024', '-10'))).toMatchObject({ rescaleSlope: -10, rescaleIntercept: -1024 });
    const zero = await medical(rescale('5', '0'));
    expect(zero.rescaleSlope).toBeUndefined();
    expect(zero.notes.join()).toContain('slope of 0');
  });

  test('padding, signed by the pixels', async () => {
    const padding = [el('00280120', 'US', [0xf830]), el('00280121', 'US', [0xff00])];
    expect(await medical(padding, signed)).toMatchObject({ paddingValue: -2000, paddingRangeLimit: -256 });
    expect(await medical(padding)).toMatchObject({ paddingValue: 0xf830, paddingRangeLimit: 0xff00 });
    expect(await medical([padding[1] as El])).not.toHaveProperty('paddingRangeLimit');
  });
});

describe('look-up tables', () => {
  const lut = (descriptor: readonly number[], data: Value, { vr = 'US', as = 'OW' } = {}) => [
    el('00283002', vr, descriptor),
    el('00283003', 'LO', 'a table'),
    el('00283006', as, data),
  ];
  const voi = (...args: Parameters<typeof lut>) => [sequence('00283010', lut(...args))];
  const table = async (more: readonly El[], changes = {}, form = {}) => (await medical(more, changes, form)).voiLuts[0];

  test('entries of 16 bits, and of 8 bits packed in words or bytes', async () => {
    expect(await table(voi([3, 10, 12], [7, 8, 4095]))).toEqual({
      first: 10,
      bits: 12,
      entries: [7, 8, 4095],
      explanation: 'a table',
    });
    for (const as of ['OW', 'OB']) {
      expect((await table(voi([3, 0, 8], Uint8Array.of(1, 2, 255, 0), { as })))?.entries).toEqual([1, 2, 255]);
    }
    expect((await table(voi([3, 0, 8], [1, 2, 255])))?.entries).toEqual([1, 2, 255]);
  });

  test('0 entries are 65536', async () => {
    const entries = Array.from({ length: 65_536 }, (_, i) => 65_535 - i);
    expect((await table(voi([0, 0, 16], entries)))?.entries).toEqual(entries);
  });

  test('the first value is signed where the pixels are, or where it says so', async () => {
    expect((await table(voi([1, -5, 16], [9])))?.first).toBe(65_531);
    expect((await table(voi([1, -5, 16], [9], { vr: 'SS' })))?.first).toBe(-5);
    expect((await table(voi([1, -5, 16], [9]), signed))?.first).toBe(-5);
    const implicit = { syntax: '1.2.840.10008.1.2', explicit: false };
    expect((await table(voi([1, -5, 16], [9]), signed, implicit))?.first).toBe(-5);
    // A modality table gives unsigned values, so the VOI table after it is for unsigned ones.
    const both = [sequence('00283000', lut([1, -5, 16], [9])), ...voi([1, 60_000, 16], [9])];
    const read = await medical(both, signed);
    expect(read.modalityLut?.first).toBe(-5);
    expect(read.voiLuts[0]?.first).toBe(60_000);
  });

  test('big endian', async () => {
    const big = { syntax: '1.2.840.10008.1.2.2', bigEndian: true };
    expect((await table(voi([2, 1, 16], [258, 3]), {}, big))?.entries).toEqual([258, 3]);
    expect((await table(voi([2, 1, 8], Uint8Array.of(1, 2)), {}, big))?.entries).toEqual([2, 1]);
    expect((await table(voi([2, 1, 8], Uint8Array.of(1, 2), { as: 'OB' }), {}, big))?.entries).toEqual([1, 2]);
  });

  test('several are given in their order', async () => {
    const read = await medical([sequence('00283010', lut([1, 0, 8], [1]), lut([1, 0, 8], [2]))]);
    expect(read.voiLuts.map(({ entries }) => entries[0])).toEqual([1, 2]);
  });

  test('one that makes no sense is refused, and named', async () => {
    const said = (more: readonly El[]) => refused(pictureFile({}, more));
    expect(await said(voi([3, 0, 16], [1]))).toBe('dicom-attribute|its VOI look-up table holds 2 bytes for 3 entries');
    expect(await said(voi([1, 0, 17], [1]))).toBe('dicom-attribute|the entries of its VOI look-up table are of 17 bits');
    expect(await said(voi([1], [1]))).toBe('dicom-attribute|the descriptor of its VOI look-up table is missing');
    expect(await said([sequence('00283000', [])])).toBe(
      'dicom-attribute|the descriptor of its modality look-up table is missing',
    );
  });

  test('an empty sequence is none', async () => {
    expect(await medical([sequence('00283010')])).toMatchObject({ voiLuts: [] });
  });
});

describe('palettes', () => {
  const colour = { PhotometricInterpretation: el('00280004', 'CS', 'PALETTE COLOR') };
  const palette = (data: readonly Value[], segmented = false, bits = 16) => [
    ...['00281101', '00281102', '00281103'].map((tag) => el(tag, 'US', [4, 0, bits])),
    ...(segmented ? ['00281221', '00281222', '00281223'] : ['00281201', '00281202', '00281203']).map((tag, i) =>
      el(tag, 'OW', data[i] ?? []),
    ),
  ];

  test('three tables', async () => {
    const plain = [1, 2, 3, 65_535];
    const read = await medical(palette([plain, plain, [4, 5, 6, 7]]), colour);
    expect(read.palette?.map(({ entries }) => entries)).toEqual([plain, plain, [4, 5, 6, 7]]);
  });

  test('segments: runs and lines', async () => {
    const written = [0, 2, 10, 20, 1, 2, 40];
    const read = await medical(palette([written, written, [0, 4, 1, 1, 1, 1]], true), colour);
    expect(read.palette?.map(({ entries }) => entries)).toEqual([
      [10, 20, 30, 40],
      [10, 20, 30, 40],
      [1, 1, 1, 1],
    ]);
    const bytes = Uint8Array.of(0, 2, 10, 20, 1, 2, 40, 0);
    const eight = await medical(palette([bytes, bytes, bytes], true, 8), colour);
    expect(eight.palette?.[2]?.entries).toEqual([10, 20, 30, 40]);
  });

  test.each([
    [[0, 9, 1], 'ends too early'],
    [[1, 4, 7], 'makes no sense'],
    [[0, 1, 5, 2, 1, 0, 0], 'repeats earlier parts (indirect segments)'],
    [[0, 1, 5, 1, 60_000, 9], 'gives 60001 entries for 4'],
    [[0, 0, 0, 0], 'makes no sense'],
  ])('segments that make no sense are refused: %j', async (written, why) => {
    expect(await refused(pictureFile(colour, palette([written, written, written], true)))).toBe(
      `dicom-attribute|its segmented red palette ${why}`,
    );
  });

  test('a palette that is missing is refused', async () => {
    expect(await refused(pictureFile(colour))).toBe('dicom-attribute|the descriptor of its red palette is missing');
  });
});

test('polarity and the shape of a pixel', async () => {
  expect(await medical([el('20500020', 'CS', 'inverse ')])).toMatchObject({ presentationLutShape: 'INVERSE' });
  expect(await medical([el('20500020', 'CS', 'LIN OD')])).not.toHaveProperty('presentationLutShape');
  expect(await medical([el('00280034', 'IS', '2\\1')])).toMatchObject({ pixelAspectRatio: [2, 1] });
  expect(await medical([el('00280030', 'DS', '0.5\\0.25')])).toMatchObject({ pixelAspectRatio: [0.5, 0.25] });
  expect(await medical([el('00181164', 'DS', '0.2\\0.1'), el('00280030', 'DS', '\\')])).toMatchObject({
    pixelAspectRatio: [0.2, 0.1],
  });
  expect(await medical([el('00280034', 'IS', '0\\1')])).not.toHaveProperty('pixelAspectRatio');
});

test('functional groups: a frame’s own come before those that all share, and those before the object’s', async () => {
  const voi = (center: string) => sequence('00289132', [el('00281050', 'DS', center), el('00281051', 'DS', '10')]);
  const rescale = (slope: string) => sequence('00289145', [el('00281052', 'DS', '0'), el('00281053', 'DS', slope)]);
  const file = pictureFile({ PixelData: el('7fe00010', 'OW', new Array(12).fill(1)) }, [
    el('00280008', 'IS', '2'),
    el('00281050', 'DS', '99'),
    el('00281051', 'DS', '10'),
    sequence('52009229', [rescale('3'), voi('50')]),
    sequence('52009230', [voi('1')], [rescale('5')]),
  ]);
  const [first, second] = [await framed(file, 0), await framed(file, 1)];
  expect(first.medical).toMatchObject({ rescaleSlope: 3, windows: [{ center: 1 }] });
  expect(second.medical).toMatchObject({ rescaleSlope: 5, windows: [{ center: 50 }] });
});

test('a sequence of unknown representation is read as what it is', async () => {
  // Implicit little endian, as a program writes it that does not know the sequence (PS3.5 6.2.2).
  const item = [0xfe, 0xff, 0x00, 0xe0, 26, 0, 0, 0];
  const descriptor = [0x28, 0, 0x02, 0x30, 6, 0, 0, 0, 1, 0, 5, 0, 16, 0];
  const data = [0x28, 0, 0x06, 0x30, 4, 0, 0, 0, 77, 0, 0, 0];
  const unknown = el('00283010', 'UN', Uint8Array.from([...item, ...descriptor, ...data]));
  expect((await medical([unknown])).voiLuts).toEqual([{ first: 5, bits: 16, entries: [77] }]);
});
