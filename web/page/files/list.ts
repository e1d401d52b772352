// What is among many files: series, pictures, and what cannot be opened. Known by the first bytes of each; nothing else is read.
import type { Survey } from '../../medical/survey';
import { headLength } from '../../wire/decoder';
import { isRefusal, type Refusal, refuse } from '../../wire/refusal';
import type { Slices } from '../frames';
import type { Found } from './found';

export interface Listed {
  readonly series: readonly Slices[];
  readonly pictures: readonly { readonly found: Found; readonly kind: string }[];
  readonly unopened: readonly { readonly name: string; readonly why: string }[];
  /** Tables of contents of discs, which are worth no line. */
  readonly leftOut: number;
}

/** What can be chosen: one file, or slices that lie one behind the other. */
export type Choice = Found | Slices;

export const isSlices = (choice: Choice): choice is Slices => 'count' in choice;

/** Lists files; where `survey` is refused, every file is offered by its name alone. */
export async function listOf(
  found: readonly Found[],
  survey: (heads: readonly Blob[]) => Promise<Survey | Refusal>,
): Promise<Listed> {
  const heads: Blob[] = [];
  for (const one of found) {
    heads.push(one.refusal ? new Blob([]) : await one.head(headLength));
  }
  const surveyed = await survey(heads);
  const { files, stacks } = isRefusal(surveyed)
    ? { files: found.map(() => ({ kind: '', refusal: null })), stacks: [] }
    : surveyed;
  const sliced = new Set(stacks.flatMap((stack) => stack.files));
  const pictures: { found: Found; kind: string }[] = [];
  const unopened: { name: string; why: string }[] = [];
  let leftOut = 0;
  for (const [i, one] of found.entries()) {
    const refusal = one.refusal ?? files[i]?.refusal;
    if (refusal?.code === 'dicom-directory') {
      leftOut++;
    } else if (refusal) {
      unopened.push({ name: one.name, why: refusal.message });
    } else if (!sliced.has(i)) {
      pictures.push({ found: one, kind: files[i]?.kind ?? '' });
    }
  }
  return { series: stacks.map(({ title, files: members }) => slicesOf(title, members, found)), pictures, unopened, leftOut };
}

const slicesOf = (title: string, members: readonly number[], found: readonly Found[]): Slices => ({
  title,
  count: members.length,
  file: async (index) => (await found[members[index] ?? -1]?.whole()) ?? refuse('dicom-frame', String(index + 1)),
});
