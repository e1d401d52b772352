// What can be taken along: a link that restores all but pixels, and a receipt that the native program checks (pains 33, 34, 50).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import Ajv from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PhantomWish } from '../../web/api.ts';
import { drawPng } from './harness/films.ts';
import { byApi, given, predict, state } from './harness/give.ts';
import { stretched } from './harness/limits.ts';
import { unpacked } from './harness/links.ts';
import { runNative } from './harness/native.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, type Visit, visit } from './harness/visit.ts';

onStage();

const recipe: PhantomWish = { seed: 4711, body: 'chest', mechanisms: ['shape'], strength: 1.25, cohort: 'B', size: 256 };
const chain = [
  { op: 'low-pass', radius: 12 },
  { op: 'invert', bypass: true },
];

describe('a link', () => {
  let tab: Visit;
  let link = '';
  beforeAll(async () => {
    tab = await visit(browser, site);
  });
  afterAll(() => tab.close());

  it('holds settings and recipe in at most 2000 characters, and restores film, model, chain and view elsewhere', async () => {
    const made = await tab.page.evaluate(async (spec) => await window.unseen.phantom(spec), recipe);
    expect(made.ok).toBe(true);
    const loaded = await tab.page.evaluate(() => window.unseen.loadModel('phantom-shape'));
    expect(loaded.ok).toBe(true);
    await tab.page.evaluate((patch) => window.unseen.set(patch), { chain, view: { zoom: 2, x: 0.25, y: 0.5 } });
    const { logits } = await predict(tab.page);
    const before = await state(tab.page);
    link = await tab.page.evaluate(() => window.unseen.permalink());
    expect(link.split('#')[1]?.length).toBeLessThanOrEqual(2000);
    expect(await tab.page.evaluate(() => window.unseen.permalinkLeavesOut())).toEqual([]);
    expect(JSON.parse(unpacked(link)).phantom.seed).toBe(4711);

    const other = await visit(browser, site, { query: `#${link.split('#')[1]}` });
    await until(
      'the film of the link is open',
      async () => (await state(other.page)).image?.phantom?.seed === 4711,
      stretched(30_000),
    );
    const after = await state(other.page);
    expect(after.model).toEqual(before.model);
    expect(after.chain).toEqual(before.chain);
    expect(after.view).toEqual(before.view);
    expect((await predict(other.page)).logits).toEqual(logits);
    expect(other.errors).toEqual([]);
    await other.close();
  }, 180_000);

  it('typed into the address of an open page is taken over too', async () => {
    await tab.page.evaluate(() => window.unseen.set({ chain: [] }));
    await tab.page.evaluate((text) => {
      location.hash = text;
    }, link.split('#')[1] ?? '');
    await until('the chain is back', async () => (await state(tab.page)).chain.length === 2, stretched(10_000));
  });

  it.each([
    ['damaged', () => `${link.slice(0, -9)}`],
    ['of a model that is not here', () => packed({ version: 1, model: { id: 'no-such-model', variant: null } })],
    ['with an unknown operation', () => packed({ version: 1, chain: [{ op: 'no-such-thing' }] })],
    ['with a film that cannot be', () => packed({ version: 1, phantom: { ...full, strength: 99 } })],
  ])('that is %s is refused whole, in a sentence', async (_, make) => {
    const before = await state(tab.page);
    await tab.page.evaluate((text) => {
      location.hash = text;
    }, make().split('#').at(-1) ?? '');
    await until('a refusal', async () => (await state(tab.page)).notice !== null, stretched(10_000));
    const { notice, revision, ...after } = await state(tab.page);
    expect(notice?.message).toMatch(/\.$/);
    expect({ ...after, notice: null, revision: 0 }).toEqual({ ...before, notice: null, revision: 0 });
    await tab.page.locator('#notice button').first().click();
  });

  it('says what it leaves out', async () => {
    const points = Array.from({ length: 900 }, (_, i) => Number((Math.abs(Math.sin(i * 12.9898)) % 1).toFixed(4)));
    const patch = { chain: [{ op: 'brush-mask', strokes: [{ radius: 0.02, points }] }] };
    const set = await tab.page.evaluate((given) => window.unseen.set(given), patch);
    expect(set).not.toMatchObject({ ok: false });
    expect(await tab.page.evaluate(() => window.unseen.permalinkLeavesOut())).toEqual(['the brush strokes']);
    const text = await tab.page.evaluate(() => window.unseen.permalink());
    expect(text.split('#')[1]?.length).toBeLessThanOrEqual(2000);
    expect(JSON.parse(unpacked(text)).chain[0].strokes).toBeUndefined();
  });
});

