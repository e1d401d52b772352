// The switch between a model and the network retrained for the filter in hand, with what is known of both, beside the score.
import type { Card } from '../wire/card';
import { make } from './dom';
import { megabytes } from './sentences';
import type { Session } from './session';
import { type Known, said, standing } from './variant-text';

interface Doing {
  /** Loads a variant of the model in use, or with null the model itself. */
  use(variant: string | null): void;
  slotsChanged(): void;
}

export class Variants {
  readonly #place: HTMLElement;
  readonly #operations: readonly Known[];
  readonly #doing: Doing;
  #shown = '';

  constructor(place: HTMLElement, operations: readonly Known[], doing: Doing) {
    this.#place = place;
    this.#operations = operations;
    this.#doing = doing;
  }

  /** After every change of the state. */
  follow({ lab, cards }: Pick<Session, 'lab' | 'cards'>): void {
    const model = lab.state?.model ?? null;
    const card = model ? cards.get(model.id) : undefined;
    const chain = lab.wanted?.chain ?? [];
    const now = card?.variants ? standing(card, model?.variant ?? null, chain, this.#operations) : null;
    const sentence = card && now ? said(card, now) : null;
    const shown = JSON.stringify([card?.id, model?.variant, sentence]);
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    this.#place.hidden = sentence === null;
    this.#place.replaceChildren();
    if (card && now && sentence !== null) {
      this.#place.append(make('p', {}, sentence), this.#buttons(card, now, lab));
    }
    this.#doing.slotsChanged();
  }

  #buttons(card: Card, { used, fits }: ReturnType<typeof standing>, lab: Session['lab']): HTMLElement {
    const button = (id: string, text: string, click: () => void) => {
      const made = make('button', { type: 'button', id }, text);
      made.addEventListener('click', click);
      return made;
    };
    const wanted = fits && fits.id !== used?.id ? fits : null;
    return make(
      'div',
      { class: 'row' },
      wanted &&
        button('use-variant', `Score with the retrained network (${megabytes(wanted.weights.bytes)})`, () =>
          this.#doing.use(wanted.id),
        ),
      used !== null &&
        fits?.id !== used.id &&
        button('filter-for-variant', 'Filter the film as it was trained', () => {
          lab.command({ kind: 'set-chain', chain: used.chain });
        }),
      used !== null && button('use-fixed', `Back to “${card.title}” itself`, () => this.#doing.use(null)),
    );
  }
}
