// Start, pause, cancel and how far it is: what every panel of an experiment shares. The panel itself shows what is answered.
import { isRefusal, type Refusal } from '../wire/refusal';
import type { Answer } from '../wire/values';
import { make, setText } from './dom';
import type { Ran, RunOptions, RunProgress } from './runs';

export interface RunDoing {
  run(experiment: string, parameters: object, options: RunOptions): Promise<Ran | Refusal>;
  announce(text: string): void;
  slotsChanged(): void;
}

/** What is known by now; `ran` once the run has ended, null while it goes on. */
export type Show = (answers: readonly Answer[], ran: Ran | null) => void;

export class RunControls {
  readonly #doing: RunDoing;
  readonly #start: HTMLButtonElement;
  readonly #pause: HTMLButtonElement;
  readonly #cancel: HTMLButtonElement;
  readonly #bar = make('progress', { max: '1', value: '0', 'aria-label': 'Pictures scored', hidden: true });
  readonly #words: HTMLElement;
  readonly elements: readonly HTMLElement[];
  #stop: AbortController | null = null;
  #goOn: (() => void) | null = null;

  /** `name` begins the ids of what it makes: `sweep-start`, `sweep-progress`…; `begin` is called by the start button. */
  constructor(name: string, start: string, doing: RunDoing, begin: () => void) {
    this.#doing = doing;
    const button = (id: string, label: string, hidden: boolean, press: () => void) => {
      const made = make('button', { type: 'button', id: `${name}-${id}`, hidden }, label);
      made.addEventListener('click', press);
      return made;
    };
    this.#start = button('start', start, false, begin);
    this.#pause = button('pause', 'Pause', true, () => this.#togglePause());
    this.#cancel = button('cancel', 'Cancel', true, () => this.#stop?.abort());
    this.#words = make('p', { class: 'note', id: `${name}-progress` });
    const row = make('div', { class: 'row' }, this.#start, this.#pause, this.#cancel);
    this.elements = [row, this.#bar, this.#words];
  }

  /** Brings the start button into sight and the focus to it; while something runs, the button that ends it. */
  reveal(): void {
    const button = this.#start.hidden ? this.#cancel : this.#start;
    button.scrollIntoView({ block: 'center' });
    button.focus({ preventScroll: true });
  }

  say(text: string): void {
    setText(this.#words, text);
  }

  /** Runs it to its end, `show`ing what is known on the way; null where it was refused, which is said in place. */
  async run(experiment: string, parameters: object, show: Show, films: readonly Blob[] = []): Promise<Ran | null> {
    const stop = new AbortController();
    this.#stop = stop;
    this.#working(true);
    this.say('Beginning…');
    const ran = await this.#doing.run(experiment, parameters, {
      signal: stop.signal,
      films,
      onProgress: (progress) => this.#progress(progress, show),
    });
    this.#goOn = null;
    this.#working(false);
    if (isRefusal(ran)) {
      this.say(ran.message);
      this.#doing.announce(ran.message);
      return null;
    }
    this.say(ended(ran));
    show(ran.answers, ran);
    return ran;
  }

  #progress({ done, total, secondsLeft, answers }: RunProgress, show: Show): unknown {
    this.#bar.max = total;
    this.#bar.value = done;
    this.say(`${done} of ${total} pictures, about ${Math.max(1, Math.round(secondsLeft))} s left.`);
    show(answers, null);
    if (this.#pause.dataset.paused !== 'yes') {
      return undefined;
    }
    this.say(`Paused at ${done} of ${total} pictures.`);
    return new Promise<void>((resolve) => {
      this.#goOn = resolve;
    });
  }

  #togglePause(): void {
    const paused = this.#pause.dataset.paused === 'yes';
    this.#pause.dataset.paused = paused ? 'no' : 'yes';
    setText(this.#pause, paused ? 'Pause' : 'Go on');
    if (paused) {
      this.#goOn?.();
      this.#goOn = null;
    }
  }

  #working(on: boolean): void {
    const focus = document.activeElement;
    this.#start.hidden = on;
    this.#pause.hidden = !on;
    this.#cancel.hidden = !on;
    this.#bar.hidden = !on;
    this.#pause.dataset.paused = 'no';
    setText(this.#pause, 'Pause');
    if (on && focus === this.#start) {
      this.#cancel.focus();
    } else if (!on && (focus === this.#pause || focus === this.#cancel)) {
      this.#start.focus();
    }
    this.#doing.slotsChanged();
  }
}

/** How a run ended, in a sentence. */
export const ended = ({ partial, done, total }: Pick<Ran, 'partial' | 'done' | 'total'>): string =>
  partial ? `Stopped half-way: ${done} of ${total} pictures.` : `Done: ${total} pictures.`;
