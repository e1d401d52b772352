// A deflated data set (PS3.5 A.5), inflated under a limit: a few kilobytes may claim to be gigabytes.
import { Inflate } from 'fflate';
import { type Refusal, refuse } from '../wire/refusal';

/** Bytes of a data set at most, inflated: the largest film that is taken, with 16 bits a pixel, fits. */
export const mostInflated = 128 * 2 ** 20;

const part = 2 ** 16;
const tooMuch = () => refuse('too-many-bytes', `more than ${mostInflated / 2 ** 20} MB`);

/** What `bytes` inflate to; as much as there is where they end early. */
export async function inflate(bytes: Uint8Array): Promise<Uint8Array | Refusal> {
  try {
    return await native(bytes);
  } catch {
    // The platform's own inflater takes neither a byte of padding behind the stream nor one that ends early; both occur.
    return lenient(bytes);
  }
}

async function native(bytes: Uint8Array): Promise<Uint8Array | Refusal> {
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
    .getReader();
  const parts: Uint8Array[] = [];
  let total = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parts.push(read.value);
    total += read.value.length;
    if (total > mostInflated) {
      void reader.cancel().catch(() => undefined);
      return tooMuch();
    }
  }
  return join(parts, total);
}

function lenient(bytes: Uint8Array): Uint8Array | Refusal {
  const parts: Uint8Array[] = [];
  let total = 0;
  const inflater = new Inflate((chunk) => {
    parts.push(chunk);
    total += chunk.length;
  });
  try {
    for (let at = 0; at < bytes.length; at += part) {
      inflater.push(bytes.subarray(at, at + part), at + part >= bytes.length);
      if (total > mostInflated) {
        return tooMuch();
      }
    }
  } catch {
    // What was inflated before the fault is judged as a file that ends there.
  }
  return total === 0 ? refuse('dicom-damaged', 'its deflated part cannot be inflated') : join(parts, total);
}

function join(parts: readonly Uint8Array[], total: number): Uint8Array {
  const all = new Uint8Array(total);
  parts.reduce((at, chunk) => {
    all.set(chunk, at);
    return at + chunk.length;
  }, 0);
  return all;
}
