// A ZIP archive (APPNOTE 6.3.10), by its table of contents: what it holds is listed without unpacking it, and one file is unpacked when
// it is chosen, by the platform, under limits. Nothing is ever written, so that a name can point nowhere.
import { isRefusal, type Refusal, refuse } from '../../wire/refusal';
import { baseName, type Found, isHidden, mostFiles } from './found';
import { inflated } from './inflated';

const megabyte = 2 ** 20;
/** Bytes of one file, unpacked: as much as a file may have that is not in an archive. */
export const largestEntry = 256 * megabyte;
/** Bytes of all files together, unpacked. */
export const largestArchive = 1024 * megabyte;
/** No table of that many files is longer. */
const longestTable = 16 * megabyte;
/** DEFLATE cannot pack tighter (RFC 1951): what claims more lies. */
const tightest = 1032;

const damaged = (what: string) => refuse('zip-damaged', what);
const kind = (what: string) => refuse('zip-kind', what);

/** Whether a file begins as archives do; one that holds nothing begins with its end. */
export async function isZip(file: Blob): Promise<boolean> {
  const [a, b, c, d] = await bytesOf(file, 0, 4);
  return a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6));
}

/**
 * Lists an archive. Folders and hidden files are left out.
 *
 * Refused: `zip-damaged`, `zip-kind` (several parts, an encrypted table), `zip-empty`, `too-many-files`, `zip-too-large`. What cannot
 * be unpacked of it carries its own refusal: encrypted, packed in another way, too large.
 */
export async function readZip(file: Blob): Promise<Found[] | Refusal> {
  const end = await readEnd(file);
  if (isRefusal(end)) {
    return end;
  }
  if (end.entries > mostFiles) {
    return refuse('too-many-files', `${end.entries.toLocaleString('en')}; at most ${mostFiles.toLocaleString('en')}`);
  }
  if (end.length > longestTable || end.at + end.length > file.size) {
    return damaged('its table of contents lies outside it');
  }
  const table = await bytesOf(file, end.at, end.length);
  const found: Found[] = [];
  let total = 0;
  let at = 0;
  for (let i = 0; i < end.entries; i++) {
    const entry = readEntry(table, at);
    if (!entry) {
      return damaged('its table of contents is broken');
    }
    at = entry.next;
    total += entry.unpacked;
    if (total > largestArchive) {
      return refuse('zip-too-large', `more than ${largestArchive / megabyte} MB in all`);
    }
    if (!entry.name.endsWith('/') && !isHidden(entry.name)) {
      found.push(foundOf(file, entry));
    }
  }
  return found.length > 0 ? found : refuse('zip-empty');
}

interface End {
  readonly entries: number;
  readonly at: number;
  readonly length: number;
}

/** The end of the table of contents, which stands at the end of the file behind a comment of up to 64 KB; or its larger twin. */
async function readEnd(file: Blob): Promise<End | Refusal> {
  const from = Math.max(0, file.size - 22 - 65535 - 20);
  const tail = await bytesOf(file, from, file.size - from);
  const view = viewOf(tail);
  let at = tail.length - 22;
  while (at >= 0 && !(view.getUint32(at, true) === 0x06054b50 && at + 22 + view.getUint16(at + 20, true) <= tail.length)) {
    at--;
  }
  if (at < 0) {
    return damaged('its end is missing');
  }
  const whole = {
    entries: view.getUint16(at + 10, true),
    at: view.getUint32(at + 16, true),
    length: view.getUint32(at + 12, true),
  };
  const large = at >= 20 && view.getUint32(at - 20, true) === 0x07064b50;
  if (!large) {
    return view.getUint16(at + 4, true) === view.getUint16(at + 6, true) && view.getUint16(at + 8, true) === whole.entries
      ? whole
      : kind('split into several parts');
  }
  const record = viewOf(await bytesOf(file, Number(view.getBigUint64(at - 12, true)), 56));
  if (record.byteLength < 56 || record.getUint32(0, true) !== 0x06064b50) {
    return damaged('its end is broken');
  }
  return {
    entries: Number(record.getBigUint64(32, true)),
    length: Number(record.getBigUint64(40, true)),
    at: Number(record.getBigUint64(48, true)),
  };
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  /** Where its own header stands. */
  readonly at: number;
  readonly next: number;
}

