// A TIFF as frames, a page each: grey, colour or palette with 8 or 16 bits, in strips or tiles, packed without loss or not at all.
import { isRefusal, type Refusal, refuse } from '../../wire/refusal';
import type { MedicalFrame } from '../../wire/values';
import type { Frame } from '../frame';
import type { OpenedFile } from '../readers';
import { type Turning, turned } from '../turned';
import { type Page, readDirectories } from './directory';
import { type Picture, readPicture } from './picture';
import { Damaged, unpack } from './unpack';

/**
 * Opens a TIFF; pages are frames.
 *
 * Refused: `tiff-header`, `tiff-kind`, `side-too-long`, `too-many-pixels`, `tiff-damaged`, and for a frame `dicom-frame`.
 */
export async function readTiff(bytes: Uint8Array): Promise<OpenedFile | Refusal> {
  const directories = readDirectories(bytes);
  if (isRefusal(directories)) {
    return directories;
  }
  const { pages, littleEndian, leftOut } = directories;
  return {
    async frame(index) {
      const page = pages[index];
      if (!page) {
        return refuse('dicom-frame', `${index + 1} of ${pages.length}`);
      }
      const picture = readPicture(page);
      if (isRefusal(picture)) {
        return picture;
      }
      try {
        const notes =
          leftOut > 0
            ? [`The file holds ${leftOut} more pages that are smaller copies, masks or broken; they are left out.`]
            : [];
        return frame(picture, pixels(bytes, picture, littleEndian), page, index, pages.length, notes);
      } catch (error) {
        if (error instanceof Damaged) {
          return refuse('tiff-damaged', error.message);
        }
        throw error;
      }
    },
  };
}

/** EXIF's numbers, which are TIFF's. */
const turnings: Readonly<Record<number, Turning>> = {
  2: { transposed: false, mirrored: true, upsideDown: false },
  3: { transposed: false, mirrored: true, upsideDown: true },
  4: { transposed: false, mirrored: false, upsideDown: true },
  5: { transposed: true, mirrored: false, upsideDown: false },
  6: { transposed: true, mirrored: true, upsideDown: false },
  7: { transposed: true, mirrored: true, upsideDown: true },
  8: { transposed: true, mirrored: false, upsideDown: true },
};

function frame(
  picture: Picture,
  plain: Uint8Array<ArrayBuffer>,
  page: Page,
  index: number,
  frames: number,
  notes: string[],
): Frame {
  const { width, height, bits, shown, stored, meaning, signed, palette, orientation } = picture;
  const turning = turnings[orientation];
  const samples = turning ? turned(plain, width, height, (shown * bits) / 8, turning) : plain;
  const [columns, rows] = turning?.transposed ? [height, width] : [width, height];
  if (turning) {
    notes.push(`The picture is turned as its file asks (orientation ${orientation}).`);
  }
  if (stored > shown) {
    notes.push('Transparency, or other numbers behind the colours, are ignored.');
  }
  const medical: MedicalFrame = {
    format: 'TIFF',
    rows,
    columns,
    samplesPerPixel: shown,
    planarConfiguration: 0,
    bitsAllocated: bits,
    bitsStored: bits,
    highBit: bits - 1,
    pixelRepresentation: signed ? 1 : 0,
    photometricInterpretation: meaning,
    frames,
    frame: index,
    windows: bits === 16 && shown === 1 && !signed && palette.length === 0 ? windowsOf(samples, notes) : [],
    voiLuts: [],
    ...(palette.length > 0 ? { palette: tables(palette) } : {}),
    stated: [],
    identifying: [...page.typed],
    notes,
  };
  return { medical, samples: samples.buffer };
}

/** The same windows as a PNG of 16 bits has, so that the same numbers are the same film. */
function windowsOf(samples: Uint8Array<ArrayBuffer>, notes: string[]): MedicalFrame['windows'] {
  const whole = { center: 32768, width: 65536, explanation: 'All values there can be' };
  if (samples.some((byte, at) => at % 2 === 1 && byte > 15)) {
    return [whole];
  }
  notes.push(
    'The file has 16 bits a value but uses only 12; it is shown with a window of 0 to 4095. The full window is offered too.',
  );
  return [{ center: 2048, width: 4096, explanation: '12 bits' }, whole];
}

/** A palette of 16 bits a colour; some writers fill in 8. */
function tables(palette: readonly number[]): NonNullable<MedicalFrame['palette']> {
  const length = palette.length / 3;
  const bits = palette.some((value) => value > 255) ? 16 : 8;
  return [0, 1, 2].map((colour) => ({
    first: 0,
    bits,
    entries: palette.slice(colour * length, (colour + 1) * length),
  })) as NonNullable<MedicalFrame['palette']>;
}

/** All numbers that are shown, little endian, colour by pixel. */
function pixels(bytes: Uint8Array, picture: Picture, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const { width, height, bits, shown, stored, byPlane, pieces } = picture;
  const size = bits / 8;
  const out = new Uint8Array(width * height * shown * size);
  const perPixel = byPlane ? 1 : stored;
  const [across, down] = [Math.ceil(width / pieces.width), Math.ceil(height / pieces.height)];
  const line = pieces.width * perPixel * size;
  for (let i = 0; i < across * down * (byPlane ? shown : 1); i++) {
    const plane = Math.floor(i / (across * down));
    const left = (i % across) * pieces.width;
    const top = (Math.floor(i / across) % down) * pieces.height;
    // The last strip may be shorter; a tile is always whole.
    const rows = across === 1 && pieces.width === width ? Math.min(pieces.height, height - top) : pieces.height;
    const from = pieces.offsets[i] ?? 0;
    const piece = unpack(bytes.subarray(from, from + (pieces.lengths[i] ?? line * rows)), picture.compression, line * rows);
    const numbers = inOrder(piece, picture, line, perPixel, littleEndian);
    for (let row = 0; row < Math.min(rows, height - top); row++) {
      for (let column = 0; column < Math.min(pieces.width, width - left); column++) {
        const source = row * line + column * perPixel * size;
        const target = ((top + row) * width + left + column) * shown * size + plane * size;
        for (let byte = 0; byte < (byPlane ? 1 : shown) * size; byte++) {
          out[target + byte] = numbers[source + byte] ?? 0;
        }
      }
    }
  }
  return out;
}

/** A copy in little endian, differences added up (TIFF 6.0, section 14). */
function inOrder(
  piece: Uint8Array,
  { bits, differences }: Picture,
  line: number,
  perPixel: number,
  littleEndian: boolean,
): Uint8Array {
  if (!differences && (bits === 8 || littleEndian)) {
    return piece;
  }
  const copy = new Uint8Array(piece);
  if (bits === 8) {
    for (let row = 0; row < copy.length; row += line) {
      for (let at = row + perPixel; at < row + line; at++) {
        copy[at] = (copy[at] ?? 0) + (copy[at - perPixel] ?? 0);
      }
    }
    return copy;
  }
  const view = new DataView(copy.buffer);
  for (let row = 0; row < copy.length; row += line) {
    for (let at = row; at < row + line; at += 2) {
      const left = differences && at >= row + 2 * perPixel ? view.getUint16(at - 2 * perPixel, true) : 0;
      view.setUint16(at, view.getUint16(at, littleEndian) + left, true);
    }
  }
  return copy;
}
