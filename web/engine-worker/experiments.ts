// The driver of every experiment: small batches through the runtime, a part of a run at a time. It knows no experiment; the engine
// says what to run and what it means. While the network works on a batch, the next is made. Between two parts the worker hears
// everybody else, so that a live score does not wait.
import type { Calls } from '../wire/messages';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { MedicalFrame } from '../wire/values';
import type { Engine } from './engine';

type Send<K extends keyof Calls> = Calls[K]['send'];
type Give<K extends keyof Calls> = Calls[K]['give'];

/** The part of the runtime that a run needs. It works on one batch at a time, in the order it was given them. */
export interface Network {
  readonly model: string | null;
  /** Which retrained variant of it; null: the model itself. */
  readonly variant: string | null;
  readonly batches: boolean;
  run(
    dims: readonly number[],
    data: Float32Array<ArrayBuffer>,
    how: { withFeatures: boolean; own: boolean },
  ): Promise<{ values: Float32Array; inference: number } | Refusal>;
}

/** What the engine is given of a file: the file itself, or samples and what they mean. */
export interface Read {
  readonly bytes: ArrayBuffer;
  readonly medical?: MedicalFrame;
}

/** Reads a file of a kind that the engine does not know itself; `alive` as in DecoderLine. */
export type ReadFilm = (bytes: ArrayBuffer, alive: () => void) => Promise<Read | Refusal>;

/** Milliseconds of one part. Nothing else of the worker waits longer for an experiment. */
const part = 150;
const most = { pictures: 32, share: 0.25 };

export class Experiments {
  readonly #network: Network;
  readonly #read: ReadFilm;
  readonly #now: () => number;
  #run = 0;
  #model = '';
  #variant: string | null = null;
  #films: readonly Blob[] = [];
  /** Milliseconds that a picture takes, by the last batch. */
  #each = 0;
  /** Batches that the network has and whose numbers were not taken yet, in their order. */
  #ahead: { readonly pictures: number; readonly outputs: ReturnType<Network['run']> }[] = [];

  constructor(network: Network, read: ReadFilm, now: () => number = () => performance.now()) {
    this.#network = network;
    this.#read = read;
    this.#now = now;
  }

  begin(
    engine: Engine,
    { experiment, parameters, model, variant, view, films }: Send<'experiment-begin'>,
  ): Give<'experiment-begin'> | Refusal {
    if (this.#network.model !== model || this.#network.variant !== variant) {
      return refuse('superseded');
    }
    const begun = engine.beginExperiment(experiment, parameters, model, view);
    if (isRefusal(begun)) {
      return begun;
    }
    this.#model = model;
    this.#variant = variant;
    this.#films = films;
    this.#each = 0;
    this.#ahead = [];
    return { run: ++this.#run, done: begun.done, total: begun.total };
  }

  async step(engine: Engine, run: number, answers: boolean, alive: () => void): Promise<Give<'experiment-step'> | Refusal> {
    const lost = this.#lost(run);
    if (lost) {
      return lost;
    }
    const end = this.#now() + part;
    let inference = 0;
    let count: { done: number; total: number } | null = null;
    do {
      const began = this.#now();
      const refused = await this.#fill(engine, alive);
      if (refused) {
        return refused;
      }
      const batch = this.#ahead.shift();
      if (!batch) {
        break;
      }
      const outputs = await batch.outputs;
      if (isRefusal(outputs)) {
        return outputs;
      }
      inference += outputs.inference;
      const absorbed = engine.absorbInExperiment(outputs.values);
      if (isRefusal(absorbed)) {
        return absorbed;
      }
      count = absorbed;
      this.#each = (this.#now() - began) / batch.pictures;
    } while (count.done < count.total && this.#now() < end);
    const said = answers || !count || count.done === count.total ? engine.answerOfExperiment() : null;
    if (isRefusal(said)) {
      return said;
    }
    return { done: count?.done ?? 0, total: count?.total ?? 0, answers: said, inference };
  }

  /** What it says in the end, complete or not; then it is forgotten. */
  end(engine: Engine, run: number): Give<'experiment-end'> | Refusal {
    const answers = run === this.#run ? engine.answerOfExperiment() : refuse('superseded');
    if (isRefusal(answers)) {
      return answers;
    }
    engine.endExperiment();
    this.#films = [];
    this.#ahead = [];
    return { answers };
  }

  /** A worker that was replaced knows of no run; a model that was changed cannot go on with it. */
  #lost(run: number): Refusal | null {
    if (run > this.#run) {
      return refuse('engine-stuck', 'The experiment was lost; start it again.');
    }
    const other = this.#network.model !== this.#model || this.#network.variant !== this.#variant;
    return run < this.#run || other ? refuse('superseded') : null;
  }

  /** Makes what the network is to work on next, while it works. */
  async #fill(engine: Engine, alive: () => void): Promise<Refusal | null> {
    // One batch that the network works on, and one that is ready when it is done. Where a single picture takes longer than a part,
    // and while that is not known, one alone: a live score would have to wait for both.
    const ahead = this.#each > 0 && this.#each < part ? 2 : 1;
    while (this.#ahead.length < ahead) {
      const batch = engine.nextOfExperiment(this.#size());
      if (isRefusal(batch)) {
        return batch;
      }
      const pictures = batch.dims[0];
      if (pictures === undefined) {
        if (batch.needs === null) {
          break;
        }
        const refused = await this.#give(engine, batch.needs, alive);
        if (refused) {
          return refused;
        }
        continue;
      }
      this.#ahead.push({ pictures, outputs: this.#network.run(batch.dims, batch.data, { withFeatures: false, own: true }) });
    }
    return null;
  }

  /** Reads a film of the visitor's own; what is wrong with it is said with its number. */
  async #give(engine: Engine, film: number, alive: () => void): Promise<Refusal | null> {
    const blob = this.#films[film];
    if (!blob) {
      return refuse('experiment-empty', `film ${film + 1} was not given`);
    }
    let bytes: ArrayBuffer;
    try {
      bytes = await blob.arrayBuffer();
    } catch {
      return refuse('unreadable-file', `film ${film + 1}`);
    }
    const read = await this.#read(bytes, alive);
    const given = isRefusal(read) ? read : engine.giveToExperiment(read.bytes, read.medical);
    return isRefusal(given) ? { ...given, message: `Film ${film + 1} of ${this.#films.length}: ${given.message}` } : null;
  }

  /** Pictures in the next batch: the first shows how long one takes. */
  #size(): number {
    if (!this.#network.batches || this.#each === 0) {
      return 1;
    }
    return Math.max(1, Math.min(most.pictures, Math.floor((part * most.share) / this.#each)));
  }
}
