// Nothing leaves: every request is a GET of a file of dist/, none is made once model and engine are there, and the name of a file
// stays on screen. Each claim that nothing arrives has a control in which something does.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headers as production } from '../../scripts/headers.mjs';
import { drawPng } from './harness/films.ts';
import { byApi, byDrop, byPicker, given, imageId, modelInUse, ofFiles, predict } from './harness/give.ts';
import { unpacked } from './harness/links.ts';
import { canary, dist, type Site, serveSite } from './harness/site.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { selfTestHost, until, type Visit, visit } from './harness/visit.ts';

onStage();

/** Whether a request is a body-less, query-less GET of a file of dist/, or the start-up test's own. */
function allowed({ url, method, body }: { url: string; method: string; body: string | null }): boolean {
  if (/^(blob|data):/.test(url) || new URL(url).host === selfTestHost) {
    return true;
  }
  const { origin, pathname, search } = new URL(url);
  const file = path.join(dist, decodeURIComponent(pathname).slice(1) || 'index.html');
  return `${origin}/` === site.url && method === 'GET' && !body && !search && existsSync(file);
}

it('every response carries the production headers', async () => {
  for (const name of ['', 'index.html', 'assets.json']) {
    const answer = await fetch(site.url + name);
    expect(answer.status).toBe(200);
    for (const [header, value] of Object.entries(production)) {
      expect(answer.headers.get(header), `${name}: ${header}`).toBe(value);
    }
  }
  expect((await fetch(`${site.url}no-such-file.js`)).headers.get('content-security-policy')).toBe(
    production['Content-Security-Policy'],
  );
});

it('from the first byte to a second film, only files of dist/ are asked for; none while the second film is scored', async () => {
  const tab = await visit(browser, site);
  const opening = await imageId(tab.page);
  await byPicker(tab.page, given(drawPng({ seed: 1 })));
  await until('the first film is open', async () => (await imageId(tab.page)) !== opening);
  await until('the model for files is in use', async () => (await modelInUse(tab.page)) === ofFiles, 20_000);
  await predict(tab.page);
  const before = tab.requests.length;
  const heard = site.asked.length;
  const first = await imageId(tab.page);
  await byPicker(tab.page, given(drawPng({ seed: 2 }), 'second.png'));
  await until('the second film is open', async () => (await imageId(tab.page)) !== first);
  await predict(tab.page);
  await tab.page.evaluate(() => window.unseen.exportResult('json'));
  expect(tab.requests.slice(before)).toEqual([]);
  expect(site.asked.slice(heard)).toEqual([]);
  expect(tab.requests.filter((r) => !allowed(r))).toEqual([]);
  expect(site.asked.filter((r) => r.method !== 'GET' || r.url.includes('?'))).toEqual([]);
  await tab.close();
});

it('with the server stopped after load, a film is still opened and scored', async () => {
  const own = await serveSite();
  const tab = await visit(browser, own);
  await predict(tab.page).catch(() => undefined);
  await own.close();
  await byApi(tab.page, given(drawPng({ seed: 3 })));
  expect((await predict(tab.page)).scores.length).toBeGreaterThan(0);
  await tab.close();
});

it('the start-up test passes: the browser reports that it blocked page and engine', async () => {
  const tab = await visit(browser, site);
  await until('a verdict', () => tab.page.evaluate(() => window.unseen.network().selfTest.checks.length > 0));
  expect(await tab.page.evaluate(() => window.unseen.network().selfTest)).toMatchObject({ passed: true });
  await tab.close();
});

