// Other hosts: a plain one without any special header and two folders deep (pains 58, 88, 90), and downloads whose length header is
// missing or counts packed bytes (pain 91).
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBrowser } from '../../scripts/browser.mjs';
import { drawPng } from './harness/films.ts';
import { byApi, given, predict } from './harness/give.ts';
import { serveSite } from './harness/site.ts';
import { until, visit } from './harness/visit.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

it('two folders deep on a host without special headers: works, and says that headers are not proven', async () => {
  const site = await serveSite({ headers: {}, prefix: '/a/b/' });
  const tab = await visit(browser, site);
  await byApi(tab.page, given(drawPng()));
  expect((await predict(tab.page)).scores.length).toBeGreaterThan(0);
  await until('a verdict', () => tab.page.evaluate(() => window.unseen.network().selfTest.checks.length > 0));
  expect(await tab.page.evaluate(() => window.unseen.network().selfTest.passed)).toBe(false);
  expect(await tab.page.locator('body').innerText()).toMatch(/not proven/i);
  expect(site.asked.filter(({ url }) => !url.startsWith('/a/b/') && url !== '/favicon.ico')).toEqual([]);
  await tab.close();
  await site.close();
});

it('inputs wait for the verdict two seconds at most', async () => {
  const site = await serveSite({ headers: {} });
  const began = Date.now();
  const tab = await visit(browser, site);
  const opened = await byApi(tab.page, given(drawPng()));
  expect(opened.ok).toBe(true);
  expect(Date.now() - began).toBeLessThan(12_000);
  await tab.close();
  await site.close();
});

it('progress never passes 100 %, with packed bytes or without any length', async () => {
  const site = await serveSite();
  const tab = await visit(browser, site, {
    ready: false,
    init: () => {
      const seen: number[] = [];
      Object.assign(globalThis, { progressSeen: seen });
      document.addEventListener('DOMContentLoaded', () => {
        const bar = document.querySelector<HTMLProgressElement>('#progress-bar');
        if (bar) {
          new MutationObserver(() => seen.push(bar.value / bar.max)).observe(bar, { attributes: true });
        }
      });
    },
  });
  await tab.page.waitForFunction(() => 'unseen' in globalThis);
  await tab.page.evaluate(() => window.unseen.ready);
  const seen = await tab.page.evaluate(() => (globalThis as unknown as { progressSeen: number[] }).progressSeen);
  expect(seen.length).toBeGreaterThan(0);
  expect(Math.max(...seen)).toBeLessThanOrEqual(1);
  await tab.close();
  await site.close();
});
