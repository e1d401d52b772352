// Whether a file is DICOM, by its bytes alone; the same rule as src/image/codec/unsupported.cpp, so that page and engine agree.

const capital = (byte: number | undefined) => byte !== undefined && byte >= 0x41 && byte <= 0x5a;

/** Whether `DICM` stands behind a preamble of 128 bytes (PS3.10 7.1). */
export const hasPreamble = (bytes: Uint8Array): boolean =>
  bytes[128] === 0x44 && bytes[129] === 0x49 && bytes[130] === 0x43 && bytes[131] === 0x4d;

/**
 * Whether a file is DICOM: with its preamble, or without, where a data element of group 0002 or 0008 stands at the start, in either
 * byte order, with an explicit value representation (two capitals) or a short length.
 */
export function isDicom(bytes: Uint8Array): boolean {
  if (hasPreamble(bytes)) {
    return true;
  }
  if (bytes.length < 8) {
    return false;
  }
  const [a, b, c, d] = bytes;
  const little = b === 0 && (a === 2 || a === 8) && d === 0;
  const big = a === 0 && (b === 2 || b === 8) && c === 0;
  if (!little && !big) {
    return false;
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(4, little);
  return (capital(bytes[4]) && capital(bytes[5])) || length <= 256;
}
