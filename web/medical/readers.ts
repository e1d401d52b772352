// The reader of each kind; the decoder's worker opens files by this list alone.
import type { Refusal } from '../wire/refusal';
import { isRefusal, refuse } from '../wire/refusal';
import { readAvif, readBmp, readGif, readHeic, readWebp } from './browser/read';
import type { Codecs } from './codecs/codec';
import { type Frame, frameOf } from './frame';
import { gunzip } from './gzip';
import { type Kind, kindOf } from './kinds';
import { readNifti } from './nifti/read';
import { readDicom } from './read';
import { readTiff } from './tiff/read';

/** A file whose header was read. */
export interface OpenedFile {
  /** Frame `index` (from 0), and no other; a codec is loaded where pixels need one. Refused: `dicom-frame` where there is none. */
  frame(index: number, codecs: Codecs): Promise<Frame | Refusal>;
}

/** Reads a file up to its pixels. Nothing is thrown for what a file holds. */
export type Reader = (bytes: Uint8Array) => Promise<OpenedFile | Refusal>;

const dicom: Reader = async (bytes) => {
  const file = await readDicom(bytes);
  return isRefusal(file) ? file : { frame: (index, codecs) => frameOf(file, index, codecs) };
};

/** What was compressed as a whole, as volumes are (`.nii.gz`); one layer, no archive. */
const gzip: Reader = async (bytes) => {
  const inner = await gunzip(bytes);
  if (isRefusal(inner)) {
    return inner;
  }
  const kind = kindOf(inner);
  return kind === null || kind === 'gzip' ? refuse('archive-unsupported') : readers[kind](inner);
};

export const readers: Readonly<Record<Kind, Reader>> = {
  dicom,
  nifti: readNifti,
  gif: readGif,
  webp: readWebp,
  bmp: readBmp,
  tiff: readTiff,
  avif: readAvif,
  heic: readHeic,
  gzip,
};

/** Opens a file of any kind in the list. */
export async function openFile(bytes: Uint8Array): Promise<OpenedFile | Refusal> {
  const kind = kindOf(bytes);
  return kind === null ? refuse('unknown-format') : readers[kind](bytes);
}
