import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Calls, Kind } from '../wire/messages';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Bridge } from './bridge';
import { Loader } from './loader';

const bytes = new Uint8Array([1, 2, 3]);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const cardOf = (id: string) => ({ id, heads: [], weights: { file: `${id}.onnx`, bytes: 3, sha256 } });
const shipped = ['a', 'b', 'c'].map((id) => ({ folder: 'https://site.example/', text: JSON.stringify(cardOf(id)) }));

/** A worker by script: which models it was given, in order; `fails` is refused. */
function start(fails = '') {
  const given: string[] = [];
  const call = async (kind: Kind, send: unknown): Promise<object | Refusal> => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    if (kind === 'card') {
      return { card: JSON.parse((send as Calls['card']['send']).text), notes: [] };
    }
    const { card } = send as Calls['load']['send'];
    given.push(card.id);
    return card.id === fails ? refuse('model-failed') : { first: 1, steady: 1 };
  };
  const exchange = (send: unknown) => call('load', send);
  const loader = new Loader({ call, exchange, tryStart: async () => null } as unknown as Bridge, shipped);
  return { loader, given, load: (id: string) => loader.queue(() => loader.bring(id, null)) };
}

beforeEach(() => {
  vi.stubGlobal('location', { search: '' });
  vi.stubGlobal('navigator', { hardwareConcurrency: 2 });
  vi.stubGlobal('fetch', async () => new Response(bytes, { headers: { 'content-type': 'application/octet-stream' } }));
});
afterEach(() => vi.unstubAllGlobals());

test('after a loan the model from before is there again, and what waited comes after it', async () => {
  const { loader, given, load } = start();
  await load('a');
  const lent = loader.lend(async (bring) => {
    await bring('a', null);
    expect(loader.holds('a', null)).toBe(true);
    await bring('b', null);
    return loader.loaded?.id ?? '';
  });
  const then = load('c');
  expect(await lent).toBe('b');
  await then;
  expect(given).toEqual(['a', 'b', 'a', 'c']);
});

test('while another comes in, none is said to be there', async () => {
  const { loader, load } = start();
  await load('a');
  await loader.lend(async (bring) => {
    const coming = bring('b', null);
    expect(loader.holds('a', null)).toBe(false);
    await coming;
    return true;
  });
  expect(loader.holds('a', null)).toBe(true);
});

test.each([
  ['is refused', async (bring: (id: string, variant: null) => Promise<unknown>) => (await bring('b', null)) as Refusal],
  ['throws', () => Promise.reject(new Error('torn down'))],
])('a loan that %s gives the model back all the same', async (_, work) => {
  const { loader, load } = start('b');
  await load('a');
  const answer = await loader.lend(work as never).catch((error: unknown) => error);
  expect(isRefusal(answer) || answer instanceof Error).toBe(true);
  expect(loader.holds('a', null)).toBe(true);
  expect(isRefusal(await load('c'))).toBe(false);
});

test('a model that the visitor brought is read again after a loan, and by its id', async () => {
  const { loader, given, load } = start();
  const own = JSON.stringify({ ...cardOf('own'), weights: { file: 'own.onnx', bytes: 3, sha256 } });
  await loader.queue(() => loader.bring({ card: own, onnx: new Blob([bytes]) }, null));
  expect(await loader.lend(async (bring) => bring('a', null))).toMatchObject({ id: 'a' });
  expect([loader.holds('own', null), given]).toEqual([true, ['own', 'a', 'own']]);
  await load('b');
  expect(await load('own')).toMatchObject({ id: 'own' });
});

test('a model too large for this page, or for this device, is refused before it is read', async () => {
  const { loader, given } = start();
  const card = JSON.stringify(cardOf('own'));
  const sized = (megabytes: number) => Object.defineProperty(new Blob(), 'size', { value: megabytes * 2 ** 20 });
  const bring = (megabytes: number) => loader.queue(() => loader.bring({ card, onnx: sized(megabytes) }, null));
  expect(await bring(501)).toMatchObject({ code: 'model-too-large', message: expect.stringContaining('501 MB of 500 MB') });
  vi.stubGlobal('navigator', { hardwareConcurrency: 2, deviceMemory: 1 });
  expect(await bring(400)).toMatchObject({ code: 'model-memory' });
  expect(given).toEqual([]);
});
