// The browser of published figures: every row cited, the drawing as many marks as the table has, and the whole of it by keyboard.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { root } from './harness/site.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { type Options, until, type Visit, visit } from './harness/visit.ts';

onStage();

interface Row {
  readonly id: string;
  readonly experiment: string;
  readonly metric: string;
  readonly value: number | null;
  readonly source_locator: string;
}
/** The rows of an answer; a refusal fails the test with its own words. */
function answered(answer: unknown): readonly Row[] {
  expect(answer).toBeInstanceOf(Array);
  return answer as Row[];
}
const list = JSON.parse(readFileSync(path.join(root, 'assets/findings/findings.json'), 'utf8')) as Row[];

async function opened(options: Options = {}): Promise<Visit> {
  // The figures need neither model nor engine, so nothing waits for them.
  const tab = await visit(browser, site, { ...options, ready: false });
  await tab.page.locator('#open-findings').click();
  await tab.page.locator('#findings table').waitFor();
  return tab;
}

const rows = (page: Page) => page.locator('#findings tbody tr');
const count = (page: Page) => page.locator('#findings [role="status"]').first().innerText();
const ids = (page: Page) => rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-finding') ?? ''));
const drawn = (page: Page) =>
  page.locator('#findings .strips [data-finding]').evaluateAll((all) => all.map((one) => one.getAttribute('data-finding') ?? ''));
const violations = async (page: Page) => {
  const { violations: found } = await new AxeBuilder({ page }).include('#findings').analyze();
  return found.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
};

/** What the clipboard holds, by pasting it: the page's own policy forbids reading it. */
async function pasted(page: Page): Promise<string> {
  await page.evaluate(() => document.querySelector('#findings')?.append(document.createElement('textarea')));
  const field = page.locator('#findings textarea');
  await field.focus();
  await page.keyboard.press('Control+V');
  const text = await field.inputValue();
  await field.evaluate((one) => one.remove());
  return text;
}

