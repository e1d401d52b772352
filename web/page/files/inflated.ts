// A part of an archive, unpacked piece by piece by the platform until there is enough.
import { type Refusal, refuse } from '../../wire/refusal';
import { crc32 } from '../../zip/crc';

export interface Inflated {
  readonly parts: Uint8Array<ArrayBuffer>[];
  readonly length: number;
  /** Checksum of the parts. */
  readonly crc: number;
}

/** What `packed` holds, whole or until there are `enough` bytes. Refused: `zip-damaged`. */
export async function inflated(packed: Blob, deflated: boolean, enough: number): Promise<Inflated | Refusal> {
  const stream = packed.stream();
  const reader = (deflated ? stream.pipeThrough(new DecompressionStream('deflate-raw')) : stream).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let crc = 0;
  let length = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      parts.push(read.value as Uint8Array<ArrayBuffer>);
      length += read.value.length;
      crc = crc32(read.value, crc);
      if (length >= enough) {
        void reader.cancel().catch(() => undefined);
        break;
      }
    }
  } catch {
    return refuse('zip-damaged', 'a file in it cannot be inflated');
  }
  return { parts, length, crc };
}
