// Which model is in the worker, and how it gets there: one load at a time, weights kept by their hash, and a loan that gives the
// model in use back.
import { type Card, variantOf, weightsOf } from '../wire/card';
import type { Loaded, Threads } from '../wire/messages';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Bridge } from './bridge';
import { download } from './download';
import { measured, settle } from './threads';

export interface Shipped {
  readonly folder: string;
  readonly text: string;
}

export type Brought = string | { readonly card: string; readonly bytes: ArrayBuffer };
type Tell = (done: number, total: number) => void;

export class Loader {
  readonly #bridge: Bridge;
  readonly #shipped: readonly Shipped[];
  /** Weights of this site's models that were fetched already, by hash: they are small, and going back needs no request. */
  readonly #weights = new Map<string, ArrayBuffer>();
  #queue: Promise<unknown> = Promise.resolve();
  loaded: { readonly id: string; readonly variant: string | null; readonly times: Loaded } | null = null;
  threads: Threads = { count: 1, why: 'not measured yet' };

  constructor(bridge: Bridge, shipped: readonly Shipped[]) {
    this.#bridge = bridge;
    this.#shipped = shipped;
  }

  /** Settles when whatever is being loaded is. */
  get idle(): Promise<unknown> {
    return this.#queue;
  }

  holds(id: string, variant: string | null): boolean {
    return this.loaded?.id === id && this.loaded.variant === variant;
  }

  /** One after another: what loads a model waits for what was asked before it. */
  queue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /**
   * Lends the worker to `work`, which may bring in other models of this site; at the end the model that was there is there again,
   * whatever became of the work. Refused where that one could not be brought back, because the visitor brought it.
   */
  lend<T>(work: (bring: (id: string, variant: string | null) => Promise<Card | Refusal>) => Promise<T | Refusal>) {
    return this.queue(async (): Promise<T | Refusal> => {
      const before = this.loaded;
      if (before && !this.#find(before.id)) {
        return refuse('not-in-this-version', 'a comparison beside a model that was brought along');
      }
      try {
        return await work((id, variant) => {
          // What scores meanwhile must not take the model that leaves for the one that is there.
          this.loaded = this.holds(id, variant) ? this.loaded : null;
          return this.bring(id, variant);
        });
      } finally {
        if (before) {
          await this.bring(before.id, before.variant);
        }
      }
    });
  }

  #find(id: string): Shipped | undefined {
    return this.#shipped.find(({ text }) => (JSON.parse(text) as Card).id === id);
  }

  /** Puts a model of this site, or one brought along, into the worker; only within `queue`. */
  async bring(model: Brought, variant: string | null, onProgress?: Tell, signal?: AbortSignal): Promise<Card | Refusal> {
    const shipped = typeof model === 'string' ? this.#find(model) : undefined;
    const text = typeof model === 'string' ? shipped?.text : model.card;
    if (text === undefined) {
      return refuse('unknown-model', typeof model === 'string' ? model : '');
    }
    const parsed = await this.#bridge.call('card', { text });
    if (isRefusal(parsed)) {
      return parsed;
    }
    const { card } = parsed;
    // Of a model brought along there is one file, its own.
    if (variant !== null && (typeof model !== 'string' || !variantOf(card, variant))) {
      return refuse('unknown-variant', variant);
    }
    if (typeof model === 'string' && this.holds(card.id, variant)) {
      return card;
    }
    const weights = weightsOf(card, variant);
    const bytes =
      typeof model === 'string'
        ? (this.#weights.get(weights.sha256) ??
          (await download(
            {
              what: `model ${[card.id, variant].filter(Boolean).join(', ')}`,
              url: new URL(weights.file, shipped?.folder).href,
              bytes: weights.bytes,
              sha256: weights.sha256,
            },
            { onProgress, signal },
          )))
        : await measured(model.bytes, card);
    if (isRefusal(bytes)) {
      return bytes;
    }
    if (signal?.aborted) {
      return refuse('cancelled');
    }
    const alone = await this.#bridge.call('load', { card, variant, bytes });
    if (isRefusal(alone)) {
      return alone;
    }
    const { threads, times } = await settle(this.#bridge, alone);
    this.loaded = { id: card.id, variant, times };
    this.threads = threads;
    if (shipped) {
      this.#weights.set(weights.sha256, bytes);
    }
    return card;
  }
}
