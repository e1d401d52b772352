// An archive as torch.save writes it: its members are stored, not compressed. Nothing is unpacked to a path; a name is only ever
// compared.
import { type Refusal, refuse } from '../wire/refusal';
import { contentsAt, type Directory, type Fault, isEncrypted, isFault, localLength, readDirectory } from '../zip/directory';
import type { Source } from '../zip/source';

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

const limits = { entries: 50_000, table: 16 * 2 ** 20 };
const longestName = 512;

const damaged = (why: string) => refuse('checkpoint-damaged', why);

/**
 * The members by name. Refused: `checkpoint-damaged` where the tables contradict each other, a member leaves the file, or a name
 * stands twice or tries to climb out of a folder; `checkpoint-kind` where members are compressed or encrypted.
 */
export async function readMembers(source: Source): Promise<ReadonlyMap<string, Member> | Refusal> {
  const directory = await readDirectory(source, limits);
  return isFault(directory) ? damaged(words[directory.fault](directory.count)) : membersOf(directory);
}

const words: Readonly<Record<Fault['fault'], (count: number) => string>> = {
  'no-end': () => 'its table of contents is missing: the file ends too early',
  split: () => 'it is one part of a split archive',
  'too-many': (count) => `its table of contents names ${count} parts`,
  outside: () => 'its table of contents lies outside the file',
  broken: () => 'its table of contents makes no sense',
};

function membersOf({ entries, at }: Directory): ReadonlyMap<string, Member> | Refusal {
  const members = new Map<string, Omit<Member, 'until'>>();
  for (const entry of entries) {
    const name = readName(entry.name);
    if (name === null || members.has(name)) {
      return damaged(name === null ? 'a part has a name that leads out of the archive' : 'two parts have the same name');
    }
    if (isEncrypted(entry)) {
      return refuse('checkpoint-kind', 'its parts are encrypted');
    }
    if (entry.method !== 0) {
      return refuse('checkpoint-kind', 'its parts are compressed, which torch.save never does');
    }
    if (entry.unpacked !== entry.packed || entry.at + localLength + entry.name.length + entry.unpacked > at) {
      return damaged('a part lies outside the file');
    }
    members.set(name, { name, from: entry.at, bytes: entry.unpacked, crc: entry.crc });
  }
  return bounded(members, at);
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

/**
 * What a member holds, of the file's bytes from its `from` to its `until`: its local header states the lengths of name and filling,
 * which may differ from the directory's. A view; null where no such header stands there or the bytes are cut short.
 */
export function contents(bytes: Uint8Array, length: number): Uint8Array | null {
  const start = contentsAt(bytes);
  return start !== null && start + length <= bytes.length ? bytes.subarray(start, start + length) : null;
}

function readName(bytes: Uint8Array): string | null {
  if (bytes.length === 0 || bytes.length > longestName) {
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
