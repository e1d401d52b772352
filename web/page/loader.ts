// Which model is in the worker, and how it gets there: one load at a time, weights kept by their hash, and a loan that gives the
// model in use back.
import { largestModel } from '../onnx/judge';
import { type Card, variantOf, weightsOf } from '../wire/card';
import type { Given, Loaded, RuntimeCode, Threads } from '../wire/messages';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Bridge } from './bridge';
import { type BroughtCheckpoint, judgeSize, largeModel, prepare } from './checkpoints';
import { download } from './download';
import { ahead, offer, settle } from './threads';

export interface Shipped {
  readonly folder: string;
  readonly text: string;
}

/** A network's whole file with its card as text. */
export interface BroughtOnnx {
  readonly onnx: Blob;
  readonly card: string;
}

/** The id of a model of this site or of one that was brought before; or what the visitor brings. */
export type Brought = string | BroughtOnnx | BroughtCheckpoint;
type Tell = (done: number, total: number) => void;

/** What is said of threads while none of them multiplies. */
const onGraphics = 'the graphics processor runs the model';

export class Loader {
  readonly #bridge: Bridge;
  readonly #shipped: readonly Shipped[];
  /** Weights of this site's models that were fetched already, by hash: they are small, and going back needs no request. */
  readonly #weights = new Map<string, ArrayBuffer>();
  /** What was brought, by the id of its card: the files are held by reference, so going back reads them again. */
  readonly #brought = new Map<string, BroughtOnnx | BroughtCheckpoint>();
  #queue: Promise<unknown> = Promise.resolve();
  /** Whether what is loaded is large, or brought along: its workers must end with it. */
  #apart = false;
  loaded: { readonly id: string; readonly variant: string | null; readonly times: Loaded } | null = null;
  #threads: Threads = { count: 1, why: 'not measured yet' };

  constructor(bridge: Bridge, shipped: readonly Shipped[]) {
    this.#bridge = bridge;
    this.#shipped = shipped;
  }

  /** Settles when whatever is being loaded is. */
  get idle(): Promise<unknown> {
    return this.#queue;
  }

