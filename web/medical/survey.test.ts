import { expect, test } from 'vitest';
import { surveyOf } from './survey';
import { nifti } from './testing/nifti';
import { type El, el, pictureFile } from './testing/writer';

const blob = (bytes: Uint8Array) => new Blob([bytes as Uint8Array<ArrayBuffer>]);

interface At {
  readonly series?: string;
  readonly z?: number | null;
  readonly cosines?: string;
  readonly rows?: number;
  readonly more?: readonly El[];
}

/** A slice of a series of axial slices, 5 mm apart. */
const slice = ({ series = '1.2.3', z = 0, cosines = '1\\0\\0\\0\\1\\0', rows = 2, more = [] }: At = {}) =>
  blob(
    pictureFile({ Modality: el('00080060', 'CS', 'CT'), Rows: el('00280010', 'US', [rows]) }, [
      el('0020000e', 'UI', series),
      el('00200037', 'DS', cosines),
      ...(z === null ? [] : [el('00200032', 'DS', `-10\\-20\\${z}`)]),
      ...more,
    ]),
  );

const stacks = async (...files: readonly Blob[]) => (await surveyOf(files)).stacks;

test('slices of a series are sorted by where they lie, not by their order or number', async () => {
  const files = [10, -5, 5, 0].map((z, i) => slice({ z, more: [el('00200013', 'IS', String(i))] }));
  expect(await stacks(...files)).toEqual([{ title: 'CT, axial', files: [1, 3, 2, 0] }]);
});

test('the place is measured along the normal of the plane', async () => {
  const sagittal = '0\\1\\0\\0\\0\\-1';
  const at = (x: number) => slice({ cosines: sagittal, z: null, more: [el('00200032', 'DS', `${x}\\0\\0`)] });
  const [stack] = await stacks(at(3), at(1), at(2));
  expect(stack).toMatchObject({ title: 'CT, sagittal' });
  expect([
    [0, 2, 1],
    [1, 2, 0],
  ]).toContainEqual(stack?.files);
});

test('radiographs, single slices, other series, sizes and directions stay apart', async () => {
  expect(await stacks(slice({ z: null }), slice({ z: null }))).toEqual([]);
  expect(await stacks(slice(), slice({ series: '1.2.4', z: 5 }))).toEqual([]);
  expect(await stacks(slice(), slice({ rows: 3, z: 5 }))).toEqual([]);
  expect(await stacks(slice(), slice({ cosines: '0\\1\\0\\0\\0\\-1', z: 5 }))).toEqual([]);
  const radiograph = blob(pictureFile({}, [el('0020000e', 'UI', '1.2.3')]));
  expect(await stacks(radiograph, radiograph)).toEqual([]);
});

test('what lies twice in one place is no stack', async () => {
  expect(await stacks(slice(), slice({ z: 5 }), slice({ z: 5 }))).toEqual([]);
});

test('kinds by the first bytes, and why a file cannot be opened', async () => {
  const report = blob(pictureFile({ SOPClassUID: el('00080016', 'UI', '1.2.840.10008.5.1.4.1.1.88.11') }));
  const directory = blob(pictureFile({ SOPClassUID: el('00080016', 'UI', '1.2.840.10008.1.3.10') }));
  const png = new Blob([Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])]);
  const { files } = await surveyOf([slice(), blob(nifti()), png, new Blob(['a letter']), new Blob([]), report, directory]);
  expect(files.map(({ kind }) => kind)).toEqual(['DICOM', 'NIfTI', 'PNG', null, null, 'DICOM', 'DICOM']);
  expect(files.map(({ refusal }) => refusal?.code ?? '')).toEqual([
    '',
    '',
    '',
    'unknown-format',
    'empty-file',
    'dicom-no-pixels',
    'dicom-directory',
  ]);
});

test('nothing that tells a series or a person from another is given away', async () => {
  const files = [0, 5].map((z) => slice({ z, series: '1.2.840.99999.7', more: [] }));
  expect(JSON.stringify(await surveyOf(files))).not.toMatch(/99999|-10|-20/);
});

test('two thousand headers, cut off and damaged ones among them, are told apart in time', { timeout: 60_000 }, async () => {
  const whole = new Uint8Array(await slice({ series: '1.2.9' }).arrayBuffer());
  const files = Array.from({ length: 2000 }, (_, i) => (i % 3 === 0 ? blob(whole.slice(0, 140 + (i % 200))) : slice({ z: i })));
  const began = performance.now();
  const {
    files: found,
    stacks: [stack],
  } = await surveyOf(files);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(found).toHaveLength(2000);
  expect(stack?.files).toHaveLength(1333);
});
