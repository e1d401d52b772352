import { describe, expect, test } from 'vitest';
import { framed, refused } from './testing/opened';
import { type El, el, picture, pictureFile } from './testing/writer';

const medical = async (more: readonly El[], changes: Parameters<typeof pictureFile>[0] = {}) =>
  (await framed(pictureFile(changes, more))).medical;
const stated = async (...more: El[]) =>
  Object.fromEntries((await medical(more)).stated.map(({ title, value }) => [title, value]));

describe('in words', () => {
  test('what it is and how it was taken', async () => {
    const said = await stated(
      el('00180015', 'CS', 'CHEST'),
      el('00185101', 'CS', 'PA'),
      el('00200062', 'CS', 'L'),
      el('00200020', 'CS', 'L\\F'),
      el('00080068', 'CS', 'FOR PROCESSING'),
      el('00080070', 'LO', 'Maker & Sons GmbH'),
      el('00282110', 'CS', '01'),
      el('00282112', 'DS', '12.34567'),
      el('00181164', 'DS', '0.143\\0.143'),
    );
    expect(said).toEqual({
      Modality: 'DX, digital radiography',
      'Body part': 'chest',
      View: 'back to front (PA)',
      Side: 'left',
      Orientation: 'rows to the patient’s left, columns to the feet',
      Intent: 'for processing: as the detector gave it',
      Manufacturer: 'Maker & Sons GmbH',
      Compression: 'uncompressed (explicit, little endian)',
      'Loss by compression': 'yes (12.35 to 1)',
      'Pixel spacing': '0.143 mm at the detector',
    });
  });

  test.each([
    ['1\\0\\0\\0\\1\\0', 'axial'],
    ['1\\0\\0\\0\\0\\-1', 'coronal'],
    ['0\\1\\0\\0\\0\\-1', 'sagittal'],
    ['1\\0\\0\\0\\0.8\\0.6', 'axial, oblique'],
  ])('the plane of %s', async (cosines, plane) => {
    expect((await stated(el('00200037', 'DS', cosines))).Plane).toBe(plane);
  });

  test('no plane where it makes no sense', async () => {
    for (const cosines of ['', '1\\0\\0', '0\\0\\0\\0\\0\\0', '1\\0\\0\\1\\0\\0', 'a\\b\\c\\d\\e\\f']) {
      expect(await stated(el('00200037', 'DS', cosines))).not.toHaveProperty('Plane');
    }
  });

  test('where a slice lies', async () => {
    expect((await stated(el('00201041', 'DS', '-77.2040')))['Slice position']).toBe('-77.204 mm');
    const position = [el('00200032', 'DS', '1\\2\\3.5'), el('00200037', 'DS', '1\\0\\0\\0\\1\\0')];
    expect((await stated(...position))['Slice position']).toBe('3.5 mm');
  });

  test('an unknown modality stands as it is; what is no code string is not shown', async () => {
    const modality = async (value: string) =>
      (await medical([], { Modality: el(picture.Modality.tag, 'CS', value) })).stated.find(({ title }) => title === 'Modality')
        ?.value;
    expect(await modality('xy')).toBe('XY');
    expect(await modality('SMITH^JOHN')).toBeUndefined();
    expect(await stated(el('00180015', 'CS', 'call 555-1234 for Smith'))).not.toHaveProperty('Body part');
    expect(await stated(el('00080070', 'LO', 'serial 20210345'))).not.toHaveProperty('Manufacturer');
    expect(
      (
        await stated(
          el('00080005', 'CS', 'ISO_IR 100'),
          el(
            '00080070',
            'LO',
            Uint8Array.from('Sch\xf6n  ', (c) => c.charCodeAt(0)),
          ),
        )
      ).Manufacturer,
    ).toBe('Schön');
  });
});

describe('who it is of', () => {
  /** Elements that may name someone, each with a value that must not come out. */
  const secret = 'Zyxwv';
  const naming = [
    el('00080020', 'DA', `2${secret}`),
    el('00080050', 'SH', secret),
    el('00080080', 'LO', secret),
    el('00080090', 'PN', secret),
    el('00081030', 'LO', secret),
    el('0008103e', 'LO', secret),
    el('00091001', 'LO', secret),
    el('00091002', 'LO', secret),
    el('00100010', 'PN', secret),
    el('00100020', 'LO', secret),
    el('00100030', 'DA', secret),
    el('00104000', 'LT', secret),
    el('00181000', 'LO', secret),
    el('00181030', 'LO', secret),
    el('0020000d', 'UI', secret),
    el('00204000', 'LT', secret),
    el('00400275', 'SQ', [[el('00401001', 'SH', secret)]]),
    el('00700001', 'SQ', [[el('00700084', 'PN', secret)]]),
  ];

  test('is told by name only, and never its value', async () => {
    const read = await medical(naming);
    expect(read.identifying).toEqual([
      'Study date',
      'Accession number',
      'Institution name',
      'Referring physician’s name',
      'Study description',
      'Series description',
      'Patient’s name',
      'Patient ID',
      'Patient’s birth date',
      'Patient comments',
      'Device serial number',
      'Protocol name',
      'Study instance UID',
      'Image comments',
      'Request attributes',
      'Names of other persons',
      '2 private attributes',
    ]);
    expect(JSON.stringify(read)).not.toContain(secret);
  });

  test('nor does a refusal repeat what stands where a word of the standard should', async () => {
    const said = [
      await refused(pictureFile({ PhotometricInterpretation: el('00280004', 'CS', `${secret}^${secret}`) })),
      await refused(pictureFile({}, [], { syntax: secret })),
      await refused(pictureFile({ PhotometricInterpretation: el('00280004', 'CS', 'HSV') })),
    ];
    expect(said.join().toLowerCase()).not.toContain(secret.toLowerCase());
    expect(said).toEqual([
      'dicom-attribute|PhotometricInterpretation is no word of the standard',
      'dicom-codec|a transfer syntax that is not in the standard',
      'dicom-attribute|PhotometricInterpretation is HSV',
    ]);
  });

  test('empty attributes are not told of', async () => {
    expect((await medical([el('00100010', 'PN', ''), el('00100020', 'LO', '  '), el('00091001', 'LO', '')])).identifying).toEqual(
      [],
    );
  });

  test('text in the picture and drawings over it are said', async () => {
    const notes = async (...more: El[]) => (await medical(more)).notes.join(' ');
    expect(await notes(el('00280301', 'CS', 'YES'))).toContain('burned into the picture');
    expect(await notes(el('00280301', 'CS', 'NO '))).toContain('nobody has checked');
    const overlay = pictureFile({}, [el('60003000', 'OW', [1])]);
    expect((await framed(overlay)).medical).toMatchObject({
      identifying: ['Overlay drawings'],
      notes: ['The file holds overlay drawings; they are not shown.'],
    });
  });
});
