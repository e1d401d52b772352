// Every operation of the registry: what the page shows after it is what `unseen filter` writes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Operation, Patch } from '../../web/api.ts';
import { drawPng } from './harness/films.ts';
import { byApi, given, set, tensor } from './harness/give.ts';
import { cardFile, farthest } from './harness/native.ts';
import { root } from './harness/site.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { type Visit, visit } from './harness/visit.ts';

const program = path.join(root, 'build/native-release/unseen');
const work = mkdtempSync(path.join(tmpdir(), 'unseen-'));
const film = path.join(work, 'film.png');
const out = path.join(work, 'out.npy');
const operations = JSON.parse(execFileSync(program, ['operations', '--json'], { encoding: 'utf8' })) as Operation[];

onStage();
let tab: Visit;
beforeAll(async () => {
  tab = await visit(browser, site);
  const bytes = drawPng({ width: 150, height: 190, bits: 16, seed: 11 });
  writeFileSync(film, bytes);
  expect(await byApi(tab.page, given(bytes))).toMatchObject({ ok: true });
});

/** Height, width and values of a float32 `.npy` of two dimensions. */
function npy(): { height: number; width: number; data: number[] } {
  const raw = readFileSync(out);
  const at = 10 + raw.readUInt16LE(8);
  const [height = 0, width = 0] =
    /'shape': \(([^)]*)\)/
      .exec(raw.toString('latin1', 10, at))?.[1]
      ?.split(',')
      .map(Number) ?? [];
  return {
    height,
    width,
    data: Array.from(new Float32Array(raw.buffer.slice(raw.byteOffset + at, raw.byteOffset + raw.length))),
  };
}

/** Another value than the initial one for each parameter, as its control could give it. */
function other({ choices, initial, max, min, step }: Operation['parameters'][number]): number {
  if (choices.length > 0) {
    return (initial + 1) % choices.length;
  }
  const towards = initial < max ? initial + (max - initial) / 5 : (min + max) / 2;
  const value = min + Math.round((towards - min) / step) * step;
  return Math.min(max, value === initial ? initial + step : value);
}

const strokes = [
  { radius: 0.06, points: [0.2, 0.3, 0.7, 0.35, 0.6, 0.8] },
  { radius: 0.03, points: [0.9, 0.1] },
];

async function shown(chain: readonly object[]): Promise<{ height: number; width: number; data: number[] }> {
  await set(tab.page, { chain });
  return tab.page.evaluate(async () => {
    const image = await window.unseen.image();
    if ('ok' in image) {
      throw new Error(`image was refused: ${image.code}: ${image.message}`);
    }
    return { height: image.height, width: image.width, data: Array.from(image.data) };
  });
}

async function same(chain: readonly object[]): Promise<void> {
  const page = await shown(chain);
  const file = path.join(work, 'chain.json');
  // A step's seed, where it is left out, is the laboratory's: the program is given what is in force.
  writeFileSync(file, JSON.stringify(await tab.page.evaluate(() => window.unseen.get().chain)));
  execFileSync(program, ['filter', '--chain', file, film, out]);
  const native = npy();
  expect([page.height, page.width]).toEqual([native.height, native.width]);
  expect(farthest(page.data, native.data), JSON.stringify(chain)).toBeLessThanOrEqual(1e-6);
}

it.each(operations.map((operation) => [operation.id, operation] as const))(
  '%s, as it starts and otherwise set',
  async (op, of) => {
    await same([{ op }]);
    const values = Object.fromEntries(of.parameters.map((parameter) => [parameter.id, other(parameter)]));
    await same([{ op, ...values, ...(of.strokes ? { strokes } : {}) }]);
  },
);

it('a chain in its order, with a step bypassed', async () => {
  await same([
    { op: 'phase-only' },
    { op: 'band-pass', bypass: true },
    { op: 'high-pass', radius: 3, offset: 0.4, 'study-clip': 1 },
    { op: 'low-pass', radius: 40 },
  ]);
});

it('what the network is given follows the chain, and `unseen preprocess --chain` gives the same', async () => {
  await set(tab.page, { chain: [] });
  const before = await tensor(tab.page);
  const chain = [{ op: 'low-pass', radius: 10 }];
  await set(tab.page, { chain });
  const after = await tensor(tab.page);
  expect(farthest(after.data, before.data)).toBeGreaterThan(0.05);
  const model = await tab.page.evaluate(() => window.unseen.get().model?.id ?? '');
  const file = path.join(work, 'tensor-chain.json');
  writeFileSync(file, JSON.stringify(chain));
  execFileSync(program, ['preprocess', '--card', cardFile(model), '--chain', file, film, out]);
  const raw = readFileSync(out);
  const native = new Float32Array(raw.buffer.slice(raw.byteOffset + 10 + raw.readUInt16LE(8), raw.byteOffset + raw.length));
  expect(farthest(after.data, Array.from(native))).toBeLessThanOrEqual(1e-6);
});

it('the page’s list of operations is the program’s', async () => {
  expect(await tab.page.evaluate(() => window.unseen.operations())).toEqual(operations);
});

it('a chain that cannot be is refused by name and leaves the state', async () => {
  await set(tab.page, { chain: [{ op: 'low-pass', radius: 12 }] });
  const before = await tab.page.evaluate(() => window.unseen.get());
  for (const [step, code] of [
    [{ op: 'low-pass', radius: -1 }, 'out-of-range'],
    [{ op: 'low-pass', radius: 1e9 }, 'out-of-range'],
    [{ op: 'low-pass', radius: Number.NaN }, 'wrong-type'],
    [{ op: 'low-pass', radius: 2.5 }, 'out-of-range'],
    [{ op: 'low-pass', diameter: 3 }, 'unknown-field'],
    [{ op: 'low-pass', strokes }, 'strokes-misplaced'],
    [{ op: 'no-such-thing' }, 'unknown-operation'],
  ] as const) {
    const answer = await tab.page.evaluate((patch) => window.unseen.set(patch), { chain: [{ op: 'low-pass' }, step] } as Patch);
    expect(answer, JSON.stringify(step)).toMatchObject({ ok: false, code });
  }
  expect(await tab.page.evaluate(() => window.unseen.get())).toEqual(before);
});
