import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Calls, FromWorker, Kind, Loaded, Request, ToWorker } from '../wire/messages';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { Bridge, type Port } from './bridge';
import { idleLimit } from './deadlines';

type Give = Calls[Kind]['give'];

/** A worker by script: what it does with each kind of request. 'hang' begins and never ends, 'deaf' does not even arrive. */
class Scripted implements Port {
  static all: Scripted[] = [];
  readonly got: ToWorker[] = [];
  ended = false;
  heard: (message: FromWorker) => void = () => undefined;
  died: (why: string) => void = () => undefined;
  readonly does: (request: Request, worker: Scripted) => Give | Refusal | 'hang' | 'deaf' | 'later';

  constructor(does: Scripted['does']) {
    this.does = does;
    Scripted.all.push(this);
  }

  post(message: ToWorker): void {
    this.got.push(message);
    if (message.type === 'request') {
      queueMicrotask(() => this.#answer(message));
    }
  }

  #answer(request: Request): void {
    const { id } = request;
    const answer = this.does(request, this);
    if (answer === 'deaf') {
      return;
    }
    this.heard({ type: 'arrived', id });
    if (answer === 'later') {
      return;
    }
    this.heard({ type: 'began', id });
    if (answer !== 'hang') {
      this.heard(isRefusal(answer) ? { type: 'refused', id, refusal: answer } : { type: 'done', id, give: answer });
    }
  }

  listen(heard: Scripted['heard'], died: Scripted['died']): void {
    this.heard = heard;
    this.died = died;
  }

  terminate(): void {
    this.ended = true;
  }

  get kinds(): string[] {
    return this.got.map((message) => (message.type === 'request' ? message.kind : message.type));
  }
}

const view = { image: 1, window: null, chain: [] };
const predict = { view, model: 'm', variant: null };
const bytes = new ArrayBuffer(8);
const start = {} as Calls['start']['send'];
const opening = { image: 1, file: 1, bytes, side: 64 };
const loading = { card: {} as Calls['load']['send']['card'], variant: null, bytes };

async function up(...scripts: Scripted['does'][]) {
  Scripted.all = [];
  const replaced: string[] = [];
  const bridge = new Bridge(() => new Scripted(scripts[Math.min(Scripted.all.length, scripts.length - 1)] as Scripted['does']), {
    replaced: (why) => replaced.push(why),
  });
  const started = await bridge.start(start);
  return { bridge, replaced, started };
}

const fine: Scripted['does'] = () => ({}) as Give;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('results and refusals settle their own requests', async () => {
  const { bridge } = await up(({ kind }) => (kind === 'open' ? refuse('no-image') : ({ kind } as unknown as Give)));
  const [a, b] = await Promise.all([bridge.call('open', opening), bridge.call('tensor', predict)]);
  expect(a).toMatchObject({ code: 'no-image' });
  expect(b).toEqual({ kind: 'tensor' });
});

test('an aborted call is cancelled at once, and a late answer to it is dropped', async () => {
  const { bridge } = await up(({ kind }) => (kind === 'predict' ? 'hang' : ({} as Give)));
  const stop = new AbortController();
  const asked = bridge.call('predict', predict, stop.signal);
  await vi.advanceTimersByTimeAsync(5);
  stop.abort();
  expect(await asked).toMatchObject({ code: 'cancelled' });
  const [worker] = Scripted.all;
  expect(worker?.kinds).toEqual(['start', 'predict', 'cancel']);
  worker?.heard({ type: 'done', id: 2, give: {} });
  expect(await bridge.call('predict', predict, AbortSignal.abort())).toMatchObject({ code: 'cancelled' });
});

