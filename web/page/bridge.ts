// The worker's life, in one file. Requests carry ids; progress, result, refusal, cancellation and death are told apart by type.
// A worker that does not answer or dies is replaced: a new one is started from code the page holds already, the opened file
// and the model are sent again, what was waiting is asked once more, and the visitor is told in one line.
import type { Calls, FromWorker, Kind, Loaded, Request, RuntimeCode, ToWorker } from '../wire/messages';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { due, limit } from './deadlines';
import type { Entry, Tell } from './entry';

/** A worker, as far as the bridge knows it; tests script one. */
export interface Port {
  post(message: ToWorker): void;
  listen(heard: (message: FromWorker) => void, died: (why: string) => void): void;
  terminate(): void;
}

export interface Watching {
  /** A worker was replaced; `why` says what was seen. */
  replaced?(why: string, milliseconds: number): void;
  other?(message: FromWorker): void;
}

export class Bridge {
  readonly #make: () => Port;
  readonly #watching: Watching;
  readonly #entries = new Map<number, Entry>();
  readonly #cards = new Map<string, Calls['card']['send']>();
  #started: Calls['start']['send'] | null = null;
  /** What was asked that opened the present film; a new worker is asked the same. */
  opened: ['open', Calls['open']['send']] | ['phantom', Calls['phantom']['send']] | null = null;
  #loaded: Calls['load']['send'] | null = null;
  #port: Port | null = null;
  #up = false;
  #trying = false;
  /** The replacement that is under way, or was last. */
  #replacing: Promise<unknown> = Promise.resolve();
  #dead: Refusal | null = null;
  /** What ran networks in the first workers; null before `start`. */
  processor: RuntimeCode | null = null;
  #ids = 0;
  #heard = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Makes the worker at once; its script loads while the code it is to run is fetched. */
  constructor(make: () => Port, watching: Watching = {}) {
    this.#make = make;
    this.#watching = watching;
    this.#connect();
  }

  /** The bytes of the file that is open; null for a simulated film, and while none is open. */
  get file(): ArrayBuffer | null {
    return this.opened?.[0] === 'open' ? this.opened[1].bytes : null;
  }

  /** What runs networks in the present workers; null before `start`. */
  get runtime(): RuntimeCode | null {
    return this.#started?.runtime ?? null;
  }

  /** Gives the worker the code to run; the refusal says why it cannot. */
  async start(send: Calls['start']['send']): Promise<Calls['start']['give'] | Refusal> {
    if (this.#dead) {
      return this.#dead;
    }
    this.#started = send;
    this.processor = send.runtime;
    const answer = await this.#ask('start', send);
    if (isRefusal(answer)) {
      this.#end(answer);
    } else {
      this.#up = true;
      this.#flush();
    }
    return answer;
  }

