import { describe, expect, test } from 'vitest';
import { numbersOf } from './testing/numbers';
import { framed, refused } from './testing/opened';
import { type El, el, fragments, picture, pictureFile } from './testing/writer';

const rle = '1.2.840.10008.1.2.5';
const eight = {
  BitsAllocated: el(picture.BitsAllocated.tag, 'US', [8]),
  BitsStored: el(picture.BitsStored.tag, 'US', [8]),
  HighBit: el(picture.HighBit.tag, 'US', [7]),
};

/** One RLE frame of these planes of bytes, each as one literal run. */
function packed(...planes: readonly (readonly number[])[]): Uint8Array {
  const header = new DataView(new ArrayBuffer(64));
  header.setUint32(0, planes.length, true);
  const bytes: number[] = [];
  for (const [i, plane] of planes.entries()) {
    header.setUint32(4 + 4 * i, 64 + bytes.length, true);
    bytes.push(plane.length - 1, ...plane);
  }
  return Uint8Array.from([...new Uint8Array(header.buffer), ...bytes]);
}

const frame = (first: number) => packed([first, 2, 3, 4, 5, 6]);
const file = (pixels: El, frames = '1', more: readonly El[] = []) =>
  pictureFile({ ...eight, PixelData: pixels }, [el('00280008', 'IS', frames), ...more], { syntax: rle });
const firstOf = async (bytes: Uint8Array, index: number) => numbersOf(await framed(bytes, index))[0];

/** The stated length of a fragment's item. */
const itemLength = (part: Uint8Array) => 8 + part.length + (part.length % 2);

describe('which fragments make a frame', () => {
  test('a fragment for each frame', async () => {
    const bytes = file(fragments([frame(10), frame(20), frame(30)]), '3');
    expect(await firstOf(bytes, 0)).toBe(10);
    expect(await firstOf(bytes, 2)).toBe(30);
    expect(await refused(bytes, 3)).toBe('dicom-frame|4 of 3');
  });

  test('all of them for a single frame', async () => {
    const whole = frame(10);
    expect(await firstOf(file(fragments([whole.slice(0, 66), whole.slice(66)])), 0)).toBe(10);
  });

  test('the table of offsets, and the extended one', async () => {
    const [one, two] = [frame(10), frame(20)];
    const parts = [one.slice(0, 66), one.slice(66), two];
    const offset = itemLength(parts[0] as Uint8Array) + itemLength(parts[1] as Uint8Array);
    const basic = file(fragments(parts, [0, offset]), '2');
    expect([await firstOf(basic, 0), await firstOf(basic, 1)]).toEqual([10, 20]);
    const table = new DataView(new ArrayBuffer(16));
    table.setBigUint64(8, BigInt(offset), true);
    const extended = file(fragments(parts), '2', [el('7fe00001', 'OV', new Uint8Array(table.buffer))]);
    expect([await firstOf(extended, 0), await firstOf(extended, 1)]).toEqual([10, 20]);
    const astray = file(fragments(parts, [4, offset]), '2');
    expect(await refused(astray, 0)).toBe('dicom-damaged|its table of frames points elsewhere');
  });

  test('fewer fragments than frames: those that are there open', async () => {
    const bytes = file(fragments([frame(10), frame(20)]), '3');
    expect((await framed(bytes, 1)).medical.notes).toEqual(['The file states 3 frames and holds 2.']);
    expect(await refused(bytes, 2)).toBe('dicom-truncated|frame 3 of 3 is missing');
  });

  test('more fragments than frames and nothing that says which belong together', async () => {
    expect(await refused(file(fragments([frame(1), frame(2), frame(3)]), '2'))).toBe(
      'dicom-damaged|it states 2 frames and holds 3 parts without a table',
    );
  });

  test('a number of frames that is none is counted', async () => {
    expect((await framed(file(fragments([frame(1), frame(2)]), '2x'), 1)).medical.frames).toBe(2);
  });
});

describe('damage', () => {
  test('no fragment, a cut one, a wrong mark', async () => {
    expect(await refused(file(fragments([])))).toBe('dicom-truncated|its compressed pixels are missing');
    const whole = file(fragments([frame(10)]));
    expect(await refused(whole.slice(0, -20))).toBe('dicom-truncated|frame 1 of 1 is incomplete');
    const wrong = whole.slice();
    wrong[whole.length - 8 - itemLength(frame(10))] = 0x11;
    expect(await refused(wrong)).toBe('dicom-damaged|the parts of its compressed pixels are out of order');
  });

  test('a missing delimiter at the end is no harm', async () => {
    expect(await firstOf(file(fragments([frame(10)])).slice(0, -8), 0)).toBe(10);
  });
});

describe('run-length encoding', () => {
  const of = (bytes: Uint8Array, changes = eight) =>
    pictureFile({ ...changes, PixelData: fragments([bytes]) }, [], { syntax: rle });
  const raw = (segment: readonly number[]) => {
    const bytes = packed([0]);
    return Uint8Array.from([...bytes.slice(0, 64), ...segment]);
  };

  test('runs, literals, and the control that means nothing', async () => {
    const bytes = of(raw([128, 256 - 2, 7, 1, 8, 9, 128, 0, 5]));
    expect(numbersOf(await framed(bytes))).toEqual([7, 7, 7, 8, 9, 5]);
  });

  test('bytes of 16 bits stand apart, the high one first', async () => {
    const sixteen = pictureFile({ PixelData: fragments([packed([1, 1, 0, 0, 0, 0], [2, 3, 4, 5, 6, 7])]) }, [], { syntax: rle });
    expect(numbersOf(await framed(sixteen))).toEqual([258, 259, 4, 5, 6, 7]);
  });

  test.each([
    [raw([0, 5]), 'RLE segment 1 of 1 ends too early'],
    [raw([5, 1, 2]), 'RLE segment 1 of 1 ends too early'],
    [packed([1], [2]), '2 RLE segments where 1 are needed'],
    [new Uint8Array(40), 'the RLE header is cut off'],
    [raw([0]).fill(255, 4, 8), 'the RLE segments are out of order'],
  ])('damaged: %#', async (bytes, why) => {
    expect(await refused(of(bytes))).toBe(`dicom-pixels|${why}`);
  });
});

test('pixels that are not compressed where the file says so, and the other way round', async () => {
  const plain = pictureFile(eight, [], { syntax: rle });
  expect((await framed(plain)).medical.notes[0]).toContain('they are uncompressed');
  const compressed = pictureFile({ ...eight, PixelData: fragments([Uint8Array.of(1, 2, 3, 4)]) });
  expect(await refused(compressed)).toBe('dicom-pixels|they do not begin as any known kind does');
});
