import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Calls, Kind } from '../wire/messages';
import type { WasmModule } from '../wire/module';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Bridge } from './bridge';
import { Lab } from './lab';
import type { Shipped } from './loader';
import { Session } from './session';

const weights = new Uint8Array([1, 2, 3]).buffer;
const card = {
  id: 'm',
  heads: [{ id: 'h', labels: [{ id: 'a', title: 'A' }] }],
  weights: { file: 'model.onnx', bytes: 3, sha256: createHash('sha256').update(new Uint8Array(weights)).digest('hex') },
};
const facts = { format: 'PNG', width: 4, height: 4, bits: 8, notes: [] };

/** A laboratory by script: keeps the film, the model and the result, as src/lab does, and nothing else. */
class ScriptedLab {
  image: object | null = null;
  model: { id: string; variant: string | null } | null = null;
  result: object | null = null;
  notice: object | null = null;
  window: object | null = null;
  /** Whether each film that was opened was said to be of the file before. */
  readonly same: unknown[] = [];
  revision = 0;

  request(question: object) {
    const { kind, command, patch } = question as { kind: string; command?: Record<string, unknown>; patch?: { window: object } };
    this.revision++;
    if (patch) {
      this.window = patch.window;
    }
    if (kind === 'command' && command) {
      this.#apply(command);
    }
    const { image, model, result, notice, window, revision } = this;
    const wanted = image &&
      model && { image: (image as { id: number }).id, model: model.id, variant: model.variant, window, chain: [], revision };
    const state = { image, model, result, notice, window, revision, chain: [], cards: ['m'] };
    const fresh = JSON.stringify((result as { window?: object } | null)?.window) === JSON.stringify(window) && result !== null;
    return { json: { ok: true, dirty: false, mirror: 0, revision, state, wanted, fresh }, payload: new Uint8Array(0) };
  }

  #apply(command: Record<string, unknown>): void {
    if (command.kind === 'image-opened') {
      this.image = { ...(command.image as object), id: command.id };
      this.result = null;
      this.same.push(command.sameFile);
    } else if (command.kind === 'set-model') {
      this.model = command.model as ScriptedLab['model'];
    } else if (command.kind === 'scored') {
      this.result = { ...command, window: (command.wanted as { window: object }).window };
    } else if (command.kind === 'notice') {
      this.notice = command.notice as object;
    }
  }
}

/** An engine by script, answering in order like the worker's queue, a while after each question. */
function scriptedBridge(answers: Partial<Record<Kind, (send: never) => object | Refusal>> = {}) {
  const asked: string[] = [];
  let open = 0;
  let queue: Promise<unknown> = Promise.resolve();
  const usual: Record<string, (send: never) => object | Refusal> = {
    open: ({ image }: Calls['open']['send']) => {
      open = image;
      return { facts, grey: { width: 4, height: 4, data: new Uint8Array(16) }, decode: 1 };
    },
    card: () => ({ card, notes: [] }),
    load: () => ({ first: 9, steady: 3 }),
    predict: ({ view }: Calls['predict']['send']) =>
      view.image === open
        ? {
            scores: { labels: [], logits: [view.image], scores: [], notes: [] },
            tensor: { dims: [1], data: new Float32Array(1), notes: [] },
            preprocess: 1,
            inference: 1,
          }
        : refuse('superseded'),
    display: () => ({ width: 4, height: 4, data: new Uint8Array(16) }),
  };
  const call = (kind: Kind, send: never) => {
    asked.push(kind);
    const answer = queue.then(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return (answers[kind] ?? usual[kind])?.(send);
    });
    queue = answer;
    return answer;
  };
  const exchange = (send: never) => call('load', send);
  return { bridge: { call, exchange, tryStart: async () => null } as unknown as Bridge, asked };
}

function start(answers?: Parameters<typeof scriptedBridge>[0], shipped: Shipped[] = []) {
  const { bridge, asked } = scriptedBridge(answers);
  const script = new ScriptedLab();
  const lab = new Lab(script as unknown as WasmModule);
  const session = new Session(lab, bridge, shipped, 64, () => undefined);
  lab.ask({ kind: 'state' });
  return { session, lab, asked, same: script.same };
}

const file = (text = 'x') => new Blob([text]);
const load = (session: Session) => session.loadModel({ card: JSON.stringify(card), onnx: new Blob([weights]) });
const code = (answer: unknown) => (isRefusal(answer) ? answer.code : 'ok');

beforeEach(() => {
  vi.stubGlobal('location', { search: '' });
  vi.stubGlobal('navigator', { hardwareConcurrency: 2 });
});
afterEach(() => vi.unstubAllGlobals());

test('without an image or a model, a prediction says which is missing', async () => {
  const { session } = start();
  expect(code(await session.predict())).toBe('no-image');
  await session.open(file());
  expect(code(await session.predict())).toBe('no-model');
});

