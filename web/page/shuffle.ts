// Grey levels alone: the open film as it is and with its pixels shuffled, each scored by a model that sees the picture and by one that
// is given its histogram. What to ask, and what the four scores say. Pure.
import { type Card, takesImage } from '../wire/card';
import type { PhantomSpec } from '../wire/values';
import { fitting, forPhantoms } from './fit';
import { measure } from './sentences';
import type { Compared, Judged } from './session';

export const shuffling = 'shuffle-pixels';

type Step = { readonly op?: unknown };

export interface Wish {
  readonly cards: readonly Card[];
  readonly model: { readonly id: string; readonly variant: string | null } | null;
  readonly phantom: PhantomSpec | null;
  /** What is in force. */
  readonly chain: readonly object[];
  readonly seed: number;
}

/** The model that sees the picture: the one in use if it does, else the one that fits; and the one that is given the histogram. */
export function pair({ cards, model, phantom }: Pick<Wish, 'cards' | 'model' | 'phantom'>): readonly [Card, Card] | null {
  const shipped = cards.filter(({ id }) => forPhantoms(id));
  const used = shipped.find(({ id }) => id === model?.id);
  const fits = shipped.find(
    ({ id }) =>
      id ===
      fitting(
        phantom,
        shipped.map((card) => card.id),
      ),
  );
  const image = [used, fits].find((card) => card !== undefined && takesImage(card));
  const counts = shipped.find(({ input }) => input.kind === 'histogram');
  return phantom && image && counts ? [image, counts] : null;
}

/** Four pictures to score: the image model's two, then the histogram's two, untouched first. Null where there is no such pair. */
export function asks(wish: Wish): readonly Compared[] | null {
  const models = pair(wish);
  const plain = (wish.chain as readonly Step[]).filter(({ op }) => op !== shuffling);
  return (
    models?.flatMap(({ id }) => {
      const variant = wish.model?.id === id ? wish.model.variant : null;
      return [plain, [...plain, { op: shuffling, seed: wish.seed }]].map((chain) => ({ model: id, variant, chain }));
    }) ?? null
  );
}

/** An area under the curve over held-out films, with its 95% interval. */
export interface Area {
  readonly auc: number;
  readonly low: number;
  readonly high: number;
}

/** What was measured before: over so many films, as they are and with their pixels shuffled. */
export interface Before {
  readonly images: number;
  readonly untouched: Area;
  readonly shuffled: Area;
}

export interface Beside {
  readonly title: string;
  readonly label: string;
  readonly untouched: number;
  readonly shuffled: number;
  /** Whether the gate refuses the film as it is, and shuffled. */
  readonly refused: readonly [boolean, boolean];
  readonly before: Before | null;
}

/** The scores in rows, one a model, for the last label of its first head. */
export function rows(
  models: readonly Card[],
  scores: readonly Judged[],
  measured: Readonly<Record<string, Before | undefined>>,
): readonly Beside[] {
  return models.map((card, i) => {
    const [head] = card.heads;
    const last = (head?.labels.length ?? 1) - 1;
    const of = (k: number) => scores[2 * i + k]?.scores[last] ?? Number.NaN;
    const out = (k: number) => scores[2 * i + k]?.ood.verdict === 'out';
    return {
      title: card.title,
      label: head?.labels[last]?.title ?? '',
      untouched: of(0),
      shuffled: of(1),
      refused: [out(0), out(1)],
      before: measured[card.id] ?? unmoved(card),
    };
  });
}

/** A histogram does not change when its pixels are shuffled, so neither does what its card measured. */
function unmoved({ input, metrics }: Card): Before | null {
  const found = metrics.find(({ metric, population }) => metric === 'AUC' && population === 'held-out');
  if (input.kind !== 'histogram' || !found || found.low === null || found.high === null) {
    return null;
  }
  const area = { auc: found.value, low: found.low, high: found.high };
  return { images: found.images, untouched: area, shuffled: area };
}

const areaText = ({ auc, low, high }: Area) => `${measure(auc)} (${measure(low)}–${measure(high)})`;

export const beforeText = (before: Before | null): string =>
  before === null
    ? 'not measured'
    : `${areaText(before.untouched)}; shuffled ${areaText(before.shuffled)}; ${before.images.toLocaleString('en-GB')} films`;

/** What the two rows say. What one film does is chance; what many do is a measurement, and stands beside it. */
export function shuffleWords([image, counts]: readonly Beside[]): string {
  if (!image || !counts) {
    return '';
  }
  const many =
    image.before === null
      ? ''
      : ` On one film that may be luck; over ${image.before.images.toLocaleString('en-GB')} held-out films shuffling takes its area under the curve from ${measure(image.before.untouched.auc)} to ${areaText(image.before.shuffled)}, where 0.50 is chance.`;
  const same = Math.abs(counts.shuffled - counts.untouched) <= 1e-6;
  const second = same
    ? `“${counts.title}” gives the same score both times (${measure(counts.shuffled)}): shuffling moves no count.`
    : `“${counts.title}” goes from ${measure(counts.untouched)} to ${measure(counts.shuffled)}: a step of the chain changed the counts.`;
  return `Shuffled, “${image.title}” goes from ${measure(image.untouched)} to ${measure(image.shuffled)}.${many} ${second}`;
}
