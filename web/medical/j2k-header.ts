// The main header of a JPEG 2000 codestream (ISO 15444-1 annex A), and whether its tiles are there to their ends.
import { type Refusal, refuse } from '../wire/refusal';
import type { StreamHeader } from './header';

const damaged = (why: string) => refuse('dicom-pixels', why);

/** Tiles of one picture at most. The standard allows 65535, each of which costs a decoder memory before it has a pixel. */
const mostTiles = 16_384;

/** The bit of Pcap that tells of part 15. */
const htj2k = 0x00020000;

interface Size {
  readonly width: number;
  readonly height: number;
  readonly tiles: number;
  readonly components: readonly { readonly bits: number; readonly signed: boolean; readonly reduced: boolean }[];
}

/** Reads it. HTJ2K is told by its capabilities, the marker CAP of part 15. */
export function readJ2k(bytes: Uint8Array): StreamHeader | Refusal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let size: Size | null = null;
  let transformed = false;
  let high = false;
  let at = 2;
  while (at + 4 <= bytes.length && view.getUint16(at) !== 0xff90) {
    const marker = view.getUint16(at);
    const length = view.getUint16(at + 2);
    const end = at + 2 + length;
    if (marker < 0xff01 || length < 2 || end > bytes.length) {
      return damaged('the header of the JPEG 2000 picture makes no sense');
    }
    if (marker === 0xff51) {
      size = readSize(new DataView(bytes.buffer, bytes.byteOffset + at + 4, length - 2));
    } else if (marker === 0xff52 && length >= 8) {
      transformed = view.getUint8(at + 8) !== 0;
    }
    high ||= marker === 0xff50 && length >= 6 && (view.getUint32(at + 4) & htj2k) !== 0;
    at = end;
  }
  const [component] = size?.components ?? [];
  if (!size || !component) {
    return damaged('the JPEG 2000 picture has no size');
  }
  const { width, height, tiles, components } = size;
  const title = high ? 'High-Throughput JPEG 2000' : 'JPEG 2000';
  if (tiles > mostTiles || !tilesEnd(view, at)) {
    return damaged(tiles > mostTiles ? `${tiles} tiles` : `the ${title} picture ends too early`);
  }
  if (components.some(({ reduced }) => reduced)) {
    return refuse('dicom-codec', `${title} with colours at a smaller size`);
  }
  if (components.some(({ bits, signed }) => bits !== component.bits || signed !== component.signed)) {
    return refuse('dicom-codec', `${title} with components of different kinds`);
  }
  return {
    codec: high ? 'htj2k' : 'jpeg-2000',
    title,
    width,
    height,
    components: components.length,
    bits: component.bits,
    signed: component.signed,
    // The decoder undoes the transform that the stream states, which makes RGB of what the file calls YBR_RCT or YBR_ICT.
    colours: transformed && components.length === 3 ? 'RGB' : null,
    byPlane: false,
    stream: bytes,
  };
}

/** The segment SIZ; null where it is too short or empty. */
function readSize(part: DataView): Size | null {
  if (part.byteLength < 36) {
    return null;
  }
  const [right = 0, bottom = 0, left = 0, top = 0, tileWidth = 0, tileHeight = 0] = [2, 6, 10, 14, 18, 22].map((at) =>
    part.getUint32(at),
  );
  const count = part.getUint16(34);
  if (right <= left || bottom <= top || tileWidth === 0 || tileHeight === 0 || part.byteLength < 36 + 3 * count) {
    return null;
  }
  const components = Array.from({ length: count }, (_, i) => {
    const [depth, across, down] = [36, 37, 38].map((at) => part.getUint8(at + 3 * i));
    return { bits: ((depth ?? 0) & 0x7f) + 1, signed: (depth ?? 0) > 0x7f, reduced: across !== 1 || down !== 1 };
  });
  const tiles = Math.ceil(right / tileWidth) * Math.ceil(bottom / tileHeight);
  return { width: right - left, height: bottom - top, tiles, components };
}

/** Whether each part of a tile ends within the stream; one of length 0 reaches to its end. */
function tilesEnd(view: DataView, from: number): boolean {
  let at = from;
  while (at + 12 <= view.byteLength && view.getUint16(at) === 0xff90) {
    const length = view.getUint32(at + 6);
    if (length === 0) {
      return true;
    }
    if (length < 14) {
      return false;
    }
    at += length;
  }
  return at > from && at <= view.byteLength;
}