  /** Asks the worker. Settles exactly once: with the result, a refusal, or `cancelled` as soon as the signal says so. */
  call<K extends Kind>(kind: K, send: Calls[K]['send'], signal?: AbortSignal, tell?: Tell): Promise<Calls[K]['give'] | Refusal> {
    if (this.#dead) {
      return Promise.resolve(this.#dead);
    }
    if (signal?.aborted) {
      return Promise.resolve(refuse('cancelled'));
    }
    return this.#ask(kind, send, signal, tell);
  }

  /** Has the worker test its own policy; the verdict comes as a message. */
  selfTest(): void {
    this.#port?.post({ type: 'self-test' });
  }

  /**
   * Tries workers started otherwise in place of the present ones, with the same file and model. Keeps them where `better` says so of
   * the model's times there; otherwise, and where they fail or hang, those before come back. Gives the times of what is kept, what the
   * tried ones refused, or null where they were not better.
   */
  async tryStart(
    changes: Partial<Pick<Calls['start']['send'], 'threads' | 'runtime'>>,
    better: (times: Loaded) => boolean = () => true,
  ): Promise<Loaded | Refusal | null> {
    const before = this.#started;
    if (!before || !this.#up) {
      return null;
    }
    this.#started = { ...before, ...changes };
    this.#trying = true;
    const times = await this.#swap();
    this.#trying = false;
    if (times && !isRefusal(times) && better(times)) {
      return times;
    }
    this.#started = before;
    const back = await this.#swap();
    if (isRefusal(back)) {
      this.#end(back);
    }
    return isRefusal(times) ? times : null;
  }

  /**
   * Loads a model into workers of its own, started as said: the present ones end first, so that two large models never lie in
   * memory together and what the last one took is given back. A model that is refused or cancelled leaves things as they were: the
   * workers before are made anew, with the model they had.
   */
  async exchange(
    send: Calls['load']['send'],
    changes: Partial<Pick<Calls['start']['send'], 'threads' | 'runtime'>>,
    { signal, onProgress }: { readonly signal?: AbortSignal; readonly onProgress?: Tell } = {},
  ): Promise<Loaded | Refusal> {
    const before = { started: this.#started, loaded: this.#loaded };
    if (this.#dead || !before.started || !this.#up || signal?.aborted) {
      return this.#dead ?? (signal?.aborted ? refuse('cancelled') : refuse('engine-died', 'it is not up'));
    }
    this.#started = { ...before.started, ...changes };
    this.#loaded = null;
    const bare = await this.#swapPatiently();
    const answer = isRefusal(bare) ? bare : await this.call('load', send, signal, onProgress);
    if (isRefusal(answer)) {
      await this.#replacing;
      if (this.#dead) {
        return this.#dead;
      }
      for (const entry of this.#entries.values()) {
        if (entry.send === send) {
          this.#entries.delete(entry.id);
        }
      }
      this.#started = before.started;
      this.#loaded = before.loaded;
      const back = await this.#swapPatiently();
      if (isRefusal(back)) {
        this.#end(back);
      }
    }
    return answer;
  }

  /** Once more where new workers did not come up: on a busy machine they may be late, and nothing of theirs is lost yet. */
  async #swapPatiently(): Promise<Loaded | null | Refusal> {
    this.#trying = true;
    const first = await this.#swap();
    const given = isRefusal(first) ? await this.#swap() : first;
    this.#trying = false;
    return given;
  }

  /** Ends the worker; whatever waits is told. */
  end(): void {
    this.#end(refuse('cancelled'));
  }

  #ask<K extends Kind>(kind: K, send: Calls[K]['send'], signal?: AbortSignal, tell?: Tell): Promise<Calls[K]['give'] | Refusal> {
    return new Promise((resolve) => {
      const id = ++this.#ids;
      const entry: Entry<K> = { id, kind, send, settle: resolve, tell, again: false, began: null, posted: null };
      this.#entries.set(id, entry as unknown as Entry);
      signal?.addEventListener(
        'abort',
        () => {
          if (this.#entries.has(id)) {
            resolve(refuse('cancelled'));
            this.#port?.post({ type: 'cancel', id });
          }
        },
        { once: true },
      );
      if (this.#up || kind === 'start') {
        this.#post(entry as unknown as Entry);
      }
    });
  }

