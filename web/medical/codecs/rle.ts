// Run-length encoding of DICOM (PS3.5 annex G): a header of offsets, and for each byte of a sample, the highest first, a segment of
// PackBits over all pixels.
import { type Refusal, refuse } from '../../wire/refusal';

const damaged = (why: string) => refuse('dicom-pixels', why);
const headerBytes = 64;

/** What is decoded: planes of `pixels` samples, each of `bytesPerSample` bytes. */
interface Planes {
  readonly pixels: number;
  readonly samplesPerPixel: number;
  readonly bytesPerSample: number;
}

/** Decodes one frame into planes of little endian samples, one after another (PlanarConfiguration 1). */
export function decodeRle(
  bytes: Uint8Array,
  { pixels, samplesPerPixel, bytesPerSample }: Planes,
): Uint8Array<ArrayBuffer> | Refusal {
  if (bytes.length < headerBytes) {
    return damaged('the RLE header is cut off');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = view.getUint32(0, true);
  if (count !== samplesPerPixel * bytesPerSample) {
    return damaged(`${count} RLE segments where ${samplesPerPixel * bytesPerSample} are needed`);
  }
  const out = new Uint8Array(pixels * samplesPerPixel * bytesPerSample);
  for (let segment = 0; segment < count; segment++) {
    const from = view.getUint32(4 + 4 * segment, true);
    const to = segment + 1 < count ? view.getUint32(8 + 4 * segment, true) : bytes.length;
    if (from < headerBytes || to > bytes.length || from > to) {
      return damaged('the RLE segments are out of order');
    }
    const sample = Math.floor(segment / bytesPerSample);
    const byte = bytesPerSample - 1 - (segment % bytesPerSample);
    const at = sample * pixels * bytesPerSample + byte;
    if (!unpack(bytes.subarray(from, to), out, at, bytesPerSample, pixels)) {
      return damaged(`RLE segment ${segment + 1} of ${count} ends too early`);
    }
  }
  return out;
}

/** Unpacks `count` bytes into every `step`th place; whether there were so many. What is left over is padding. */
function unpack(packed: Uint8Array, out: Uint8Array, first: number, step: number, count: number): boolean {
  let done = 0;
  let place = first;
  for (let at = 0; done < count && at < packed.length; ) {
    const control = packed[at++] as number;
    // 128 means nothing (G.3.1).
    if (control < 128) {
      const run = Math.min(control + 1, count - done, packed.length - at);
      for (let i = 0; i < run; i++, place += step) {
        out[place] = packed[at + i] as number;
      }
      at += control + 1;
      done += run;
    } else if (control > 128 && at < packed.length) {
      const value = packed[at++] as number;
      const run = Math.min(257 - control, count - done);
      for (let i = 0; i < run; i++, place += step) {
        out[place] = value;
      }
      done += run;
    }
  }
  return done === count;
}
