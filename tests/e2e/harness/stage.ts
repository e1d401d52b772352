// What nearly every spec stands on: one browser and the built site served, from the first test of a file to its last.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startBrowser } from '../../../scripts/browser.mjs';
import { type Site, serveSite } from './site.ts';

export let browser: Browser;
export let site: Site;

/** Call once, at the top of a spec: `browser` and `site` are there from then on. */
export function onStage(): void {
  beforeAll(async () => {
    browser = await startBrowser();
    site = await serveSite();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
}
