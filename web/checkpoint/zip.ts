// The table of contents of a zip archive as torch.save writes it: members stored, not compressed, sizes in the central directory,
// often in the 64-bit form. (.ZIP File Format Specification, 6.3.) Nothing is unpacked to a path; a name is only ever compared.
import { type Refusal, refuse } from '../wire/refusal';
import type { Source } from './source';

/** A member of the archive: its local header and its bytes lie somewhere between two places of the file. */
export interface Member {
  readonly name: string;
  /** Of the local header, in bytes from the start of the file. */
  readonly from: number;
  /** Where the next member, or the table of contents, begins at the earliest. */
  readonly until: number;
  /** Length of what it holds. */
  readonly bytes: number;
  /** The CRC-32 that its bytes must have. */
  readonly crc: number;
}

const limits = { members: 50_000, directory: 16 * 2 ** 20, name: 512 };
const endLength = 22;
const longestComment = 0xffff;
const localLength = 30;

const damaged = (why: string) => refuse('checkpoint-damaged', why);

/**
 * The members by name. Refused: `checkpoint-damaged` where the tables contradict each other, a member leaves the file, or a name
 * stands twice or tries to climb out of a folder; `checkpoint-kind` where members are compressed or encrypted.
 */
export async function readDirectory(source: Source): Promise<ReadonlyMap<string, Member> | Refusal> {
  const end = await findEnd(source);
  if ('ok' in end) {
    return end;
  }
  const { at, length, count } = end;
  if (count > limits.members || length > limits.directory) {
    return damaged(`its table of contents names ${count} parts`);
  }
  if (at + length > source.size) {
    return damaged('its table of contents lies outside the file');
  }
  return readEntries(await source.read(at, length), count, at);
}

type End = { readonly at: number; readonly length: number; readonly count: number };

async function findEnd(source: Source): Promise<End | Refusal> {
  const tailAt = Math.max(0, source.size - endLength - longestComment);
  const tail = await source.read(tailAt, source.size - tailAt);
  const view = viewOf(tail);
  for (let i = tail.length - endLength; i >= 0; i--) {
    // The comment must reach exactly to the end, or a second table could hide behind it.
    if (view.getUint32(i, true) === 0x06054b50 && i + endLength + view.getUint16(i + 20, true) === tail.length) {
      const end = {
        count: view.getUint16(i + 10, true),
        length: view.getUint32(i + 12, true),
        at: view.getUint32(i + 16, true),
      };
      const split = view.getUint16(i + 4, true);
      if (split !== 0 && split !== 0xffff) {
        return damaged('it is one part of a split archive');
      }
      const long = end.count === 0xffff || end.length === 0xffffffff || end.at === 0xffffffff;
      return long ? findLongEnd(source, tailAt + i) : end;
    }
  }
  return damaged('its table of contents is missing: the file ends too early');
}

/** The 64-bit form of the end, which a locator right before the short form points to. */
async function findLongEnd(source: Source, shortAt: number): Promise<End | Refusal> {
  if (shortAt < 20 + 56) {
    return damaged('its long table of contents is missing');
  }
  const locator = viewOf(await source.read(shortAt - 20, 20));
  const at = u64(locator, 8);
  if (locator.getUint32(0, true) !== 0x07064b50 || at === null || at + 56 > shortAt) {
    return damaged('its long table of contents is missing');
  }
  const end = viewOf(await source.read(at, 56));
  const [count, length, directory] = [u64(end, 32), u64(end, 40), u64(end, 48)];
  return end.getUint32(0, true) === 0x06064b50 && count !== null && length !== null && directory !== null
    ? { count, length, at: directory }
    : damaged('its long table of contents makes no sense');
}