test('another frame of a file is asked for by the number of the file', async () => {
  const sent: Calls['open']['send'][] = [];
  const open = (send: Calls['open']['send']) => {
    sent.push(send);
    return { facts, grey: { width: 4, height: 4, data: new Uint8Array(16) }, decode: 1 };
  };
  const { session } = start({ open });
  const volume = file();
  await session.open(volume);
  await session.open(volume, { frame: 3 });
  await session.open(file(), { frame: 0 });
  expect(sent.map(({ image, file: number, frame }) => [image, number, frame])).toEqual([
    [1, 1, undefined],
    [2, 1, 3],
    [3, 2, 0],
  ]);
});

test('a prediction asked while the model loads waits for it', async () => {
  const { session } = start();
  await session.open(file());
  const [, answer] = await Promise.all([load(session), session.predict()]);
  expect(code(answer)).toBe('ok');
});

test('overlapping calls each settle for the image they were asked of, or with superseded', async () => {
  const { session, lab } = start();
  await load(session);
  await session.open(file());
  const first = session.predict();
  const opening = session.open(file());
  await Promise.resolve();
  const late = new Promise((resolve) => setTimeout(resolve, 1)).then(() => session.predict());
  const [a, opened, b] = await Promise.all([first, opening, late]);
  expect(a).toMatchObject({ logits: [1] });
  expect(isRefusal(opened)).toBe(false);
  expect(['ok', 'superseded']).toContain(code(b));
  expect(lab.state?.image?.id).toBe(2);
  expect(await session.predict()).toMatchObject({ logits: [2] });
});

test('calls for the same state join in one run; the page scores by itself what is on screen', async () => {
  const { session, asked, lab } = start();
  await load(session);
  await session.open(file());
  await Promise.all([session.predict(), session.predict(), session.predict()]);
  expect(asked.filter((kind) => kind === 'predict')).toHaveLength(1);
  lab.ask({ kind: 'set', patch: { window: { center: 1, width: 2 } } });
  await vi.waitFor(() => expect(asked.filter((kind) => kind === 'predict')).toHaveLength(2));
  await vi.waitFor(() => expect(lab.fresh).toBe(true));
});

test('an aborted prediction is cancelled; others asked for the same go on', async () => {
  const { session } = start();
  await load(session);
  await session.open(file());
  const stop = new AbortController();
  const both = Promise.all([session.predict(stop.signal), session.predict()]);
  setTimeout(() => stop.abort(), 1);
  expect((await both).map(code)).toEqual(['cancelled', 'ok']);
  expect(code(await session.predict(AbortSignal.abort()))).toBe('cancelled');
});

test('a refused file leaves what was open in place', async () => {
  let bad = false;
  const { session, lab } = start({
    open: () => (bad ? refuse('empty-file') : { facts, grey: { width: 4, height: 4, data: new Uint8Array(16) }, decode: 1 }),
  });
  await session.open(file());
  bad = true;
  expect(code(await session.open(file()))).toBe('empty-file');
  expect(lab.state?.image?.id).toBe(1);
});

test('only another frame of the open file, or another slice of its series, is of the same file', async () => {
  const { session, same } = start();
  const [one, other, series] = [file('a'), file('b'), {}];
  await session.open(one);
  await session.open(one, { frame: 1 });
  await session.open(one);
  await session.open(other, { frame: 0 });
  await session.open(one, { of: series });
  await session.open(other, { of: series });
  await session.open(other, { of: {} });
  expect(same).toEqual([false, true, false, false, false, true, false]);
  expect(session.shows?.file).toBe(other);
});

