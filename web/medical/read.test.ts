import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../wire/refusal';
import { readDicom } from './read';
import { isDicom } from './recognise';
import { numbersOf } from './testing/numbers';
import { framed, refused } from './testing/opened';
import { timed } from './testing/timing';
import { dicom, type El, el, picture, pictureFile } from './testing/writer';

const deflated = '1.2.840.10008.1.2.1.99';

/** A file of deflated elements: its start as it is, what follows deflated. */
function deflate(body: Uint8Array, end: readonly number[] = []): Uint8Array {
  return Uint8Array.from([...dicom([], { syntax: deflated }), ...deflateRawSync(body), ...end]);
}

const bare = dicom(Object.values(picture), { syntax: null, preamble: false });

describe('recognised by its bytes', () => {
  test('with its preamble, and without it by group 0002 or 0008 in either byte order', () => {
    expect(isDicom(pictureFile())).toBe(true);
    expect(isDicom(bare)).toBe(true);
    expect(isDicom(dicom(Object.values(picture), { syntax: null, preamble: false, bigEndian: true }))).toBe(true);
    expect(isDicom(dicom(Object.values(picture), { syntax: null, preamble: false, explicit: false }))).toBe(true);
  });

  test('nothing else', async () => {
    for (const text of [
      '',
      'GIF89a',
      '\x89PNG\r\n\x1a\n',
      'hello, world',
      '\x00\x00\x00\x0cjP  ',
      '\x08\x00\x10\x00\xff\xff\xff\xff',
    ]) {
      expect(isDicom(Uint8Array.from(text, (c) => c.charCodeAt(0)))).toBe(false);
    }
    expect(await readDicom(new Uint8Array(4))).toMatchObject({ code: 'dicom-damaged' });
  });
});

describe('a start that is missing or wrong', () => {
  const notesOf = async (bytes: Uint8Array) => {
    const frame = await framed(bytes);
    expect(numbersOf(frame)).toEqual([1, 2, 3, 4, 5, 6]);
    return frame.medical.notes;
  };
  const lacks = 'The file lacks its preamble, the first 132 bytes; it was read from its first element.';

  test('no preamble', async () => {
    expect(await notesOf(pictureFile({}, [], { preamble: false }))).toEqual([lacks]);
  });

  test.each([
    [{ explicit: true, bigEndian: false }, 'explicit, little endian'],
    [{ explicit: true, bigEndian: true }, 'explicit, big endian'],
    [{ explicit: false, bigEndian: false }, 'implicit, little endian'],
  ])('no transfer syntax: it is seen from the first element %j', async (form, words) => {
    const guessed = `The file does not state its transfer syntax; by its first element it was read as uncompressed (${words}).`;
    expect(await notesOf(pictureFile({}, [], { ...form, syntax: null, preamble: false }))).toEqual([lacks, guessed]);
    expect(await notesOf(pictureFile({}, [], { ...form, syntax: null }))).toEqual([guessed]);
  });

  test('explicit stated and implicit written, and the other way round', async () => {
    const [one] = await notesOf(pictureFile({}, [], { explicit: false }));
    expect(one).toContain('states explicit value representations and holds implicit ones');
    const [other] = await notesOf(pictureFile({}, [], { syntax: '1.2.840.10008.1.2' }));
    expect(other).toContain('states implicit value representations and holds explicit ones');
  });

  test('a value representation of 64-bit numbers does not throw the reader off', async () => {
    const more = [
      el('00189999', 'OV', new Uint8Array(16)),
      el('0018999a', 'UV', new Uint8Array(8)),
      el('0018999b', 'SV', new Uint8Array(8)),
    ];
    expect(await notesOf(pictureFile({}, more))).toEqual([]);
  });
});

