// What the decoder's worker reads, by the first bytes alone. The engine's worker asks here who is to read a file; what is in no line
// is the engine's own (PNG, JPEG, NumPy arrays) or nothing that the page knows. A new kind is a file, a line here and one in readers.ts.
import { isDicom } from './recognise';

const holds = (bytes: Uint8Array, at: number, text: string) => [...text].every((c, i) => bytes[at + i] === c.charCodeAt(0));

/** How a NIfTI header ends, in one file or in two: at byte 344 in version 1, at byte 4 in version 2. */
const isNifti = (bytes: Uint8Array) =>
  ['n+1\0', 'ni1\0'].some((magic) => holds(bytes, 344, magic)) || ['n+2\0', 'ni2\0'].some((magic) => holds(bytes, 4, magic));

const isTiff = (bytes: Uint8Array) => ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((magic) => holds(bytes, 0, magic));
const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;
const isWebp = (bytes: Uint8Array) => holds(bytes, 0, 'RIFF') && holds(bytes, 8, 'WEBP');
const isGif = (bytes: Uint8Array) => holds(bytes, 0, 'GIF87a') || holds(bytes, 0, 'GIF89a');

/** "BM" alone also starts English; the size of the second header tells. */
function isBmp(bytes: Uint8Array): boolean {
  if (!holds(bytes, 0, 'BM') || bytes.length < 18) {
    return false;
  }
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(14, true);
  return size === 12 || (size >= 16 && size <= 124);
}

/** ISO media: a first box `ftyp` with a major brand and compatible ones. */
function hasBrand(bytes: Uint8Array, brands: readonly string[]): boolean {
  if (!holds(bytes, 4, 'ftyp')) {
    return false;
  }
  const end = Math.min(bytes.length, new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(0), 256);
  for (let at = 8; at + 4 <= end; at += 4) {
    if (brands.some((brand) => holds(bytes, at, brand))) {
      return true;
    }
  }
  return false;
}

const isAvif = (bytes: Uint8Array) => hasBrand(bytes, ['avif', 'avis']);
const isHeic = (bytes: Uint8Array) => hasBrand(bytes, ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/** The first that fits wins; DICOM first, whose preamble may pose as a TIFF. The same order as src/image/codec/unsupported.cpp. */
export const kinds = [
  { id: 'dicom', title: 'DICOM', recognises: isDicom },
  { id: 'nifti', title: 'NIfTI', recognises: isNifti },
  { id: 'gif', title: 'GIF', recognises: isGif },
  { id: 'webp', title: 'WebP', recognises: isWebp },
  { id: 'bmp', title: 'BMP', recognises: isBmp },
  { id: 'tiff', title: 'TIFF', recognises: isTiff },
  { id: 'avif', title: 'AVIF', recognises: isAvif },
  { id: 'heic', title: 'HEIC', recognises: isHeic },
  { id: 'gzip', title: 'gzip', recognises: isGzip },
] as const satisfies readonly { id: string; title: string; recognises: (bytes: Uint8Array) => boolean }[];

export type Kind = (typeof kinds)[number]['id'];

/** Which kind of the decoder's a file is; null where it is none. The first 512 bytes are enough. */
export const kindOf = (bytes: Uint8Array): Kind | null => kinds.find(({ recognises }) => recognises(bytes))?.id ?? null;

/** What the engine itself reads, for lists of files: its readers decide, this only names what is worth offering. */
const engineKinds = [
  { title: 'PNG', recognises: (bytes: Uint8Array) => holds(bytes, 0, '\x89PNG') },
  { title: 'JPEG', recognises: (bytes: Uint8Array) => holds(bytes, 0, '\xff\xd8\xff') },
  { title: 'NumPy array', recognises: (bytes: Uint8Array) => holds(bytes, 0, '\x93NUMPY') },
];

/** A file's kind as it is called; null where no reader of this page knows it. */
export const titleOf = (bytes: Uint8Array): string | null =>
  [...kinds, ...engineKinds].find(({ recognises }) => recognises(bytes))?.title ?? null;