const decoders = { utf8: new TextDecoder('utf-8'), other: new TextDecoder('windows-1252') };

function readEntry(table: Uint8Array, at: number): Entry | null {
  const view = viewOf(table);
  if (at + 46 > table.length || view.getUint32(at, true) !== 0x02014b50) {
    return null;
  }
  const short = (offset: number) => view.getUint16(at + offset, true);
  const [nameLength, extraLength, commentLength] = [short(28), short(30), short(32)];
  const next = at + 46 + nameLength + extraLength + commentLength;
  if (next > table.length) {
    return null;
  }
  const flags = short(8);
  const name = (flags & 0x800 ? decoders.utf8 : decoders.other).decode(table.subarray(at + 46, at + 46 + nameLength));
  const stated = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)] as const;
  const [unpacked, packed, place] = widened(view, at + 46 + nameLength, extraLength, stated);
  return { name, flags, method: short(10), crc: view.getUint32(at + 16, true), packed, unpacked, at: place, next };
}

/** Sizes and place of an entry; those that do not fit 32 bits stand in a field of their own (APPNOTE 4.5.3). */
function widened(view: DataView, from: number, length: number, stated: readonly [number, number, number]) {
  const wide = [...stated] as [number, number, number];
  for (let at = from; at + 4 <= from + length; at += 4 + view.getUint16(at + 2, true)) {
    const end = Math.min(at + 4 + view.getUint16(at + 2, true), from + length);
    if (view.getUint16(at, true) === 1) {
      let place = at + 4;
      for (const [i, value] of stated.entries()) {
        if (value === 0xffffffff && place + 8 <= end) {
          wide[i] = Number(view.getBigUint64(place, true));
          place += 8;
        }
      }
    }
  }
  return wide;
}

function foundOf(file: Blob, entry: Entry): Found {
  const refusal = judge(entry);
  const part = async () => {
    const header = viewOf(await bytesOf(file, entry.at, 30));
    if (header.byteLength < 30 || header.getUint32(0, true) !== 0x04034b50) {
      return damaged('a file’s own header is missing');
    }
    const from = entry.at + 30 + header.getUint16(26, true) + header.getUint16(28, true);
    return from + entry.packed <= file.size ? file.slice(from, from + entry.packed) : damaged('a file in it is cut off');
  };
  return {
    name: baseName(entry.name),
    ...(refusal ? { refusal } : {}),
    async head(length) {
      const packed = refusal ? refusal : await part();
      if (isRefusal(packed)) {
        return new Blob([]);
      }
      const parts = await inflated(packed, entry.method === 8, length);
      return isRefusal(parts) ? new Blob([]) : new Blob(parts.parts).slice(0, length);
    },
    async whole() {
      const packed = refusal ? refusal : await part();
      if (isRefusal(packed)) {
        return packed;
      }
      const all = await inflated(packed, entry.method === 8, entry.unpacked + 1);
      if (isRefusal(all)) {
        return all;
      }
      if (all.length !== entry.unpacked) {
        return damaged('a file in it is not as long as it says');
      }
      return all.crc === entry.crc ? new Blob(all.parts) : damaged('a checksum is wrong');
    },
  };
}

function judge({ flags, method, packed, unpacked }: Entry): Refusal | null {
  if ((flags & 1) !== 0 || (flags & 0x2000) !== 0) {
    return kind('encrypted');
  }
  if (method !== 0 && method !== 8) {
    return kind(`packed in way ${method}`);
  }
  if (unpacked > largestEntry) {
    return refuse('zip-too-large', `${Math.round(unpacked / megabyte)} MB; at most ${largestEntry / megabyte}`);
  }
  const lies = method === 0 ? unpacked !== packed : unpacked > 258 + packed * tightest;
  return lies ? damaged('a file in it claims more than it can hold') : null;
}

async function bytesOf(file: Blob, at: number, length: number): Promise<Uint8Array> {
  return new Uint8Array(
    await file
      .slice(at, at + length)
      .arrayBuffer()
      .catch(() => new ArrayBuffer(0)),
  );
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
