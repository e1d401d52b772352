// How the pixels of a file lie in its bytes: the Image Pixel module (PS3.3 C.7.6.3), checked before anything is allocated.
import catalogue from '../../contract/catalog.json';
import { type Refusal, refuse } from '../wire/refusal';
import type { Attributes } from './attributes';
import { type Tag, tag } from './tags';

/** As the file states it. */
export interface Layout {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: 1 | 3;
  /** 0: colour by pixel, 1: by plane. */
  readonly planarConfiguration: 0 | 1;
  readonly bitsAllocated: 1 | 8 | 16 | 32;
  readonly bitsStored: number;
  readonly highBit: number;
  /** 0: unsigned, 1: two's complement. */
  readonly pixelRepresentation: 0 | 1;
  readonly photometricInterpretation: string;
  /** NaN where the file states what is no number. */
  readonly frames: number;
}

const longestSide = catalogue.limits.side;
const mostPixels = catalogue.limits.pixels;

const interpretations: Readonly<Record<string, 1 | 3>> = {
  MONOCHROME1: 1,
  MONOCHROME2: 1,
  'PALETTE COLOR': 1,
  RGB: 3,
  YBR_FULL: 3,
  YBR_FULL_422: 3,
  YBR_ICT: 3,
  YBR_RCT: 3,
};

const missing = (name: string) => refuse('dicom-attribute', `${name} is missing`);
const senseless = (name: string, value: number | string) => refuse('dicom-attribute', `${name} is ${value}`);

/** Reads the layout; refused: `dicom-attribute`, `side-too-long`, `too-many-pixels`. */
export function readLayout(attributes: Attributes, notes: string[]): Layout | Refusal {
  const short = (key: Tag) => attributes.short(key);
  for (const name of ['Rows', 'Columns', 'SamplesPerPixel', 'BitsAllocated', 'BitsStored', 'PixelRepresentation'] as const) {
    if (short(tag[name]) === null) {
      return missing(name);
    }
  }
  const [rows = 0, columns = 0, samples = 0] = [tag.Rows, tag.Columns, tag.SamplesPerPixel].map((key) => short(key) ?? 0);
  const [allocated = 0, stored = 0, signed = 0] = [tag.BitsAllocated, tag.BitsStored, tag.PixelRepresentation].map(
    (key) => short(key) ?? 0,
  );
  if (rows === 0 || columns === 0) {
    return senseless('Rows × Columns', `${rows} × ${columns}`);
  }
  const large = tooLarge(columns, rows);
  if (large) {
    return large;
  }
  const photometricInterpretation = attributes.string(tag.PhotometricInterpretation).toUpperCase();
  if (photometricInterpretation === '') {
    return missing('PhotometricInterpretation');
  }
  const expected = interpretations[photometricInterpretation];
  if (!expected) {
    return senseless(
      'PhotometricInterpretation',
      /^[A-Z\d_ ]{1,16}$/.test(photometricInterpretation) ? photometricInterpretation : 'no word of the standard',
    );
  }
  if (samples !== expected) {
    return senseless('SamplesPerPixel', `${samples} where PhotometricInterpretation is ${photometricInterpretation}`);
  }
  if (allocated !== 1 && allocated !== 8 && allocated !== 16 && allocated !== 32) {
    return senseless('BitsAllocated', allocated);
  }
  if (stored < 1 || stored > allocated) {
    return senseless('BitsStored', `${stored} of ${allocated} bits`);
  }
  const highBit = readHighBit(attributes, stored, notes);
  if (highBit < stored - 1 || highBit >= allocated) {
    return senseless('HighBit', `${highBit} where ${stored} of ${allocated} bits are stored`);
  }
  if (signed > 1) {
    return senseless('PixelRepresentation', signed);
  }
  const planar = samples === 3 ? (short(tag.PlanarConfiguration) ?? 0) : 0;
  if (planar > 1) {
    return senseless('PlanarConfiguration', planar);
  }
  return {
    rows,
    columns,
    samplesPerPixel: expected,
    planarConfiguration: planar === 1 ? 1 : 0,
    bitsAllocated: allocated,
    bitsStored: stored,
    highBit,
    pixelRepresentation: signed === 1 ? 1 : 0,
    photometricInterpretation,
    frames: readFrames(attributes),
  };
}

/** The refusal of a picture above this page's limits; null within them. */
export function tooLarge(width: number, height: number): Refusal | null {
  if (Math.max(width, height) > longestSide) {
    return refuse('side-too-long', `${width} by ${height}; at most ${longestSide} a side`);
  }
  return width * height > mostPixels
    ? refuse('too-many-pixels', `${((width * height) / 1e6).toFixed(1)} million; at most ${mostPixels / 1e6}`)
    : null;
}

function readHighBit(attributes: Attributes, stored: number, notes: string[]): number {
  const highBit = attributes.short(tag.HighBit);
  if (highBit === null) {
    notes.push('The file does not state HighBit; the lowest bits were read.');
  }
  return highBit ?? stored - 1;
}

function readFrames(attributes: Attributes): number {
  if (!attributes.has(tag.NumberOfFrames)) {
    return 1;
  }
  const [frames = Number.NaN] = attributes.numbers(tag.NumberOfFrames);
  // Some write 0 for a single frame.
  return frames === 0 ? 1 : Number.isInteger(frames) && frames > 0 ? frames : Number.NaN;
}
