// One visitor's tab: opened, waited for, and with everything noted that it asked for, said or got wrong.
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, errors as playwright } from 'playwright-core';
import type { Site } from './site.ts';

/** The name that the page's own start-up test asks for in order to see it blocked. */
export const selfTestHost = 'unseen-selftest.invalid';

export interface Request {
  readonly url: string;
  readonly method: string;
  readonly body: string | null;
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly requests: Request[];
  /** Page errors and console errors, but for those of the start-up test. */
  readonly errors: string[];
  /** Every line of the console. */
  readonly said: string[];
  close(): Promise<void>;
}

export interface Options extends BrowserContextOptions {
  /** Added to the site's address, e.g. `?canvas=off`. */
  readonly query?: string;
  /** Runs in the page before anything of ours. */
  readonly init?: () => void;
  /** Whether to wait for `unseen.ready`; true unless said otherwise. */
  readonly ready?: boolean;
  readonly timeout?: number;
}

export async function visit(browser: Browser, site: Pick<Site, 'url'>, options: Options = {}): Promise<Visit> {
  const { query = '', init, ready = true, timeout = 30_000, ...rest } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...rest });
  const page = await context.newPage();
  const made: Visit = { page, context, requests: [], errors: [], said: [], close: () => context.close() };
  context.on('request', (r) => made.requests.push({ url: r.url(), method: r.method(), body: r.postData() }));
  page.on('pageerror', (e) => made.errors.push(String(e)));
  page.on('console', (message) => {
    made.said.push(message.text());
    if (message.type() === 'error' && !`${message.text()} ${message.location().url}`.includes(selfTestHost)) {
      made.errors.push(`${message.text()} (${message.location().url})`);
    }
  });
  if (init) {
    await page.addInitScript(init);
  }
  await page.goto(site.url + query);
  if (ready) {
    await untilReady(page, timeout);
  }
  return made;
}

/** Waits for `unseen.ready`, also across the one reload that a first service worker may cause. */
export async function untilReady(page: Page, timeout = 30_000): Promise<void> {
  for (let turn = 0; ; turn++) {
    try {
      await page.waitForFunction(() => 'unseen' in globalThis, null, { timeout });
      await page.evaluate(() => window.unseen.ready);
      return;
    } catch (e) {
      if (turn > 0 || e instanceof playwright.TimeoutError || !/context was destroyed|navigation/i.test(String(e))) {
        throw e;
      }
    }
  }
}

/** Waits for a claim about the page to come true; says what it was when it does not. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, limit = 10_000): Promise<void> {
  const end = Date.now() + limit;
  while (!(await holds())) {
    if (Date.now() > end) {
      throw new Error(`not within ${limit} ms: ${what}`);
    }
    await new Promise((again) => setTimeout(again, 50));
  }
}