test('a deaf worker is replaced within two seconds; file and model are sent again and the request is asked once more', async () => {
  let deaf = false;
  const carded: Scripted['does'] = ({ kind }) => (kind === 'card' ? { card: { id: 'm' } } : {}) as Give;
  const { bridge, replaced } = await up((request, worker) => (deaf ? 'deaf' : carded(request, worker)), carded);
  await bridge.call('card', { text: 'a draft of the card' });
  await bridge.call('card', { text: 'card' });
  await bridge.call('open', opening);
  await bridge.call('load', loading);
  deaf = true;
  const asked = bridge.call('predict', predict);
  await vi.advanceTimersByTimeAsync(idleLimit + 50);
  expect(isRefusal(await asked)).toBe(false);
  expect(Scripted.all.map(({ ended }) => ended)).toEqual([true, false]);
  // Of a card that was changed, the last.
  expect(Scripted.all[1]?.kinds).toEqual(['start', 'card', 'open', 'load', 'predict']);
  expect(Scripted.all[1]?.got[1]).toMatchObject({ send: { text: 'card' } });
  expect(replaced).toEqual(['it did not answer']);
});

test('a request that hangs is stopped at its deadline, asked once more, then given up; the next one works', async () => {
  const hangs: Scripted['does'] = ({ kind }) => (kind === 'predict' ? 'hang' : ({} as Give));
  const { bridge, replaced } = await up(hangs, hangs, fine);
  const asked = bridge.call('predict', predict);
  await vi.advanceTimersByTimeAsync(31_000);
  expect(await asked).toMatchObject({ code: 'took-too-long' });
  expect(replaced).toHaveLength(2);
  expect(isRefusal(await bridge.call('tensor', predict))).toBe(false);
});

test('a request that says again that it began has its time anew: it waits for a part of the site', async () => {
  const { bridge, replaced } = await up(({ kind }) => (kind === 'open' ? 'hang' : ({} as Give)));
  const asked = bridge.call('open', opening);
  for (let i = 0; i < 10; i++) {
    await vi.advanceTimersByTimeAsync(1000);
    Scripted.all[0]?.heard({ type: 'began', id: 2 });
  }
  expect(replaced).toEqual([]);
  Scripted.all[0]?.heard({ type: 'done', id: 2, give: {} as Give });
  expect(await asked).toEqual({});
});

test('a waiting request is not blamed for the one that hangs before it', async () => {
  const { bridge } = await up(({ kind }) => (kind === 'predict' ? 'hang' : kind === 'tensor' ? 'later' : ({} as Give)), fine);
  const both = Promise.all([bridge.call('predict', predict), bridge.call('tensor', predict)]);
  await vi.advanceTimersByTimeAsync(16_000);
  expect((await both).some(isRefusal)).toBe(false);
});

test('a worker that dies, and one whose engine broke, are replaced', async () => {
  const { bridge, replaced } = await up(fine);
  Scripted.all[0]?.died('Uncaught');
  expect(isRefusal(await bridge.call('tensor', predict))).toBe(false);
  Scripted.all[1]?.heard({ type: 'broken', id: 0, why: 'a trap' });
  expect(isRefusal(await bridge.call('tensor', predict))).toBe(false);
  expect(replaced).toEqual(['Uncaught', 'a trap']);
  expect(Scripted.all).toHaveLength(3);
});

test('a worker that cannot be started anew ends it with a refusal for all who wait and all who come', async () => {
  const { bridge } = await up(
    ({ kind }) => (kind === 'predict' ? 'hang' : ({} as Give)),
    () => refuse('runtime-failed', 'starting'),
  );
  const asked = bridge.call('predict', predict);
  await vi.advanceTimersByTimeAsync(16_000);
  expect(await asked).toMatchObject({ code: 'engine-died' });
  expect(await bridge.call('tensor', predict)).toMatchObject({ code: 'engine-died' });
});

test('a worker that never starts is refused', async () => {
  Scripted.all = [];
  const bridge = new Bridge(() => new Scripted(() => 'deaf'));
  const started = bridge.start(start);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(await started).toMatchObject({ code: 'engine-died' });
});

