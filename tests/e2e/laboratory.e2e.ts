// “How little is enough?”: the chain of operations through the page: figures, steps, order, looks, window, brush, undo by name, live
// scores; by pointer, by keyboard, without the canvas and on a phone.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { predict, set, state } from './harness/give.ts';
import { stretched } from './harness/limits.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, type Visit, visit } from './harness/visit.ts';

onStage();

type Step = { op: string; strokes?: object[]; bypass?: boolean; solo?: boolean; radius?: number };
const chain = async (page: Page) => (await state(page)).chain as unknown as Step[];
const ops = async (page: Page) => (await chain(page)).map(({ op }) => op);
const undoName = (page: Page) => page.locator('#undo').getAttribute('aria-label');
const step = (page: Page, at: number) => page.locator(`[data-step="${at}"]`);
const bars = (page: Page) => page.locator('.twin-bars').first();
const scored = (page: Page) =>
  until(
    'the score is for what is shown',
    async () => {
      const { result, revision, chain: now } = await state(page);
      const of = result as unknown as { chain: object[]; revision: number } | null;
      return of !== null && of.revision <= revision && JSON.stringify(of.chain) === JSON.stringify(now);
    },
    stretched(10_000),
  );

async function add(page: Page, op: string): Promise<void> {
  const before = (await chain(page)).length;
  await page.locator('#chain-add').selectOption(op);
  await page.locator('#chain-add-button').click();
  await until(`${op} is added`, async () => (await chain(page)).length === before + 1);
}
const unfold = (page: Page) =>
  page.locator('#chain-details').evaluate((details: HTMLDetailsElement) => {
    details.open = true;
  });

describe.each([
  ['a laptop', {}],
  ['a phone', { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }],
])('the panel, on %s', (_, shape) => {
  let tab: Visit;
  beforeAll(async () => {
    tab = await visit(browser, site, shape);
    await predict(tab.page);
  });
  afterAll(() => tab?.close());

  it('a figure of the study is one choice, names its source, and is one step of the history', async () => {
    const { page } = tab;
    await page.locator('#chain-preset').selectOption({ label: 'Figure 1: low-pass 10' });
    await until('its chain', async () => (await chain(page))[0]?.radius === 10);
    expect(await page.locator('#chain-preset-source').innerText()).toMatch(/Gichoya.*anew for each setting/);
    expect(await undoName(page)).toBe('Undo: add low-pass');
    await scored(page);
    await until('the change is told', async () =>
      /change from the untouched film/.test((await bars(page).locator('p').first().textContent()) ?? ''),
    );
    expect((await state(page)).untouched?.scores.length).toBeGreaterThan(0);
  });

  it('a typed value, out of range held at the bound; bypass, solo, reset', async () => {
    const { page } = tab;
    await unfold(page);
    await add(page, 'high-pass');
    const radius = step(page, 0).getByRole('spinbutton', { name: /^Radius/ });
    await radius.fill('7');
    await radius.press('Tab');
    await until('typed', async () => (await chain(page))[0]?.radius === 7);
    expect(await undoName(page)).toBe('Undo: low-pass radius');
    await radius.fill('9999');
    await radius.press('Tab');
    await until('held', async () => (await chain(page))[0]?.radius === 200);
    await step(page, 0).getByLabel('Bypass').check();
    expect((await chain(page))[0]?.bypass).toBe(true);
    expect(await undoName(page)).toBe('Undo: bypass low-pass');
    await step(page, 1).getByLabel('Solo').check();
    expect((await chain(page))[1]?.solo).toBe(true);
    await step(page, 0).getByLabel('Bypass').uncheck();
    expect(await step(page, 0).innerText()).toMatch(/silent while another is solo/);
    await step(page, 1).getByLabel('Solo').uncheck();
    await step(page, 0).getByRole('button', { name: 'Reset' }).click();
    await until('initial', async () => (await chain(page))[0]?.radius === 25);
    await step(page, 0)
      .getByRole('slider', { name: /^Radius/ })
      .press('ArrowLeft');
    await until('an arrow is one step', async () => (await chain(page))[0]?.radius === 24);
    await page.locator('#chain-reset-all').click();
    expect((await ops(page)).length).toBe(2);
  });

  it('by keyboard a step moves and keeps the focus; removing it leaves the focus in the list', async () => {
    const { page } = tab;
    await step(page, 0).getByRole('button', { name: 'Move down' }).focus();
    await page.keyboard.press('Enter');
    await until('moved', async () => (await ops(page)).join() === 'high-pass,low-pass');
    expect(await page.evaluate(() => document.activeElement?.closest('[data-step]')?.getAttribute('data-step'))).toBe('1');
    expect(await undoName(page)).toBe('Undo: order of the chain');
    await page.keyboard.press('Control+z');
    await until('undone', async () => (await ops(page)).join() === 'low-pass,high-pass');
    await page.keyboard.press('Control+Shift+z');
    await until('done again', async () => (await ops(page)).join() === 'high-pass,low-pass');
    await step(page, 0).getByRole('button', { name: 'Remove' }).focus();
    await page.keyboard.press('Enter');
    await until('removed', async () => (await ops(page)).join() === 'low-pass');
    expect(await page.evaluate(() => document.activeElement?.closest('[data-step]') !== null)).toBe(true);
  });

  it('a round patch is painted at a point that is typed', async () => {
    const { page } = tab;
    await add(page, 'brush-mask');
    const painting = step(page, 1);
    await painting.getByLabel('Across').fill('25');
    await painting.getByLabel('Down').fill('75');
    await painting.getByRole('button', { name: 'Paint a round patch there' }).click();
    await until('painted', async () => (await chain(page))[1]?.strokes?.length === 1);
    expect(JSON.stringify((await chain(page))[1]?.strokes)).toContain('[0.25,0.75]');
    await painting.getByRole('button', { name: 'Clear the painting' }).click();
    await until('cleared', async () => (await chain(page))[1]?.strokes === undefined);
    expect(await undoName(page)).toMatch(/^Undo: clear/);
  });

  it('nothing is wider than the window, and axe finds nothing', async () => {
    const { page } = tab;
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).include('#chain-group').include('.tools').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(tab.errors).toEqual([]);
  });
});

