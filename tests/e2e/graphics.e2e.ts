// The graphics processor: offered where there is one, checked before it is used, left when it differs or fails. Chromium plays one in
// software here (SwiftShader), by ONNX Runtime's own WebGPU kernels; faults are planted in the runtime's worker.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from '../../scripts/browser.mjs';
import { predict, state } from './harness/give.ts';
import { dist, type Site, serveSite } from './harness/site.ts';
import { until, type Visit, visit } from './harness/visit.ts';

let withGraphics: Browser;
let without: Browser;
let site: Site;
beforeAll(async () => {
  withGraphics = await startBrowser(['--enable-unsafe-webgpu']);
  without = await startBrowser();
  site = await serveSite();
});
afterAll(async () => {
  await withGraphics?.close();
  await without?.close();
  await site?.close();
});

const use = (tab: Visit, on: boolean) => tab.page.evaluate((on) => window.unseen.useGraphicsProcessor(on), on);
const offer = (tab: Visit) => tab.page.locator('#use-graphics');
const scored = (tab: Visit) => until('a score is there', async () => (await state(tab.page)).result !== null, 60_000);

/** Serves the runtime's worker with a few lines before its own. */
function planted(lines: string): void {
  const name = readdirSync(dist).find((one) => /^runtime-worker\..*\.js$/.test(one)) ?? '';
  const script = readFileSync(path.join(dist, name), 'utf8');
  site.instead = (asked) => (asked === name ? { type: 'text/javascript', body: `${lines}\n${script}` } : undefined);
}

// Kernels are made by a software renderer, which may take half a minute.
const patient = { timeout: 240_000 };

describe('where the browser offers one', patient, () => {
  let tab: Visit;
  let before: number[];
  beforeAll(async () => {
    tab = await visit(withGraphics, site);
    await scored(tab);
    before = [...(await predict(tab.page)).logits];
    return () => tab.close();
  });

  it('it is offered by a button, with what that fetches, and nothing of it is fetched before', async () => {
    await offer(tab).waitFor();
    const words = await tab.page.locator('#graphics').innerText();
    expect(words).toContain('only if you ask');
    expect(words).toContain('16.8 MB');
    expect(words, 'this one is played by the processor').toContain('hardly faster');
    expect(tab.requests.filter(({ url }) => /jspi/.test(url))).toEqual([]);
  });

  it('by keyboard it is checked and then scores, within the tolerance of the processor', async () => {
    await offer(tab).focus();
    await tab.page.keyboard.press('Enter');
    await until('it is in use', async () => (await offer(tab).innerText()) === 'Back to the processor', 180_000);
    const words = await tab.page.locator('#graphics').innerText();
    expect(words).toMatch(/The graphics processor runs this model: .* a run, .* on the processor/);
    expect(words).toMatch(/Of \d+ outputs compared the largest difference was \d\.\de-\d/);
    const { logits } = await predict(tab.page);
    for (const [i, logit] of logits.entries()) {
      const wanted = before[i] ?? Number.NaN;
      expect(Math.abs(logit - wanted) / Math.max(1, Math.abs(wanted))).toBeLessThanOrEqual(1e-3);
    }
    expect(tab.requests.filter(({ url }) => !url.startsWith(site.url) && !url.includes('selftest'))).toEqual([]);
    expect(tab.errors).toEqual([]);
    const { blocked } = await tab.page.evaluate(() => window.unseen.network());
    expect(blocked).toEqual([]);
  });

  it('another model runs on the processor, and says nothing of the graphics processor', async () => {
    const other = await tab.page.evaluate(async () => {
      const used = window.unseen.get().model?.id;
      const id = window.unseen.models().find((card) => card.id !== used)?.id ?? '';
      return (await window.unseen.loadModel(id)).ok;
    });
    expect(other).toBe(true);
    await until('it is offered again', async () => /Check the graphics/.test(await offer(tab).innerText()));
  });

  it('there and back again gives the same numbers as before, and needs no second download', async () => {
    const asked = tab.requests.filter(({ url }) => /jspi.*wasm/.test(url)).length;
    const first = [...(await predict(tab.page)).logits];
    expect(await use(tab, true)).toMatchObject({ ok: true, inUse: true });
    expect(await use(tab, false)).toEqual({ ok: true, inUse: false, difference: null });
    expect([...(await predict(tab.page)).logits]).toEqual(first);
    expect(tab.requests.filter(({ url }) => /jspi.*wasm/.test(url)).length).toBe(asked);
  });
});

describe('faults', patient, () => {
  const visitWith = async (lines: string, work: (tab: Visit) => Promise<void>) => {
    planted(lines);
    const tab = await visit(withGraphics, site);
    try {
      await scored(tab);
      await work(tab);
    } finally {
      await tab.close();
      site.instead = () => undefined;
    }
  };
  /** What comes back from it is a little off from the read of that number on. */
  const wrongFrom = (first: number) => `
    const range = GPUBuffer.prototype.getMappedRange;
    let reads = 0;
    GPUBuffer.prototype.getMappedRange = function (...where) {
      const found = range.call(this, ...where);
      if (this.usage & GPUBufferUsage.MAP_READ && ++reads >= ${first}) new Float32Array(found)[0] += 0.25;
      return found;
    };`;

  it('one that gives other numbers is refused, and the processor goes on', () =>
    visitWith(wrongFrom(1), async (tab) => {
      const before = [...(await predict(tab.page)).logits];
      expect(await use(tab, true)).toMatchObject({ ok: false, code: 'gpu-differs' });
      expect([...(await predict(tab.page)).logits]).toEqual(before);
      expect(await offer(tab).innerText()).toContain('Check the graphics processor');
    }));

  it('one that goes wrong later is found within fifty runs', () =>
    visitWith(wrongFrom(40), async (tab) => {
      const before = [...(await predict(tab.page)).logits];
      expect(await use(tab, true)).toMatchObject({ ok: true, inUse: true });
      let notice: string | undefined;
      for (let i = 0; i < 60 && notice !== 'gpu-differs'; i++) {
        await tab.page.evaluate(() => window.unseen.predict());
        notice = (await state(tab.page)).notice?.code;
      }
      expect(notice).toBe('gpu-differs');
      await until('the processor is back', async () => /Check the graphics/.test(await offer(tab).innerText()), 30_000);
      expect([...(await predict(tab.page)).logits]).toEqual(before);
    }));

  it('one that fails is refused by its own word, and the page lives', () =>
    visitWith(`navigator.gpu.requestAdapter = async () => null;`, async (tab) => {
      const before = [...(await predict(tab.page)).logits];
      expect(await use(tab, true)).toMatchObject({ ok: false, code: 'gpu-failed' });
      expect([...(await predict(tab.page)).logits]).toEqual(before);
    }));
});

describe.each([
  ['a browser without one', () => without, {}],
  ['an address with safe=1', () => withGraphics, { query: '?safe=1' }],
  [
    'WebKit',
    () => withGraphics,
    {
      userAgent:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0 Mobile/15E148 Safari/604.1',
    },
  ],
])('%s', (_, browser, options) => {
  it('offers nothing and refuses by name', async () => {
    const tab = await visit(browser(), site, options);
    await scored(tab);
    expect(await offer(tab).count()).toBe(0);
    expect(await use(tab, true)).toMatchObject({ ok: false, code: 'gpu-missing' });
    expect(tab.requests.filter(({ url }) => /jspi/.test(url))).toEqual([]);
    await tab.close();
  });
});
