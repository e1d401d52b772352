// Every DICOM file of the shared test set, against what pydicom made of it; where pydicom had no decoder, against GDCM or against the
// same picture in a lossless form.
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../wire/refusal';
import { numbersOf, sha256As } from './testing/numbers';
import { framed, opened, refused } from './testing/opened';
import { bytesOf, dicomFiles, type Expected, hasShared } from './testing/shared';

const files = dicomFiles();
const withPixels = files.filter(({ expect: { dtype } = {} }) => dtype !== undefined);
const absent = hasShared ? [] : ['files of ../shared/data/test, which are absent'];

/** How many frames pydicom stacked: its shape is frames × rows × columns × samples, of which the first and last may be missing. */
const framesOf = ({ shape = [] }: Expected) =>
  shape.length === 4 || (shape.length === 3 && shape[2] !== 3) ? (shape[0] ?? 1) : 1;

async function numbersOfAll(path: string, frames: number): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < frames; i++) {
    for (const value of numbersOf(await framed(bytesOf(path), i))) {
      all.push(value);
    }
  }
  return all;
}

describe.skipIf(!hasShared)('equal to pydicom, to the last bit', () => {
  test.each([...withPixels, ...absent.map((path) => ({ path, expect: {} as Expected }))])(
    '$path',
    async ({ path, expect: said = {} }) => {
      const numbers = await numbersOfAll(path, framesOf(said));
      expect(numbers.reduce((sum, value) => sum + value, 0)).toBe(said.pixel_sum);
      expect(sha256As(said.dtype ?? '', numbers)).toBe(said.pixel_sha256_little_endian);
    },
  );
});

/** SHA-256 of what GDCM 3.0.21 decodes (chest-rsna: Pillow 9.4, which pydicom uses), by file. */
const decodedElsewhere = [
  ['GDCMJ2K_TextGBR.dcm', 'uint8', 59_729_223, 'bea5673fdd49313f'],
  ['JPEGLSNearLossless_16.dcm', 'uint16', 6_007_250, 'f929318278115ce9'],
  ['MR_small_jpeg_ls_lossless.dcm', 'int16', 2_125_338, '88617aaa46138fb1'],
  ['SC_rgb_jls_lossy_line.dcm', 'uint8', 3_840_000, 'bd5344c0a46bc6c0'],
  ['SC_rgb_jls_lossy_sample.dcm', 'uint8', 3_840_000, 'bd5344c0a46bc6c0'],
  ['SC_rgb_jpeg_gdcm.dcm', 'uint8', 3_831_000, '169e619557b12114'],
  ['chest-rsna.dcm', 'uint8', 168_189_534, '938432fbb18d79f4'],
] as const;

describe.skipIf(!hasShared)('equal to GDCM or Pillow, where pydicom had no decoder', () => {
  test.each(decodedElsewhere)('%s', async (name, dtype, sum, start) => {
    const numbers = await numbersOfAll(`dicom/${name}`, 1);
    expect(numbers.reduce((total, value) => total + value, 0)).toBe(sum);
    expect(sha256As(dtype, numbers).slice(0, 16)).toBe(start);
  });

  test('a lossless JPEG-LS and a lossless JPEG hold what their uncompressed twins hold', async () => {
    for (const [one, other] of [
      ['MR_small_jpeg_ls_lossless', 'MR_small'],
      ['SC_rgb_jpeg_gdcm', 'SC_rgb_rle'],
    ]) {
      expect(await numbersOfAll(`dicom/${one}.dcm`, 1)).toEqual(await numbersOfAll(`dicom/${other}.dcm`, 1));
    }
  });
});

/** File → start of its refusal. */
const refusals = [
  ['ExplVR_BigEndNoMeta.dcm', 'dicom-no-pixels|a radiotherapy ion plan'],
  ['ExplVR_LitEndNoMeta.dcm', 'dicom-no-pixels|a radiotherapy ion plan'],
  ['JPEG-lossy.dcm', 'dicom-codec|JPEG extended with 12 bits'],
  ['JPGExtended.dcm', 'dicom-codec|JPEG extended with 12 bits'],
  ['JPEG2000-embedded-sequence-delimiter.dcm', 'dicom-pixels|'],
  ['MR_truncated.dcm', 'dicom-truncated|8,130 of 8,192 bytes of pixels are there'],
  ['UN_sequence.dcm', 'dicom-no-pixels|'],
  ['dicomdirtests/DICOMDIR', 'dicom-directory|'],
  ['empty_charset_LEI.dcm', 'dicom-no-pixels|'],
  ['nested_priv_SQ.dcm', 'dicom-attribute|Rows is missing'],
  ['no_meta_group_length.dcm', 'dicom-no-pixels|a radiotherapy object'],
  ['reportsi_with_empty_number_tags.dcm', 'dicom-no-pixels|a structured report'],
  ['rtplan.dcm', 'dicom-no-pixels|a radiotherapy plan'],
  ['rtplan_truncated.dcm', 'dicom-no-pixels|a radiotherapy plan'],
  ['rtstruct.dcm', 'dicom-no-pixels|a radiotherapy structure set'],
  ['test-SR.dcm', 'dicom-no-pixels|a structured report'],
  ['waveform_ecg.dcm', 'dicom-no-pixels|an electrocardiogram'],
  ['rtplan.dump', 'unknown-format|'],
  ['rtstruct.dump', 'unknown-format|'],
] as const;

describe.skipIf(!hasShared)('refused by name', () => {
  test.each(refusals)('%s', async (name, start) => {
    const said = await refused(bytesOf(`dicom/${name}`));
    expect(said.slice(0, start.length)).toBe(start);
  });

  test('no other file is refused', async () => {
    const known = new Set(refusals.map(([name]) => `dicom/${name}`));
    const wrong: string[] = [];
    for (const { path } of files) {
      if (!known.has(path) && isRefusal(await opened(bytesOf(path)))) {
        wrong.push(path);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe.skipIf(!hasShared)('what a file states', () => {
  test('a film of the chest: what it is, and no value that names anyone', async () => {
    const { medical } = await framed(bytesOf('dicom/chest-rsna.dcm'));
    expect(medical).toMatchObject({ rows: 1024, columns: 1024, bitsStored: 8, photometricInterpretation: 'MONOCHROME2' });
    expect(medical.stated).toContainEqual({ title: 'Compression', value: 'JPEG baseline (lossy, 8 bits)' });
    expect(medical.identifying).toContain('Patient ID');
  });

  test('a slice of CT: rescale, plane, position', async () => {
    const { medical } = await framed(bytesOf('dicom/CT_small.dcm'));
    expect(medical).toMatchObject({ rescaleSlope: 1, rescaleIntercept: -1024, paddingValue: -2000 });
    expect(medical.stated).toContainEqual({ title: 'Plane', value: 'axial' });
  });
});