  #post(entry: Entry): void {
    entry.posted = performance.now();
    this.#port?.post({ type: 'request', id: entry.id, kind: entry.kind, send: entry.send } as Request);
    this.#watch();
  }

  #connect(): void {
    const port = this.#make();
    this.#port = port;
    port.listen(
      (message) => this.#port === port && this.#hear(message),
      (why) => this.#port === port && void this.#replace(why),
    );
  }

  #hear(message: FromWorker): void {
    this.#heard = performance.now();
    const entry = 'id' in message ? this.#entries.get(message.id) : undefined;
    if (message.type === 'began' && entry) {
      entry.began = this.#heard;
    } else if (message.type === 'progress' && entry) {
      entry.began = this.#heard;
      entry.tell?.(message.done, message.total);
    } else if (message.type === 'done' && entry) {
      this.#remember(entry, message.give);
      this.#settle(entry, message.give);
    } else if (message.type === 'refused' && entry) {
      this.#settle(entry, message.refusal);
    } else if (message.type === 'broken') {
      void this.#replace(message.why);
    } else {
      this.#watching.other?.(message);
    }
    this.#watch();
  }

  #settle(entry: Entry, answer: Calls[Kind]['give'] | Refusal): void {
    this.#entries.delete(entry.id);
    entry.settle(answer);
  }

  /** What a new worker must be told to stand where this one stood. */
  #remember({ kind, send }: Entry, give: Calls[Kind]['give']): void {
    if (kind === 'open') {
      this.opened = [kind, send as Calls['open']['send']];
    } else if (kind === 'phantom') {
      this.opened = [kind, send as Calls['phantom']['send']];
    } else if (kind === 'card') {
      this.#cards.set((give as Calls['card']['give']).card.id, send as Calls['card']['send']);
    } else if (kind === 'load') {
      this.#loaded = send as Calls['load']['send'];
    } else if (kind === 'unload') {
      this.#loaded = null;
    }
  }

  #watch(): void {
    clearTimeout(this.#timer);
    const next = due([...this.#entries.values()], this.#heard);
    if (!next) {
      return;
    }
    this.#timer = setTimeout(
      () => {
        const late = performance.now() - next.at;
        if (late > 250) {
          // This page itself was held up (a sleeping laptop, a hidden tab): hear what has come in before judging the worker.
          this.#timer = setTimeout(() => this.#judge(), 500);
        } else {
          this.#judge();
        }
      },
      Math.max(0, Math.ceil(next.at - performance.now()) + 1),
    );
  }

  #judge(): void {
    const next = due([...this.#entries.values()], this.#heard);
    if (!next || performance.now() < next.at) {
      this.#watch();
      return;
    }
    const { began, kind } = next.entry;
    void this.#replace(began === null ? 'it did not answer' : `“${kind}” did not end`, began !== null);
  }

  /** `stuck`: what is being done takes longer than it may. */
  async #replace(why: string, stuck = false): Promise<void> {
    const began = performance.now();
    clearTimeout(this.#timer);
    if (!this.#up && this.#trying) {
      // A trial that fails is no fault: what was asked of it is refused, and the worker before comes back.
      this.#port?.terminate();
      this.#port = null;
      for (const entry of this.#entries.values()) {
        this.#settle(entry, refuse('engine-died', why));
      }
      return;
    }
    if (!this.#up) {
      this.#end(refuse('engine-died', why));
      return;
    }
    this.#retire(stuck);
    this.#replacing = this.#swap();
    let refusal = await this.#replacing;
    if (isRefusal(refusal) && this.#started && this.processor && this.runtime !== this.processor) {
      // A graphics processor that is gone must not take the page with it.
      this.#started = { ...this.#started, runtime: this.processor };
      this.#replacing = this.#swap();
      refusal = await this.#replacing;
    }
    if (isRefusal(refusal)) {
      this.#end(refusal);
    } else {
      this.#watching.replaced?.(why, performance.now() - began);
    }
  }

  /** Puts a new worker in the old one's place; what waits goes on waiting and is asked again. Gives the model's times there. */
  async #swap(): Promise<Loaded | null | Refusal> {
    this.#up = false;
    clearTimeout(this.#timer);
    this.#port?.terminate();
    const waiting = [...this.#entries.values()];
    this.#entries.clear();
    for (const entry of waiting) {
      entry.began = null;
      entry.posted = null;
    }
    this.#connect();
    const restored = await this.#restore();
    for (const entry of waiting) {
      this.#entries.set(entry.id, entry);
    }
    if (!isRefusal(restored)) {
      this.#up = true;
      this.#flush();
    }
    return restored;
  }

  /** What ran when the worker stopped is asked once more and, if it was that already, given up; a model that hangs is not tried again. */
  #retire(stuck: boolean): void {
    for (const entry of this.#entries.values()) {
      if (entry.began !== null && stuck && entry.kind === 'load') {
        this.#settle(entry, refuse('model-stuck', `it did not run within ${Math.round(limit(entry) / 1000)} s`));
      } else if (entry.began !== null && entry.again) {
        this.#settle(entry, refuse('took-too-long', entry.kind));
      } else if (entry.began !== null) {
        entry.again = true;
      }
    }
  }

  async #restore(): Promise<Loaded | null | Refusal> {
    const steps: [Kind, Calls[Kind]['send']][] = this.#started ? [['start', this.#started]] : [];
    for (const card of this.#cards.values()) {
      steps.push(['card', card]);
    }
    if (this.opened) {
      steps.push(this.opened);
    }
    if (this.#loaded) {
      steps.push(['load', this.#loaded]);
    }
    const answers = steps.map(([kind, send]) => {
      const answer = this.#ask(kind, send);
      if (kind !== 'start') {
        const last = [...this.#entries.values()].at(-1);
        if (last) {
          this.#post(last);
        }
      }
      return answer;
    });
    const given = await Promise.all(answers);
    const refusal = given.find(isRefusal);
    // Workers that are only tried may refuse by their own word; of others it is told that they did not come up.
    return refusal
      ? this.#trying
        ? refusal
        : refuse('engine-died', refusal.message)
      : this.#loaded
        ? (given.at(-1) as Loaded)
        : null;
  }

  #flush(): void {
    for (const entry of this.#entries.values()) {
      if (entry.posted === null) {
        this.#post(entry);
      }
    }
  }

  #end(refusal: Refusal): void {
    clearTimeout(this.#timer);
    this.#dead = refusal;
    this.#port?.terminate();
    this.#port = null;
    for (const entry of this.#entries.values()) {
      this.#settle(entry, refusal);
    }
  }
}
