// The row below the film that goes through its frames: a slider, a number, one back and one on. Hidden where the film stands alone.
import { isRefusal, type Refusal } from '../wire/refusal';
import { make, setText } from './dom';
import type { Frames, Place } from './frames';
import { Latest } from './latest';

interface Telling {
  refuse(refusal: Refusal): void;
  slotsChanged(): void;
}

export class FrameBar {
  readonly #element: HTMLElement;
  readonly #frames: Frames;
  readonly #telling: Telling;
  readonly #slider = make('input', { type: 'range', min: '1', step: '1' });
  readonly #number = make('input', { type: 'number', min: '1', step: '1', inputmode: 'numeric' });
  readonly #back = make('button', { type: 'button' }, '‹');
  readonly #on = make('button', { type: 'button' }, '›');
  readonly #words = make('span', { class: 'frame-words' });
  /** What was asked for last and is not there yet, from 0. */
  #wish: number | null = null;
  readonly #latest = new Latest<number>(async (index) => {
    const opened = await this.#frames.go(index);
    if (isRefusal(opened) && opened.code !== 'superseded') {
      this.#telling.refuse(opened);
    }
    if (this.#wish === index) {
      this.#wish = null;
      this.follow();
    }
  });

  constructor(element: HTMLElement, frames: Frames, telling: Telling) {
    this.#element = element;
    this.#frames = frames;
    this.#telling = telling;
    this.#slider.addEventListener('input', () => this.#want(Number(this.#slider.value) - 1));
    this.#number.addEventListener('change', () => this.#want(Math.round(Number(this.#number.value)) - 1));
    this.#back.addEventListener('click', () => this.#step(-1));
    this.#on.addEventListener('click', () => this.#step(1));
    element.setAttribute('role', 'group');
    element.replaceChildren(this.#back, this.#slider, this.#on, this.#number, this.#words);
  }

  /** After every change of the state. */
  follow(): void {
    const { place } = this.#frames;
    if (this.#element.hidden !== (place === null)) {
      this.#element.hidden = place === null;
      this.#telling.slotsChanged();
    }
    if (place) {
      this.#show(place);
    }
  }

  #show({ index, count, noun }: Place): void {
    const at = this.#wish ?? index;
    const words = `${noun} ${at + 1} of ${count}`;
    for (const input of [this.#slider, this.#number]) {
      input.max = String(count);
      if (input.value !== String(at + 1)) {
        input.value = String(at + 1);
      }
    }
    this.#element.setAttribute('aria-label', `${noun}s of what is open`);
    this.#slider.setAttribute('aria-label', noun);
    this.#slider.setAttribute('aria-valuetext', words);
    this.#number.setAttribute('aria-label', `Number of the ${noun.toLowerCase()}`);
    this.#back.setAttribute('aria-label', `Previous ${noun.toLowerCase()}`);
    this.#on.setAttribute('aria-label', `Next ${noun.toLowerCase()}`);
    // A button that is disabled loses the focus: at an end it only says that it does nothing.
    this.#back.setAttribute('aria-disabled', String(at === 0));
    this.#on.setAttribute('aria-disabled', String(at === count - 1));
    setText(this.#words, words);
  }

  #step(by: number): void {
    const { place } = this.#frames;
    if (place) {
      this.#want((this.#wish ?? place.index) + by);
    }
  }

  /** Only the newest wish counts; those between are never read. */
  #want(index: number): void {
    const { place } = this.#frames;
    if (!place) {
      return;
    }
    const within = Math.min(place.count - 1, Math.max(0, Number.isFinite(index) ? index : place.index));
    if (within !== (this.#wish ?? place.index)) {
      this.#wish = within;
      this.#latest.want(within);
    }
    this.#show(place);
  }
}
