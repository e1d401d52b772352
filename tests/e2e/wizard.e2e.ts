// A network of one's own, as an ONNX file, in the built page: without a card the wizard asks for what the file does not say, shows what
// the network would be given, tests it on the samples and saves the card; the score is the native runtime's; what is kept is listed
// after a reload until it is forgotten; whatever is refused leaves the model before.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import * as ort from 'onnxruntime-node';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  endlessNetwork,
  graph,
  hugeNetwork,
  meansNetwork,
  model,
  node,
  port,
  tensor as stored,
} from '../../web/onnx/testing/writer.ts';
import { drawPng } from './harness/films.ts';
import { byApi, byPicker, given, modelInUse, predict, tensor } from './harness/give.ts';
import { farthest } from './harness/native.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { type Options, until, untilReady, type Visit, visit } from './harness/visit.ts';

onStage();

const work = mkdtempSync(path.join(tmpdir(), 'unseen-wizard-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const cardFile = path.join(work, 'card.json');
const modelFile = path.join(work, 'means.onnx');

const ask = (page: Page, id: string) => page.locator(`#wizard [data-question="${id}"]`);
const onnx = (bytes: Uint8Array) => given(Buffer.from(bytes), 'Mrs Jones.onnx');

async function open(page: Page, bytes: Uint8Array): Promise<void> {
  await byPicker(page, onnx(bytes));
  await page.locator('#wizard [data-question="title"]').waitFor();
}

/** Answers every question of the means network; `low` and `high` are what black and white become. */
async function answer(page: Page, { low, high }: { low: number; high: number }): Promise<void> {
  await ask(page, 'title').locator('input').fill('Two means');
  await ask(page, 'question').locator('input').fill('Is the film bright?');
  await ask(page, 'labels').locator('textarea').fill('Bright, Dark');
  await ask(page, 'labels').locator('button').click();
  await ask(page, 'heads').locator('select').selectOption('sigmoid');
  await ask(page, 'about').locator('textarea').fill('Set by hand for a test.');
  await ask(page, 'activated').locator('select').selectOption('no');
  await ask(page, 'fit').locator('select').selectOption('squash');
  await ask(page, 'kernel').locator('select').selectOption('area');
  for (const field of await ask(page, 'range').getByLabel('Stored 0 becomes').all()) {
    await field.fill(String(low));
  }
  for (const field of await ask(page, 'range').getByLabel('Full scale becomes').all()) {
    await field.fill(String(high));
  }
  await ask(page, 'scale').getByLabel('Mean of channel 1').fill('0');
  await ask(page, 'scale').getByLabel('Spread of channel 1').fill('1');
  for (const id of ['training', 'licence', 'attribution', 'intended', 'misuse', 'limits']) {
    await ask(page, id).getByLabel('Not stated').check();
  }
}

const left = (page: Page) => page.locator('#wizard [data-open]:visible').count();
const verdict = (page: Page) => page.locator('#wizard .try-out [role="status"]').innerText();
const axe = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`);

/** What the native runtime makes of what the page gave to its network. */
async function natively(bytes: Uint8Array, page: Page): Promise<number[]> {
  const { dims, data } = await tensor(page);
  const session = await ort.InferenceSession.create(bytes);
  const run = await session.run({ picture: new ort.Tensor('float32', Float32Array.from(data), dims) });
  return Array.from(run.scores?.data as Float32Array);
}

/** By the public function; what came of it, as `code: detail`. */
const loadWith = (page: Page, bytes: Uint8Array, text: string) =>
  page.evaluate(
    async ({ bytes, text }) => {
      const brought = { onnx: new Blob([Uint8Array.from(bytes)]), card: new Blob([text]) };
      const loaded = await window.unseen.loadModel(brought);
      return loaded.ok ? 'ok' : `${loaded.code}: ${loaded.detail}`;
    },
    { bytes: Array.from(bytes), text },
  );

let tab: Visit;
beforeAll(async () => {
  tab = await visit(browser, site);
  return () => tab.close();
});

it('without a card nothing is run: the function says so, the page opens the wizard', async () => {
  const code = await tab.page.evaluate(async (bytes) => {
    const answer = await window.unseen.loadModel({ onnx: new Blob([Uint8Array.from(bytes)]) });
    return answer.ok ? 'ok' : answer.code;
  }, Array.from(meansNetwork()));
  expect(code).toBe('card-missing');
  await open(tab.page, meansNetwork({ clip: true }));
  const says = await tab.page.locator('#wizard').innerText();
  for (const part of [
    '“picture”: float32, n × 1 × 32 × 32',
    '“scores”: float32, n × 2',
    'ReduceMean ×2',
    'operator set 13',
    'It needs about',
  ]) {
    expect(says).toContain(part);
  }
  expect(await left(tab.page)).toBe(16);
  expect(await axe(tab.page)).toEqual([]);
});

it('asked for its card too early, it names what is open and brings the first of it to hand', async () => {
  await tab.page.locator('#wizard-use').click();
  expect(await tab.page.evaluate(() => document.activeElement?.closest('[data-question]')?.getAttribute('data-question'))).toBe(
    'title',
  );
  expect(await ask(tab.page, 'licence').locator('.wrong').innerText()).toMatch(/not stated/);
});

it('on a wrong scale the tensor shows it, and the test warns that different films give the same', {
  timeout: 90_000,
}, async () => {
  await answer(tab.page, { low: 1000, high: 1255 });
  expect(await left(tab.page)).toBe(0);
  await until('the tensor is shown', () => tab.page.locator('#wizard canvas.tensor').isVisible());
  expect(await tab.page.locator('#wizard .preview p').innerText()).toMatch(/1 × 1 × 32 × 32 numbers from 1\d\d\d/);
  const before = await tab.page.evaluate(() => window.unseen.get());
  await tab.page.locator('#wizard-test').click();
  await until('the test has ended', async () => /samples were scored/.test(await verdict(tab.page)), 60_000);
  expect(await verdict(tab.page)).toMatch(/There are doubts/);
  expect(await tab.page.locator('#wizard .try-out .wrong').innerText()).toMatch(/same|equal/i);
  expect(await tab.page.locator('#wizard .try-out tbody tr').count()).toBe(
    await tab.page.evaluate(() => window.unseen.samples().length),
  );
  expect(await axe(tab.page)).toEqual([]);
  // The film and the model in use are what they were.
  const after = await tab.page.evaluate(() => window.unseen.get());
  expect([after.model, after.image]).toEqual([before.model, before.image]);
  expect((await predict(tab.page)).logits).toEqual(before.result?.logits);
});

it('corrected, the test finds nothing; the card is saved; the model scores with the native runtime’s logits', {
  timeout: 90_000,
}, async () => {
  await answer(tab.page, { low: 0, high: 1 });
  await tab.page.locator('#wizard-test').click();
  await until('the test has ended', async () => /Nothing speaks against/.test(await verdict(tab.page)), 60_000);
  const [saved] = await Promise.all([tab.page.waitForEvent('download'), tab.page.locator('#wizard-save').click()]);
  await saved.saveAs(cardFile);
  expect(saved.suggestedFilename()).toBe('card.json');
  expect(readFileSync(cardFile, 'utf8')).not.toContain('Jones');
  await tab.page.locator('#wizard-use').click();
  await until('it scores', async () => /^two-means-/.test((await modelInUse(tab.page)) ?? ''), 20_000);
  const { logits, scores } = await predict(tab.page);
  const native = await natively(meansNetwork({ clip: true }), tab.page);
  expect(farthest(logits, native)).toBeLessThanOrEqual(1e-5);
  expect(
    farthest(
      scores,
      native.map((value) => 1 / (1 + Math.exp(-value))),
    ),
  ).toBeLessThanOrEqual(1e-5);
  const heads = await tab.page.locator('#heads').innerText();
  expect(heads).toMatch(/nothing is known here of how well this model does/i);
  expect(heads).toMatch(/Chance is 0\.50/);
  expect(await axe(tab.page)).toEqual([]);
});

it('after a reload it is brought with its card by the two fields, kept, and listed after another; then forgotten', {
  timeout: 120_000,
}, async () => {
  const { page } = tab;
  const again = async () => {
    await page.reload();
    await untilReady(page);
    await page.getByRole('button', { name: 'other models' }).click();
  };
  await again();
  expect(await page.locator('[data-kept]').count()).toBe(0);
  writeFileSync(modelFile, meansNetwork({ clip: true }));
  await page.locator('summary', { hasText: 'Bring a model' }).click();
  await page.locator('#bring-onnx').setInputFiles(modelFile);
  await page.locator('#bring-card').setInputFiles(cardFile);
  await page.locator('#bring-model').click();
  await until('it scores', async () => /^two-means-/.test((await modelInUse(page)) ?? ''), 20_000);
  const id = (await modelInUse(page)) ?? '';
  const first = await predict(page);
  await page.locator('#keep-model').check();
  await until(
    'it is kept',
    async () => (await page.locator('#keep-model').isEnabled()) && page.locator('#keep-model').isChecked(),
  );
  await again();
  await until('it is listed', async () => (await page.locator(`[data-kept="${id}"]`).count()) === 1);
  expect(await page.locator('[data-kept]').innerText()).toContain('MB');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Use: Two means' }).click();
  await until('it scores', async () => (await modelInUse(page)) === id, 20_000);
  expect((await predict(page)).logits).toEqual(first.logits);
  expect(await page.locator('#keep-model').isChecked()).toBe(true);
  await page.getByRole('button', { name: 'other models' }).click();
  await page.getByRole('button', { name: 'Forget: Two means' }).click();
  await until('it is no longer listed', async () => (await page.locator('[data-kept]').count()) === 0);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toMatch(/BUTTON|SUMMARY/);
  await again();
  expect(await page.locator('[data-kept]').count()).toBe(0);
  await page.keyboard.press('Escape');
});

it('what is kept and damaged on the disk is forgotten, and that is said', { timeout: 60_000 }, async () => {
  const { page } = tab;
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await (await root.getDirectoryHandle('kept-models', { create: true })).getDirectoryHandle('broken', {
      create: true,
    });
    const stream = await (await folder.getFileHandle('record', { create: true })).createWritable();
    await stream.write('{"id":');
    await stream.close();
  });
  await page.getByRole('button', { name: 'other models' }).click();
  await until('it is said', async () => /damaged and has been forgotten/.test(await page.locator('#dialog .kept').innerText()));
  await page.keyboard.press('Escape');
});

describe('what cannot be', () => {
  const ports = { inputs: [port('x', [1, 3, 8, 8])], outputs: [port('y', [1, 2])] };
  const weight = stored('w', [1], [1]);
  const bad: [string, Uint8Array, string][] = [
    [
      'an unknown operator',
      model(graph({ ...ports, initialisers: [weight], nodes: [node('Frobnicate', ['x'], ['y'])] })),
      'Frobnicate',
    ],
    [
      'numbers in another file',
      model(
        graph({
          ...ports,
          nodes: [node('Relu', ['x'], ['y'])],
          initialisers: [stored('w', [1], [], { external: '../../w.bin' })],
        }),
      ),
      '../../w.bin',
    ],
    [
      'a wrong rank',
      model(graph({ ...ports, initialisers: [weight], inputs: [port('x', [1, 64])], nodes: [node('Relu', ['x'], ['y'])] })),
      '1 × 64',
    ],
    [
      'a tensor of 2 GB that is not there',
      model(graph({ ...ports, initialisers: [stored('w', [2 ** 29], [1])], nodes: [] })),
      '536870912',
    ],
    ['a newer version', model(graph(ports), { ir: 99, opset: 99 }), '99'],
  ];
  it.each(bad)('%s is refused by name at once, and the model before goes on scoring', async (_, bytes, named) => {
    const before = await predict(tab.page);
    const began = Date.now();
    await byPicker(tab.page, onnx(bytes));
    await until('it is said', async () => (await tab.page.locator('#notice').innerText()).includes(named), 5000);
    expect(Date.now() - began).toBeLessThan(4000);
    expect(await tab.page.locator('#wizard').isVisible()).toBe(false);
    const after = await predict(tab.page);
    expect([after.model, after.logits]).toEqual([before.model, before.logits]);
  });

  it.each([
    ['that never ends is stopped', endlessNetwork(), /^model-stuck: it did not run within 30 s$/, 90_000],
    ['that asks for 14 GB is refused', hugeNetwork(), /^(model-failed|model-memory|runtime-failed): /, 30_000],
  ])('a model %s, and the one before goes on scoring', { timeout: 120_000 }, async (_, bytes, said, limit) => {
    const before = await predict(tab.page);
    const card = JSON.parse(readFileSync(cardFile, 'utf8'));
    card.id = 'greedy';
    card.weights.sha256 = createHash('sha256').update(bytes).digest('hex');
    const began = Date.now();
    expect(await loadWith(tab.page, bytes, JSON.stringify(card))).toMatch(said);
    expect(Date.now() - began).toBeLessThan(limit);
    const after = await predict(tab.page);
    expect([after.model, after.logits]).toEqual([before.model, before.logits]);
  });

  it('a card that lies about the shape is refused before anything is run', async () => {
    const before = await modelInUse(tab.page);
    const card = JSON.parse(readFileSync(cardFile, 'utf8'));
    card.input.width = 64;
    const answer = await loadWith(tab.page, meansNetwork({ clip: true }), JSON.stringify(card));
    expect(answer).toBe('onnx-shape: its input is n × 1 × 32 × 32, the card says 1 × 1 × 32 × 64');
    expect(await modelInUse(tab.page)).toBe(before);
  });
});

describe.each<[string, Options]>([
  ['a phone', { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }],
  ['no canvas, light', { query: '?canvas=off', colorScheme: 'light' }],
])('%s', (_, shape) => {
  it('the wizard fits, and axe finds nothing; by keyboard alone it is answered and left', { timeout: 60_000 }, async () => {
    const visitor = await visit(browser, site, shape);
    const { page } = visitor;
    await open(page, meansNetwork());
    expect(await axe(page)).toEqual([]);
    const wide = await page.evaluate(() => {
      const wizard = document.querySelector('#wizard') as HTMLElement;
      return [
        wizard.scrollWidth - wizard.clientWidth,
        document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ];
    });
    expect(Math.max(...wide)).toBeLessThanOrEqual(0);
    await page.locator('#wizard [data-open="heads"]').focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.closest('[data-question]')?.getAttribute('data-question'))).toBe(
      'heads',
    );
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('By hand.');
    await page.keyboard.press('Escape');
    expect(await page.locator('#wizard').isVisible()).toBe(false);
    // Closed by mistake: the answers are still there.
    await open(page, meansNetwork());
    expect(await ask(page, 'about').locator('textarea').inputValue()).toBe('By hand.');
    expect(visitor.errors).toEqual([]);
    await visitor.close();
  });
});

it('a browser that lets nothing be kept says so, and the model can be used all the same', { timeout: 60_000 }, async () => {
  const visitor = await visit(browser, site, {
    init: () => {
      Object.defineProperty(navigator, 'storage', {
        value: { getDirectory: () => Promise.reject(new DOMException('no', 'SecurityError')) },
      });
      Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
    },
  });
  const { page } = visitor;
  await byApi(page, given(drawPng({ seed: 4 })));
  await page.getByRole('button', { name: 'other models' }).click();
  await page.locator('summary', { hasText: 'Bring a model' }).click();
  await page.locator('#bring-onnx').setInputFiles(modelFile);
  await page.locator('#bring-card').setInputFiles(cardFile);
  await page.locator('#bring-model').click();
  await page.locator('#keep-model').waitFor({ timeout: 20_000 });
  await page.locator('#keep-model').click();
  await until('it is said', async () => /did not let the page keep/.test(await page.locator('#notice').innerText()));
  expect(await page.locator('#keep-model').isChecked()).toBe(false);
  expect((await predict(page)).model).toMatch(/^two-means-/);
  await visitor.close();
});

it('nothing went wrong on the page', () => expect(tab.errors).toEqual([]));
