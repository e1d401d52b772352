// What one page of a TIFF says of its pixels (TIFF 6.0, sections 3 to 7), checked before anything is allocated.
import catalogue from '../../../contract/catalog.json';
import { isRefusal, type Refusal, refuse } from '../../wire/refusal';
import { tooLarge } from '../layout';
import type { Page } from './directory';

export type Compression = 'none' | 'lzw' | 'deflate' | 'packbits';

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly bits: 8 | 16;
  readonly signed: boolean;
  /** Numbers of a pixel as stored, transparency and others behind the colours included. */
  readonly stored: number;
  /** Numbers of a pixel that are shown. */
  readonly shown: 1 | 3;
  readonly meaning: 'MONOCHROME1' | 'MONOCHROME2' | 'RGB' | 'PALETTE COLOR';
  /** Whether each colour is stored apart. */
  readonly byPlane: boolean;
  readonly compression: Compression;
  /** Whether numbers are differences from the one to the left. */
  readonly differences: boolean;
  /** Pieces: strips as wide as the picture, or tiles. In rows, plane after plane. */
  readonly pieces: {
    readonly width: number;
    readonly height: number;
    readonly count: number;
    readonly offsets: readonly number[];
    /** Bytes of each; a missing one means that they are not compressed. */
    readonly lengths: readonly number[];
  };
  /** Red, green and blue of each number, in 16 bits, one colour after another; empty without a palette. */
  readonly palette: readonly number[];
  /** As EXIF counts, 1 to 8. */
  readonly orientation: number;
}

const compressions: Readonly<Record<number, Compression>> = {
  1: 'none',
  5: 'lzw',
  8: 'deflate',
  32946: 'deflate',
  32773: 'packbits',
};

/** What is not read, as it is called. */
const otherCompressions: Readonly<Record<number, string>> = {
  2: 'fax',
  3: 'fax',
  4: 'fax',
  6: 'JPEG',
  7: 'JPEG',
  34712: 'JPEG 2000',
  34925: 'LZMA',
  50000: 'Zstandard',
  50001: 'WebP',
};
const otherMeanings: Readonly<Record<number, string>> = {
  4: 'a mask',
  5: 'CMYK colours',
  6: 'YCbCr colours',
  8: 'CIE L*a*b* colours',
  32803: 'a camera’s raw data',
  34892: 'a camera’s raw data',
};

const kind = (what: string) => refuse('tiff-kind', what);
const mostBytes = catalogue.limits.bytes;
const tooMuch = (bytes: number) => refuse('too-many-bytes', `${Math.round(bytes / 2 ** 20)} MiB; at most ${mostBytes / 2 ** 20}`);
const bad = (what: string) => refuse('tiff-header', what);

/** Reads what a page holds. Refused: `tiff-kind`, `tiff-header`, `side-too-long`, `too-many-pixels`. */
export function readPicture(page: Page): Picture | Refusal {
  const all = (tag: number) => page.numbers(tag);
  const one = (tag: number, otherwise: number) => all(tag)[0] ?? otherwise;
  const [width, height] = [one(256, 0), one(257, 0)];
  if (width < 1 || height < 1) {
    return bad(`${width} × ${height} pixels`);
  }
  const large = tooLarge(width, height);
  if (large) {
    return large;
  }
  const compression = compressions[one(259, 1)];
  if (!compression) {
    return kind(`compressed as ${otherCompressions[one(259, 1)] ?? `number ${one(259, 1)}`}`);
  }
  const meaning = (['MONOCHROME1', 'MONOCHROME2', 'RGB', 'PALETTE COLOR'] as const)[one(262, 1)];
  if (!meaning) {
    return kind(otherMeanings[one(262, 1)] ?? `a picture of kind ${one(262, 1)}`);
  }
  const stored = one(277, 1);
  const shown = meaning === 'RGB' ? 3 : 1;
  if (stored < shown || stored > 16) {
    return bad(`${stored} numbers a pixel of ${meaning === 'RGB' ? 'three colours' : 'grey'}`);
  }
  const bits = one(258, 1);
  if ((bits !== 8 && bits !== 16) || all(258).some((each) => each !== bits)) {
    return kind(`${[...new Set(all(258))].join(', ') || 1} bits`);
  }
  const format = one(339, 1);
  if (format > 2 && format !== 4) {
    return kind(format === 3 ? 'floating numbers' : 'complex numbers');
  }
  const predictor = one(317, 1);
  if (predictor !== 1 && predictor !== 2) {
    return kind('floating numbers');
  }
  if (one(266, 1) !== 1) {
    return kind('bits in reverse');
  }
  const palette = meaning === 'PALETTE COLOR' ? all(320) : [];
  if (meaning === 'PALETTE COLOR' && palette.length !== 3 * 2 ** bits) {
    return bad('its palette is missing or of another length');
  }
  const unpacked = (width * height * stored * bits) / 8;
  if (unpacked > mostBytes) {
    return tooMuch(unpacked);
  }
  const byPlane = one(284, 1) === 2 && stored > 1;
  const orientation = one(274, 1);
  const pieces = readPieces(all, width, height, byPlane ? shown : 1);
  if (isRefusal(pieces)) {
    return pieces;
  }
  // Tiles reach over the edge; all of them are unpacked.
  const inPieces = (pieces.width * pieces.height * pieces.count * (byPlane ? 1 : stored) * bits) / 8;
  return inPieces > 4 * mostBytes || inPieces / pieces.count > mostBytes
    ? tooMuch(inPieces)
    : {
        width,
        height,
        bits,
        signed: format === 2 && meaning !== 'PALETTE COLOR' && meaning !== 'RGB',
        stored,
        shown,
        meaning,
        byPlane,
        compression,
        differences: predictor === 2,
        pieces,
        palette,
        orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
      };
}

function readPieces(
  all: (tag: number) => readonly number[],
  width: number,
  height: number,
  planes: number,
): Picture['pieces'] | Refusal {
  const tiled = all(324).length > 0;
  const [across = width, down = Number.POSITIVE_INFINITY] = tiled ? [all(322)[0] ?? 0, all(323)[0] ?? 0] : [width, all(278)[0]];
  // A strip may be said to be taller than the picture; the specification has it so where nothing is said.
  const piece = { width: across, height: tiled ? down : Math.min(down, height) };
  if (piece.width < 1 || piece.height < 1 || piece.width > 2 ** 14 || piece.height > 2 ** 14) {
    return bad(`pieces of ${piece.width} × ${piece.height}`);
  }
  const needed = Math.ceil(width / piece.width) * Math.ceil(height / piece.height) * planes;
  const [offsets, lengths] = tiled ? [all(324), all(325)] : [all(273), all(279)];
  return offsets.length < needed
    ? bad(`${offsets.length} pieces where ${needed} are needed`)
    : { ...piece, count: needed, offsets, lengths };
}
