// An archive of images, by its table of contents: what it holds is listed without unpacking it, and one file is unpacked when
// it is chosen, by the platform, under limits. Nothing is ever written, so that a name can point nowhere.
import { isRefusal, type Refusal, refuse } from '../../wire/refusal';
import { contentsAt, type Entry, type Fault, isEncrypted, isFault, localLength, readDirectory } from '../../zip/directory';
import { ofBlob } from '../../zip/source';
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
  const [a, b, c, d] = await headOf(file, 0, 4);
  return a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6));
}

/**
 * Lists an archive. Folders and hidden files are left out.
 *
 * Refused: `unreadable-file`, `zip-damaged`, `zip-kind` (several parts, an encrypted table), `zip-empty`, `too-many-files`, `zip-too-large`. What cannot
 * be unpacked of it carries its own refusal: encrypted, packed in another way, too large.
 */
export async function readZip(file: Blob): Promise<Found[] | Refusal> {
  const read = readDirectory(ofBlob(file), { entries: mostFiles, table: longestTable });
  const directory = await read.catch(() => refuse('unreadable-file'));
  if (isRefusal(directory) || isFault(directory)) {
    return isRefusal(directory) ? directory : refusals[directory.fault](directory.count);
  }
  const found: Found[] = [];
  let total = 0;
  for (const entry of directory.entries) {
    const name = (entry.flags & 0x800 ? decoders.utf8 : decoders.other).decode(entry.name);
    total += entry.unpacked;
    if (total > largestArchive) {
      return refuse('zip-too-large', `more than ${largestArchive / megabyte} MB in all`);
    }
    if (!name.endsWith('/') && !isHidden(name)) {
      found.push(foundOf(file, name, entry));
    }
  }
  return found.length > 0 ? found : refuse('zip-empty');
}

const refusals: Readonly<Record<Fault['fault'], (count: number) => Refusal>> = {
  'no-end': () => damaged('its end is missing'),
  split: () => kind('split into several parts'),
  'too-many': (count) =>
    count > mostFiles
      ? refuse('too-many-files', `${count.toLocaleString('en')}; at most ${mostFiles.toLocaleString('en')}`)
      : damaged('its table of contents is too long'),
  outside: () => damaged('its table of contents lies outside it'),
  broken: () => damaged('its table of contents is broken'),
};

const decoders = { utf8: new TextDecoder('utf-8'), other: new TextDecoder('windows-1252') };

function foundOf(file: Blob, name: string, entry: Entry): Found {
  const refusal = judge(entry);
  const part = async () => {
    const start = contentsAt(await headOf(file, entry.at, localLength));
    if (start === null) {
      return damaged('a file’s own header is missing');
    }
    const from = entry.at + start;
    return from + entry.packed <= file.size ? file.slice(from, from + entry.packed) : damaged('a file in it is cut off');
  };
  return {
    name: baseName(name),
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

function judge(entry: Entry): Refusal | null {
  const { method, packed, unpacked } = entry;
  if (isEncrypted(entry)) {
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

/** At most so many bytes from there; none where the file cannot be read. */
async function headOf(file: Blob, at: number, length: number): Promise<Uint8Array> {
  return new Uint8Array(
    await file
      .slice(at, at + length)
      .arrayBuffer()
      .catch(() => new ArrayBuffer(0)),
  );
}