const full = { ...recipe, covariates: {}, kvp: 110, mas: 2.5 };

function packed(value: object): string {
  return deflateSync(Buffer.from(JSON.stringify(value))).toString('base64url');
}

describe('a receipt', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'unseen-receipt-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const film = drawPng({ width: 300, height: 240 });
  const keep = (name: string, content: string | Buffer) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const ofSchema = new Ajv().compile(JSON.parse(readFileSync('contract/receipt.schema.json', 'utf8')));
  let text = '';

  it('of an opened film agrees with file, model and scores when played again natively', async () => {
    const tab = await visit(browser, site);
    await tab.page.evaluate(() => window.unseen.loadModel('chest-view-sex'));
    await byApi(tab.page, given(film));
    await tab.page.evaluate((patch) => window.unseen.set(patch), { chain, window: { center: 110, width: 190 } });
    await predict(tab.page);
    const saved = tab.page.waitForEvent('download');
    await tab.page.locator('#save-receipt').click();
    const stream = await (await saved).createReadStream();
    const parts: Buffer[] = [];
    for await (const part of stream) {
      parts.push(part as Buffer);
    }
    text = Buffer.concat(parts).toString('utf8');
    expect(ofSchema(JSON.parse(text)), JSON.stringify(ofSchema.errors)).toBe(true);
    expect(JSON.parse(text).settings.chain).toHaveLength(1);
    const done = runNative('verify-receipt', keep('receipt.json', text), '--image', keep('film.png', film));
    expect(done.stderr).toBe('');
    expect(done.status).toBe(0);
    expect(done.stdout).toMatch(/agrees: the image file/);
    expect(done.stdout).toMatch(/agrees: what was shown/);
    expect(done.stdout).toMatch(/agrees: the tensor/);
    expect(done.stdout).toMatch(/agrees: the scores follow/);
    expect(done.stdout).toMatch(/agrees: the model’s file|agrees: the model's file/);
    await tab.close();
  });

  it.each([
    ['a score', (json: { scores: { score: number }[] }) => Object.assign(json.scores[0] ?? {}, { score: 0.5 })],
    ['a setting', (json: { settings: { chain: object[] } }) => Object.assign(json.settings.chain[0] ?? {}, { radius: 13 })],
    ['the image’s hash', (json: { image: { sha256: string } }) => Object.assign(json.image, { sha256: 'f'.repeat(64) })],
  ])('in which %s was changed is refused', (_, change) => {
    const json = JSON.parse(text);
    change(json);
    const done = runNative(
      'verify-receipt',
      keep('changed.json', JSON.stringify(json, null, 1)),
      '--image',
      keep('film.png', film),
    );
    expect(done.status).toBe(1);
    expect(done.stderr).toMatch(/receipt-differs/);
  });

  it('of a simulated film needs no file', async () => {
    const tab = await visit(browser, site);
    await tab.page.evaluate(async (spec) => await window.unseen.phantom(spec), recipe);
    await predict(tab.page);
    const blob = await tab.page.evaluate(async () => {
      const made = await window.unseen.exportResult('receipt');
      return made instanceof Blob ? await made.text() : made.code;
    });
    const done = runNative('verify-receipt', keep('phantom.json', blob));
    expect(done.stderr).toBe('');
    expect(done.status).toBe(0);
    expect(done.stdout).toMatch(/agrees: the tensor/);
    await tab.close();
  });

  it.each([
    ['not JSON', 'nothing'],
    ['another file', '{"format":"unseen-result","version":1}'],
    ['an empty receipt', '{"format":"unseen-receipt","version":1}'],
  ])('that is %s is refused in one line', (_, content) => {
    const done = runNative('verify-receipt', keep('bad.json', content));
    expect(done.status).toBe(1);
    expect(done.stderr).toMatch(/^unseen: .*\(receipt-invalid\)\n$/);
  });
});
