// With no file of one's own: the first paint, the samples, the panel of a simulated film, the same person in the other cohort.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { predict, state } from './harness/give.ts';
import { stretched } from './harness/limits.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { mainThreadTasks } from './harness/tasks.ts';
import { until, type Visit, visit } from './harness/visit.ts';

onStage();

const spec = async (page: Page) => (await state(page)).image?.phantom ?? null;
const wholeFilm = (page: Page) =>
  until('the whole film is there', async () => (await spec(page))?.size === 512, stretched(10_000));

describe('the first second', () => {
  it('without any script there is a film, its score, and that it was computed earlier', async () => {
    const tab = await visit(browser, site, { ready: false, javaScriptEnabled: false });
    const picture = tab.page.locator('#preview');
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(512);
    expect(await picture.getAttribute('alt')).toMatch(/simulated/i);
    const text = await tab.page.locator('#earlier').innerText();
    expect(text).toMatch(/computed earlier/i);
    expect(text).toMatch(/\d\.\d\d/);
    expect(await tab.page.locator('#pick').isVisible()).toBe(true);
    await tab.close();
  });

  it('the live score takes its place, is the same, and the invitation stays', async () => {
    const tab = await visit(browser, site, { ready: false });
    const earlier = await tab.page
      .locator('#earlier meter')
      .evaluateAll((all: HTMLMeterElement[]) => all.map((one) => one.value));
    await tab.page.waitForFunction(() => 'unseen' in globalThis);
    await tab.page.evaluate(() => window.unseen.ready);
    const { scores, ood } = await predict(tab.page);
    expect(ood.verdict).toBe('in');
    for (const [i, score] of scores.entries()) {
      expect(earlier[i]).toBeCloseTo(score, 3);
    }
    await until('the earlier one is gone', async () => (await tab.page.locator('#earlier').count()) === 0);
    expect(await tab.page.locator('#preview').isVisible()).toBe(false);
    expect(await tab.page.locator('#pick').isVisible()).toBe(true);
    expect(await tab.page.evaluate(() => window.unseen.network().requestsSinceLoad)).toBe(0);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
});

it('each sample is opened by its picture and scored by the model that fits it', async () => {
  const tab = await visit(browser, site);
  const samples = await tab.page.evaluate(() => window.unseen.samples());
  expect(samples.length).toBeGreaterThanOrEqual(4);
  for (const { id, title } of samples) {
    const before = (await state(tab.page)).image?.id;
    await tab.page.locator('#open-samples').click();
    const tile = tab.page.locator(`[data-sample="${id}"]`);
    expect(await tile.innerText()).toContain(title);
    expect(await tile.locator('img').evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
    await tile.click();
    await until('it is open', async () => (await state(tab.page)).image?.id !== before, stretched(10_000));
    await wholeFilm(tab.page);
    await until('its model is in use', async () => (await state(tab.page)).model?.id.startsWith('phantom-') === true, 20_000);
    const scored = await predict(tab.page);
    expect(scored.scores.every(Number.isFinite)).toBe(true);
    expect(scored.ood.verdict, `${id}: ${scored.ood.reasons.join(' ')}`).toBe('in');
  }
  await tab.page.locator('#open-samples').click();
  expect((await new AxeBuilder({ page: tab.page }).include('#samples').analyze()).violations.map(({ id }) => id)).toEqual([]);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

describe.each([
  ['a laptop', {}],
  ['a phone', { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }],
  ['without the canvas', { query: '?canvas=off' }],
])('the panel, on %s', (_, shape) => {
  let tab: Visit;
  const panel = () => tab.page.locator('#phantom-panel');
  const chooser = (name: string) => panel().getByRole('combobox', { name: new RegExp(`^${name}`) });
  const slider = (name: string) => panel().getByRole('slider', { name });
  beforeAll(async () => {
    tab = await visit(browser, site, shape);
    await tab.page.locator('#open-phantom').click();
  });
  afterAll(() => tab?.close());

  it('says that it shows nobody, which cohort, and by what the cohorts differ', async () => {
    expect(await tab.page.locator('#phantom-says').innerText()).toMatch(/shows nobody.*cohort [AB]; A and B differ by/s);
    expect((await new AxeBuilder({ page: tab.page }).include('#phantom-group').analyze()).violations.map(({ id }) => id)).toEqual(
      [],
    );
  });

  it('by keyboard: strength changes, another film follows, at its whole size in the end', async () => {
    const before = (await state(tab.page)).image?.id;
    await slider('Strength').focus();
    await tab.page.keyboard.press('ArrowLeft');
    await tab.page.keyboard.press('ArrowLeft');
    await until('another film', async () => (await state(tab.page)).image?.id !== before, stretched(10_000));
    await until('weaker', async () => ((await spec(tab.page))?.strength ?? 1) < 1, stretched(10_000));
    await wholeFilm(tab.page);
    await predict(tab.page);
  });

  it('another person, and a mechanism of one’s choice, with the model for it', async () => {
    const seed = (await spec(tab.page))?.seed;
    await panel().getByRole('button', { name: 'Another person' }).click();
    await until('another seed', async () => (await spec(tab.page))?.seed !== seed, stretched(10_000));
    await panel().getByLabel('Cohorts A and B differ by').selectOption('bone-density');
    await until('the mechanism', async () => (await spec(tab.page))?.mechanisms[0] === 'bone-density', stretched(10_000));
    await until('its model', async () => (await state(tab.page)).model?.id === 'phantom-bone-density', 20_000);
    await until('the page says so', () => tab.page.locator('#switched').isVisible());
    await tab.page.locator('#switched button').click();
    await until('the way back', async () => (await state(tab.page)).model?.id === 'phantom-diffuse', 20_000);
  });

  it('the same person in the other cohort, and what differs, as a picture and in words', async () => {
    const says = () => tab.page.locator('#phantom-says').innerText();
    const before = await says();
    const seed = (await spec(tab.page))?.seed;
    await panel().getByRole('button', { name: 'Same person, other cohort' }).click();
    await until('the other cohort', async () => (await says()) !== before, stretched(10_000));
    expect((await spec(tab.page))?.seed).toBe(seed);
    await tab.page.locator('#difference summary').click();
    const canvas = tab.page.locator('#difference canvas');
    await until('it is drawn', async () => Number(await canvas.getAttribute('width')) > 100, stretched(10_000));
    expect(await canvas.getAttribute('aria-label')).toMatch(/grey levels on average/);
    expect(await tab.page.locator('#difference').innerText()).toMatch(/orange: B is brighter\s+blue: B is darker/);
  });

  it('a hand, without what a hand does not have, and the gate says what it is', async () => {
    const details = panel().locator('details', { hasText: 'Person, view and exposure' });
    await details.locator('summary').click();
    await chooser('Body').selectOption('hand');
    await until('a hand', async () => (await spec(tab.page))?.body === 'hand', stretched(10_000));
    expect(await chooser('View').isVisible()).toBe(false);
    expect(await chooser('Finding').isVisible()).toBe(false);
    await wholeFilm(tab.page);
    const { ood } = await predict(tab.page);
    expect(ood.verdict).toBe('out');
    expect(ood.reasons.join(' ')).toMatch(/hand radiograph/);
    await chooser('Body').selectOption('chest');
    await until('a chest', async () => (await spec(tab.page))?.body === 'chest', stretched(10_000));
    expect(await chooser('Finding').isVisible()).toBe(true);
    await details.locator('summary').click();
  });

  it('a value out of range cannot be typed past the simulator', async () => {
    const field = panel().getByRole('spinbutton', { name: 'Strength' });
    await field.fill('99');
    await field.press('Tab');
    await until('it is held at the limit', async () => ((await spec(tab.page))?.strength ?? 99) <= 2, stretched(10_000));
    expect(tab.errors).toEqual([]);
  });
});

it('dragging keeps the main thread free: no task over 50 ms', async () => {
  const tab = await visit(browser, site);
  await tab.page.locator('#open-phantom').click();
  await wholeFilm(tab.page);
  await predict(tab.page);
  await tab.page.waitForTimeout(500);
  const range = tab.page.locator('#phantom-panel').getByRole('slider', { name: 'Strength' });
  await range.scrollIntoViewIfNeeded();
  const box = await range.boundingBox();
  const [y, left, width] = [(box?.y ?? 0) + (box?.height ?? 0) / 2, box?.x ?? 0, box?.width ?? 0];
  const drag = async (round: number) => {
    await tab.page.mouse.move(left + width / 2, y);
    await tab.page.mouse.down();
    for (let i = 0; i < 20; i++) {
      await tab.page.mouse.move(left + width * (0.5 + 0.4 * Math.sin(i / 3)), y);
      await tab.page.waitForTimeout(60);
    }
    await tab.page.mouse.move(left + width * (0.3 + 0.1 * round), y);
    await tab.page.mouse.up();
    await wholeFilm(tab.page);
  };
  // Processor time includes what a virtual machine's host took meanwhile, so that one task of three drags may be counted long for
  // nothing; what dragging costs comes again in each.
  const tasks: number[] = [];
  for (let round = 0; round < 3; round++) {
    tasks.push(...(await mainThreadTasks(browser, tab.page, () => drag(round))));
  }
  const long = tasks.filter((milliseconds) => milliseconds > 50);
  expect(tasks.length).toBeGreaterThan(30);
  expect(long.length, `tasks over 50 ms in three drags: ${long.join(', ')}`).toBeLessThanOrEqual(1);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

it('a drag that ends where it began leaves the whole film, not the small one that followed the hand', async () => {
  const tab = await visit(browser, site);
  await tab.page.locator('#open-phantom').click();
  await wholeFilm(tab.page);
  const range = tab.page.locator('#phantom-panel').getByRole('slider', { name: 'Strength' });
  await range.scrollIntoViewIfNeeded();
  const box = await range.boundingBox();
  const [y, left, width] = [(box?.y ?? 0) + (box?.height ?? 0) / 2, box?.x ?? 0, box?.width ?? 0];
  await tab.page.mouse.click(left + width * 0.4, y);
  await wholeFilm(tab.page);
  await tab.page.mouse.move(left + width * 0.4, y);
  await tab.page.mouse.down();
  await tab.page.mouse.move(left + width * 0.7, y);
  await until('a small film follows', async () => (await spec(tab.page))?.size === 320, stretched(10_000));
  await tab.page.mouse.move(left + width * 0.4, y);
  await tab.page.mouse.up();
  await wholeFilm(tab.page);
  expect(tab.errors).toEqual([]);
  await tab.close();
});
