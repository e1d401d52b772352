// Uncompressed pixels (PS3.5 8.1, 8.2): one frame is cut out, and its bytes put in little endian order.
import { type Refusal, refuse } from '../wire/refusal';
import type { Layout } from './layout';
import type { DicomFile } from './read';

/** Samples of one frame, little endian, in as many bits as the layout that comes with them says. */
export interface Samples {
  readonly samples: Uint8Array<ArrayBuffer>;
  readonly layout: Layout;
  readonly frames: number;
}

/** Bits of one frame as they are stored. Chrominance at half width: four bytes for two pixels (PS3.3 C.7.6.3.1.2). */
const bitsOf = ({ rows, columns, samplesPerPixel, bitsAllocated, photometricInterpretation }: Layout) =>
  photometricInterpretation === 'YBR_FULL_422'
    ? rows * columns * 2 * bitsAllocated
    : rows * columns * samplesPerPixel * bitsAllocated;

/** Cuts out one frame. Refused: `dicom-truncated` where the file does not hold it, `dicom-frame`, `dicom-attribute`. */
export function nativeFrame(file: DicomFile, layout: Layout, frame: number, notes: string[]): Samples | Refusal {
  const { bytes, bigEndian } = file.attributes.source;
  const { at, length, vr } = file.pixels;
  if (layout.photometricInterpretation === 'YBR_FULL_422' && layout.columns % 2 !== 0) {
    return refuse('dicom-attribute', `colour at half width of ${layout.columns} columns`);
  }
  const bits = bitsOf(layout);
  const held = Math.min(length, bytes.length - at);
  const counted = Math.max(1, Math.floor((held * 8) / bits));
  const frames = Number.isNaN(layout.frames) ? counted : layout.frames;
  if (Number.isNaN(layout.frames)) {
    notes.push(`The number of frames is no number; there is data for ${counted}.`);
  }
  if (frame >= frames) {
    return refuse('dicom-frame', `${frame + 1} of ${frames}`);
  }
  noteLength(bits * frames, length, held, notes);
  const first = frame * bits;
  const last = Math.ceil((first + bits) / 8);
  if (last > held) {
    const needed = Math.ceil((bits * frames) / 8);
    return refuse('dicom-truncated', `${held.toLocaleString('en')} of ${needed.toLocaleString('en')} bytes of pixels are there`);
  }
  const turned = turn(bytes.subarray(at + (first >> 3), at + last), layout.bitsAllocated, bigEndian, vr !== 'OB');
  const samples = first % 8 === 0 ? turned : shiftBits(turned, first % 8);
  return { samples, layout, frames };
}

/** More than is needed is trimmed; one byte more is padding and not worth a word. */
function noteLength(bits: number, stated: number, held: number, notes: string[]): void {
  const needed = Math.ceil(bits / 8);
  const said = (count: number) => count.toLocaleString('en');
  if (Number.isFinite(stated) && stated > held) {
    notes.push(`The file states ${said(stated)} bytes of pixels and ends after ${said(held)}.`);
  } else if (stated > needed + 1) {
    notes.push(`The file holds ${said(held)} bytes of pixels where ${said(needed)} are needed; the rest was left out.`);
  }
}

/** A copy in little endian order. `words`: bytes were written as 16-bit words, so that big endian has turned them too. */
function turn(bytes: Uint8Array, bits: number, bigEndian: boolean, words: boolean): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  const width = bits <= 8 ? (words ? 2 : 1) : bits / 8;
  if (bigEndian && width > 1) {
    for (let at = 0; at + width <= copy.length; at += width) {
      copy.subarray(at, at + width).reverse();
    }
  }
  return copy;
}

/** Moves packed bits down so that the frame begins at the lowest bit of its first byte. */
function shiftBits(bytes: Uint8Array, by: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes, (byte, i) => (byte >> by) | ((bytes[i + 1] ?? 0) << (8 - by)));
}
