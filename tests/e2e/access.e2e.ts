// Without a mouse, without sight of the canvas, without the canvas: the whole way is walked each time.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { drawPng } from './harness/films.ts';
import { byApi, byPicker, given, imageId, modelInUse, ofFiles, predict } from './harness/give.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { type Options, until, type Visit, visit } from './harness/visit.ts';

onStage();

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
}

const shapes: Record<string, Options> = {
  'a laptop, dark': { colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  'a laptop, light': { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  'a phone, dark': {
    colorScheme: 'dark',
    viewport: { width: 360, height: 640 },
    deviceScaleFactor: 3,
    hasTouch: true,
    isMobile: true,
  },
  'a phone, light': {
    colorScheme: 'light',
    viewport: { width: 360, height: 640 },
    deviceScaleFactor: 3,
    hasTouch: true,
    isMobile: true,
  },
  'no canvas': { query: '?canvas=off', colorScheme: 'dark' },
};

describe.each(Object.entries(shapes))('%s', (_, shape) => {
  it('axe finds nothing: before a film, after a score, after a refusal, with the proof open', async () => {
    const tab = await visit(browser, site, shape);
    expect(await violations(tab.page)).toEqual([]);
    await byApi(tab.page, given(drawPng()));
    await predict(tab.page);
    expect(await violations(tab.page)).toEqual([]);
    await byPicker(tab.page, given(Buffer.from('no picture'), 'letter.png'));
    await until('the refusal shows', async () => (await tab.page.locator('#notice').innerText()).length > 25);
    expect(await violations(tab.page)).toEqual([]);
    await tab.page.locator('#open-proof').click();
    expect(await violations(tab.page)).toEqual([]);
    await tab.close();
  });

  it('nothing is wider than the window', async () => {
    const tab = await visit(browser, site, shape);
    await byApi(tab.page, given(drawPng()));
    await predict(tab.page);
    expect(
      await tab.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0);
    await tab.close();
  });
});

/** Presses Tab until the named control has the focus; fails when the whole round did not meet it. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const met: string[] = [];
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const at = document.activeElement;
      const own = at?.matches('button, a, summary') ? at.textContent : '';
      const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])].map((label) => label.textContent) : [];
      return [at?.getAttribute('aria-label'), own, ...labels].filter(Boolean).join(' ').trim();
    });
    if (name.test(here)) {
      return;
    }
    met.push(here.slice(0, 30));
  }
  throw new Error(`Tab never met ${name}; it met ${met.join(' | ')}`);
}

async function walkByKeyboard(tab: Visit): Promise<void> {
  const { page } = tab;
  // Chromium hands choosers over from here on; turned on with the key press, that would come after it.
  page.on('filechooser', () => undefined);
  const before = await imageId(page);
  await tabTo(page, /test an image/i);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles({ name: 'film.png', mimeType: '', buffer: drawPng({ seed: 12 }) });
  await until('the film is open', async () => (await imageId(page)) !== before);
  await until('the model for files scores it', async () => (await modelInUse(page)) === ofFiles, 20_000);
  const first = await predict(page);
  await page.locator('body').press('Escape');
  const zoom = () => page.evaluate(() => window.unseen.get().view.zoom);
  const drawn = (await page.locator('html').getAttribute('data-canvas')) === 'on';
  await tabTo(page, drawn ? /^the film\./i : /zoom in/i);
  await page.keyboard.press(drawn ? '+' : 'Enter');
  await until('the film is larger', async () => (await zoom()) > 1);
  if (!drawn) {
    await tabTo(page, /whole film/i);
  }
  await page.keyboard.press(drawn ? '0' : 'Enter');
  await until('all of the film shows', async () => (await zoom()) === 1);
  const width = () => page.evaluate(() => window.unseen.get().window?.width ?? null);
  await tabTo(page, /width|contrast/i);
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('ArrowLeft');
  }
  await until('the window changed', async () => (await width()) !== null);
  expect((await predict(page)).logits).not.toEqual(first.logits);
  await tabTo(page, /^undo: window/i);
  for (let i = 0; i < 6 && (await width()) !== null; i++) {
    await page.keyboard.press('Enter');
    await page.waitForTimeout(50);
  }
  await until('undo brought the window back', async () => (await width()) === null);
  expect((await predict(page)).logits).toEqual(first.logits);
  await tabTo(page, /save as json/i);
  const [saved] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(saved.suggestedFilename()).toMatch(/\.json$/);
  await tabTo(page, /proof|requests|sent/i);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

describe.each([
  ['with the canvas', ''],
  ['with the canvas hidden', '?canvas=off'],
])('by keyboard alone, %s', (_, query) => {
  it('a film is opened, scored, windowed, undone and saved', async () => {
    const tab = await visit(browser, site, { query });
    await walkByKeyboard(tab);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
});

it('scores are announced, and stand in the page as text with their context', async () => {
  const tab = await visit(browser, site);
  await byApi(tab.page, given(drawPng()));
  const { labels, scores } = await predict(tab.page);
  await until('they are announced', async () => ((await tab.page.locator('#announce').textContent()) ?? '').length > 10);
  const text = await tab.page.locator('#answer').innerText();
  for (const label of labels) {
    expect(text).toContain(label.title);
  }
  expect(text).toMatch(/chance/i);
  expect(text).toMatch(/AUC/);
  expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
  await tab.close();
});

it('with reduced motion asked for, nothing moves by itself', async () => {
  const tab = await visit(browser, site, { reducedMotion: 'reduce' });
  await byApi(tab.page, given(drawPng()));
  await predict(tab.page);
  expect(await tab.page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running').length)).toBe(0);
  await tab.close();
});
