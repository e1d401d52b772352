// How large a picture says it is, before the browser's decoder sees it: a few bytes may claim a picture that fills the memory.

type Size = readonly [width: number, height: number];

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
const at3 = (bytes: Uint8Array, at: number) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
const holds = (bytes: Uint8Array, at: number, text: string) => [...text].every((c, i) => bytes[at + i] === c.charCodeAt(0));

/** The logical screen (GIF89a, 18). */
export const gifSize = (bytes: Uint8Array): Size | null =>
  bytes.length < 10 ? null : [view(bytes).getUint16(6, true), view(bytes).getUint16(8, true)];

/** BITMAPCOREHEADER of 12 bytes, or any later header; a negative height is a picture from the top down. */
export function bmpSize(bytes: Uint8Array): Size | null {
  if (bytes.length < 26) {
    return null;
  }
  return view(bytes).getUint32(14, true) === 12
    ? [view(bytes).getUint16(18, true), view(bytes).getUint16(20, true)]
    : [Math.abs(view(bytes).getInt32(18, true)), Math.abs(view(bytes).getInt32(22, true))];
}

/** The first chunk: lossy (RFC 6386, 9.1), lossless, or extended (RFC 9649). */
export function webpSize(bytes: Uint8Array): Size | null {
  if (bytes.length < 30) {
    return null;
  }
  if (holds(bytes, 12, 'VP8 ')) {
    return [view(bytes).getUint16(26, true) & 0x3fff, view(bytes).getUint16(28, true) & 0x3fff];
  }
  if (holds(bytes, 12, 'VP8L')) {
    const packed = view(bytes).getUint32(21, true);
    return [(packed & 0x3fff) + 1, ((packed >> 14) & 0x3fff) + 1];
  }
  return holds(bytes, 12, 'VP8X') ? [at3(bytes, 24) + 1, at3(bytes, 27) + 1] : null;
}

/** How far into a file of the HEIF family its properties are looked for. */
const searched = 2 ** 20;

/** The largest `ispe` (ISO 23008-12, 6.5.3): the picture itself, where smaller ones and tiles stand beside it. */
export function heifSize(bytes: Uint8Array): Size | null {
  let largest: Size | null = null;
  const end = Math.min(bytes.length, searched) - 16;
  for (let at = 0; at <= end; at++) {
    if (bytes[at] === 0x69 && holds(bytes, at, 'ispe')) {
      const size: Size = [view(bytes).getUint32(at + 8), view(bytes).getUint32(at + 12)];
      if (!largest || size[0] * size[1] > largest[0] * largest[1]) {
        largest = size;
      }
    }
  }
  return largest;
}
