// What many files are, by their first bytes: so that a list can say which can be opened, and which DICOM files are slices of one
// series. Whatever tells one series from another is compared here and goes no further.
import { headLength } from '../wire/decoder';
import { type Refusal, refuse } from '../wire/refusal';
import type { Attributes } from './attributes';
import { FrameAttributes } from './groups';
import { kindOf, titleOf } from './kinds';
import { directory, objectInWords } from './objects';
import { attributesOf } from './read';
import { readStated } from './stated';
import { tag } from './tags';

/** What one file is: a kind as it is called, or why it cannot be opened, as far as its first bytes tell. */
export interface Surveyed {
  readonly kind: string | null;
  readonly refusal: Refusal | null;
}

/** Files that lie one behind the other in one body. */
export interface Stack {
  /** What they show, such as "CT, axial". */
  readonly title: string;
  /** Their places in what was surveyed, sorted along the body. */
  readonly files: readonly number[];
}

export interface Survey {
  readonly files: readonly Surveyed[];
  readonly stacks: readonly Stack[];
}

/** Where a slice lies. */
interface Slice {
  readonly file: number;
  /** What slices of one stack have in common; compared, never shown. */
  readonly series: string;
  /** Millimetres along the normal of its plane. */
  readonly position: number;
  readonly title: string;
}

/** Looks at the first `headLength` bytes of each file, one after another. Nothing is thrown for what they hold. */
export async function surveyOf(heads: readonly Blob[]): Promise<Survey> {
  const files: Surveyed[] = [];
  const slices: Slice[] = [];
  for (const [file, head] of heads.entries()) {
    const read = await head
      .slice(0, headLength)
      .arrayBuffer()
      .catch(() => null);
    if (!read) {
      files.push({ kind: null, refusal: refuse('unreadable-file') });
      continue;
    }
    const bytes = new Uint8Array(read);
    const kind = titleOf(bytes);
    const attributes = kindOf(bytes) === 'dicom' ? await attributesOf(bytes) : null;
    const refusal =
      kind === null ? refuse(bytes.length === 0 ? 'empty-file' : 'unknown-format') : attributes && pixelless(attributes);
    files.push({ kind, refusal });
    const slice = attributes && !refusal ? sliceOf(file, attributes) : null;
    if (slice) {
      slices.push(slice);
    }
  }
  return { files, stacks: stacksOf(slices) };
}

function pixelless(attributes: Attributes): Refusal | null {
  const sopClass = attributes.string(tag.SOPClassUID) || attributes.string(tag.MediaStorageSOPClassUID);
  if (sopClass === directory || attributes.items(tag.DirectoryRecordSequence).length > 0) {
    return refuse('dicom-directory');
  }
  const object = objectInWords(sopClass);
  return object ? refuse('dicom-no-pixels', object) : null;
}

/** Where a file's only frame lies; null for whatever has no place in a body, as projections have none. */
function sliceOf(file: number, attributes: Attributes): Slice | null {
  const place = attributes.numbers(tag.ImagePositionPatient);
  const cosines = attributes.numbers(tag.ImageOrientationPatient);
  const series = attributes.string(tag.SeriesInstanceUID);
  const single = (attributes.number(tag.NumberOfFrames) ?? 1) <= 1;
  if (!series || !single || place.length !== 3 || cosines.length !== 6 || ![...place, ...cosines].every(Number.isFinite)) {
    return null;
  }
  const [x, y, z] = place as [number, number, number];
  const [ax, ay, az, bx, by, bz] = cosines as [number, number, number, number, number, number];
  const normal = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx] as const;
  if (!(Math.hypot(...normal) > 0.5)) {
    return null;
  }
  const stated = new Map(readStated(new FrameAttributes(attributes, 0), '').map(({ title, value }) => [title, value]));
  const modality = stated.get('Modality')?.split(',')[0] ?? '';
  return {
    file,
    series: JSON.stringify([
      series,
      attributes.short(tag.Rows),
      attributes.short(tag.Columns),
      // To a thousandth: writers round.
      cosines.map((cosine) => Math.round(cosine * 1000)),
    ]),
    position: x * normal[0] + y * normal[1] + z * normal[2],
    title: [modality, stated.get('Plane') ?? ''].filter(Boolean).join(', ') || 'DICOM',
  };
}

/** Slices nearer than this, in millimetres, lie in one place. */
const apart = 0.01;

/** Series of two and more slices of which no two lie in the same place; what repeats (phases, echoes) is no stack. */
function stacksOf(slices: readonly Slice[]): Stack[] {
  const series = new Map<string, Slice[]>();
  for (const slice of slices) {
    const members = series.get(slice.series) ?? [];
    members.push(slice);
    series.set(slice.series, members);
  }
  return [...series.values()].flatMap((members) => {
    const sorted = [...members].sort((a, b) => a.position - b.position);
    const distinct = sorted.every(({ position }, i) => i === 0 || position - (sorted[i - 1]?.position ?? 0) > apart);
    return sorted.length > 1 && distinct ? [{ title: sorted[0]?.title ?? 'DICOM', files: sorted.map(({ file }) => file) }] : [];
  });
}
