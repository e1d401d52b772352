// Encapsulated pixels (PS3.5 A.4): items of which each holds a frame or a part of one, behind a table of offsets that may be empty.
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { DicomFile } from './read';
import { tag } from './tags';

interface Fragment {
  /** From the first byte of the first fragment's item, as the tables of offsets count. */
  readonly offset: number;
  readonly at: number;
  readonly length: number;
}

interface Fragments {
  readonly table: readonly number[];
  readonly fragments: readonly Fragment[];
  /** Whether the last of them reaches past the end of the file. */
  readonly cut: boolean;
}

const item = 0xfffee000;
const delimiter = 0xfffee0dd;
const mostFragments = 2 ** 20;

/** Whether encapsulated pixels stand at `at`: their first item, the table of offsets. */
export const beginsFragments = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xfe && bytes[at + 1] === 0xff && bytes[at + 2] === 0x00 && bytes[at + 3] === 0xe0;

function readFragments({ attributes, pixels }: DicomFile): Fragments | Refusal {
  const { bytes } = attributes.source;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = Math.min(bytes.length, pixels.at + pixels.length);
  const fragments: Fragment[] = [];
  let table: number[] | null = null;
  let base = 0;
  let cut = false;
  for (let at = pixels.at; at + 8 <= end; ) {
    const mark = view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true);
    const stated = view.getUint32(at + 4, true);
    if (mark === delimiter) {
      break;
    }
    if (mark !== item || fragments.length >= mostFragments) {
      return refuse('dicom-damaged', 'the parts of its compressed pixels are out of order');
    }
    const length = Math.min(stated, end - at - 8);
    cut = length < stated;
    if (table === null) {
      table = Array.from({ length: length >> 2 }, (_, i) => view.getUint32(at + 8 + 4 * i, true));
      base = at + 8 + length;
    } else {
      fragments.push({ offset: at - base, at: at + 8, length });
    }
    at += 8 + length;
  }
  return { table: table ?? [], fragments, cut };
}

/**
 * The compressed bytes of one frame, and how many frames there are: as many as stated, or where that is no number, as are found.
 * Refused: `dicom-frame`, `dicom-damaged`, `dicom-truncated`.
 */
export function encapsulatedFrame(
  file: DicomFile,
  stated: number,
  frame: number,
  notes: string[],
): { bytes: Uint8Array; frames: number } | Refusal {
  const read = readFragments(file);
  if (isRefusal(read)) {
    return read;
  }
  if (read.fragments.length === 0) {
    return refuse('dicom-truncated', 'its compressed pixels are missing');
  }
  const frames = Number.isNaN(stated) ? read.fragments.length : stated;
  if (frame >= frames) {
    return refuse('dicom-frame', `${frame + 1} of ${frames}`);
  }
  const parts = partsOf(file, read, frames, frame, notes);
  if (isRefusal(parts)) {
    return parts;
  }
  const last = parts.at(-1);
  if (read.cut && last === read.fragments.at(-1)) {
    return refuse('dicom-truncated', `frame ${frame + 1} of ${frames} is incomplete`);
  }
  return { bytes: join(file.attributes.source.bytes, parts), frames };
}

function partsOf(
  { attributes }: DicomFile,
  { table, fragments }: Fragments,
  frames: number,
  frame: number,
  notes: string[],
): readonly Fragment[] | Refusal {
  if (frames === 1) {
    return fragments;
  }
  if (fragments.length === frames) {
    return [fragments[frame] as Fragment];
  }
  const extended = attributes.longs(tag.ExtendedOffsetTable);
  const offsets = extended.length === frames ? extended : table.length === frames ? table : null;
  if (offsets) {
    const from = offsets[frame] ?? 0;
    const to = offsets[frame + 1] ?? Number.POSITIVE_INFINITY;
    const found = fragments.filter(({ offset }) => offset >= from && offset < to);
    return found.length > 0 && found[0]?.offset === from
      ? found
      : refuse('dicom-damaged', 'its table of frames points elsewhere');
  }
  if (fragments.length < frames) {
    notes.push(`The file states ${frames} frames and holds ${fragments.length}.`);
    const only = fragments[frame];
    return only ? [only] : refuse('dicom-truncated', `frame ${frame + 1} of ${frames} is missing`);
  }
  // Without a table, a frame begins where a compressed stream does.
  const starts = fragments.flatMap((fragment, i) => (beginsStream(attributes.source.bytes, fragment) ? [i] : []));
  if (starts.length !== frames) {
    return refuse('dicom-damaged', `it states ${frames} frames and holds ${fragments.length} parts without a table`);
  }
  return fragments.slice(starts[frame], starts[frame + 1]);
}

/** The marks at the start of JPEG and JPEG-LS, of a JPEG 2000 codestream, and of a JP2 file around one. */
function beginsStream(bytes: Uint8Array, { at }: Fragment): boolean {
  const [a, b, c] = bytes.subarray(at, at + 3);
  return (a === 0xff && (b === 0xd8 || b === 0x4f) && c === 0xff) || (a === 0 && b === 0 && c === 0 && bytes[at + 3] === 12);
}

function join(bytes: Uint8Array, parts: readonly Fragment[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) {
    return bytes.subarray(only.at, only.at + only.length);
  }
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((to, { at, length }) => {
    all.set(bytes.subarray(at, at + length), to);
    return to + length;
  }, 0);
  return all;
}
