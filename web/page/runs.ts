// Runs an experiment: asks the worker for one part after another, tells how far it is, stops when it is told to. Pausing is waiting
// before the next part; cancelling half-way gives what is known by then, marked partial.
import type { View } from '../wire/messages';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Answer } from '../wire/values';
import type { Bridge } from './bridge';

export interface RunProgress {
  /** Pictures scored, and of how many. */
  readonly done: number;
  readonly total: number;
  /** Left at the pace so far; pauses do not count. */
  readonly secondsLeft: number;
  /** What the experiment says so far. */
  readonly answers: readonly Answer[];
}

export interface RunOptions {
  /** Told about three times a second. A promise that it gives is waited for: that is how to pause. */
  readonly onProgress?: (progress: RunProgress) => unknown;
  readonly signal?: AbortSignal;
  /** The visitor's own films, where the experiment is of such. They are read when their turn comes and go nowhere. */
  readonly films?: readonly Blob[];
}

/** What an experiment gave. */
export interface Ran {
  readonly ok: true;
  readonly experiment: string;
  readonly parameters: object;
  readonly model: string;
  /** Which of the model's retrained variants scored; null: the model itself. */
  readonly variant: string | null;
  /** Steps that were in force in the laboratory. */
  readonly chain: readonly object[];
  /** Cancelled half-way: the answers are of `done` pictures. */
  readonly partial: boolean;
  readonly done: number;
  readonly total: number;
  readonly answers: readonly Answer[];
  /** Milliseconds in the network, and of the whole run without its pauses. */
  readonly timings: { readonly inference: number; readonly total: number };
}

export interface Asked {
  readonly experiment: string;
  readonly parameters: object;
  readonly model: string;
  readonly variant: string | null;
  readonly view: View | null;
}

/** Milliseconds after a telling in which no part is asked for its answers; a part takes about 150. */
const quiet = 100;

export class Runs {
  readonly #bridge: Pick<Bridge, 'call'>;
  readonly #now: () => number;
  #busy = false;

  constructor(bridge: Pick<Bridge, 'call'>, now: () => number = () => performance.now()) {
    this.#bridge = bridge;
    this.#now = now;
  }

  get busy(): boolean {
    return this.#busy;
  }

  async run(asked: Asked, options: RunOptions = {}): Promise<Ran | Refusal> {
    if (this.#busy) {
      return refuse('experiment-busy');
    }
    if (options.signal?.aborted) {
      return refuse('cancelled');
    }
    this.#busy = true;
    try {
      return await this.#go(asked, options);
    } finally {
      this.#busy = false;
    }
  }

  async #go(asked: Asked, { onProgress, signal, films = [] }: RunOptions): Promise<Ran | Refusal> {
    const begun = await this.#bridge.call('experiment-begin', { ...asked, films });
    if (isRefusal(begun)) {
      return begun;
    }
    const { run, total } = begun;
    const began = this.#now();
    let paused = 0;
    let told = Number.NEGATIVE_INFINITY;
    let inference = 0;
    let done = 0;
    while (done < total && !signal?.aborted) {
      const tell = onProgress !== undefined && this.#now() - told > quiet;
      const part = await this.#bridge.call('experiment-step', { run, answers: tell });
      if (isRefusal(part)) {
        return part;
      }
      done = part.done;
      inference += part.inference;
      if (part.answers && onProgress && done > 0) {
        told = this.#now();
        const secondsLeft = ((told - began - paused) / done) * ((total - done) / 1000);
        await this.#untilAborted(onProgress({ done, total, secondsLeft, answers: part.answers }), signal);
        paused += this.#now() - told;
      }
    }
    const spent = this.#now() - began - paused;
    const ended = await this.#bridge.call('experiment-end', { run });
    if (isRefusal(ended)) {
      return ended;
    }
    if (done === 0) {
      return refuse('cancelled');
    }
    const { view, ...of } = asked;
    const { answers } = ended;
    const timings = { inference, total: spent };
    return { ok: true, ...of, chain: view?.chain ?? [], partial: done < total, done, total, answers, timings };
  }

  async #untilAborted(pause: unknown, signal?: AbortSignal): Promise<void> {
    if (!(pause instanceof Promise)) {
      return;
    }
    const aborted = new Promise<void>((resolve) => {
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
    await Promise.race([pause, aborted]);
  }
}
