import { expect, test } from 'vitest';
import { isRefusal } from '../wire/refusal';
import { KeptModels } from './kept';
import type { PartName, Shelf } from './shelf';

/** A shelf in memory; `full` throws as a disk without room does, after so many writes. */
class Boxes implements Shelf {
  readonly boxes = new Map<string, Map<PartName, Blob>>();
  writes = Number.POSITIVE_INFINITY;

  async names() {
    return [...this.boxes.keys()];
  }
  async read(name: string, part: PartName) {
    return this.boxes.get(name)?.get(part) ?? null;
  }
  async write(name: string, part: PartName, content: Blob) {
    if (--this.writes < 0) {
      throw new DOMException('full', 'QuotaExceededError');
    }
    this.boxes.set(name, (this.boxes.get(name) ?? new Map()).set(part, content));
  }
  async remove(name: string) {
    this.boxes.delete(name);
  }
}

const about = { id: 'two-means-abababab', title: 'Two means', sha256: 'ab'.repeat(32) };
const model = () => ({ onnx: new File([new Uint8Array([1, 2, 3])], 'Mrs Jones.onnx'), card: '{"id":"two-means-abababab"}' });
function start() {
  const boxes = new Boxes();
  return { boxes, kept: new KeptModels(async () => boxes) };
}

test('what is kept is listed, can be brought again byte for byte, and is forgotten', async () => {
  const { boxes, kept } = start();
  expect(await kept.list()).toEqual({ models: [], damaged: 0 });
  const record = await kept.keep(model(), about);
  expect(record).toEqual({ ...about, kind: 'onnx', bytes: 3, card: '{"id":"two-means-abababab"}' });
  expect(await kept.list()).toEqual({ models: [record], damaged: 0 });
  const brought = await kept.bring(about.id);
  if (isRefusal(brought) || !('onnx' in brought)) {
    throw new Error('not brought');
  }
  expect([new Uint8Array(await brought.onnx.arrayBuffer()), brought.card]).toEqual([Uint8Array.of(1, 2, 3), model().card]);
  await kept.forget(about.id);
  expect([await kept.list(), boxes.boxes.size]).toEqual([{ models: [], damaged: 0 }, 0]);
});

test('a checkpoint is kept with the card by which it is read; all are forgotten at once', async () => {
  const { boxes, kept } = start();
  await kept.keep({ checkpoint: new Blob(['weights']), card: 'study-race' }, { ...about, id: 'study-race' });
  await kept.keep(model(), about);
  expect(await kept.bring('study-race')).toMatchObject({ card: 'study-race', checkpoint: expect.any(Blob) });
  await kept.forgetAll();
  expect(boxes.boxes.size).toBe(0);
});

test('no name of a file is kept', async () => {
  const { boxes, kept } = start();
  await kept.keep(model(), about);
  for (const box of boxes.boxes.values()) {
    expect(box.get('weights')).not.toBeInstanceOf(File);
    expect(await box.get('record')?.text()).not.toContain('Jones');
  }
});

test.each<[string, (boxes: Boxes) => void]>([
  ['its record is missing', ({ boxes }) => boxes.get(about.id)?.delete('record')],
  ['its bytes are missing', ({ boxes }) => boxes.get(about.id)?.delete('weights')],
  ['fewer bytes are there', ({ boxes }) => boxes.get(about.id)?.set('weights', new Blob(['x']))],
  ['its record is cut', ({ boxes }) => boxes.get(about.id)?.set('record', new Blob(['{"id":"two-means']))],
  [
    'its record is of another',
    ({ boxes }) => boxes.get(about.id)?.set('record', new Blob([JSON.stringify({ ...about, id: 'b' })])),
  ],
  ['its record is a list', ({ boxes }) => boxes.get(about.id)?.set('record', new Blob(['[1]']))],
  ['its record is null', ({ boxes }) => boxes.get(about.id)?.set('record', new Blob(['null']))],
])('where %s it is forgotten, and that is told', async (_, damage) => {
  const { boxes, kept } = start();
  await kept.keep(model(), about);
  damage(boxes);
  expect(await kept.bring(about.id)).toMatchObject({ ok: false, code: 'model-not-kept' });
  expect(boxes.boxes.size).toBe(0);
  await kept.keep(model(), about);
  damage(boxes);
  expect(await kept.list()).toEqual({ models: [], damaged: 1 });
  expect(boxes.boxes.size).toBe(0);
});

test.each([0, 1])('a disk that is full after %i parts keeps nothing and says so', async (writes) => {
  const { boxes, kept } = start();
  boxes.writes = writes;
  expect(await kept.keep(model(), about)).toMatchObject({ code: 'model-not-kept', detail: 'there is no room for it' });
  expect(boxes.boxes.size).toBe(0);
});

test('a browser that allows no storage keeps nothing, lists nothing, and says so', async () => {
  const kept = new KeptModels(() => Promise.reject(new DOMException('denied', 'SecurityError')));
  expect(await kept.keep(model(), about)).toMatchObject({ code: 'model-not-kept' });
  expect(await kept.list()).toEqual({ models: [], damaged: 0 });
  expect(await kept.bring('a')).toMatchObject({ code: 'model-not-kept' });
  await kept.forgetAll();
});
