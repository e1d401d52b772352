// A file that was compressed with gzip (RFC 1952), inflated under a limit by the platform, which checks its length and checksum.
import { type Refusal, refuse } from '../wire/refusal';

/** Bytes at most, inflated; as much as a file may have that is not compressed. */
export const mostGunzipped = 256 * 2 ** 20;

/** Refused: `too-many-bytes` above the limit, `gzip-damaged`. */
export async function gunzip(bytes: Uint8Array, most = mostGunzipped): Promise<Uint8Array | Refusal> {
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts: Uint8Array[] = [];
  let total = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      parts.push(read.value);
      total += read.value.length;
      if (total > most) {
        void reader.cancel().catch(() => undefined);
        return refuse('too-many-bytes', `more than ${most / 2 ** 20} MB`);
      }
    }
  } catch {
    return refuse('gzip-damaged', 'it ends early, or its checksum is wrong');
  }
  const all = new Uint8Array(total);
  parts.reduce((at, part) => {
    all.set(part, at);
    return at + part.length;
  }, 0);
  return all;
}
