import { expect, test } from 'vitest';
import { surveyOf } from '../../medical/survey';
import { el, pictureFile } from '../../medical/testing/writer';
import { refuse } from '../../wire/refusal';
import { baseName, given, isHidden } from './found';
import { listOf } from './list';

const file = (name: string, bytes: Uint8Array) => given(new File([bytes as Uint8Array<ArrayBuffer>], name));
const slice = (name: string, z: number) =>
  file(
    name,
    pictureFile({ Modality: el('00080060', 'CS', 'MR') }, [
      el('0020000e', 'UI', '1.2'),
      el('00200032', 'DS', `0\\0\\${z}`),
      el('00200037', 'DS', '1\\0\\0\\0\\1\\0'),
    ]),
  );

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47]);

test('series, pictures, and what cannot be opened with its reason', async () => {
  const files = [
    slice('b', 2),
    file('film', png),
    file('letter.txt', new TextEncoder().encode('a letter')),
    slice('a', 1),
    file('DICOMDIR', pictureFile({ SOPClassUID: el('00080016', 'UI', '1.2.840.10008.1.3.10') })),
    { ...file('secret', png), refusal: refuse('zip-kind', 'encrypted') },
  ];
  const { series, pictures, unopened, leftOut } = await listOf(files, surveyOf);
  expect(series.map(({ title, count }) => ({ title, count }))).toEqual([{ title: 'MR, axial', count: 2 }]);
  expect(await series[0]?.file(0)).toBe(await files[3]?.whole());
  expect(await series[0]?.file(2)).toMatchObject({ code: 'dicom-frame' });
  expect(pictures.map(({ found, kind }) => [found.name, kind])).toEqual([['film', 'PNG']]);
  expect(unopened.map(({ name }) => name)).toEqual(['letter.txt', 'secret']);
  expect(unopened[1]?.why).toContain('encrypted');
  expect(leftOut).toBe(1);
});

test('where nobody can look at the files, each is offered by its name', async () => {
  const { pictures, series } = await listOf([file('one', png), slice('two', 1)], async () => refuse('decoder-missing', 'away'));
  expect(pictures.map(({ found }) => found.name)).toEqual(['one', 'two']);
  expect(series).toEqual([]);
});

test('names', () => {
  expect(baseName('a/b\\c.png')).toBe('c.png');
  expect(baseName('')).toBe('a file without a name');
  expect(baseName('evil\u202Egnp')).toBe('evilgnp');
  expect(['a/.git/x', '__MACOSX/x', 'x/Thumbs.db', '.DS_Store'].every(isHidden)).toBe(true);
  expect(['a/b.png', './b', '../b', 'DICOMDIR'].some(isHidden)).toBe(false);
});
