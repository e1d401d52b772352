// Fixed or retrained: the page fetches a variant only when it is chosen, says what it is and how good, judges it by the films it was
// trained on; links and receipts name it. That its scores are as good as the card says is in figure.e2e.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Variant } from '../../web/wire/card.ts';
import { predict, state } from './harness/give.ts';
import { stretched } from './harness/limits.ts';
import { cardOf, runNative } from './harness/native.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, type Visit, visit } from './harness/visit.ts';

onStage();

const model = 'phantom-diffuse';
const card = cardOf(model);
const variants: readonly Variant[] = card.variants ?? [];
const work = mkdtempSync(path.join(tmpdir(), 'unseen-variants-'));
afterAll(() => rmSync(work, { recursive: true }));

let tab: Visit;
beforeAll(async () => {
  tab = await visit(browser, site);
  return () => tab.close();
});

const first = (): Variant => {
  const [variant] = variants;
  if (!variant) {
    throw new Error(`no variant of ${model} ships`);
  }
  return variant;
};
const asked = ({ weights }: Variant) => tab.requests.filter(({ url }) => url.endsWith(`/${weights.file}`)).length;
const filtered = (chain: readonly object[]) => tab.page.evaluate((chain) => window.unseen.set({ chain }), chain);

it('the cards name their variants; one that does not exist is refused and changes nothing', async () => {
  const loaded = await tab.page.evaluate((id) => window.unseen.loadModel(id), model);
  expect(loaded.ok).toBe(true);
  const known = await tab.page.evaluate((id) => window.unseen.models().find((card) => card.id === id)?.variants, model);
  expect(known).toEqual(card.variants);
  const refused = await tab.page.evaluate((id) => window.unseen.loadModel(id, { variant: 'low-pass-0' }), model);
  expect(refused).toMatchObject({ ok: false, code: 'unknown-variant' });
  expect((await state(tab.page)).model).toEqual({ id: model, variant: null });
  expect(variants.map(asked)).toEqual(variants.map(() => 0));
});

it('where the filter in hand is a variant’s own, the page offers it with both validations, and scores with it', async () => {
  const variant = first();
  await filtered(variant.chain);
  const offer = tab.page.locator('#variant');
  await until('the offer is there', () => offer.isVisible());
  const text = await offer.innerText();
  for (const { value } of [variant.metrics[0], ...variant.fixed.slice(0, 1)]) {
    expect(text).toContain(value.toFixed(3));
  }
  const fixed = await predict(tab.page);
  expect(fixed).toMatchObject({ model, variant: null });
  await tab.page.locator('#use-variant').focus();
  await tab.page.keyboard.press('Enter');
  await until('the variant is in use', async () => (await state(tab.page)).model?.variant === variant.id);
  expect(asked(variant)).toBe(1);
  const retrained = await predict(tab.page);
  expect(retrained).toMatchObject({ model, variant: variant.id });
  expect(retrained.logits).not.toEqual(fixed.logits);
  expect(await tab.page.locator('#heads').innerText()).toContain(variant.metrics[0].value.toFixed(3));
});

it('shown a film that is not filtered so, it is refused in words; the filter or the model itself mends that', async () => {
  const variant = first();
  expect((await predict(tab.page)).ood.reasons.join(' ')).not.toContain('trained on');
  await filtered([]);
  const { ood } = await predict(tab.page);
  expect(ood.verdict).toBe('out');
  expect(ood.reasons.join(' ')).toContain(variant.title.toLowerCase());
  await tab.page.locator('#filter-for-variant').click();
  await until('the film is filtered', async () => (await state(tab.page)).chain.length === variant.chain.length);
  await until('a fresh verdict', async () => (await predict(tab.page)).ood.verdict !== 'out');
  await tab.page.locator('#use-fixed').click();
  await until('the model itself is back', async () => (await state(tab.page)).model?.variant === null);
  expect(await predict(tab.page)).toMatchObject({ model, variant: null });
  expect(asked(variant)).toBe(1);
});

it('a link restores the variant with its filter', async () => {
  const variant = first();
  await tab.page.evaluate((id) => window.unseen.loadModel(id.model, { variant: id.variant }), { model, variant: variant.id });
  await filtered(variant.chain);
  const link = await tab.page.evaluate(() => window.unseen.permalink());
  const other = await visit(browser, site, { query: `?canvas=off${new URL(link).hash}` });
  await until('the link is taken over', async () => (await state(other.page)).model?.variant === variant.id, stretched(10_000));
  expect((await state(other.page)).chain).toEqual((await state(tab.page)).chain);
  expect(await predict(other.page)).toMatchObject({ model, variant: variant.id });
  await other.close();
});

it('a receipt names the variant and its file, and agrees when the native program scores with it again', async () => {
  const variant = first();
  const text = await tab.page.evaluate(async () => {
    const made = await window.unseen.exportResult('receipt');
    return made instanceof Blob ? await made.text() : made.code;
  });
  expect(JSON.parse(text).model).toMatchObject({ id: model, variant: variant.id, sha256: variant.weights.sha256 });
  const keep = (name: string, content: string) => {
    const file = path.join(work, name);
    writeFileSync(file, content);
    return file;
  };
  const done = runNative('verify-receipt', keep('receipt.json', text));
  expect(done.stderr).toBe('');
  expect(done.status).toBe(0);
  expect(done.stdout).toMatch(/agrees: the scores follow/);
  const other = text.replace(variant.weights.sha256, card.weights.sha256);
  expect(runNative('verify-receipt', keep('other.json', other)).status).toBe(1);
});