test('more threads are kept where they are faster, and given up where slower, refused or hanging', async () => {
  const steady =
    (ms: number): Scripted['does'] =>
    ({ kind }) =>
      kind === 'load' ? ({ steady: ms } as Give) : ({} as Give);
  const faster = ({ steady: ms }: { steady: number }) => ms < 80;
  const trials: [Scripted['does'], number | null, number][] = [
    [steady(50), 50, 2],
    [steady(95), null, 3],
    [({ kind }) => (kind === 'load' ? refuse('runtime-failed', 'x') : ({} as Give)), null, 3],
    [({ kind }) => (kind === 'start' ? 'hang' : ({} as Give)), null, 3],
  ];
  for (const [trial, kept, workers] of trials) {
    const { bridge, replaced } = await up(steady(100), trial, steady(100));
    await bridge.call('open', opening);
    await bridge.call('load', loading);
    const tried = bridge.tryStart({ threads: 4 }, faster);
    await vi.advanceTimersByTimeAsync(21_000);
    expect(((await tried) as Loaded | null)?.steady ?? null).toBe(kept);
    expect(Scripted.all).toHaveLength(workers);
    expect(Scripted.all.at(-1)?.kinds).toEqual(['start', 'open', 'load']);
    expect(replaced).toEqual([]);
    expect(isRefusal(await bridge.call('predict', predict))).toBe(false);
  }
});

test('a model that hangs is stopped at its deadline and not tried again; the one before is back', async () => {
  const steady: Scripted['does'] = ({ kind }) => (kind === 'load' ? { steady: 7 } : {}) as Give;
  const hangs: Scripted['does'] = ({ kind }) => (kind === 'load' ? 'hang' : ({} as Give));
  const { bridge, replaced } = await up(steady, hangs, steady);
  await bridge.call('open', opening);
  await bridge.call('load', loading);
  const other = { ...loading, bytes: new ArrayBuffer(16) };
  const asked = bridge.exchange(other, { threads: 2 });
  await vi.advanceTimersByTimeAsync(32_000);
  expect(await asked).toMatchObject({ code: 'model-stuck', detail: 'it did not run within 30 s' });
  expect(replaced).toEqual(['“load” did not end']);
  expect(Scripted.all.map(({ kinds }) => kinds)).toEqual([
    ['start', 'open', 'load'],
    ['start', 'open', 'load'],
    ['start', 'open'],
    ['start', 'open', 'load'],
  ]);
  expect(Scripted.all.at(-1)?.got.at(-1)).toMatchObject({ send: { bytes: loading.bytes } });
  expect(isRefusal(await bridge.call('predict', predict))).toBe(false);
});

test('a graphics processor that is gone when workers are replaced does not take the page with it', async () => {
  const processor = { glue: 'a', code: {} as WebAssembly.Module, provider: 'wasm' } as const;
  const graphics = { ...processor, provider: 'webgpu' } as const;
  let there = true;
  const does: Scripted['does'] = (request) => {
    if (request.kind !== 'load') {
      return {} as Give;
    }
    const first = Scripted.all.at(-1)?.got[0];
    const on = first?.type === 'request' && (first.send as Partial<Calls['start']['send']>).runtime?.provider === 'webgpu';
    return on && !there ? refuse('gpu-failed') : ({ steady: 1 } as Give);
  };
  Scripted.all = [];
  const replaced: string[] = [];
  const bridge = new Bridge(() => new Scripted(does), { replaced: (why) => replaced.push(why) });
  await bridge.start({ ...start, runtime: processor });
  await bridge.call('load', loading);
  there = false;
  expect(await bridge.tryStart({ runtime: graphics })).toMatchObject({ code: 'gpu-failed' });
  expect(bridge.runtime).toBe(processor);
  there = true;
  expect(await bridge.tryStart({ runtime: graphics })).toMatchObject({ steady: 1 });
  expect(bridge.runtime).toBe(graphics);
  there = false;
  Scripted.all.at(-1)?.died('gone');
  await vi.advanceTimersByTimeAsync(1000);
  expect(replaced).toEqual(['gone']);
  expect(bridge.runtime).toBe(processor);
  expect(isRefusal(await bridge.call('predict', predict))).toBe(false);
});

test('an idle bridge sets no timer', async () => {
  await up(fine);
  expect(vi.getTimerCount()).toBe(0);
});
