// The engine's end of the line to the runtime: which network is loaded there, and what is asked of it.
import type { Card } from '../wire/card';
import type { Calls, Given, Loaded, RuntimeCode } from '../wire/messages';
import { isRefusal, type Refusal } from '../wire/refusal';
import type {
  Outputs,
  RuntimeArrived,
  RuntimeCalls,
  RuntimeKind,
  RuntimeProgress,
  RuntimeReply,
  RuntimeRequest,
} from '../wire/runtime';

/** Hears how far a request has come, in bytes. */
export type Tell = (done: number, total: number) => void;

/** How long an idle runtime may take to say that a request has arrived. */
const idleLimit = 1000;

interface Waiting {
  readonly settle: (answer: RuntimeReply['answer']) => void;
  readonly tell: Tell | undefined;
  arrived: boolean;
}

export class RuntimeLine {
  #line: MessagePort | null = null;
  readonly #waiting = new Map<number, Waiting>();
  readonly #silent: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ids = 0;
  #loaded: { readonly model: string; readonly variant: string | null; readonly batches: boolean } | null = null;

  /** `silent` is called when a runtime that has nothing to do does not say that a request has arrived: it hangs, or is gone. */
  constructor(silent: () => void) {
    this.#silent = silent;
  }

  /** Must be called once, before all else. */
  connect(line: MessagePort): void {
    this.#line = line;
    line.onmessage = ({ data }: MessageEvent<RuntimeReply | RuntimeArrived | RuntimeProgress>) => {
      const { id } = data;
      const waiting = this.#waiting.get(id);
      if (waiting && 'answer' in data) {
        this.#waiting.delete(id);
        waiting.settle(data.answer);
      } else if (waiting) {
        waiting.arrived = true;
        if ('done' in data) {
          waiting.tell?.(data.done, data.total);
        }
      }
      this.#watch();
    };
  }

  get model(): string | null {
    return this.#loaded?.model ?? null;
  }

  get variant(): string | null {
    return this.#loaded?.variant ?? null;
  }

  /** Whether several examples may be given at once. */
  get batches(): boolean {
    return this.#loaded?.batches ?? false;
  }

  /** Must be called once. */
  start(code: RuntimeCode, threads: number): Promise<Record<string, never> | Refusal> {
    return this.#ask('start', { ...code, threads });
  }

  /** A refused network leaves the one before in place, but for one that failed at its first run. */
  async load(card: Card, variant: string | null, given: Given, tell?: Tell): Promise<Loaded | Refusal> {
    const buffers = 'bytes' in given ? [given.bytes] : 'skeleton' in given ? [given.skeleton] : [];
    const loaded = await this.#ask('load', { card, variant, given }, buffers, tell);
    if (!isRefusal(loaded)) {
      this.#loaded = { model: card.id, variant, batches: loaded.batches };
    }
    return loaded;
  }

  /** What a checkpoint holds; the network that is loaded stays. */
  inspect(checkpoint: Blob): Promise<Calls['inspect']['give'] | Refusal> {
    return this.#ask('inspect', { checkpoint });
  }

  /** What an ONNX file says of its graph; the network that is loaded stays. */
  examine(onnx: Blob, tell?: Tell): Promise<Calls['examine']['give'] | Refusal> {
    return this.#ask('examine', { onnx }, [], tell);
  }

  async unload(): Promise<Record<string, never> | Refusal> {
    this.#loaded = null;
    return this.#ask('unload', {});
  }

  /** One run. `own`: `data` may be handed over and is gone after this. Without `withFeatures` the outputs alone. */
  run(
    dims: readonly number[],
    data: Float32Array<ArrayBuffer>,
    { withFeatures, own }: { withFeatures: boolean; own: boolean },
  ): Promise<Outputs | Refusal> {
    return this.#ask('run', { dims, data, withFeatures }, own ? [data.buffer] : []);
  }

  #ask<K extends RuntimeKind>(
    kind: K,
    send: RuntimeCalls[K]['send'],
    transfer: Transferable[] = [],
    tell?: Tell,
  ): Promise<RuntimeCalls[K]['give'] | Refusal> {
    return new Promise((resolve) => {
      const id = ++this.#ids;
      // Starting waits for the worker's script, which the page gives its own time.
      this.#waiting.set(id, { settle: resolve as Waiting['settle'], tell, arrived: kind === 'start' });
      const request: RuntimeRequest<K> = { id, kind, send };
      this.#line?.postMessage(request, transfer);
      this.#watch();
    });
  }

  /** Of those that wait only the first is to be heard of: while it runs, word of the next cannot come. */
  #watch(): void {
    clearTimeout(this.#timer);
    const [first] = this.#waiting.values();
    if (first && !first.arrived) {
      this.#timer = setTimeout(() => {
        // This worker may have been busy itself: what has come in meanwhile is heard first.
        this.#timer = setTimeout(() => this.#silent(), 100);
      }, idleLimit);
    }
  }
}
