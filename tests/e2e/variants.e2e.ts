// Fixed or retrained: the page fetches a variant only when it is chosen, says what it is and how good, judges it by the films it was
// trained on, and gives points of our Figure 1 live.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Metric, Variant } from '../../web/wire/card.ts';
import { predict, state } from './harness/give.ts';
import { stretched } from './harness/limits.ts';
import { cardOf } from './harness/native.ts';
import { root } from './harness/site.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, type Visit, visit } from './harness/visit.ts';

onStage();

const model = 'phantom-diffuse';
const card = cardOf(model);
const variants: readonly Variant[] = card.variants ?? [];
const films = 60;
/** No set of the pipeline: see models/pipeline/phantoms.py. */
const set = 60_000;
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
  await other.page.evaluate((link) => window.unseen.restore(link), link);
  expect((await state(other.page)).model).toEqual({ id: model, variant: variant.id });
  expect(await predict(other.page)).toMatchObject({ model, variant: variant.id });
  await other.close();
});

/** Films as data URLs, with whether each is of cohort B. */
function simulated(): { url: string; b: boolean }[] {
  const options = ['--count', films, '--seed', set, '--size', 224, '--mechanisms', 'diffuse', '--out', work];
  execFileSync(path.join(root, 'build/native-release/unseen'), ['simulate', ...options.map(String)], { stdio: 'ignore' });
  const [names = [], ...rows] = readFileSync(path.join(work, 'labels.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const of = (row: readonly string[], name: string) => row[names.indexOf(name)] ?? '';
  return rows.map((row) => ({
    url: readFileSync(path.join(work, of(row, 'file'))).toString('base64'),
    b: of(row, 'cohort') === 'B',
  }));
}

/** Area under the curve with its 95% interval (Hanley and McNeil 1982). */
function area(scores: readonly number[], b: readonly boolean[]): { low: number; high: number } {
  const positive = scores.filter((_, i) => b[i]);
  const negative = scores.filter((_, i) => !b[i]);
  const wins = positive.flatMap((one) => negative.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)));
  const value = wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
  const [q1, q2] = [value / (2 - value), (2 * value ** 2) / (1 + value)];
  const spread = value * (1 - value) + (positive.length - 1) * (q1 - value ** 2) + (negative.length - 1) * (q2 - value ** 2);
  const half = 1.96 * Math.sqrt(Math.max(spread, 1 / wins.length) / wins.length);
  return { low: value - half, high: value + half };
}

const meets = (one: { low: number; high: number }, stated: Metric | undefined) =>
  stated !== undefined && one.low <= stated.high && one.high >= stated.low;

it(
  'three points of Figure 1, live: fixed and retrained on films the page filters agree with the card',
  async () => {
    const given = simulated();
    const settings = variants.slice(0, 3);
    expect(settings.length).toBeGreaterThan(0);
    const last = card.heads.flatMap(({ labels }) => labels).length - 1;
    /** The score of cohort B of every film through every chain, by the fixed model or a variant. */
    const scored = (variant: string | null, chains: readonly (readonly object[])[]) =>
      tab.page.evaluate(
        async ({ model, variant, chains, urls, last }) => {
          await window.unseen.loadModel(model, { variant });
          const all: number[][] = chains.map(() => []);
          for (const base64 of urls) {
            await window.unseen.open(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]));
            for (const [i, chain] of chains.entries()) {
              window.unseen.set({ chain });
              const answer = await window.unseen.predict();
              if ('ok' in answer || answer.variant !== variant) {
                throw new Error(JSON.stringify(answer));
              }
              all[i]?.push(answer.scores[last] ?? Number.NaN);
            }
          }
          return all;
        },
        { model, variant, chains, urls: given.map(({ url }) => url), last },
      );
    const truth = given.map(({ b }) => b);
    const fixed = await scored(
      null,
      settings.map(({ chain }) => chain),
    );
    for (const [i, { id, chain, metrics, fixed: stated }] of settings.entries()) {
      const [retrained = []] = await scored(id, [chain]);
      expect(meets(area(retrained, truth), metrics[0]), `${id}, retrained`).toBe(true);
      expect(meets(area(fixed[i] ?? [], truth), stated[0]), `${id}, fixed`).toBe(true);
    }
  },
  stretched(60_000),
);
