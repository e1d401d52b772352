// What is asked of worker and site for a checkpoint, and what goes on to the runtime.
import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { isRefusal, refuse } from '../wire/refusal';
import type { Bridge } from './bridge';
import { prepare } from './checkpoints';

const files = {
  'https://site.example/graph': 'graph',
  'https://site.example/table': JSON.stringify({ title: 'Net', bytes: 4, tensors: [['w', [1], 0]] }),
  'https://site.example/card': JSON.stringify({
    id: 'net',
    weights: { file: 'skeleton.onnx', sha256: 'of the graph', bytes: 5 },
  }),
};
const asset = vi.hoisted(() => (name: string) => ({ url: `https://site.example/${name}`, bytes: 0, sha256: '' }));
const network = vi.hoisted(() => ({
  id: 'net-1',
  title: 'Net',
  marks: [['w', [1]]],
  cards: ['net'],
  graph: asset('graph'),
  table: asset('table'),
  files: { net: asset('card') },
}));
vi.mock('virtual:unseen/skeletons', () => ({ skeletons: [network] }));
for (const part of [network.graph, network.table, network.files.net]) {
  const text = files[part.url as keyof typeof files];
  Object.assign(part, { bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') });
}

function worker(answer: object) {
  const asked: string[] = [];
  const call = async (kind: string) => {
    asked.push(kind);
    return answer;
  };
  return { asked, bridge: { call } as unknown as Pick<Bridge, 'call'> };
}
const fetched: string[] = [];
vi.stubGlobal('fetch', async (url: string) => {
  fetched.push(url);
  return new Response(files[url as keyof typeof files], { headers: { 'content-type': 'application/octet-stream' } });
});
afterEach(() => {
  fetched.length = 0;
});

const found = { tensors: [['w', [1]]], sha256: 'of the file' };
const checkpoint = new Blob([new Uint8Array(10)]);

test('graph, table and card of the network that fits are fetched once; the card names the visitor’s file', async () => {
  const { bridge, asked } = worker(found);
  const ready = await prepare(bridge, { checkpoint }, {});
  if (isRefusal(ready)) {
    throw new Error(ready.message);
  }
  expect(asked).toEqual(['inspect']);
  expect(fetched.length).toBe(3);
  expect(JSON.parse(ready.card)).toEqual({ id: 'net', weights: { file: 'skeleton.onnx', sha256: 'of the file', bytes: 10 } });
  expect(ready.given.checkpoint).toBe(checkpoint);
  expect(new TextDecoder().decode(ready.given.skeleton)).toBe('graph');
  expect(ready.given.table.tensors).toEqual([['w', [1], 0]]);
  fetched.length = 0;
  expect(isRefusal(await prepare(bridge, { checkpoint, card: 'net' }, {}))).toBe(false);
  expect(fetched).toEqual([]);
});

test('what the reader refuses, and what fits nothing, fetches nothing', async () => {
  expect(await prepare(worker(refuse('checkpoint-unsafe', 'x')).bridge, { checkpoint }, {})).toMatchObject({
    code: 'checkpoint-unsafe',
  });
  const other = worker({ ...found, tensors: [['v', [1]]] });
  expect(await prepare(other.bridge, { checkpoint }, {})).toMatchObject({ code: 'checkpoint-unknown' });
  expect(fetched).toEqual([]);
});

test('a file that is too large for the page or the device is refused before it is read', async () => {
  const { bridge, asked } = worker(found);
  expect(await prepare(bridge, { checkpoint: { size: 600 * 2 ** 20 } as Blob }, {})).toMatchObject({ code: 'model-too-large' });
  vi.stubGlobal('navigator', { deviceMemory: 0.5 });
  expect(await prepare(bridge, { checkpoint: { size: 200 * 2 ** 20 } as Blob }, {})).toMatchObject({ code: 'model-memory' });
  expect(asked).toEqual([]);
});
