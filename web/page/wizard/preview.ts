// The tensor as the network will see it: a picture of its first channel between its least and greatest value, and those values.
import type { Image } from '../../../contract/generated/card';
import type { Card } from '../../wire/card';
import type { Floats, TensorFacts } from '../../wire/messages';
import { isRefusal, type Refusal } from '../../wire/refusal';
import { make, setText } from '../dom';
import { Latest } from '../latest';
import { drawGrey } from '../shell';

export type Tensor = Floats & TensorFacts;

/** Where channel 0 of pixel `i` lies in the tensor's data. */
export const placeOf = ({ layout, channels }: Pick<Image, 'layout' | 'channels'>, i: number): number =>
  layout === 'NCHW' ? i : i * channels;

const short = (value: number) => String(Number(value.toPrecision(4)));

export class Preview {
  readonly #canvas = make('canvas', { class: 'tensor', role: 'img', 'aria-label': 'Not shown yet', hidden: true });
  readonly #facts = make('p', {});
  readonly #notes = make('ul', { class: 'notes' });
  readonly #latest: Latest<Card>;
  readonly element: HTMLElement;

  constructor(ask: (card: Card) => Promise<Tensor | Refusal>) {
    this.element = make(
      'section',
      { class: 'preview', 'aria-label': 'What the network is given' },
      make('h3', {}, 'What the network is given, for the film that is open'),
      this.#canvas,
      this.#facts,
      this.#notes,
    );
    this.#latest = new Latest(async (card) => this.#show(card, await ask(card)));
    this.want(null);
  }

  /** Null: what it is given is not settled yet. */
  want(card: Card | null): void {
    if (card) {
      this.#latest.want(card);
      return;
    }
    this.#latest.drop();
    this.#canvas.hidden = true;
    this.#notes.replaceChildren();
    setText(this.#facts, 'It is shown once its size, how a film is fitted and resampled, and its values are answered above.');
  }

  #show({ input }: Card, tensor: Tensor | Refusal): void {
    if (isRefusal(tensor) || input.kind !== 'image') {
      this.#canvas.hidden = true;
      this.#notes.replaceChildren();
      setText(this.#facts, isRefusal(tensor) ? tensor.message : '');
      return;
    }
    const { minimum, maximum, mean, data, dims, notes } = tensor;
    const span = maximum - minimum || 1;
    drawGrey(this.#canvas, input.width, input.height, (i) => (255 * ((data[placeOf(input, i)] ?? 0) - minimum)) / span);
    const facts = `${dims.join(' × ')} numbers from ${short(minimum)} to ${short(maximum)}, mean ${short(mean)}.`;
    this.#canvas.hidden = false;
    this.#canvas.setAttribute('aria-label', `The film as the network is given it: ${facts}`);
    setText(this.#facts, facts);
    this.#notes.replaceChildren(...notes.map((note) => make('li', {}, note)));
  }
}
