// Our own Figure 1: the dialog shows what the cards hold, beside the study's points; sweeps lay it over their curves; and three of its
// points come out again, live, on films simulated in the page.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ran } from '../../web/page/runs.ts';
import type { Card, Metric, Variant } from '../../web/wire/card.ts';
import type { AnswerCurve } from '../../web/wire/values.ts';
import { predict, state } from './harness/give.ts';
import { stretched } from './harness/limits.ts';
import { cardOf } from './harness/native.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, type Visit, visit } from './harness/visit.ts';

onStage();

const families = ['chest-view-sex', 'phantom-diffuse'].map(cardOf);
const diffuse = families[1] as Card;
const filters = ['low-pass', 'high-pass'] as const;

/** A card's retrained networks for a filter, with its radius. */
const settings = (card: Card, filter: string): { radius: number; variant: Variant }[] =>
  (card.variants ?? []).flatMap((variant) => {
    const [{ op, radius }] = variant.chain;
    return op === filter && typeof radius === 'number' ? [{ radius, variant }] : [];
  });

/** The area of a head on the first films that were held out. */
const area = (metrics: readonly Metric[], head: string): Metric | undefined =>
  metrics.find((one) => one.head === head && one.metric === 'AUC' && one.population === 'held-out');

const named = ({ value, low, high }: Metric) => `${value.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;

let tab: Visit;
beforeAll(async () => {
  tab = await visit(browser, site);
  await until('a film is open', () => tab.page.evaluate(() => window.unseen.get().image !== null), stretched(10_000));
});
afterAll(() => tab?.close());

async function opened(page: Page): Promise<void> {
  await page.locator('#open-figure').focus();
  await page.keyboard.press('Enter');
  await page.locator('#figure #figure-csv').waitFor();
}
const violations = async (page: Page, where: string) =>
  (await new AxeBuilder({ page }).include(where).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`);

it('both families ship', () => {
  expect(families.filter(({ variants = [] }) => variants.length > 0).map(({ id }) => id)).toEqual(families.map(({ id }) => id));
});