describe('with the pointer', () => {
  let tab: Visit;
  beforeAll(async () => {
    tab = await visit(browser, site);
    await predict(tab.page);
  });
  afterAll(() => tab?.close());

  /** A point of a slot, in pixels from its corner, brought into view. */
  async function at(slot: string, x: number, y: number): Promise<[number, number]> {
    const place = tab.page.locator(`[data-slot="${slot}"]`);
    await place.scrollIntoViewIfNeeded();
    await place.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await tab.page.waitForTimeout(100);
    const box = await place.boundingBox();
    return [(box?.x ?? 0) + x, (box?.y ?? 0) + y];
  }
  async function drag(from: [number, number], to: [number, number]): Promise<void> {
    await tab.page.mouse.move(...from);
    await tab.page.mouse.down();
    for (let i = 1; i <= 12; i++) {
      await tab.page.mouse.move(from[0] + ((to[0] - from[0]) * i) / 12, from[1] + ((to[1] - from[1]) * i) / 12);
      await tab.page.waitForTimeout(16);
    }
    await tab.page.mouse.up();
  }

  /** Where the steps begin: below the look (32 + 14) and two lines of adding (54 + 14 each). */
  const steps = 46 + 2 * 68;

  it('a step is added from its group, and goes through the group', async () => {
    const { page } = tab;
    await set(page, { chain: [] });
    const [x, y] = await at('chain', 12, 46 + 54 - 12); // the first small button: the frequencies
    await page.mouse.click(x, y);
    await until('added', async () => (await ops(page)).join() === 'low-pass');
    expect(await undoName(page)).toBe('Undo: add low-pass');
    const width = (await page.locator('[data-slot="chain"]').boundingBox())?.width ?? 0;
    const next = await at('chain', width - 10, steps + 68 + 16);
    await page.mouse.click(...next);
    await until('the next of its group', async () => (await ops(page)).join() === 'high-pass');
    expect(await undoName(page)).toBe('Undo: high-pass in place of low-pass');
    // By keyboard, in the canvas’s mirror: one stop for the row, arrows within it.
    await page.locator('[data-item="frequency"]').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.item)).toBe('blur');
    await page.keyboard.press('Enter');
    await until('added by keyboard', async () => (await ops(page)).join() === 'high-pass,gaussian-blur');
  });

  it('a slider on the canvas: the picture and the score follow, a trail grows, the drag is one step', async () => {
    const { page } = tab;
    await set(page, { chain: [{ op: 'low-pass', radius: 150 }] });
    await scored(page);
    // Below the step’s head (54 + 14) and its operation (32 + 14): the track, 35 below the top of the slider.
    const [x, y] = await at('chain', 0, steps + 68 + 46 + 35);
    const width = (await page.locator('[data-slot="chain"]').boundingBox())?.width ?? 0;
    const thumb = 9 + ((width - 18) * Math.log(150)) / Math.log(200); // spread in the logarithm, from 1 to 200
    await drag([x + thumb, y], [x + 30, y]);
    await until('dragged', async () => ((await chain(page))[0]?.radius ?? 150) < 30);
    expect(await undoName(page)).toBe('Undo: low-pass radius');
    await scored(page);
    const { trail } = await state(page);
    expect(trail.length).toBeGreaterThan(1);
    expect(trail.at(-1)).toMatchObject({ op: 'low-pass', parameter: 'radius' });
    await page.keyboard.press('Control+z');
    await until('one step back is before the drag', async () => (await chain(page))[0]?.radius === 150);
  });

  it('a step is dragged below the next, on the canvas and by its handle in the list', async () => {
    const { page } = tab;
    await set(page, { chain: [{ op: 'low-pass' }, { op: 'high-pass' }] });
    const head = await at('chain', 6, steps + 12);
    await drag(head, [head[0], head[1] + 306]);
    await until('dropped below', async () => (await ops(page)).join() === 'high-pass,low-pass');
    await unfold(page);
    await step(page, 1).scrollIntoViewIfNeeded();
    const handle = await step(page, 1).locator('.handle').boundingBox();
    const first = await step(page, 0).boundingBox();
    await drag([(handle?.x ?? 0) + 5, (handle?.y ?? 0) + 5], [(handle?.x ?? 0) + 5, Math.max(2, (first?.y ?? 0) + 4)]);
    await until('dropped above', async () => (await ops(page)).join() === 'low-pass,high-pass');
  });

  it('the brush paints on the film; one drag is one stroke and one step', async () => {
    const { page } = tab;
    await set(page, { chain: [{ op: 'brush-mask' }], view: { zoom: 1, x: 0.5, y: 0.5 } });
    await unfold(page);
    await step(page, 0).getByRole('button', { name: 'Paint on the film' }).click();
    const box = await page.locator('[data-slot="film"]').boundingBox();
    const middle: [number, number] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
    await drag(middle, [middle[0] + 90, middle[1]]);
    await until('a stroke', async () => (await chain(page))[0]?.strokes?.length === 1);
    expect((await state(page)).view).toEqual({ zoom: 1, x: 0.5, y: 0.5 });
    expect(await undoName(page)).toMatch(/^Undo: paint/);
    await scored(page);
    await page.keyboard.press('Control+z');
    await until('the stroke is gone', async () => (await chain(page))[0]?.strokes === undefined);
    await step(page, 0).getByRole('button', { name: 'Paint on the film' }).click();
  });

  it('the histogram’s handle sets the window', async () => {
    const { page } = tab;
    await set(page, { chain: [], window: null });
    await until('counted', async () => (await state(page)).histogram !== null);
    const [x, y] = await at('window', 0, 40);
    const width = (await page.locator('[data-slot="window"]').boundingBox())?.width ?? 0;
    await drag([x + width - 1, y], [x + width / 2, y]);
    await until('narrower', async () => ((await state(page)).window?.width ?? 1e9) < 40_000);
    expect(await undoName(page)).toBe('Undo: window');
  });

  it('slider to new score: 100 ms in the median', async () => {
    const { page } = tab;
    await set(page, { chain: [{ op: 'low-pass', radius: 100 }], window: null });
    await scored(page);
    const times = await page.evaluate(async () => {
      const all: number[] = [];
      for (let radius = 99; radius > 70; radius--) {
        const began = performance.now();
        window.unseen.set({ chain: [{ op: 'low-pass', radius }] });
        const asked = window.unseen.get().revision;
        while ((window.unseen.get().result?.revision ?? 0) < asked) {
          await new Promise((next) => setTimeout(next, 1));
        }
        all.push(performance.now() - began);
      }
      return all.sort((a, b) => a - b);
    });
    const median = times[Math.floor(times.length / 2)] ?? Number.NaN;
    expect(median, `median of ${times.map(Math.round).join(', ')} ms`).toBeLessThanOrEqual(stretched(100));
  });

  it('the newest change wins: forty at once leave the score of the last', async () => {
    const { page } = tab;
    await page.evaluate(() => {
      for (let radius = 100; radius > 60; radius--) {
        window.unseen.set({ chain: [{ op: 'low-pass', radius }] });
      }
    });
    const before = (await state(page)).trail.length;
    await scored(page);
    const { result, trail } = await state(page);
    expect((result as unknown as { chain: Step[] }).chain[0]?.radius).toBe(61);
    expect(trail.length - before).toBeLessThanOrEqual(2);
    expect(tab.errors).toEqual([]);
  });
});