describe('deflated', () => {
  const body = bare;

  test('is inflated, also with a byte of padding behind', async () => {
    expect(numbersOf(await framed(deflate(body)))).toEqual([1, 2, 3, 4, 5, 6]);
    expect(numbersOf(await framed(deflate(body, [0])))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('what is no deflated stream is refused', async () => {
    const wrong = Uint8Array.from([...dicom([], { syntax: deflated }), 255, 254, 253, 252, 251, 250, 249, 248]);
    expect(await refused(wrong)).toBe('dicom-damaged|its deflated part cannot be inflated');
  });

  test('a file that inflates without end is left', { timeout: 30_000 }, async () => {
    const bomb = deflate(new Uint8Array(129 * 2 ** 20));
    expect(bomb.length).toBeLessThan(2 ** 20);
    const { given, took } = await timed(2000, () => refused(bomb));
    expect(given).toBe('too-many-bytes|more than 128 MB');
    expect(took).toBeLessThan(2000);
  });
});

describe('objects without pixels are refused by what they are', () => {
  const storage = '1.2.840.10008.5.1.4.1.1.';
  test.each([
    [`${storage}88.33`, 'dicom-no-pixels|a structured report'],
    [`${storage}88.59`, 'dicom-no-pixels|a list of key images (a structured report)'],
    [`${storage}481.3`, 'dicom-no-pixels|a radiotherapy structure set'],
    [`${storage}481.5`, 'dicom-no-pixels|a radiotherapy plan'],
    [`${storage}9.1.1`, 'dicom-no-pixels|an electrocardiogram or another curve (a waveform)'],
    [`${storage}11.1`, 'dicom-no-pixels|a presentation state, which says how a picture is to be shown'],
    [`${storage}104.1`, 'dicom-no-pixels|a PDF document'],
    ['1.2.840.10008.1.3.10', 'dicom-directory|'],
    [`${storage}1`, 'dicom-no-pixels|an object without pixels'],
    [`${storage}1048`, 'dicom-no-pixels|an object without pixels'],
  ])('%s', async (uid, said) => {
    expect(await refused(dicom([el('00080016', 'UI', uid)]))).toBe(said);
  });

  test('a directory by its records, a map of floating-point numbers, pixels on a server', async () => {
    expect(await refused(dicom([el('00041220', 'SQ', [[el('00041430', 'CS', 'IMAGE')]])]))).toBe('dicom-directory|');
    const without = (more: El) => refused(pictureFile({ PixelData: null }, [more]));
    expect(await without(el('7fe00008', 'OF', new Uint8Array(24)))).toBe(
      'dicom-no-pixels|a map of floating-point numbers (Float Pixel Data)',
    );
    expect(await without(el('00287fe0', 'UT', 'https://server.invalid/'))).toBe(
      'dicom-no-pixels|a reference to a picture on a server',
    );
    expect(await refused(pictureFile({ PixelData: el('7fe00010', 'OW', '') }))).toBe('dicom-no-pixels|an object without pixels');
  });
});

describe('made to do harm', { timeout: 30_000 }, () => {
  const nested = (depth: number, undefinedLength: boolean): El => {
    let items: readonly (readonly El[])[] = [[el('00080104', 'LO', 'x')]];
    for (let i = 0; i < depth; i++) {
      items = [[el('0040a730', 'SQ', items, ...(undefinedLength ? [] : [0xfffffff0]))]];
    }
    return el('0040a730', 'SQ', items);
  };
  const quickly = async (bytes: Uint8Array, code: string) => {
    const { given: said, took } = await timed(2000, () => refused(bytes));
    expect(took).toBeLessThan(2000);
    expect(said.split('|')[0]).toBe(code);
    return said;
  };

  test('sequences within sequences', async () => {
    expect(await quickly(pictureFile({}, [nested(1000, true)]), 'dicom-nested')).toContain('levels');
    expect(await refused(pictureFile({}, [nested(20, true)]))).toBe('opened');
    await quickly(pictureFile({}, [nested(100, false)]), 'dicom-truncated');
  });

  test('sequences within sequences by the hundred thousand, explicit and implicit', async () => {
    // Written by hand: the test's writer would itself go as deep.
    const level = [0x40, 0, 0x30, 0xa7, 0x53, 0x51, 0, 0, 255, 255, 255, 255, 0xfe, 0xff, 0, 0xe0, 255, 255, 255, 255];
    const implicit = level.filter((_, i) => i < 4 || i > 7);
    for (const [part, syntax] of [
      [level, '1.2.840.10008.1.2.1'],
      [implicit, '1.2.840.10008.1.2'],
    ] as const) {
      const start = dicom([], { syntax });
      const bytes = new Uint8Array(start.length + part.length * 200_000);
      bytes.set(start);
      for (let at = start.length; at < bytes.length; at += part.length) {
        bytes.set(part, at);
      }
      await quickly(bytes, 'dicom-nested');
    }
  });

  test.each([0xfffffffe, 0x80000000, 0x7fffffff])('an element of %i bytes', async (length) => {
    const elements = [picture.SOPClassUID, el('00091000', 'OB', new Uint8Array(4), length), picture.Rows, picture.PixelData];
    await quickly(dicom(elements), 'dicom-truncated');
    await quickly(dicom(elements, { explicit: false, syntax: '1.2.840.10008.1.2' }), 'dicom-truncated');
    const inItem = el('00400275', 'SQ', [[el('00091000', 'OB', new Uint8Array(4), length)]]);
    await quickly(pictureFile({}, [inItem]), 'dicom-truncated');
  });

  test('more elements than any file has', async () => {
    const start = dicom([], { syntax: '1.2.840.10008.1.2' });
    const bytes = new Uint8Array(start.length + 8 * 300_000);
    bytes.set(start);
    for (let i = 0; i < 300_000; i++) {
      const at = start.length + 8 * i;
      bytes.set([8, 0, i & 255, (i >> 8) & 255], at);
    }
    const said = await quickly(bytes, 'dicom-damaged');
    expect(said).toContain('more than 250,000 elements');
  });

  test('a file cut off anywhere gives a value or a refusal', async () => {
    const whole = pictureFile({}, [nested(3, true), el('00281055', 'LO', 'x')]);
    for (let length = 0; length < whole.length; length++) {
      const read = await readDicom(whole.slice(0, length));
      if (!isRefusal(read)) {
        expect(read.pixels.at).toBeLessThanOrEqual(length);
      }
    }
  });
});