function readEntries(bytes: Uint8Array, count: number, directoryAt: number): ReadonlyMap<string, Member> | Refusal {
  const members = new Map<string, Omit<Member, 'until'>>();
  const view = viewOf(bytes);
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) {
      return damaged('its table of contents makes no sense');
    }
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > bytes.length) {
      return damaged('its table of contents makes no sense');
    }
    const name = readName(bytes.subarray(at + 46, at + 46 + nameLength));
    if (name === null || members.has(name)) {
      return damaged(name === null ? 'a part has a name that leads out of the archive' : 'two parts have the same name');
    }
    if ((view.getUint16(at + 8, true) & 1) !== 0) {
      return refuse('checkpoint-kind', 'its parts are encrypted');
    }
    if (view.getUint16(at + 10, true) !== 0) {
      return refuse('checkpoint-kind', 'its parts are compressed, which torch.save never does');
    }
    const place = places(view, at, view.byteOffset + at + 46 + nameLength, extraLength);
    if (!place || place.bytes !== place.packed || place.at + localLength + nameLength + place.bytes > directoryAt) {
      return damaged('a part lies outside the file');
    }
    members.set(name, { name, from: place.at, bytes: place.bytes, crc: view.getUint32(at + 16, true) });
    at = next;
  }
  return bounded(members, directoryAt);
}

/** Says of every member where it ends; parts that lie over one another, as in archives made to explode, are refused. */
function bounded(
  members: ReadonlyMap<string, Omit<Member, 'until'>>,
  directoryAt: number,
): ReadonlyMap<string, Member> | Refusal {
  const inOrder = [...members.values()].sort((a, b) => a.from - b.from);
  const whole = new Map<string, Member>();
  for (const [i, member] of inOrder.entries()) {
    const next = inOrder[i + 1]?.from ?? directoryAt;
    if (member.from + localLength + member.bytes > next) {
      return damaged('its parts lie over one another');
    }
    whole.set(member.name, { ...member, until: Math.min(next, member.from + localLength + 2 * 0xffff + member.bytes) });
  }
  return whole;
}

/** Sizes and offset of an entry; those that do not fit 32 bits stand in its extra field 1. */
function places(view: DataView, at: number, extraFrom: number, extraLength: number) {
  const short = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  let long: DataView | null = null;
  const extra = new DataView(view.buffer, extraFrom, extraLength);
  for (let i = 0; i + 4 <= extraLength; ) {
    const length = extra.getUint16(i + 2, true);
    if (i + 4 + length > extraLength) {
      return null;
    }
    if (extra.getUint16(i, true) === 1) {
      long = new DataView(view.buffer, extraFrom + i + 4, length);
    }
    i += 4 + length;
  }
  let used = 0;
  const [bytes, packed, offset] = short.map((value) => {
    if (value !== 0xffffffff) {
      return value;
    }
    const wide = long && used + 8 <= long.byteLength ? u64(long, used) : null;
    used += 8;
    return wide;
  });
  return bytes == null || packed == null || offset == null ? null : { bytes, packed, at: offset };
}

/**
 * What a member holds, of the file's bytes from its `from` to its `until`: its local header states the lengths of name and filling,
 * which may differ from the directory's. A view; null where no such header stands there or the bytes are cut short.
 */
export function contents(bytes: Uint8Array, length: number): Uint8Array | null {
  if (bytes.length < localLength) {
    return null;
  }
  const header = viewOf(bytes);
  const start = localLength + header.getUint16(26, true) + header.getUint16(28, true);
  return header.getUint32(0, true) === 0x04034b50 && header.getUint16(8, true) === 0 && start + length <= bytes.length
    ? bytes.subarray(start, start + length)
    : null;
}

function readName(bytes: Uint8Array): string | null {
  if (bytes.length === 0 || bytes.length > limits.name) {
    return null;
  }
  let name: string;
  try {
    name = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const climbs = /^\/|^[A-Za-z]:|\\|[\u0000-\u001f]/.test(name) || name.split('/').some((part) => part === '..' || part === '.');
  return climbs ? null : name;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

function u64(view: DataView, at: number): number | null {
  const value = view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
  return Number.isSafeInteger(value) ? value : null;
}
