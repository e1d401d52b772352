// Large models come and go with workers of their own: what is kept and what comes back.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Calls, FromWorker, Request, ToWorker } from '../wire/messages';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { Bridge, type Port } from './bridge';

type Load = Calls['load']['send'];
type Does = (send: Load, worker: Scripted, id: number) => 'fine' | 'silent' | Refusal;

class Scripted implements Port {
  static all: Scripted[] = [];
  /** Which workers, by number, never answer. */
  static deaf: (n: number) => boolean = () => false;
  readonly #deaf: boolean;
  readonly loaded: string[] = [];
  threads = 0;
  ended = false;
  heard: (message: FromWorker) => void = () => undefined;

  constructor(readonly does: Does) {
    this.#deaf = Scripted.deaf(Scripted.all.length);
    Scripted.all.push(this);
  }

  post(message: ToWorker): void {
    if (message.type === 'request' && !this.#deaf) {
      queueMicrotask(() => this.#answer(message));
    }
  }

  #answer({ id, kind, send }: Request): void {
    this.heard({ type: 'arrived', id });
    this.heard({ type: 'began', id });
    if (kind === 'start') {
      this.threads = (send as Calls['start']['send']).threads;
    }
    const said = kind === 'load' ? this.does(send as Load, this, id) : 'fine';
    if (isRefusal(said)) {
      this.heard({ type: 'refused', id, refusal: said });
    } else if (said === 'fine') {
      if (kind === 'load') {
        this.loaded.push((send as Load).card.id);
      }
      this.heard({ type: 'done', id, give: { ir: 8, opset: 13, create: 1, first: 1, steady: 1, checked: null } });
    }
  }

  listen(heard: Scripted['heard']): void {
    this.heard = heard;
  }

  terminate(): void {
    this.ended = true;
  }
}

const load = (id: string): Load => ({ card: { id } as Load['card'], variant: null, bytes: new ArrayBuffer(1) });
const up = async (does: Does) => {
  Scripted.all = [];
  Scripted.deaf = () => false;
  const bridge = new Bridge(() => new Scripted(does));
  await bridge.start({ threads: 1 } as Calls['start']['send']);
  await bridge.call('load', load('small'));
  return bridge;
};
const now = () => Scripted.all.at(-1)!;

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

test('the workers before end first; the model is loaded once, with the threads that were asked for', async () => {
  const bridge = await up(() => 'fine');
  const [before] = Scripted.all;
  expect(isRefusal(await bridge.exchange(load('large'), { threads: 2 }))).toBe(false);
  expect([before?.ended, now().loaded, now().threads, Scripted.all.length]).toEqual([true, ['large'], 2, 2]);
});

test('a model that is refused leaves the one before, in new workers with the threads before', async () => {
  const bridge = await up((send) => (send.card.id === 'large' ? refuse('checkpoint-damaged', 'x') : 'fine'));
  expect(await bridge.exchange(load('large'), { threads: 2 })).toMatchObject({ code: 'checkpoint-damaged' });
  expect([now().loaded, now().threads, now().ended]).toEqual([['small'], 1, false]);
  expect(isRefusal(await bridge.call('load', load('other')))).toBe(false);
});

test('workers that do not come up are made once more, and then the ones before', async () => {
  const bridge = await up(() => 'fine');
  const dead = new Set([1]);
  const starts = Scripted.all.length;
  Scripted.deaf = (n) => dead.has(n - starts + 1);
  const answer = bridge.exchange(load('large'), { threads: 2 });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(isRefusal(await answer)).toBe(false);
  expect([now().loaded, Scripted.all.length - starts]).toEqual([['large'], 2]);
});

test('stopped half-way, the workers end at once and the model before comes back; nothing is asked of them twice', async () => {
  const stop = new AbortController();
  const told: number[] = [];
  const bridge = await up((send, worker, id) => {
    if (send.card.id !== 'large') {
      return 'fine';
    }
    worker.heard({ type: 'progress', id, done: 3, total: 10 });
    return 'silent';
  });
  const onProgress = (done: number, total: number) => {
    told.push(done / total);
    stop.abort();
  };
  expect(await bridge.exchange(load('large'), { threads: 1 }, { signal: stop.signal, onProgress })).toMatchObject({
    code: 'cancelled',
  });
  expect([told, now().loaded, Scripted.all[1]?.ended]).toEqual([[0.3], ['small'], true]);
});

test('a load that tells how far it is does not hang; one that falls silent does, and the model before comes back', async () => {
  let tell: () => void = () => undefined;
  const bridge = await up((send, worker, id) => {
    if (send.card.id !== 'large') {
      return 'fine';
    }
    tell = () => worker.heard({ type: 'progress', id, done: 1, total: 10 });
    return 'silent';
  });
  let ended = false;
  const answer = bridge.exchange(load('large'), { threads: 1 }).then((given) => {
    ended = true;
    return given;
  });
  for (let i = 0; i < 10; i++) {
    await vi.advanceTimersByTimeAsync(20_000);
    tell();
  }
  expect(ended).toBe(false);
  await vi.advanceTimersByTimeAsync(200_000);
  expect(isRefusal(await answer)).toBe(true);
  expect(now().loaded).toEqual(['small']);
});
