// Grey levels alone: the open film as it is and with its pixels shuffled, each scored by a model that sees the picture and by one that
// is given its histogram. What to ask, and what the four scores say. Pure.
import { type Card, takesImage } from '../wire/card';
import type { PhantomSpec, Scores } from '../wire/values';
import { fitting, forPhantoms } from './fit';
import { measure } from './sentences';
import type { Compared } from './session';

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

export interface Beside {
  readonly title: string;
  readonly label: string;
  readonly untouched: number;
  readonly shuffled: number;
}

/** The scores in rows, one a model, for the last label of its first head. */
export function rows(models: readonly Card[], scores: readonly Scores[]): readonly Beside[] {
  return models.map((card, i) => {
    const [head] = card.heads;
    const last = (head?.labels.length ?? 1) - 1;
    const of = (k: number) => scores[2 * i + k]?.scores[last] ?? Number.NaN;
    return { title: card.title, label: head?.labels[last]?.title ?? '', untouched: of(0), shuffled: of(1) };
  });
}

/** What the two rows say. A single film is an example and no measurement, and the sentence says so. */
export function shuffleWords([image, counts]: readonly Beside[]): string {
  if (!image || !counts) {
    return '';
  }
  const moved = Math.abs(image.shuffled - image.untouched);
  const first =
    moved < 0.05
      ? `Shuffled, “${image.title}” hardly moves here (${measure(image.untouched)} to ${measure(image.shuffled)}): for this film the grey levels alone are enough, or it had nothing to go by before.`
      : `Shuffled, “${image.title}” goes from ${measure(image.untouched)} to ${measure(image.shuffled)}: what it read lies in where the greys are.`;
  const same = Math.abs(counts.shuffled - counts.untouched) <= 1e-6;
  const second = same
    ? `“${counts.title}” gives the same score both times (${measure(counts.shuffled)}): shuffling moves no count.`
    : `“${counts.title}” goes from ${measure(counts.untouched)} to ${measure(counts.shuffled)}: a step of the chain changed the counts.`;
  return `${first} ${second} One film is an example, not a measurement.`;
}