describe('the dialog', () => {
  it('holds every area of the cards, fixed and retrained, beside the study’s points, each cited', async () => {
    await opened(tab.page);
    for (const card of families) {
      for (const filter of filters.filter((one) => settings(card, one).length > 0)) {
        for (const { id: head } of card.heads) {
          const figure = tab.page.locator(`[data-figure="figure:${card.id}:${filter}:${head}"]`);
          await figure.locator('summary').click();
          const rows = await figure.locator('table').first().locator('tbody tr').allInnerTexts();
          const wanted = settings(card, filter).map(({ radius, variant }) => {
            const [retrained, fixed] = [area(variant.metrics, head), area(variant.fixed, head)];
            return [radius, retrained && named(retrained), fixed && named(fixed)].join('\t');
          });
          expect(rows.slice(1).map((row) => row.split('\t').slice(0, 3).join('\t'))).toEqual(wanted);
          expect(rows[0]).toContain(named(area(card.metrics, head) as Metric));
          expect(await figure.locator('circle.dot.hollow.line-1').count()).toBe(wanted.length + 1);
          expect(await figure.locator('circle.dot.line-2:not(.hollow)').count()).toBe(wanted.length + 1);
          expect(await figure.locator('svg.chart polygon.over.retrained').count()).toBeGreaterThan(20);
          const legend = await figure.locator('.chart-legend').innerText();
          expect(legend).toMatch(/Our networks, retrained for each setting/);
          expect(legend).toMatch(/Our fixed model, test time only/);
          expect(legend).toMatch(/recorded race, other films, another network\)\..*Figure 1, p e411/s);
          expect(await figure.locator('.says').first().innerText()).toMatch(/retrained networks reach AUC.*story/);
          expect(await figure.locator('svg.chart').getAttribute('aria-label')).toContain(
            await figure.locator('.says').first().innerText(),
          );
        }
      }
    }
    expect(await violations(tab.page, '#figure')).toEqual([]);
  });

  it('is saved as CSV, an area a line', async () => {
    const [file] = await Promise.all([tab.page.waitForEvent('download'), tab.page.locator('#figure-csv').click()]);
    const parts: Buffer[] = [];
    for await (const part of await file.createReadStream()) {
      parts.push(part as Buffer);
    }
    const lines = Buffer.concat(parts).toString('utf8').trim().split('\r\n');
    for (const { id, variants = [] } of families) {
      for (const variant of variants) {
        const of = lines.filter((line) => line.startsWith(`"Unseen","${id}"`) && line.includes(`"${variant.id}"`));
        expect(of.length, variant.id).toBe(variant.metrics.length);
        expect(of.every((line) => line.includes(variant.reproduce.command))).toBe(true);
      }
    }
    expect(lines.some((line) => line.startsWith('"published"') && line.includes('Figure 1, p e411'))).toBe(true);
  });

  it('a point of it can be had live: filter and network are taken over, and the focus comes back', async () => {
    const [{ id, variants: [variant] = [] } = { id: '' }] = families;
    if (!variant) {
      throw new Error('no family');
    }
    await tab.page.locator(`#figure [data-figure^="figure:${id}:"] [data-variant="${variant.id}"]`).first().press('Enter');
    await until('the network is in use', async () => (await state(tab.page)).model?.variant === variant.id, stretched(20_000));
    await until('the film is filtered', async () => (await state(tab.page)).chain.length === 1);
    expect((await state(tab.page)).model).toEqual({ id, variant: variant.id });
    expect(await tab.page.locator('#figure').isVisible()).toBe(false);
    expect(await tab.page.locator('#open-figure').evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await predict(tab.page)).toMatchObject({ model: id, variant: variant.id });
    await tab.page.evaluate(() => window.unseen.set({ chain: [] }));
  });

  it('on a phone nothing stands beyond the edge; without the published list our own figure is there, and says so', async () => {
    const phone = await visit(browser, site, { viewport: { width: 360, height: 740 }, ready: false });
    site.instead = (name) => (/^findings\..*json/.test(name) ? { status: 404, type: 'text/plain', body: 'gone' } : undefined);
    await opened(phone.page);
    expect(await phone.page.locator('#figure [role="alert"]').innerText()).toMatch(/^Without the study’s points/);
    expect(await phone.page.locator('#figure .own-figure').count()).toBeGreaterThan(0);
    expect(await phone.page.locator('#figure polygon.over').count()).toBe(0);
    site.instead = () => undefined;
    await phone.page.getByRole('button', { name: 'Try again' }).click();
    await phone.page.locator('#figure polygon.over').first().waitFor();
    expect(await phone.page.locator('#figure').evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
    expect(await violations(phone.page, '#figure')).toEqual([]);
    await phone.page.keyboard.press('Escape');
    expect(await phone.page.locator('#open-figure').evaluate((button) => button === document.activeElement)).toBe(true);
    await phone.close();
  });
});

const use = async (variant: string | null) => {
  const loaded = await tab.page.evaluate(([id, which]) => window.unseen.loadModel(id, { variant: which }), [
    diffuse.id,
    variant,
  ] as const);
  expect(loaded).toMatchObject({ ok: true });
};
const sweep = async (parameters: object): Promise<Ran> => {
  const ran = await tab.page.evaluate((asked) => window.unseen.run('sweep', asked), parameters);
  expect(ran).toMatchObject({ ok: true, partial: false });
  return ran as Ran;
};
const line = ({ answers }: Ran) => answers.find((answer): answer is AnswerCurve => answer.form === 'curve')?.lines[0];

describe('three of its points, live', () => {
  // The radii of the study's own figure that the family has; more come by themselves.
  const points = settings(diffuse, 'low-pass').filter(({ radius }) => [5, 10, 25].includes(radius));
  const films = { operation: 'low-pass', subject: 'films', films: 200 };
  const meets = (found: { low: number | null; high: number | null } | undefined, stated: Metric | undefined) =>
    typeof found?.low === 'number' && typeof found.high === 'number' && stated !== undefined
      ? found.low <= stated.high && found.high >= stated.low
      : null;

  it(
    'the fixed model and the retrained networks agree with the card, on simulated films that nothing learnt from',
    async () => {
      await tab.page.evaluate(() => window.unseen.set({ chain: [] }));
      await use(null);
      const fixed = await sweep({ ...films, settings: points.map(({ radius }) => radius) });
      expect(fixed).toMatchObject({ model: diffuse.id, variant: null });
      let live = 0;
      for (const { radius, variant } of points) {
        const at = line(fixed)?.points.find(({ x }) => x === radius);
        expect(at?.n).toBe(films.films);
        expect(meets(at, variant.fixed[0]), `${variant.id}, fixed: ${JSON.stringify(at)}`).toBe(true);
        live++;
      }
      for (const { radius, variant } of points) {
        await use(variant.id);
        const retrained = await sweep({ ...films, settings: [radius] });
        expect(retrained).toMatchObject({ model: diffuse.id, variant: variant.id });
        const [at] = line(retrained)?.points ?? [];
        expect(meets(at, variant.metrics[0]), `${variant.id}, retrained: ${JSON.stringify(at)}`).toBe(true);
        live++;
      }
      expect(live).toBeGreaterThanOrEqual(3);
    },
    stretched(180_000),
  );
});

