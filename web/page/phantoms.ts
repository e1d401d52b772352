// Simulated films: while a control is dragged a small one follows, newest wish first; on release the whole one. One at a time, and
// each can be stopped. What was simulated last is kept, because the laboratory's state holds only what was asked for.
import type { Floats } from '../wire/messages';
import { isRefusal, type Refusal } from '../wire/refusal';
import type { PhantomSpec } from '../wire/values';
import { Latest } from './latest';

/** Pixels a side while something is dragged, and of the film that stays. */
export const sides = { dragged: 320, whole: 512 } as const;

export interface Simulated {
  readonly covariates: Readonly<Record<string, number>>;
  readonly hidden: { readonly cohort: 'A' | 'B'; readonly mechanisms: readonly string[]; readonly strength: number };
}

/** The part of the session that simulates. */
export interface Simulator {
  phantom(spec: PhantomSpec, signal?: AbortSignal): Promise<Simulated | Refusal>;
  /** What the mechanisms of the open film changed: the same person as B less as A; dims are height and width. */
  truth(): Promise<Floats | Refusal>;
}

interface Telling {
  /** A film is there. `whole`: it is one that stays. */
  made(simulated: Simulated, spec: PhantomSpec, whole: boolean): void | Promise<void>;
  refuse(refusal: Refusal): void;
  /** Whether one is being made. */
  busy(on: boolean): void;
}

export class Phantoms {
  readonly #simulator: Simulator;
  readonly #telling: Telling;
  readonly #wishes: Latest<PhantomSpec>;
  #running: AbortController | null = null;
  #settled: (() => void)[] = [];
  made: Simulated | null = null;
  spec: PhantomSpec | null = null;

  constructor(simulator: Simulator, telling: Telling) {
    this.#simulator = simulator;
    this.#telling = telling;
    this.#wishes = new Latest((spec) => this.#make(spec));
  }

  /** A film of the whole size; settles when it, or a newer one in its place, is there. */
  whole(spec: PhantomSpec): Promise<void> {
    return new Promise((resolve) => {
      this.#settled.push(resolve);
      // What still runs was only wanted until now.
      this.#running?.abort();
      this.#wishes.want({ ...spec, size: sides.whole });
    });
  }

  /** A small film, for as long as something is dragged. */
  dragged(spec: PhantomSpec): void {
    this.#wishes.want({ ...spec, size: sides.dragged });
  }

  /** Stops what is being simulated; the film before stays. */
  stop(): void {
    this.#wishes.drop();
    this.#running?.abort();
    this.#settle();
  }

  async #make(spec: PhantomSpec): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    this.#telling.busy(true);
    const simulated = await this.#simulator.phantom(spec, running.signal);
    this.#running = null;
    this.#telling.busy(false);
    if (!isRefusal(simulated)) {
      this.made = simulated;
      this.spec = spec;
      await this.#telling.made(simulated, spec, spec.size === sides.whole);
    } else if (simulated.code !== 'cancelled' && simulated.code !== 'superseded') {
      this.#telling.refuse(simulated);
    }
    if (spec.size === sides.whole) {
      this.#settle();
    }
  }

  #settle(): void {
    for (const settle of this.#settled.splice(0)) {
      settle();
    }
  }
}
