// The same simulated person taken again: what the score was before the exposure was changed, and what it is now. Pure.
import type { LabState } from '../wire/values';
import { signed } from './answers/grid';
import { sides } from './phantoms';
import { measure } from './sentences';

export interface Shot {
  readonly kvp: number;
  readonly mas: number;
  /** Title of the label, and its score. */
  readonly label: string;
  readonly score: number;
}

type Seen = Pick<LabState, 'image' | 'result' | 'window' | 'model'>;

/** The one label a score is told for: the last of the first head, which of a pair is the one that is not the other. */
export function told({ result }: Pick<LabState, 'result'>): { label: string; score: number } | null {
  const head = result?.labels[0]?.head;
  const last = result?.labels.findLastIndex((label) => label.head === head) ?? -1;
  const [label, score] = [result?.labels[last]?.title, result?.scores[last]];
  return label === undefined || score === undefined ? null : { label, score };
}

/** Remembers the film as it was before its exposure was changed. Anything else that changes begins anew. */
export class Exposure {
  #key = '';
  before: Shot | null = null;
  now: Shot | null = null;

  /** `fresh`: the result is of the state as it is; `chain`: what is in force. Returns whether anything changed. */
  follow(state: Seen, fresh: boolean, chain: readonly object[]): boolean {
    const spec = state.image?.phantom ?? null;
    const score = fresh && state.result?.image === state.image?.id ? told(state) : null;
    // While something is dragged a smaller film stands in, whose score is not to be compared.
    if (spec && (score === null || spec.size === sides.dragged)) {
      return false;
    }
    const { kvp = 0, mas = 0, ...rest } = spec ?? {};
    const key = spec ? JSON.stringify([Object.entries(rest).sort(), state.window, state.model, chain]) : '';
    const shot = score && { kvp, mas, ...score };
    const was = JSON.stringify([this.before, this.now]);
    if (key !== this.#key) {
      this.#key = key;
      this.before = shot;
    }
    this.now = shot;
    return was !== JSON.stringify([this.before, this.now]);
  }

  get changed(): boolean {
    return this.before !== null && this.now !== null && !sameExposure(this.before, this.now);
  }
}

const sameExposure = (a: Shot, b: Shot) => a.kvp === b.kvp && a.mas === b.mas;

/** `units`: those of voltage and dose, as the catalogue has them. */
export function exposureWords(
  { before, now }: Pick<Exposure, 'before' | 'now'>,
  units: { readonly kvp: string; readonly mas: string },
): string {
  if (!before || !now) {
    return '';
  }
  const at = ({ kvp, mas }: Shot) => `${kvp} ${units.kvp}, ${Number(mas.toFixed(3))} ${units.mas}`;
  return sameExposure(before, now)
    ? `Taken with ${at(now)}: score for ${now.label} ${measure(now.score)}. Change one of them, and the same person is taken again.`
    : `With ${at(before)}: score for ${before.label} ${measure(before.score)}. Taken again with ${at(now)}: ${measure(now.score)} (${signed(now.score - before.score)}).`;
}
