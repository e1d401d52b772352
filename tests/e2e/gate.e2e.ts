// What the gate refuses is greyed, never hidden: the reason stands on the page, in the mirror and in every export, and who wants to see
// the score in full asks for it.
import { beforeAll, expect, it } from 'vitest';
import { drawPng } from './harness/films.ts';
import { byApi, byPicker, given, predict, state } from './harness/give.ts';
import { unpacked } from './harness/links.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, type Visit, visit } from './harness/visit.ts';

onStage();
let tab: Visit;
beforeAll(async () => {
  tab = await visit(browser, site);
});

/** One even grey: no radiograph, for any model. */
const blank = () => drawPng({ width: 200, height: 200, flat: true });
const bars = () => tab.page.locator('.twin-bars[data-widget]').first();
const button = () => tab.page.locator('#gate button');
const exported = (form: 'json' | 'csv') =>
  tab.page.evaluate((f) => new Response(window.unseen.exportResult(f) as Blob).text(), form);

it('an image that is no radiograph is refused: greyed, with the reason in sentences', async () => {
  await byApi(tab.page, given(blank()));
  const { ood, scores } = await predict(tab.page);
  expect(ood.verdict).toBe('out');
  expect(ood.reasons.length).toBeGreaterThan(0);
  await until('the gate says so', async () => (await tab.page.locator('#gate').getAttribute('data-verdict')) === 'out');
  const words = await tab.page.locator('#gate').innerText();
  expect(words).toContain('Refused');
  expect(words).toContain(ood.reasons[0]);
  await until('the mirror is greyed', async () => /greyed/.test((await bars().getAttribute('class')) ?? ''));
  const text = (await bars().textContent()) ?? '';
  expect(text).toContain('Refused by the gate, greyed.');
  expect(text).toMatch(/\d\.\d\d/);
  expect(scores.every(Number.isFinite)).toBe(true);
});

it('exports carry the refusal', async () => {
  const json = JSON.parse(await exported('json')) as { gate: { refused: boolean; shownAnyway: boolean; reasons: string[] } };
  expect(json.gate).toMatchObject({ refused: true, shownAnyway: false });
  expect(json.gate.reasons.length).toBeGreaterThan(0);
  const csv = await exported('csv');
  expect(csv.split('\r\n')[0]).toContain('gate,gate_reasons,shown_anyway');
  expect(csv).toContain('"out"');
  expect(csv).toContain(json.gate.reasons[0]);
});

it('shown anyway, by keyboard, the score is whole and the refusal stays on screen and in exports', async () => {
  await button().focus();
  await tab.page.keyboard.press('Enter');
  await until('the wish is heard', async () => (await state(tab.page)).showAnyway);
  expect(await bars().getAttribute('class')).not.toMatch(/greyed/);
  expect(await bars().textContent()).toContain('shown anyway');
  expect(await button().getAttribute('aria-pressed')).toBe('true');
  expect(await tab.page.locator('#gate').innerText()).toContain('Refused');
  expect(await tab.page.evaluate(() => document.activeElement?.closest('#gate') !== null)).toBe(true);
  expect(JSON.parse(await exported('json')).gate).toMatchObject({ refused: true, shownAnyway: true });
  expect(await tab.page.evaluate(() => window.unseen.permalink())).not.toMatch(/anyway/i);
  expect(unpacked(await tab.page.evaluate(() => window.unseen.permalink()))).not.toContain('showAnyway');
});

it('the wish ends with the film', async () => {
  const before = (await state(tab.page)).image?.id;
  await byPicker(tab.page, given(blank()));
  await until('another film is open', async () => (await state(tab.page)).image?.id !== before);
  expect((await state(tab.page)).showAnyway).toBe(false);
  expect(tab.errors).toEqual([]);
  await tab.close();
});
