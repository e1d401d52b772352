import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../wire/refusal';
import { damagedCopies } from '../testing/damage';
import { nifti, plain, type Volume } from '../testing/nifti';
import { numbersOf } from '../testing/numbers';
import { framed, opened, refused } from '../testing/opened';

const forms = [
  { version: 1, littleEndian: true },
  { version: 1, littleEndian: false },
  { version: 2, littleEndian: true },
  { version: 2, littleEndian: false },
] as const;

const wholes: Readonly<Record<string, Pick<Volume, 'type' | 'bytesPerVoxel' | 'put'> & { least: number }>> = {
  uint8: { type: 2, bytesPerVoxel: 1, least: 250, put: (view, at, i) => view.setUint8(at, 250 + (i % 6)) },
  int8: { type: 256, bytesPerVoxel: 1, least: -3, put: (view, at, i) => view.setInt8(at, i - 3) },
  int16: { type: 4, bytesPerVoxel: 2, least: -1000, put: (view, at, i, little) => view.setInt16(at, i - 1000, little) },
  uint16: { type: 512, bytesPerVoxel: 2, least: 60000, put: (view, at, i, little) => view.setUint16(at, i + 60000, little) },
  int32: { type: 8, bytesPerVoxel: 4, least: -70000, put: (view, at, i, little) => view.setInt32(at, i - 70000, little) },
  uint32: { type: 768, bytesPerVoxel: 4, least: 3e9, put: (view, at, i, little) => view.setUint32(at, i + 3e9, little) },
};

describe.each(forms)('version $version, little endian $littleEndian', (form) => {
  test.each(Object.entries(wholes))('%s', async (_, { least, ...volume }) => {
    const frame = await framed(nifti({ ...form, ...volume }));
    expect(numbersOf(frame)).toEqual([0, 1, 2, 3, 4, 5].map((i) => least + i));
  });

  test.each([
    ['float32', 16, 4],
    ['float64', 64, 8],
  ] as const)('%s', async (_, type, bytesPerVoxel) => {
    const put = (view: DataView, at: number, i: number, little: boolean) =>
      bytesPerVoxel === 4 ? view.setFloat32(at, i - 0.5, little) : view.setFloat64(at, i - 0.5, little);
    const { medical, samples } = await framed(nifti({ ...form, type, bytesPerVoxel, put }), 1);
    expect(medical).toMatchObject({ sampleFormat: 'float', bitsAllocated: 32, frame: 1, frames: 2 });
    expect([...new Float32Array(samples)]).toEqual([5.5, 6.5, 7.5, 8.5, 9.5, 10.5]);
  });

  test('colours', async () => {
    const put = (view: DataView, at: number, i: number) => [0, 1, 2].forEach((c) => void view.setUint8(at + c, 10 * i + c));
    const frame = await framed(nifti({ ...form, type: 128, bytesPerVoxel: 3, slope: 4, put }));
    expect(frame.medical).toMatchObject({ photometricInterpretation: 'RGB', rescaleSlope: 1 });
    expect(numbersOf(frame).slice(0, 6)).toEqual([0, 1, 2, 10, 11, 12]);
  });

  test('slope, range and what somebody typed', async () => {
    const { medical } = await framed(
      nifti({ ...form, slope: 0.5, intercept: -100, calibrated: [-50, 250], description: 'DOE^JANE', spacing: [2, 4, 5] }),
    );
    expect(medical).toMatchObject({
      rescaleSlope: 0.5,
      rescaleIntercept: -100,
      identifying: ['descrip'],
      pixelAspectRatio: [4, 2],
    });
    expect(medical.windows).toEqual([{ center: 100.5, width: 301, explanation: 'The file’s own range' }]);
    expect(JSON.stringify(medical)).not.toContain('DOE');
  });

  test('an sform that mirrors, and a qform that exchanges axes', async () => {
    // To the right, the front and the head: the picture has the patient’s right at its left and the front on top.
    expect(numbersOf(await framed(nifti({ ...form, sform: plain })))).toEqual([5, 4, 3, 2, 1, 0]);
    // A quarter turn about z: the first axis runs to the front.
    const turned = await framed(nifti({ ...form, qform: [0, 0, Math.SQRT1_2, 1] }));
    expect(turned.medical).toMatchObject({ columns: 2, rows: 3 });
    expect(numbersOf(turned)).toEqual([2, 5, 1, 4, 0, 3]);
  });
});

/** Where x, y and z stand in the picture of a volume: the sform's columns are the voxel axes. */
const seen = async (sform: readonly (readonly number[])[]) => {
  const { medical } = await framed(nifti({ sform }));
  return { plane: medical.stated.find(({ title }) => title === 'Plane')?.value, note: medical.notes[0] };
};