test('a folder, and a file above the limit, are refused before the engine is asked', async () => {
  const { session, asked } = start();
  const folder = { size: 4096, arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')) } as unknown as Blob;
  expect(code(await session.open(folder))).toBe('unreadable-file');
  expect(code(await session.open({ size: 300 * 2 ** 20 } as Blob))).toBe('file-too-large');
  expect(asked).toEqual([]);
});

test('a run that fails is told once and not asked again until something changes', async () => {
  const { session, lab, asked } = start({ predict: () => refuse('outputs-not-finite') });
  await load(session);
  await session.open(file());
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(asked.filter((kind) => kind === 'predict')).toHaveLength(1);
  expect(lab.state?.notice?.code).toBe('outputs-not-finite');
});

test('an unknown id, and a file that the page does not take, are refused', async () => {
  const { session, lab } = start();
  const onnx = Object.defineProperty(new Blob(), 'size', { value: 501 * 2 ** 20 });
  expect(code(await session.loadModel({ card: JSON.stringify(card), onnx }))).toBe('model-too-large');
  expect(code(await session.loadModel('no-such'))).toBe('unknown-model');
  expect(lab.state?.model).toBeNull();
});

test('a variant is fetched only when it is chosen, checked, and scored as what it is', async () => {
  const file3 = new Uint8Array([1, 2, 3]);
  const file4 = new Uint8Array([4, 5, 6]);
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const variant = { id: 'low-pass-4', weights: { file: 'low-pass-4.onnx', bytes: 3, sha256: hash(file4) } };
  const damaged = { id: 'low-pass-10', weights: { file: 'low-pass-10.onnx', bytes: 3, sha256: hash(new Uint8Array([9])) } };
  const family = { ...card, variants: [variant, damaged] };
  const loaded: unknown[] = [];
  const predicted: unknown[] = [];
  const fetched: string[] = [];
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const name = String(url).split('/').at(-1) ?? '';
    fetched.push(name);
    const headers = { 'content-type': 'application/octet-stream' };
    return new Response(name === 'model.onnx' ? file3 : file4, { headers });
  });
  const { session, lab } = start(
    {
      card: () => ({ card: family, notes: [] }),
      load: ({ variant }: Calls['load']['send']) => {
        loaded.push(variant);
        return { first: 9, steady: 3 };
      },
      predict: ({ variant }: Calls['predict']['send']) => {
        predicted.push(variant);
        const scores = { labels: [], logits: [], scores: [], notes: [] };
        return { scores, tensor: { dims: [1], data: new Float32Array(1), notes: [] }, preprocess: 1, inference: 1 };
      },
    },
    [{ folder: 'https://site.example/models/m/', text: JSON.stringify(family) }],
  );
  await session.open(file());
  expect(code(await session.loadModel('m'))).toBe('ok');
  expect(fetched).toEqual(['model.onnx']);
  expect(code(await session.loadModel('m', undefined, undefined, 'low-pass-99'))).toBe('unknown-variant');
  expect(code(await session.loadModel('m', undefined, undefined, 'low-pass-10'))).not.toBe('ok');
  expect(lab.state?.model).toEqual({ id: 'm', variant: null });
  expect(code(await session.loadModel('m', undefined, undefined, 'low-pass-4'))).toBe('ok');
  expect(await session.predict()).toMatchObject({ model: 'm', variant: 'low-pass-4' });
  expect(lab.state?.model).toEqual({ id: 'm', variant: 'low-pass-4' });
  expect(code(await session.loadModel('m'))).toBe('ok');
  expect(await session.predict()).toMatchObject({ model: 'm', variant: null });
  expect(fetched).toEqual(['model.onnx', 'low-pass-10.onnx', 'low-pass-4.onnx']);
  expect(loaded).toEqual([null, 'low-pass-4', null]);
  expect(new Set(predicted)).toEqual(new Set([null, 'low-pass-4']));
});

test('an experiment is of the network in use, and waits for its weights where the history has changed it', async () => {
  const variant = { id: 'low-pass-4', weights: card.weights };
  const family = { ...card, variants: [variant] };
  vi.stubGlobal('fetch', async () => new Response(weights, { headers: { 'content-type': 'application/octet-stream' } }));
  const begun: unknown[] = [];
  const loaded: unknown[] = [];
  const { session, lab } = start(
    {
      card: () => ({ card: family, notes: [] }),
      load: ({ variant: which }: Calls['load']['send']) => {
        loaded.push(which);
        return { first: 9, steady: 3 };
      },
      'experiment-begin': ({ variant: which }: Calls['experiment-begin']['send']) => {
        begun.push(which);
        return { run: begun.length, done: 0, total: 1 };
      },
      'experiment-step': () => ({ done: 1, total: 1, answers: null, inference: 1 }),
      'experiment-end': () => ({ answers: [] }),
    },
    [{ folder: 'https://site.example/models/m/', text: JSON.stringify(family) }],
  );
  await session.loadModel('m');
  expect(await session.run('sweep', {})).toMatchObject({ ok: true, model: 'm', variant: null });
  await session.loadModel('m', undefined, undefined, 'low-pass-4');
  expect(await session.run('sweep', {})).toMatchObject({ ok: true, model: 'm', variant: 'low-pass-4' });
  lab.command({ kind: 'set-model', model: { id: 'm', variant: null } });
  expect(await session.run('sweep', {})).toMatchObject({ ok: true, variant: null });
  expect(begun).toEqual([null, 'low-pass-4', null]);
  expect(loaded).toEqual([null, 'low-pass-4', null]);
});

test('a model brought along has no variants', async () => {
  const { session } = start();
  const brought = { card: JSON.stringify(card), onnx: new Blob([weights]) };
  expect(code(await session.loadModel(brought, undefined, undefined, 'low-pass-4'))).toBe('unknown-variant');
});