it('the list is fetched only when asked for, filtered, sorted, drawn, cited and saved', async () => {
  const asked = () => tab.requests.filter(({ url }) => /findings\.[^/]*json/.test(url));
  const tab = await visit(browser, site, { permissions: ['clipboard-write'], ready: false });
  const { page } = tab;
  expect(asked()).toEqual([]);
  await page.locator('#open-findings').click();
  await page.locator('#findings table').waitFor();
  expect(asked().length).toBe(1);
  expect(await page.locator('#findings').innerText()).toMatch(/social category/);
  for (const body of ['Chest X-ray', 'Chest CT', 'Mammogram', 'Hand X-ray', 'Neck X-ray']) {
    expect(await page.locator('#findings').innerText()).toMatch(new RegExp(`${body} [1-9]\\d*`));
  }
  expect(await count(page)).toBe(`Rows 1 to 40 of ${list.length}.`);

  await page.getByLabel('Experiment').selectOption('low-pass filtering');
  await page.getByLabel('Only rows with a number').check();
  const wanted = list.filter(({ experiment, value }) => experiment === 'low-pass filtering' && value !== null);
  expect(await count(page)).toBe(`Rows 1 to ${wanted.length} of ${wanted.length}.`);
  expect(await ids(page)).toEqual(wanted.map(({ id }) => id));
  // One row of it is a diameter, and stands in the table alone.
  expect(await drawn(page)).toEqual(wanted.filter(({ metric }) => metric === 'AUC').map(({ id }) => id));
  const cited = await rows(page).evaluateAll((all) =>
    all.map((row) => ({ text: row.textContent, address: row.querySelector('a')?.href ?? '' })),
  );
  for (const [i, { text, address }] of cited.entries()) {
    expect(text).toContain(wanted[i]?.source_locator);
    expect(address).toMatch(/^https:\/\//);
  }
  expect(await page.locator('#findings .key').innerText()).toMatch(/retrained for each setting/);
  await page.locator('#findings summary').click();
  expect(await page.locator('#findings .cautions').innerText()).toMatch(/blurred.*0\.64 to 0\.72 \(Gichoya et al\. 2022, p e411/);

  const heading = page.getByRole('button', { name: 'Value (95% interval)' });
  await heading.click();
  expect(await page.locator('#findings th[aria-sort="ascending"]').innerText()).toMatch(/Value/);
  const auc = (id: string) => wanted.find((row) => row.id === id)?.value ?? Number.NaN;
  const rising = (await ids(page)).map(auc);
  expect(rising).toEqual([...rising].sort((a, b) => a - b));
  await heading.click();
  expect((await ids(page)).map(auc)).toEqual([...rising].reverse());

  await page.getByRole('button', { name: /^Copy citation: White, low-pass filter, diameter 10$/ }).click();
  await until('it is said', async () => /Citation copied/.test(await page.locator('#findings').innerText()));
  expect(await pasted(page)).toMatch(
    /^Gichoya JW.*10\.1016\/S2589-7500\(22\)00063-2.*Figure 1, p e411: AUC 0\.817 \(low-pass filter, diameter 10/,
  );

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save these rows as CSV' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('published-figures.csv');
  const file = readFileSync(await saved.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(file.length).toBe(wanted.length + 1);
  expect(file.slice(1).map((line) => line.split(',')[0]?.replaceAll('"', ''))).toEqual(await ids(page));
  expect(tab.errors).toEqual([]);
  expect(asked().length).toBe(1);

  const [some, none, every] = await page.evaluate(() =>
    Promise.all([
      window.unseen.findings({ modality: 'hand', numbers: true }),
      window.unseen.findings({ dataset: 'no such set' }),
      window.unseen.findings(),
    ]),
  );
  const hands = answered(some);
  expect(hands).toEqual(list.filter(({ id }) => hands.some((row) => row.id === id)));
  expect(hands.length).toBeGreaterThan(10);
  expect(none).toEqual([]);
  expect(every).toEqual(list);
  await tab.close();
});

it('by keyboard alone: opened, filtered, sorted, turned, closed', async () => {
  const tab = await visit(browser, site, { ready: false });
  const { page } = tab;
  const tabTo = async (name: RegExp) => {
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const at = document.activeElement;
        const labels = at instanceof HTMLSelectElement ? [...at.labels].map((label) => label.textContent) : [at?.textContent];
        return labels.join(' ');
      });
      if (name.test(here)) {
        return;
      }
    }
    throw new Error(`Tab never met ${name}`);
  };
  await tabTo(/^Published figures$/);
  await page.keyboard.press('Enter');
  await page.locator('#findings table').waitFor();
  await tabTo(/^Next rows$/);
  await page.keyboard.press('Enter');
  expect(await count(page)).toMatch(/^Rows 41 to 80 /);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  // The first rows have none before them: the focus moved on to the neighbour.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Next rows');
  expect(await count(page)).toMatch(/^Rows 1 to 40 /);
  await tabTo(/^Value/);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Value/);
  expect(await page.locator('#findings th[aria-sort="ascending"]').count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.locator('#findings').waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('open-findings');
  await page.keyboard.press('Enter');
  await page.locator('#findings table').waitFor();
  await tabTo(/^Image$/);
  await page.keyboard.press('m');
  await until('mammograms are chosen', async () => /of (\d+)\.$/.exec(await count(page))?.[1] !== String(list.length));
  expect(await rows(page).first().innerText()).toMatch(/Mammogram/);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

const shapes: Record<string, Options> = {
  'a laptop, dark': { colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  'a laptop, light': { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  'a phone of 320 px': { colorScheme: 'dark', viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
  'a laptop at 200 %': { colorScheme: 'light', viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
};
it.each(Object.entries(shapes))('%s: axe finds nothing, nothing but the table is wider than the dialog', async (name, shape) => {
  const tab = await opened(shape);
  const { page } = tab;
  await page.locator('#findings summary').click();
  expect(await violations(page)).toEqual([]);
  const wide = await page.evaluate(() => {
    const dialog = document.querySelector('#findings');
    return [
      document.documentElement.scrollWidth - document.documentElement.clientWidth,
      (dialog?.scrollWidth ?? 0) - (dialog?.clientWidth ?? 0),
    ];
  });
  expect(wide).toEqual([0, 0]);
  await page.getByLabel('Experiment').selectOption('additive noise, test time');
  expect(await page.locator('#findings .key').innerText()).toMatch(/test time only/);
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Image', { exact: true }).selectOption('');
  await page.screenshot({ path: path.join(root, `build/screenshots/findings-${name.replaceAll(/\W+/g, '-')}.png`) });
  await tab.close();
});

it('a list that is not the one the page was built with is refused by name, and asked for anew', async () => {
  const bytes = Buffer.from(readFileSync(path.join(root, 'assets/findings/findings.json'), 'utf8').replace('0.817', '0.997'));
  site.instead = (asked) => (/findings\.[^/]*json$/.test(asked) ? { type: 'application/json', body: bytes } : undefined);
  const tab = await visit(browser, site, { ready: false });
  const { page } = tab;
  await page.waitForFunction(() => 'unseen' in globalThis);
  expect(await page.evaluate(() => window.unseen.findings())).toMatchObject({ ok: false, code: 'findings-damaged' });
  await page.locator('#open-findings').click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toMatch(/published figures cannot be read/);
  expect(await rows(page).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  site.instead = () => undefined;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('#findings table').waitFor();
  expect(await rows(page).count()).toBe(40);
  await tab.close();
});