  get threads(): Threads {
    return this.onGraphics ? { ...this.#threads, why: onGraphics } : this.#threads;
  }

  /** Whether the model in use runs on the graphics processor. */
  get onGraphics(): boolean {
    return this.#bridge.runtime?.provider === 'webgpu';
  }

  /**
   * Has the model in use run by another build of the runtime, of the graphics processor, or with null on the processor again. Another
   * model that is loaded runs on the processor. A refusal leaves things as they were.
   */
  moveTo(graphics: RuntimeCode | null): Promise<Loaded | Refusal> {
    return this.queue(async () => {
      const { loaded } = this;
      const runtime = graphics ?? this.#bridge.processor;
      if (!loaded || !runtime) {
        return loaded?.times ?? refuse('no-model');
      }
      const times = await this.#bridge.tryStart({ runtime });
      if (!times || isRefusal(times)) {
        return times ?? refuse('engine-died', 'it is not up');
      }
      this.loaded = { ...loaded, times };
      return times;
    });
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
   * whatever became of the work.
   */
  lend<T>(work: (bring: (model: Brought, variant: string | null) => Promise<Card | Refusal>) => Promise<T | Refusal>) {
    return this.queue(async (): Promise<T | Refusal> => {
      const before = this.loaded;
      const held = before && this.#brought.get(before.id);
      try {
        return await work((model, variant) => {
          // What scores meanwhile must not take the model that leaves for the one that is there.
          this.loaded = typeof model === 'string' && this.holds(model, variant) ? this.loaded : null;
          return this.bring(model, variant);
        });
      } finally {
        if (before) {
          await this.bring(held ?? before.id, before.variant);
        }
      }
    });
  }

  #find(id: string): Shipped | undefined {
    return this.#shipped.find(({ text }) => (JSON.parse(text) as Card).id === id);
  }

  /** Puts a model of this site, or one brought along, into the worker; only within `queue`. */
  async bring(model: Brought, variant: string | null, onProgress?: Tell, signal?: AbortSignal): Promise<Card | Refusal> {
    const known = typeof model === 'string' ? this.#brought.get(model) : model;
    if (known) {
      // Of a model brought along there is one file, its own.
      return variant !== null ? refuse('unknown-variant', variant) : this.#bringAlong(known, onProgress, signal);
    }
    const shipped = this.#find(model as string);
    if (!shipped) {
      return refuse('unknown-model', String(model));
    }
    const parsed = await this.#bridge.call('card', { text: shipped.text });
    if (isRefusal(parsed)) {
      return parsed;
    }
    const { card } = parsed;
    if (variant !== null && !variantOf(card, variant)) {
      return refuse('unknown-variant', variant);
    }
    if (this.holds(card.id, variant)) {
      return card;
    }
    const weights = weightsOf(card, variant);
    const bytes =
      this.#weights.get(weights.sha256) ??
      (await download(
        {
          what: `model ${[card.id, variant].filter(Boolean).join(', ')}`,
          url: new URL(weights.file, shipped.folder).href,
          bytes: weights.bytes,
          sha256: weights.sha256,
        },
        { onProgress, signal },
      ));
    if (isRefusal(bytes)) {
      return bytes;
    }
    if (signal?.aborted) {
      return refuse('cancelled');
    }
    const large = bytes.byteLength > largeModel;
    const refused = await this.#load(card, variant, { bytes }, { apart: large, large }, onProgress, signal);
    if (refused) {
      return refused;
    }
    this.#weights.set(weights.sha256, bytes);
    return card;
  }

  /** What the visitor brought: always into workers of its own, since a stranger's network may end them. */
  async #bringAlong(model: BroughtOnnx | BroughtCheckpoint, onProgress?: Tell, signal?: AbortSignal): Promise<Card | Refusal> {
    const refused = 'onnx' in model ? judgeSize(model.onnx.size, largestModel, 'onnx') : null;
    if (refused || signal?.aborted) {
      return refused ?? refuse('cancelled');
    }
    const prepared =
      'onnx' in model ? { card: model.card, given: { onnx: model.onnx } } : await prepare(this.#bridge, model, { signal });
    const parsed = isRefusal(prepared) ? prepared : await this.#bridge.call('card', { text: prepared.card });
    if (isRefusal(prepared) || isRefusal(parsed)) {
      return isRefusal(prepared) ? prepared : (parsed as Refusal);
    }
    const { card } = parsed;
    const large = !('onnx' in model) || model.onnx.size > largeModel;
    const failed = await this.#load(card, null, prepared.given, { apart: true, large }, onProgress, signal);
    if (failed) {
      return failed;
    }
    this.#brought.set(card.id, 'onnx' in model ? model : { ...model, card: card.id });
    return card;
  }

  /**
   * Loads into the runtime that is there; where a large or foreign model comes or goes, into workers of its own, so that memory is
   * given back.
   * A refusal leaves the model before in place.
   */
  async #load(
    card: Card,
    variant: string | null,
    given: Given,
    { apart, large }: { readonly apart: boolean; readonly large: boolean },
    onProgress?: Tell,
    signal?: AbortSignal,
  ): Promise<Refusal | null> {
    const send = { card, variant, ...given };
    if (!apart && !this.#apart && !this.onGraphics) {
      const alone = await this.#bridge.call('load', send);
      return isRefusal(alone) ? alone : this.#settled(card, variant, apart, await settle(this.#bridge, alone));
    }
    const before = this.loaded;
    // What scores meanwhile must not take the model that leaves for one that is there.
    this.loaded = null;
    const threads = large ? ahead(offer()) : { count: 1, why: '' };
    const changes = { threads: threads.count, ...(this.#bridge.processor && { runtime: this.#bridge.processor }) };
    const times = await this.#bridge.exchange(send, changes, { onProgress, signal });
    if (isRefusal(times)) {
      this.loaded = before;
      return times;
    }
    return this.#settled(card, variant, apart, large ? { threads, times } : await settle(this.#bridge, times));
  }

  #settled(card: Card, variant: string | null, apart: boolean, { threads, times }: { threads: Threads; times: Loaded }): null {
    this.loaded = { id: card.id, variant, times };
    this.#threads = threads;
    this.#apart = apart;
    return null;
  }
}