test('planes are named by the slice axis, and what is on top is said', async () => {
  expect(await seen(plain)).toEqual({
    plane: 'axial',
    note: 'The slice is turned as radiologists look at it: the patient’s right is at the left, the front on top.',
  });
  const coronal = [plain[0], plain[2], plain[1]] as number[][];
  expect(await seen(coronal)).toMatchObject({ plane: 'coronal', note: expect.stringContaining('the head on top') });
  const sagittal = [plain[2], plain[0], plain[1]] as number[][];
  expect(await seen(sagittal)).toMatchObject({ plane: 'sagittal', note: expect.stringContaining('the front is at the left') });
  const aslant = [
    [1, 0, 0],
    [0, 0.8, -0.6],
    [0, 0.6, 0.8],
  ].map((row) => [...row, 0]);
  expect(await seen(aslant)).toMatchObject({ plane: 'axial, oblique' });
});

test('left and right: the side of the patient’s right is at the left of the picture, whichever way it is stored', async () => {
  const mirrored = [[-1, 0, 0, 0], plain[1], plain[2]] as number[][];
  const [one, other] = await Promise.all([framed(nifti({ sform: plain })), framed(nifti({ sform: mirrored }))]);
  expect(numbersOf(one)[0]).toBe(5);
  expect(numbersOf(other)[0]).toBe(3);
});

test('a volume that does not say how it lies is shown as stored, and says so', async () => {
  for (const sform of [
    undefined,
    [
      [1, 1, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 1, 0],
    ],
    [
      [Number.NaN, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
    ],
  ]) {
    const frame = await framed(nifti(sform ? { sform } : {}));
    expect(numbersOf(frame)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(frame.medical.notes[0]).toContain('does not say how its slices lie');
  }
});

test('frames: slices, and after them those of the next time', async () => {
  const bytes = nifti({ size: [2, 1, 3, 2] });
  const last = await framed(bytes, 5);
  expect(numbersOf(last)).toEqual([10, 11]);
  expect(last.medical.stated).toContainEqual({ title: 'Time or channel', value: '2 of 2' });
  expect(await refused(bytes, 6)).toBe('dicom-frame|7 of 6');
  expect(await refused(bytes, -1)).toBe('dicom-frame|0 of 6');
});

test('compressed as a whole', async () => {
  expect(numbersOf(await framed(new Uint8Array(gzipSync(nifti())), 1))).toEqual([6, 7, 8, 9, 10, 11]);
  const broken = new Uint8Array(gzipSync(nifti()));
  expect(await refused(broken.subarray(0, broken.length - 9))).toMatch(/^gzip-damaged/);
  broken[broken.length - 6] = (broken[broken.length - 6] ?? 0) ^ 1;
  expect(await refused(broken)).toMatch(/^gzip-damaged/);
  expect(await refused(new Uint8Array(gzipSync('a letter')))).toMatch(/^archive-unsupported/);
  expect(await refused(new Uint8Array(gzipSync(gzipSync(nifti()))))).toMatch(/^archive-unsupported/);
});

test('refused by name', async () => {
  expect(await refused(nifti({ magic: 'ni1\0' }))).toBe('nifti-pair|');
  expect(await refused(nifti({ version: 2, magic: 'ni2\0' }))).toBe('nifti-pair|');
  expect(await refused(nifti({ type: 32, bytesPerVoxel: 8 }))).toBe('nifti-type|complex numbers');
  expect(await refused(nifti({ type: 77 }))).toBe('nifti-type|numbers of the kind 77');
  expect(await refused(nifti({ size: [3, -2, 2].map((n) => n), put: () => undefined, bytesPerVoxel: 0 }))).toBe(
    'nifti-header|an axis of -2',
  );
  expect(await refused(nifti().slice(0, 370))).toBe('nifti-truncated|18 of 24 bytes');
  const wide = nifti({ size: [1, 1, 1] });
  new DataView(wide.buffer).setInt16(42, 20000, true);
  expect(await refused(wide)).toMatch(/^side-too-long/);
  const many = nifti({ size: [1, 1, 1], version: 2 });
  new DataView(many.buffer).setBigInt64(16 + 24, 2n ** 62n, true);
  expect(await refused(many)).toMatch(/^nifti-/);
});

test('damaged copies end in a picture or a refusal, in time', { timeout: 60_000 }, async () => {
  for (const whole of forms.map((form) => nifti({ ...form, size: [5, 4, 3], sform: plain }))) {
    for (const { what, bytes } of damagedCopies(whole, 20, 60)) {
      const began = performance.now();
      const frame = await opened(bytes);
      expect(performance.now() - began, what).toBeLessThan(2000);
      if (isRefusal(frame)) {
        expect(frame.cause, `${what}: ${frame.message}`).not.toBe('internal');
      } else {
        const { rows, columns, samplesPerPixel, bitsAllocated } = frame.medical;
        expect(frame.samples.byteLength, what).toBe((rows * columns * samplesPerPixel * bitsAllocated) / 8);
      }
    }
  }
});