describe('without the canvas', () => {
  let tab: Visit;
  beforeAll(async () => {
    tab = await visit(browser, site, { query: '?canvas=off' });
    await predict(tab.page);
  });
  afterAll(() => tab?.close());
  const mirror = (slot: string) => tab.page.locator(`[data-slot="${slot}"] .mirror`);

  it('every step, setting and place is in the mirror and used by keyboard', async () => {
    const { page } = tab;
    await set(page, { chain: [{ op: 'low-pass', radius: 20 }, { op: 'high-pass' }] });
    const chained = mirror('chain');
    expect(await chained.innerText()).toMatch(/Step 1 of 2: low-pass/);
    await chained.getByRole('button', { name: 'Bypass: 1. Low-pass' }).focus();
    await page.keyboard.press('Space');
    await until('bypassed', async () => (await chain(page))[0]?.bypass === true);
    expect(await chained.innerText()).toMatch(/low-pass, bypassed/);
    await page.keyboard.press('Space');
    await chained.getByRole('slider', { name: 'Radius' }).first().focus();
    await page.keyboard.press('ArrowLeft');
    await until('one less', async () => (await chain(page))[0]?.radius === 19);
    await chained.getByRole('button', { name: 'Move 1. Low-pass down' }).focus();
    await page.keyboard.press('Enter');
    await until('moved', async () => (await ops(page)).join() === 'high-pass,low-pass');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await until('the focus went along', async () => (await focused()) === 'Move 2. Low-pass up');
    await chained.getByRole('button', { name: 'Remove: 1. High-pass' }).click();
    await until('removed', async () => (await ops(page)).join() === 'low-pass');
    await chained.getByRole('button', { name: 'Remove: 1. Low-pass' }).focus();
    await page.keyboard.press('Enter');
    await until('all gone', async () => (await ops(page)).length === 0);
    await until('the focus stays in the view', () =>
      page.evaluate(() => document.activeElement?.closest('[data-slot="chain"] .mirror') !== null),
    );
  });

  it('the spectrum is bright in the middle and ringed; what changed is orange and blue', async () => {
    const { page } = tab;
    await set(page, { chain: [{ op: 'low-pass', radius: 40 }] });
    const plain = page.locator('#plain-film');
    const pixel = (x: number, y: number) =>
      plain.evaluate(
        (canvas: HTMLCanvasElement, [px, py]) => [...(canvas.getContext('2d')?.getImageData(px, py, 1, 1).data ?? [])],
        [x, y] as const,
      );
    await page.locator('#chain-panel').getByLabel('Shown in the film’s place').selectOption('spectrum');
    await until('its size', async () => (await plain.getAttribute('width')) === '224', stretched(5000));
    expect((await pixel(112, 112))[0]).toBeGreaterThan(200);
    expect((await pixel(112 + 40, 112))[0]).toBe(255);
    expect((await pixel(112 + 80, 112))[0]).toBeLessThan(60);
    await page.locator('#chain-panel').getByLabel('Shown in the film’s place').selectOption('difference');
    await until('its size', async () => (await plain.getAttribute('width')) === '512', stretched(5000));
    const colours = await plain.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      let [orange, blue] = [0, 0];
      for (let i = 0; i < data.length; i += 4) {
        orange += (data[i] ?? 0) > (data[i + 2] ?? 0) + 30 ? 1 : 0;
        blue += (data[i + 2] ?? 0) > (data[i] ?? 0) + 30 ? 1 : 0;
      }
      return { orange, blue };
    });
    expect(colours.orange).toBeGreaterThan(100);
    expect(colours.blue).toBeGreaterThan(100);
    await set(page, { look: 'film' });
  });

  it('window by the histogram’s ends, painting by the mirror, the trail in words', async () => {
    const { page } = tab;
    await mirror('window').getByLabel('White from').fill('30000');
    await page.keyboard.press('Tab');
    await until('set', async () => (await state(page)).window !== null);
    await scored(page);
    expect(await page.locator('[data-widget$="/trail"]').first().textContent()).toMatch(/The last \d+ scores for/);
    await set(page, { chain: [{ op: 'brush-mask' }] });
    await mirror('chain').getByRole('button', { name: 'Paint: 1. Brush' }).click();
    await mirror('film').getByRole('button', { name: 'Paint a round patch here' }).click();
    await until('painted', async () => (await chain(page))[0]?.strokes?.length === 1);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(tab.errors).toEqual([]);
  });
});

it('every preset is taken and scored, and one that is none is refused', async () => {
  const tab = await visit(browser, site);
  const answers = await tab.page.evaluate(async () => {
    const bad: string[] = [];
    for (const { id, chain } of window.unseen.presets()) {
      const taken = window.unseen.set({ preset: id });
      if ('ok' in taken || taken.chain.length !== chain.length) {
        bad.push(id);
      }
    }
    const last = await window.unseen.predict();
    return { bad, last: 'ok' in last ? last.code : 'scored', none: window.unseen.set({ preset: 'figure-9' }) };
  });
  expect(answers.bad).toEqual([]);
  expect(answers.last).toBe('scored');
  expect(answers.none).toMatchObject({ ok: false, code: 'unknown-preset' });
  expect((await tab.page.evaluate(() => window.unseen.presets())).length).toBeGreaterThan(30);
  await tab.close();
});
