// One piece of a TIFF, unpacked to the bytes that it must have and no more: a few bytes may claim to be gigabytes.
import { Unzlib, unzlibSync } from 'fflate';
import type { Compression } from './picture';

/** What is wrong with a piece, in words. */
export class Damaged extends Error {}

/** Unpacks a piece to exactly `length` bytes; more is left out. Throws Damaged where there is less. */
export function unpack(bytes: Uint8Array, compression: Compression, length: number): Uint8Array {
  const unpacked = compression === 'none' ? bytes.subarray(0, length) : unpackers[compression](bytes, new Uint8Array(length));
  if (unpacked.length < length) {
    throw new Damaged(`${unpacked.length.toLocaleString('en')} of ${length.toLocaleString('en')} bytes of a piece`);
  }
  return unpacked;
}

type Unpacker = (bytes: Uint8Array, out: Uint8Array) => Uint8Array;

/** Packed bytes of a piece that cannot unpack to more than is quickly done, whatever they claim (RFC 1951: 1032 for one). */
const harmless = 2 ** 18;
const part = 2 ** 16;

const deflate: Unpacker = (bytes, out) => {
  try {
    return bytes.length <= harmless ? unzlibSync(bytes, { out }) : inPieces(bytes, out);
  } catch {
    throw new Damaged('they cannot be inflated');
  }
};

/** A large piece may claim anything: it is unpacked only until there is enough. */
function inPieces(bytes: Uint8Array, out: Uint8Array): Uint8Array {
  let at = 0;
  const inflater = new Unzlib((chunk) => {
    out.set(chunk.subarray(0, out.length - at), at);
    at = Math.min(out.length, at + chunk.length);
  });
  for (let from = 0; from < bytes.length && at < out.length; from += part) {
    inflater.push(bytes.subarray(from, from + part), from + part >= bytes.length);
  }
  return out.subarray(0, at);
}

/** TIFF 6.0, section 9. */
const packbits: Unpacker = (bytes, out) => {
  let at = 0;
  for (let from = 0; from < bytes.length && at < out.length; ) {
    const count = ((bytes[from++] ?? 0) << 24) >> 24;
    if (count >= 0) {
      const run = bytes.subarray(from, from + Math.min(count + 1, out.length - at));
      out.set(run, at);
      at += run.length;
      from += count + 1;
    } else if (count !== -128) {
      if (from >= bytes.length) {
        break;
      }
      const end = Math.min(out.length, at + 1 - count);
      out.fill(bytes[from++] ?? 0, at, end);
      at = end;
    }
  }
  return out.subarray(0, at);
};

const clear = 256;
const end = 257;
const widest = 12;

/** TIFF 6.0, section 13: codes from the highest bit down, one bit wider one code early. */
const lzw: Unpacker = (bytes, out) => {
  if (bytes[0] === 0 && ((bytes[1] ?? 0) & 1) === 1) {
    throw new Damaged('they are packed by an early form of LZW');
  }
  // Each code is the string of another code and one byte more.
  const before = new Uint16Array(2 ** widest);
  const last = new Uint8Array(2 ** widest);
  const lengths = new Uint16Array(2 ** widest).fill(1, 0, clear);
  for (let i = 0; i < clear; i++) {
    last[i] = i;
  }
  let [at, next, width, previous, held, bits] = [0, end + 1, 9, -1, 0, 0];
  for (let from = 0; at < out.length; ) {
    while (bits < width && from < bytes.length) {
      held = (held << 8) | (bytes[from++] ?? 0);
      bits += 8;
    }
    if (bits < width) {
      break;
    }
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    held &= (1 << bits) - 1;
    if (code === end) {
      break;
    }
    if (code === clear) {
      [next, width, previous] = [end + 1, 9, -1];
      continue;
    }
    if (code > next || (code === next && previous < 0) || (previous < 0 && code > end)) {
      throw new Damaged('a code of LZW that was never made');
    }
    // A code that is only now being made ends with its own first byte.
    const length = code === next ? (lengths[previous] ?? 0) + 1 : (lengths[code] ?? 0);
    let first = code === next ? previous : code;
    for (let place = code === next ? length - 2 : length - 1; place >= 0; place--) {
      if (at + place < out.length) {
        out[at + place] = last[first] ?? 0;
      }
      if (place > 0) {
        first = before[first] ?? 0;
      }
    }
    const start = last[first] ?? 0;
    if (code === next && at + length - 1 < out.length) {
      out[at + length - 1] = start;
    }
    at = Math.min(out.length, at + length);
    if (previous >= 0 && next < 2 ** widest) {
      before[next] = previous;
      last[next] = start;
      lengths[next] = (lengths[previous] ?? 0) + 1;
      next++;
    }
    if (next + 1 >= 1 << width && width < widest) {
      width++;
    }
    previous = code;
  }
  return out.subarray(0, at);
};

const unpackers: Readonly<Record<Exclude<Compression, 'none'>, Unpacker>> = { deflate, packbits, lzw };
