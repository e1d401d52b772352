// Which model is in the worker, and how it gets there: one load at a time, weights kept by their hash, and a loan that gives the
// model in use back.
import { type Card, variantOf, weightsOf } from '../wire/card';
import type { FromCheckpoint, Loaded, Threads, WholeModel } from '../wire/messages';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Bridge } from './bridge';
import { type BroughtCheckpoint, largeModel, prepare } from './checkpoints';
import { download } from './download';
import { ahead, measured, offer, settle } from './threads';

export interface Shipped {
  readonly folder: string;
  readonly text: string;
}

/** The id of a model of this site or of a checkpoint that was brought before; or what the visitor brings. */
export type Brought = string | { readonly card: string; readonly bytes: ArrayBuffer } | BroughtCheckpoint;
type Tell = (done: number, total: number) => void;

export class Loader {
  readonly #bridge: Bridge;
  readonly #shipped: readonly Shipped[];
  /** Weights of this site's models that were fetched already, by hash: they are small, and going back needs no request. */
  readonly #weights = new Map<string, ArrayBuffer>();
  /** Checkpoints that were brought, by the id of their card: the files are held by reference, so going back reads them again. */
  readonly #checkpoints = new Map<string, BroughtCheckpoint>();
  #queue: Promise<unknown> = Promise.resolve();
  /** Whether what is loaded takes so much memory that its workers must end with it. */
  #large = false;
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
    const checkpoint = typeof model === 'string' ? this.#checkpoints.get(model) : 'checkpoint' in model ? model : undefined;
    if (checkpoint) {
      return variant === null ? this.#bringCheckpoint(checkpoint, onProgress, signal) : refuse('unknown-variant', variant);
    }
    const shipped = typeof model === 'string' ? this.#find(model) : undefined;
    const text = typeof model === 'string' ? shipped?.text : (model as { card: string }).card;
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
        : await measured((model as WholeModel).bytes, card);
    if (isRefusal(bytes)) {
      return bytes;
    }
    if (signal?.aborted) {
      return refuse('cancelled');
    }
    const refused = await this.#load(card, variant, { bytes }, bytes.byteLength > largeModel);
    if (refused) {
      return refused;
    }
    if (shipped) {
      this.#weights.set(weights.sha256, bytes);
    }
    return card;
  }

  async #bringCheckpoint(checkpoint: BroughtCheckpoint, onProgress?: Tell, signal?: AbortSignal): Promise<Card | Refusal> {
    const prepared = await prepare(this.#bridge, checkpoint, { signal });
    const parsed = isRefusal(prepared) ? prepared : await this.#bridge.call('card', { text: prepared.card });
    if (isRefusal(prepared) || isRefusal(parsed)) {
      return isRefusal(prepared) ? prepared : (parsed as Refusal);
    }
    const { card } = parsed;
    const refused = await this.#load(card, null, prepared.given, true, onProgress, signal);
    if (refused) {
      return refused;
    }
    this.#checkpoints.set(card.id, { ...checkpoint, card: card.id });
    return card;
  }

  /**
   * Loads into the runtime that is there; where a large model comes or goes, into workers of its own, so that memory is given back.
   * A refusal leaves the model before in place.
   */
  async #load(
    card: Card,
    variant: string | null,
    given: WholeModel | FromCheckpoint,
    large: boolean,
    onProgress?: Tell,
    signal?: AbortSignal,
  ): Promise<Refusal | null> {
    const send = { card, variant, ...given };
    if (!large && !this.#large) {
      const alone = await this.#bridge.call('load', send);
      return isRefusal(alone) ? alone : this.#settled(card, variant, large, await settle(this.#bridge, alone));
    }
    const before = this.loaded;
    // What scores meanwhile must not take the model that leaves for one that is there.
    this.loaded = null;
    const threads = large ? ahead(offer()) : { count: 1, why: '' };
    const times = await this.#bridge.exchange(send, threads.count, { onProgress, signal });
    if (isRefusal(times)) {
      this.loaded = before;
      return times;
    }
    return this.#settled(card, variant, large, large ? { threads, times } : await settle(this.#bridge, times));
  }

  #settled(card: Card, variant: string | null, large: boolean, { threads, times }: { threads: Threads; times: Loaded }): null {
    this.loaded = { id: card.id, variant, times };
    this.threads = threads;
    this.#large = large;
    return null;
  }
}