describe('a canary on another origin', () => {
  const ways: Record<string, (url: string) => Promise<unknown>> = {
    fetch: (url) => fetch(url, { mode: 'no-cors' }).catch(() => undefined),
    XMLHttpRequest: (url) =>
      new Promise((done) => {
        const asked = new XMLHttpRequest();
        asked.onloadend = done;
        asked.open('GET', url);
        asked.send();
      }),
    beacon: async (url) => navigator.sendBeacon(url, 'x'),
    image: (url) =>
      new Promise((done) => {
        const image = new Image();
        image.onload = image.onerror = done;
        image.src = url;
      }),
    script: (url) =>
      new Promise((done) => {
        const script = document.createElement('script');
        script.onload = script.onerror = done;
        script.src = url;
        document.head.append(script);
      }),
    style: (url) =>
      new Promise((done) => {
        const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url });
        link.onload = link.onerror = done;
        document.head.append(link);
      }),
    form: async (url) => {
      const form = Object.assign(document.createElement('form'), { action: url, method: 'post', target: '_blank' });
      document.body.append(form);
      form.submit();
    },
  };

  let ear: Awaited<ReturnType<typeof canary>>;
  let open: Site;
  let bare: Page;
  let tab: Visit;
  beforeAll(async () => {
    ear = await canary();
    open = await serveSite({ headers: {} });
    open.instead = (name) => (name === '' ? { type: 'text/html', body: '<!doctype html><title>control</title>' } : undefined);
    bare = await browser.newPage();
    await bare.goto(open.url);
    tab = await visit(browser, site);
  });
  afterAll(() => Promise.all([bare?.close(), tab?.close(), open?.close(), ear?.close()]));

  it.each(Object.keys(ways))('hears nothing by %s, but does where no policy is sent', async (way) => {
    const run = ways[way] as (url: string) => Promise<unknown>;
    const heard = (what: string) => ear.heard.filter((line) => line.includes(`/${what}-${way}`));
    await bare.evaluate(run, `${ear.url}control-${way}`);
    await until('the canary hears the control', () => heard('control').length > 0, 5000);
    await tab.page.evaluate(run, `${ear.url}leak-${way}`).catch(() => undefined);
    await tab.page.waitForTimeout(300);
    expect(heard('leak')).toEqual([]);
  });
});

it("a patient's name in a file name stays on screen", async () => {
  const name = 'SMITH_JOHN_19470312.png';
  const tab = await visit(browser, site);
  const found = async () => {
    const held = await tab.page.evaluate(async () => {
      const { unseen } = window;
      const blobs = await Promise.all(
        (['json', 'csv'] as const).map((form) => new Response(unseen.exportResult(form) as Blob).text()),
      );
      const databases = await indexedDB.databases();
      return [
        document.title,
        location.href,
        unseen.permalink(),
        await new Response((await unseen.exportResult('receipt')) as Blob).text(),
        JSON.stringify(unseen.get()),
        JSON.stringify(unseen.network()),
        ...blobs,
        JSON.stringify({ ...localStorage }),
        JSON.stringify({ ...sessionStorage }),
        document.cookie,
        JSON.stringify(databases),
        JSON.stringify(await caches.keys()),
        JSON.stringify(history.state),
      ];
    });
    held.push(unpacked(held.find((text) => text.includes('#')) ?? ''));
    return [...held, ...tab.said, ...tab.errors, ...site.asked.map(({ url }) => url)].filter((text) =>
      /smith|19470312/i.test(text),
    );
  };
  const before = await imageId(tab.page);
  await byDrop(tab.page, given(drawPng({ seed: 4 }), name));
  await until('the film is open', async () => (await imageId(tab.page)) !== before);
  await predict(tab.page);
  expect(await found()).toEqual([]);
  const refusal = await byApi(tab.page, given(Buffer.from('not a picture'), name));
  expect(JSON.stringify(refusal)).not.toMatch(/smith|19470312/i);
  await byDrop(tab.page, given(Buffer.from('not a picture'), name));
  await tab.page.waitForTimeout(300);
  expect(await found()).toEqual([]);
  await tab.close();
});

it('the counter on the page counts: zero after load, and one for a request of its own', async () => {
  const tab = await visit(browser, site);
  await byApi(tab.page, given(drawPng({ seed: 5 })));
  await predict(tab.page);
  expect(await tab.page.evaluate(() => window.unseen.network().requestsSinceLoad)).toBe(0);
  await tab.page.evaluate(() => fetch('./assets.json').then((answer) => answer.text()));
  await until('the request is counted', () => tab.page.evaluate(() => window.unseen.network().requestsSinceLoad === 1));
  await tab.close();
});
