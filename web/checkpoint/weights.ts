// Reads a checkpoint's numbers into the one block that the runtime is given: a storage at a time, straight to its place.
import { type Refusal, refuse } from '../wire/refusal';
import { crc32 } from './crc';
import type { Source } from './source';
import type { Placed, Table } from './table';
import { copyTo, countOf, type Storage } from './tensor';

export interface Listening {
  /** Bytes of the file read so far, and of all that are to be read. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Heeded between two storages. */
  readonly signal?: AbortSignal;
}

/**
 * All weights as float32, little-endian, at the offsets of the table. Besides the block itself, memory holds one storage of the file
 * at a time. Refused: `cancelled`, `model-memory` where the block cannot be had, `checkpoint-damaged` where a checksum is wrong, and
 * `unreadable-file`.
 */
export async function readWeights(
  source: Source,
  table: Table,
  placed: readonly Placed[],
  { onProgress, signal }: Listening = {},
): Promise<ArrayBuffer | Refusal> {
  let weights: ArrayBuffer;
  try {
    weights = new ArrayBuffer(table.bytes);
  } catch {
    return refuse('model-memory', `its weights alone are ${Math.ceil(table.bytes / 2 ** 20)} MB`);
  }
  const runs = byStorage(placed);
  const total = runs.reduce((sum, [{ bytes }]) => sum + bytes, 0);
  let done = 0;
  onProgress?.(done, total);
  for (const [storage, rows] of runs) {
    if (signal?.aborted) {
      return refuse('cancelled');
    }
    let bytes: Uint8Array;
    try {
      bytes = await source.read(storage.at, storage.bytes);
    } catch {
      return refuse('unreadable-file');
    }
    if (storage.crc !== null && crc32(bytes) !== storage.crc) {
      return refuse('checkpoint-damaged', 'the checksum of its numbers is wrong');
    }
    for (const { tensor, offset } of rows) {
      copyTo(new Float32Array(weights, offset, countOf(tensor.shape)), tensor, bytes);
    }
    done += storage.bytes;
    onProgress?.(done, total);
  }
  return weights;
}

/** Tensors by the storage they look into, in the order of the file. */
function byStorage(placed: readonly Placed[]): [Storage, Placed[]][] {
  const runs = new Map<string, [Storage, Placed[]]>();
  for (const one of placed) {
    const { storage } = one.tensor;
    const key = `${storage.at} ${storage.bytes}`;
    const run = runs.get(key) ?? [storage, []];
    run[1].push(one);
    runs.set(key, run);
  }
  return [...runs.values()].sort(([a], [b]) => a.at - b.at);
}
