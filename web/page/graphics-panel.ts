// The offer of the graphics processor under “How long it took”, and what came of it.

import { checkedEvery } from '../runtime-worker/agreement';
import { isRefusal, type Refusal } from '../wire/refusal';
import { make } from './dom';
import { type Graphics, graphicsBytes, offered, useGraphics } from './graphics';
import { megabytes, milliseconds } from './sentences';
import type { Session } from './session';

interface Telling {
  progress(progress: { what: string; done: number; total: number } | null): void;
  refuse(refusal: Refusal): void;
  announce(text: string): void;
  slotsChanged(): void;
}

export class GraphicsPanel {
  readonly #place: HTMLElement;
  readonly #session: Session;
  readonly #telling: Telling;
  #graphics: Graphics | null = null;
  #busy = false;
  #shown = '';

  /** Stays empty where nothing is offered. */
  constructor(place: HTMLElement, session: Session, telling: Telling) {
    this.#place = place;
    this.#session = session;
    this.#telling = telling;
    void offered().then((graphics) => {
      this.#graphics = isRefusal(graphics) ? null : graphics;
      this.#show();
    });
    session.lab.on('state', () => this.#show());
  }

  #show(): void {
    const { loaded, onGraphics } = this.#session.loader;
    const text = !this.#graphics || !loaded ? '' : onGraphics ? this.#inUse() : this.#offer();
    const shown = `${text}${this.#busy}`;
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    this.#place.hidden = text === '';
    const button = make(
      'button',
      { type: 'button', id: 'use-graphics', disabled: this.#busy },
      onGraphics ? 'Back to the processor' : 'Check the graphics processor and use it',
    );
    button.addEventListener('click', () => void this.#use(!this.#session.loader.onGraphics));
    this.#place.replaceChildren(...(text ? [make('p', { class: 'note' }, text), button] : []));
    this.#telling.slotsChanged();
  }

  #offer(): string {
    return [
      'The processor runs the model. This browser also offers its graphics processor',
      this.#graphics?.software ? ', though only played by the processor, which is hardly faster' : '',
      `. It is used only if you ask, for this model, after its numbers agree with the processor’s. That fetches up to ${megabytes(graphicsBytes)} from this site once and holds the model in memory twice.`,
    ].join('');
  }

  #inUse(): string {
    const times = this.#session.times;
    return times?.checked
      ? `The graphics processor runs this model: ${milliseconds(times.steady)} a run, ${milliseconds(times.checked.steady)} on the processor. Of ${times.checked.outputs} outputs compared the largest difference was ${times.checked.difference.toExponential(1)}; every ${checkedEvery}th run is compared again. Another model that is loaded runs on the processor.`
      : '';
  }

  async #use(on: boolean): Promise<void> {
    this.#busy = true;
    this.#show();
    const what = 'the runtime for the graphics processor';
    const moved = await useGraphics(this.#session, on, (done, total) => this.#telling.progress({ what, done, total }));
    this.#telling.progress(null);
    this.#busy = false;
    this.#show();
    if (isRefusal(moved)) {
      this.#telling.refuse(moved);
    } else {
      this.#telling.announce(on ? this.#inUse() : 'The processor runs the model again.');
    }
    this.#place.querySelector('button')?.focus();
  }
}
