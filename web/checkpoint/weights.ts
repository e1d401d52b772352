// Reads a checkpoint's numbers into the one block that the runtime is given: a few storages at a time, straight to their places.
import { type Refusal, refuse } from '../wire/refusal';
import { crc32 } from '../zip/crc';
import type { Source } from '../zip/source';
import type { Placed, Table } from './table';
import { copyTo, countOf, type Storage } from './tensor';
import { contents } from './zip';

/** Bytes of the file that are read at once, unless one storage alone is longer. */
const together = 4 * 2 ** 20;

export interface Listening {
  /** Bytes of the file read so far, and of all that are to be read. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Heeded between two reads. */
  readonly signal?: AbortSignal;
}

/**
 * All weights as float32, little-endian, at the offsets of the table. Besides the block itself, memory holds a few
 * megabytes of the file at a time. Refused: `cancelled`, `model-memory` where the block cannot be had, `checkpoint-damaged` where a checksum is wrong, and
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
  const groups = grouped(byStorage(placed));
  const total = groups.reduce((sum, group) => sum + lengthOf(group), 0);
  let done = 0;
  onProgress?.(done, total);
  for (const group of groups) {
    if (signal?.aborted) {
      return refuse('cancelled');
    }
    let bytes: Uint8Array;
    try {
      bytes = await source.read(startOf(group), lengthOf(group));
    } catch {
      return refuse('unreadable-file');
    }
    for (const [storage, rows] of group) {
      const refused = put(weights, rows, storage, bytes.subarray(storage.from - startOf(group), storage.until - startOf(group)));
      if (refused) {
        return refused;
      }
    }
    done += lengthOf(group);
    onProgress?.(done, total);
  }
  return weights;
}

/** Copies the tensors of one storage to their places. */
function put(weights: ArrayBuffer, rows: readonly Placed[], { bytes: length, crc }: Storage, place: Uint8Array): Refusal | null {
  const bytes = crc === null ? place : contents(place, length);
  if (!bytes || (crc !== null && crc32(bytes) !== crc)) {
    return refuse('checkpoint-damaged', bytes ? 'the checksum of its numbers is wrong' : 'its numbers are not where it says');
  }
  for (const { tensor, offset } of rows) {
    copyTo(new Float32Array(weights, offset, countOf(tensor.shape)), tensor, bytes);
  }
  return null;
}

type Run = readonly [Storage, readonly Placed[]];

const startOf = (group: readonly Run[]) => group[0]?.[0].from ?? 0;
const lengthOf = (group: readonly Run[]) => (group.at(-1)?.[0].until ?? 0) - startOf(group);

/** Storages that lie one after another are read together: a read of its own for each of hundreds takes longer than the copying. */
function grouped(runs: readonly Run[]): Run[][] {
  const groups: Run[][] = [];
  for (const run of runs) {
    const [storage] = run;
    const group = groups.at(-1);
    if (group && storage.from >= startOf(group) + lengthOf(group) && storage.until - startOf(group) <= together) {
      group.push(run);
    } else {
      groups.push([run]);
    }
  }
  return groups;
}

/** Tensors by the storage they look into, in the order of the file. */
function byStorage(placed: readonly Placed[]): [Storage, Placed[]][] {
  const runs = new Map<string, [Storage, Placed[]]>();
  for (const one of placed) {
    const { storage } = one.tensor;
    const key = `${storage.from} ${storage.bytes}`;
    const run = runs.get(key) ?? [storage, []];
    run[1].push(one);
    runs.set(key, run);
  }
  return [...runs.values()].sort(([a], [b]) => a.from - b.from);
}