describe('sweeps with a retrained network', () => {
  const panel = () => tab.page.locator('#sweep-panel');
  const run = async (end: RegExp) => {
    await tab.page.locator('#sweep-start').press('Enter');
    await until('it is done', async () => end.test(await tab.page.locator('#sweep-progress').innerText()), stretched(60_000));
  };

  it('on the open film each point is its score, and panel and files name it', async () => {
    const [{ variant } = { variant: null }] = settings(diffuse, 'low-pass');
    if (!variant) {
      throw new Error('no retrained network');
    }
    await use(variant.id);
    const ran = await sweep({ operation: 'low-pass', settings: [10, 40] });
    expect(ran.variant).toBe(variant.id);
    for (const { x, value } of line(ran)?.points ?? []) {
      await tab.page.evaluate((radius) => window.unseen.set({ chain: [{ op: 'low-pass', radius }] }), x);
      expect((await predict(tab.page)).scores[1]).toBeCloseTo(value ?? Number.NaN, 4);
    }
    await tab.page.evaluate(() => window.unseen.set({ chain: [] }));
    await panel().getByLabel('What to change').selectOption('low-pass');
    await panel().getByLabel('Going through').selectOption('own');
    await panel().getByRole('textbox', { name: 'Settings' }).fill('10, 40');
    await panel().getByRole('textbox', { name: 'Settings' }).press('Tab');
    await run(/^Done: 3/);
    const title = variant.title.replace(/^R/, 'r');
    expect(await panel().locator('.says').innerText()).toContain(`Scored by a network ${title}.`);
    expect(await panel().locator('.chart-legend').innerText()).toContain(`a network ${title}`);
    expect(await panel().locator('.note').last().innerText()).toContain(`This is one network, ${title}`);
    const [file] = await Promise.all([tab.page.waitForEvent('download'), tab.page.locator('#sweep-json').click()]);
    const parts: Buffer[] = [];
    for await (const part of await file.createReadStream()) {
      parts.push(part as Buffer);
    }
    expect(JSON.parse(Buffer.concat(parts).toString('utf8')).model).toMatchObject({
      id: diffuse.id,
      sha256: variant.weights.sha256,
      variant: { id: variant.id },
    });
  });

  it(
    'beside the curve of areas stands our figure: retrained hollow, fixed filled, with card, command and films',
    async () => {
      await use(null);
      await panel().getByRole('combobox', { name: /^On\b/ }).selectOption('films');
      await panel().getByLabel('Number of films').fill('20');
      await panel().getByLabel('Number of films').press('Tab');
      await panel().getByLabel('Our Figure 1 beside it').check();
      await run(/^Done: 60/);
      const count = settings(diffuse, 'low-pass').length;
      const drawn = (how: string) => panel().locator(`svg.chart polygon.over.${how}`).count();
      await until('our points', async () => (await drawn('retrained')) === count);
      expect(await drawn('fixed')).toBe(count);
      const legend = await panel().locator('.chart-legend').innerText();
      expect(legend).toMatch(
        /Our Figure 1: cohort \(retrained for each setting\)\. Card of phantom-diffuse .*films of .*--setting/,
      );
      expect(legend).toMatch(/Our Figure 1: cohort \(test time only.*\)\. Card of phantom-diffuse .*npm run models:train/);
      expect(await violations(tab.page, '#sweep-group')).toEqual([]);
      expect(tab.errors).toEqual([]);
      await tab.page.evaluate(() => window.unseen.set({ chain: [{ op: 'invert' }] }));
      await run(/^Done: 60/);
      expect(await drawn('retrained')).toBe(0);
      expect(await panel().locator('.note').allInnerTexts()).toEqual(
        expect.arrayContaining([expect.stringMatching(/no point here/)]),
      );
      await tab.page.evaluate(() => window.unseen.set({ chain: [] }));
    },
    stretched(120_000),
  );
});
