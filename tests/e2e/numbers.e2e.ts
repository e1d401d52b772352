// What the page computes is what other programs compute: logits against the native runtime, the tensor against `unseen`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { drawPng } from './harness/films.ts';
import { byApi, given, predict, set, tensor } from './harness/give.ts';
import { cardFile, farthest, nativeLogits } from './harness/native.ts';
import { hasShared, manifest } from './harness/shared.ts';
import { root } from './harness/site.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { type Visit, visit } from './harness/visit.ts';

onStage();
let tab: Visit;
beforeAll(async () => {
  tab = await visit(browser, site);
});

const program = path.join(root, 'build/native-release/unseen');
const work = mkdtempSync(path.join(tmpdir(), 'unseen-'));

/** The values of a float32 `.npy` file. */
function npy(file: string): number[] {
  const raw = readFileSync(file);
  const at = 10 + raw.readUInt16LE(8);
  return Array.from(new Float32Array(raw.buffer.slice(raw.byteOffset + at, raw.byteOffset + raw.length)));
}

async function same(bytes: Buffer, label: string): Promise<void> {
  const opened = await byApi(tab.page, given(bytes));
  expect(opened.ok, `${label}: ${JSON.stringify(opened)}`).toBe(true);
  const scored = await predict(tab.page);
  const input = await tensor(tab.page);
  const native = await nativeLogits(scored.model);
  expect(
    farthest(scored.logits, await native(Float32Array.from(input.data), input.dims)),
    `${label}: logits`,
  ).toBeLessThanOrEqual(1e-4);
  const file = path.join(work, 'film');
  writeFileSync(file, bytes);
  execFileSync(program, ['preprocess', '--card', cardFile(scored.model), file, `${file}.npy`]);
  expect(farthest(input.data, npy(`${file}.npy`)), `${label}: tensor`).toBeLessThanOrEqual(1e-6);
}

it.each([
  { width: 320, height: 384, bits: 8 as const },
  { width: 2048, height: 2500, bits: 16 as const },
  { width: 97, height: 31, bits: 8 as const },
  { width: 1, height: 1, bits: 8 as const },
])('a drawn film of $width × $height, $bits bits', async (size) => {
  await same(drawPng({ ...size, seed: 5 }), 'drawn film');
});

it('the window changes what is scored, and the tensor follows', async () => {
  await byApi(tab.page, given(drawPng({ seed: 6 })));
  const before = await tensor(tab.page);
  await set(tab.page, { window: { center: 100, width: 60 } });
  const after = await tensor(tab.page);
  expect(after.data).not.toEqual(before.data);
  expect(after.data.every(Number.isFinite)).toBe(true);
  await set(tab.page, { window: null });
});

it('calls that overlap each settle for the image they were asked of', async () => {
  const films = [drawPng({ seed: 7 }), drawPng({ seed: 8 })].map((film) => film.toString('base64'));
  const [first, second, again] = await tab.page.evaluate(async (packed) => {
    const [one, two] = packed.map((text) => new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))])) as [Blob, Blob];
    await window.unseen.open(one);
    const early = window.unseen.predict();
    await window.unseen.open(two);
    const late = window.unseen.predict();
    return [await early, await late, await window.unseen.predict()] as const;
  }, films);
  expect(again).toHaveProperty('logits');
  expect(second).toMatchObject('logits' in again ? { logits: again.logits } : {});
  expect('ok' in first ? first.code : JSON.stringify(first.logits)).not.toBe(
    'logits' in again ? JSON.stringify(again.logits) : '',
  );
  expect('ok' in first ? first.code : 'superseded').toBe('superseded');
});

it.skipIf(!hasShared)(
  'every radiograph of ../shared/data/test',
  async () => {
    const films = manifest().filter(({ kind }) => kind === 'radiograph');
    expect(films.length).toBeGreaterThan(0);
    for (const film of films) {
      await same(readFileSync(film.at), film.path);
    }
  },
  300_000,
);
