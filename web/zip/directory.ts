// The table of contents of a ZIP archive (.ZIP File Format Specification, 6.3.10), its 64-bit form too. What is here reads numbers and
// holds them against the file; what an archive may hold, and what its names may be, is its reader's to say.
import type { Source } from './source';

/** One file of an archive, by its entry in the table of contents. Sizes and places are in bytes. */
export interface Entry {
  /** As it stands there; UTF-8 where bit 11 of `flags` is set, an older code page otherwise. */
  readonly name: Uint8Array;
  readonly flags: number;
  /** 0: stored; 8: DEFLATE. */
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  /** Of its local header, from the start of the file. */
  readonly at: number;
}

export interface Directory {
  readonly entries: readonly Entry[];
  /** Where the table of contents begins. */
  readonly at: number;
}

/** What is wrong with an archive; `count` is how many files it says it has. */
export interface Fault {
  readonly fault: 'no-end' | 'split' | 'too-many' | 'outside' | 'broken';
  readonly count: number;
}

export interface Limits {
  readonly entries: number;
  /** Bytes of the table of contents. */
  readonly table: number;
}

export const isFault = (value: object): value is Fault => 'fault' in value;
const encrypted = 0x2041;
/** Whether a file, or the table of contents itself, is encrypted. */
export const isEncrypted = ({ flags }: Pick<Entry, 'flags'>) => (flags & encrypted) !== 0;

const endLength = 22;
const longestComment = 0xffff;
/** Bytes of a local header before name and filling. */
export const localLength = 30;

/**
 * Reads the table of contents. The comment behind its end must reach to the end of the file: a second table could hide in anything
 * else. Rejects where the source does.
 */
export async function readDirectory(source: Source, limits: Limits): Promise<Directory | Fault> {
  const end = await findEnd(source);
  if (isFault(end)) {
    return end;
  }
  const { at, length, count } = end;
  if (count > limits.entries || length > limits.table) {
    return { fault: 'too-many', count };
  }
  if (at + length > source.size) {
    return { fault: 'outside', count };
  }
  const entries = readEntries(await source.read(at, length), count);
  return entries ? { entries, at } : { fault: 'broken', count };
}

type End = { readonly at: number; readonly length: number; readonly count: number };

async function findEnd(source: Source): Promise<End | Fault> {
  const tailAt = Math.max(0, source.size - endLength - longestComment);
  const tail = await source.read(tailAt, source.size - tailAt);
  const view = viewOf(tail);
  for (let i = tail.length - endLength; i >= 0; i--) {
    if (view.getUint32(i, true) === 0x06054b50 && i + endLength + view.getUint16(i + 20, true) === tail.length) {
      const end = {
        count: view.getUint16(i + 10, true),
        length: view.getUint32(i + 12, true),
        at: view.getUint32(i + 16, true),
      };
      const [disk, tableDisk, onDisk] = [view.getUint16(i + 4, true), view.getUint16(i + 6, true), view.getUint16(i + 8, true)];
      const long = end.count === 0xffff || end.length === 0xffffffff || end.at === 0xffffffff;
      if (long) {
        return findLongEnd(source, tailAt + i);
      }
      return disk === 0 && tableDisk === 0 && onDisk === end.count ? end : { fault: 'split', count: end.count };
    }
  }
  return { fault: 'no-end', count: 0 };
}

/** The 64-bit form of the end, which a locator right before the short form points to. */
async function findLongEnd(source: Source, shortAt: number): Promise<End | Fault> {
  const broken: Fault = { fault: 'broken', count: 0 };
  if (shortAt < 20 + 56) {
    return broken;
  }
  const locator = viewOf(await source.read(shortAt - 20, 20));
  const at = u64(locator, 8);
  if (locator.getUint32(0, true) !== 0x07064b50 || at === null || at + 56 > shortAt) {
    return broken;
  }
  const end = viewOf(await source.read(at, 56));
  const [count, length, table] = [u64(end, 32), u64(end, 40), u64(end, 48)];
  return end.getUint32(0, true) === 0x06064b50 && count !== null && length !== null && table !== null
    ? { count, length, at: table }
    : broken;
}

function readEntries(bytes: Uint8Array, count: number): Entry[] | null {
  const entries: Entry[] = [];
  const view = viewOf(bytes);
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) {
      return null;
    }
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = nameEnd + extraLength + view.getUint16(at + 32, true);
    const places = next <= bytes.length ? placesOf(view, at, nameEnd, extraLength) : null;
    if (!places) {
      return null;
    }
    entries.push({
      name: bytes.subarray(at + 46, nameEnd),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      ...places,
    });
    at = next;
  }
  return entries;
}

/** Sizes and place of an entry; those that do not fit 32 bits stand in its extra field 1 (4.5.3). */
function placesOf(view: DataView, at: number, extraAt: number, extraLength: number) {
  const short = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  let long: DataView | null = null;
  const extra = new DataView(view.buffer, view.byteOffset + extraAt, extraLength);
  for (let i = 0; i + 4 <= extraLength; ) {
    const length = extra.getUint16(i + 2, true);
    if (i + 4 + length > extraLength) {
      return null;
    }
    if (extra.getUint16(i, true) === 1) {
      long = new DataView(extra.buffer, extra.byteOffset + i + 4, length);
    }
    i += 4 + length;
  }
  let used = 0;
  const [unpacked, packed, place] = short.map((value) => {
    if (value !== 0xffffffff) {
      return value;
    }
    const wide = long && used + 8 <= long.byteLength ? u64(long, used) : null;
    used += 8;
    return wide;
  });
  return unpacked == null || packed == null || place == null ? null : { unpacked, packed, at: place };
}

/**
 * Where a file's bytes begin, from the start of its local header: that states the lengths of name and filling, which may differ from
 * the table's. `bytes` are the header's first 30 or more; null where no header stands there.
 */
export function contentsAt(bytes: Uint8Array): number | null {
  const header = viewOf(bytes);
  return bytes.length >= localLength && header.getUint32(0, true) === 0x04034b50
    ? localLength + header.getUint16(26, true) + header.getUint16(28, true)
    : null;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

function u64(view: DataView, at: number): number | null {
  const value = view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
  return Number.isSafeInteger(value) ? value : null;
}
