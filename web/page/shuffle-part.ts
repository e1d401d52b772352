// Grey levels alone: four scores side by side, asked of two models without a change of the state, and the ways to see it on the film.
import { shuffled } from 'virtual:unseen/inputs';
import { isRefusal, type Refusal } from '../wire/refusal';
import type { LabState } from '../wire/values';
import { signed } from './answers/grid';
import { type Chain, presets } from './chain';
import { make, setText } from './dom';
import { table } from './pieces';
import { measure } from './sentences';
import type { Compared, Judged, Session } from './session';
import { asks, beforeText, pair, rows, shuffleWords, shuffling, type Wish } from './shuffle';

interface Doing {
  compare(asked: readonly Compared[], signal: AbortSignal): Promise<readonly Judged[] | Refusal>;
  preset(id: string): void;
  use(model: string): void;
  announce(text: string): void;
  slotsChanged(): void;
}

export class ShufflePart {
  readonly element: HTMLElement;
  readonly #doing: Doing;
  readonly #session: Pick<Session, 'lab' | 'cards'>;
  readonly #compare = make('button', { type: 'button', id: 'shuffle-compare' }, 'Shuffle and compare');
  readonly #cancel = make('button', { type: 'button', id: 'shuffle-cancel', hidden: true }, 'Cancel');
  readonly #onFilm = make('button', { type: 'button', id: 'shuffle-film' }, 'Shuffle on screen');
  readonly #use = make('button', { type: 'button', id: 'shuffle-use' }, 'Score it by the histogram alone');
  readonly #says = make('p', { class: 'note', id: 'shuffle-says' });
  readonly #result = make('div', { id: 'shuffle-result', class: 'answers', hidden: true });
  #stop: AbortController | null = null;
  /** The film, model and chain that the scores are of. */
  #of = '';

  constructor(session: Pick<Session, 'lab' | 'cards'>, doing: Doing) {
    this.#session = session;
    this.#doing = doing;
    const preset = presets.find(({ chain }) => chain.length === 1 && (chain as Chain)[0]?.op === shuffling);
    this.#compare.addEventListener('click', () => void this.#run());
    this.#cancel.addEventListener('click', () => this.#stop?.abort());
    this.#onFilm.hidden = preset === undefined;
    this.#onFilm.addEventListener('click', () => preset && doing.preset(preset.id));
    this.#use.addEventListener('click', () => {
      const wish = this.#wish();
      const counts = wish && pair(wish)?.[1];
      if (counts) {
        doing.use(counts.id);
      }
    });
    const row = make('div', { class: 'row' }, this.#compare, this.#cancel, this.#onFilm, this.#use);
    this.element = make('div', { class: 'controls' }, row, this.#says, this.#result);
  }

  /** After every change of the state: what was compared before another film, model or chain is taken away. */
  follow(state: LabState): void {
    const wish = this.#wish();
    const possible = wish !== null && pair(wish) !== null;
    this.#compare.disabled = !possible;
    this.#use.disabled = !possible;
    if (!possible && this.#stop === null) {
      setText(this.#says, 'For a simulated film: the model that is given the histogram alone was trained on those.');
    } else if (this.#of === '' && this.#stop === null) {
      setText(this.#says, '');
    }
    if (this.#of !== '' && this.#of !== keyOf(state, this.#session.lab.inForce)) {
      this.#of = '';
      this.#result.hidden = true;
      this.#result.replaceChildren();
      setText(this.#says, '');
      this.#doing.slotsChanged();
    }
  }

  #wish(): Wish | null {
    const { state, inForce } = this.#session.lab;
    return (
      state && {
        cards: [...this.#session.cards.values()],
        model: state.model,
        phantom: state.image?.phantom ?? null,
        chain: inForce,
        seed: state.seed,
      }
    );
  }

  async #run(): Promise<void> {
    const wish = this.#wish();
    const asked = wish && asks(wish);
    const models = wish && pair(wish);
    const { state, inForce } = this.#session.lab;
    if (!asked || !models || !state) {
      return;
    }
    const key = keyOf(state, inForce);
    const stop = new AbortController();
    this.#working(stop);
    setText(this.#says, 'Scoring four pictures by two models…');
    const scores = await this.#doing.compare(asked, stop.signal);
    this.#working(null);
    const after = this.#session.lab;
    if (isRefusal(scores)) {
      const words = `${scores.message} “${this.#title(state)}” is in use as before.`;
      setText(this.#says, words);
      this.#doing.announce(words);
    } else if (!after.state || keyOf(after.state, after.inForce) !== key) {
      setText(this.#says, 'The film, its model or its chain changed meanwhile: compare again.');
    } else {
      this.#of = key;
      const found = rows(models, scores, shuffled);
      this.#show(found);
      setText(this.#says, shuffleWords(found));
      this.#doing.announce(shuffleWords(found));
    }
    this.#doing.slotsChanged();
  }

  #title({ model }: LabState): string {
    return this.#session.cards.get(model?.id ?? '')?.title ?? '';
  }

  #show(found: ReturnType<typeof rows>): void {
    this.#result.hidden = false;
    this.#result.replaceChildren(
      table(
        `Score for ${found[0]?.label ?? ''} on the open film`,
        ['Model', 'As it is', 'Shuffled', 'Change', 'Area under the curve, measured before'],
        found.map(({ title, untouched, shuffled: after, refused, before }) => [
          title,
          judged(untouched, refused[0]),
          judged(after, refused[1]),
          signed(after - untouched),
          beforeText(before),
        ]),
      ),
    );
  }

  #working(stop: AbortController | null): void {
    const focus = document.activeElement;
    this.#stop = stop;
    this.#compare.hidden = stop !== null;
    this.#cancel.hidden = stop === null;
    if (stop && focus === this.#compare) {
      this.#cancel.focus();
    } else if (!stop && focus === this.#cancel) {
      this.#compare.focus();
    }
  }
}

const judged = (score: number, refused: boolean) => `${measure(score)}${refused ? ', refused by the gate' : ''}`;

const keyOf = ({ image, window, model }: LabState, chain: readonly object[]) =>
  JSON.stringify([image?.id, window, model?.id, model?.variant, chain]);
