// The list of models: each card whole before anything is loaded; one button; and the page's own switch when another sort of image is
// opened, which says so and can be taken back.
import { AxeBuilder } from '@axe-core/playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawPng } from './harness/films.ts';
import { byPicker, given, predict, state } from './harness/give.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, type Visit, visit } from './harness/visit.ts';

onStage();

const model = async (tab: Visit) => (await state(tab.page)).model?.id;

describe.each([
  ['a laptop', { viewport: { width: 1440, height: 900 } }],
  ['a phone', { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }],
])('%s', (_, shape) => {
  let tab: Visit;
  beforeAll(async () => {
    tab = await visit(browser, site, shape);
    return () => tab.close();
  });

  it('every card can be read whole: question, labels, training, figures with n and interval, misuse, limits, gate', async () => {
    await tab.page.getByRole('button', { name: 'other models' }).click();
    const cards = await tab.page.evaluate(() => window.unseen.models());
    const rows = tab.page.locator('.models > li');
    expect(await rows.count()).toBe(cards.length);
    for (const [i, card] of cards.entries()) {
      const row = rows.nth(i);
      await row.locator('summary', { hasText: 'The whole card' }).click();
      const text = await row.innerText();
      for (const part of [
        card.title,
        card.question,
        card.summary,
        ...card.use.misuse,
        ...card.use.limits,
        ...card.heads.flatMap(({ labels }) => labels.map(({ title }) => title)),
        ...card.training.sources.map(({ name }) => name),
        card.weights.sha256,
      ]) {
        expect(text, `${card.id}`).toContain(part);
      }
      for (const { value, images } of card.metrics) {
        expect(text).toContain(value.toFixed(3));
        expect(text.replaceAll(',', '')).toContain(String(images));
      }
    }
    expect((await new AxeBuilder({ page: tab.page }).include('#dialog').analyze()).violations.map(({ id }) => id)).toEqual([]);
    const wide = await tab.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await tab.page.keyboard.press('Escape');
  });

  it('the model in use is marked; another is loaded by its button, by keyboard', async () => {
    const before = await model(tab);
    await tab.page.getByRole('button', { name: 'other models' }).focus();
    await tab.page.keyboard.press('Enter');
    expect(await tab.page.locator(`[data-model="${before}"] button`).first().isDisabled()).toBe(true);
    const other = tab.page.locator('.models > li button:enabled').first();
    if ((await other.count()) === 0) {
      await tab.page.keyboard.press('Escape');
      return;
    }
    await other.focus();
    await tab.page.keyboard.press('Enter');
    await until('another model is in use', async () => (await model(tab)) !== before, 20_000);
    expect((await predict(tab.page)).model).toBe(await model(tab));
  });
});

it('a file of one’s own goes to the model of real films, the page says so, and there is a way back', async () => {
  const tab = await visit(browser, site);
  const before = await model(tab);
  await byPicker(tab.page, given(drawPng({ seed: 6 })));
  await until('the model fits', async () => (await model(tab)) === 'chest-view-sex', 20_000);
  if (before !== 'chest-view-sex') {
    await until('the page says so', () => tab.page.locator('#switched').isVisible());
    await tab.page.locator('#switched button').click();
    await until('the way back', async () => (await model(tab)) === before, 20_000);
    expect(await tab.page.locator('#switched').isVisible()).toBe(false);
    expect((await state(tab.page)).image?.phantom).toBeNull();
  }
  expect(tab.errors).toEqual([]);
  await tab.close();
});
