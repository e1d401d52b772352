// A worker that hangs or dies, and a graphics card that goes away: work goes on within two seconds, with the same image and score.
import { beforeEach, describe, expect, it } from 'vitest';
import { drawPng } from './harness/films.ts';
import { byApi, given, imageId, predict, set } from './harness/give.ts';
import { stretched } from './harness/limits.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, type Visit, visit } from './harness/visit.ts';

onStage();
let tab: Visit;
let scored: Awaited<ReturnType<typeof predict>>;
beforeEach(async () => {
  await tab?.close();
  tab = await visit(browser, site);
  await byApi(tab.page, given(drawPng({ seed: 1 })));
  scored = await predict(tab.page);
});

/** Scores again under another window, so that no remembered result can stand in for work. */
async function scoresAgain(limit: number): Promise<void> {
  const began = Date.now();
  await set(tab.page, { window: { center: 120, width: 200 } });
  const other = await predict(tab.page);
  await set(tab.page, { window: null });
  const again = await predict(tab.page);
  expect(Date.now() - began).toBeLessThan(stretched(limit));
  expect(again.logits).toEqual(scored.logits);
  expect(other.logits).not.toEqual(scored.logits);
}

/** By the name of its script; of the two workers either may come first. */
const worker = (name: RegExp) => {
  const found = tab.page.workers().find((one) => name.test(new URL(one.url()).pathname));
  if (!found) {
    throw new Error(`none of the page's workers is called ${name}`);
  }
  return found;
};
const engine = () => worker(/\/worker[^/]*$/);
const runtime = () => worker(/\/runtime-worker[^/]*$/);
const hang = (one: ReturnType<typeof worker>) =>
  one
    .evaluate(() => {
      for (;;) {
        // For ever.
      }
    })
    .catch(() => undefined);

describe.each([
  ['engine', engine],
  ['runtime', runtime],
])('the %s’s worker', (_, one) => {
  it('hangs: it is replaced within two seconds and the image is there again', async () => {
    const before = await imageId(tab.page);
    hang(one());
    await tab.page.waitForTimeout(50);
    await scoresAgain(2000 + 3 * scored.timings.total + 500);
    expect(await imageId(tab.page)).toBe(before);
    expect(await tab.page.locator('#notice').innerText()).toMatch(/\w+.{20,}/);
  });

  it('ends itself: the next question is answered all the same', async () => {
    one()
      .evaluate(() => globalThis.close())
      .catch(() => undefined);
    await tab.page.waitForTimeout(50);
    await scoresAgain(2000 + 3 * scored.timings.total + 500);
  });
});

describe('the engine’s worker', () => {
  it('hangs during an open: the file is opened by its successor', async () => {
    hang(engine());
    const opened = await byApi(tab.page, given(drawPng({ width: 222, height: 333, seed: 9 })));
    expect(opened).toMatchObject({ ok: true, image: { width: 222, height: 333 } });
  });
});

describe('the drawing context', () => {
  const drawn = () =>
    tab.page.evaluate(() => {
      const gl = document.querySelector<HTMLCanvasElement>('#canvas')?.getContext('webgl2');
      return gl ? !gl.isContextLost() : false;
    });
  const frames = (during: () => Promise<unknown>) =>
    tab.page
      .evaluate(() => {
        const prototype = WebGL2RenderingContext.prototype as unknown as Record<string, unknown> & {
          count?: number;
          was?: unknown;
        };
        const draw = WebGL2RenderingContext.prototype.drawElements;
        prototype.count = 0;
        WebGL2RenderingContext.prototype.drawElements = function (...a) {
          prototype.count = (prototype.count ?? 0) + 1;
          return draw.apply(this, a);
        };
      })
      .then(during)
      .then(() => tab.page.evaluate(() => (WebGL2RenderingContext.prototype as unknown as { count: number }).count));

  it('is lost and comes back: everything is drawn again', async () => {
    await tab.page.evaluate(async () => {
      const gl = document.querySelector<HTMLCanvasElement>('#canvas')?.getContext('webgl2');
      const lose = gl?.getExtension('WEBGL_lose_context');
      lose?.loseContext();
      await new Promise((later) => setTimeout(later, 200));
      lose?.restoreContext();
    });
    await until('the context is back', drawn, 2000);
    expect(
      await frames(async () => {
        const film = await tab.page.locator('[data-slot="film"]').boundingBox();
        await tab.page.mouse.move((film?.x ?? 0) + 100, (film?.y ?? 0) + 100);
        await tab.page.mouse.wheel(0, -240);
        await tab.page.waitForTimeout(500);
      }),
    ).toBeGreaterThan(0);
    await scoresAgain(3000 + 3 * scored.timings.total);
  });

  it('is lost in the middle of a drag: the drag ends and scores go on', async () => {
    const film = await tab.page.locator('[data-slot="film"]').boundingBox();
    await tab.page.mouse.move((film?.x ?? 0) + 200, (film?.y ?? 0) + 200);
    await tab.page.mouse.wheel(0, -480);
    await tab.page.mouse.down();
    await tab.page.mouse.move((film?.x ?? 0) + 240, (film?.y ?? 0) + 220, { steps: 4 });
    await tab.page.evaluate(() =>
      document
        .querySelector<HTMLCanvasElement>('#canvas')
        ?.getContext('webgl2')
        ?.getExtension('WEBGL_lose_context')
        ?.loseContext(),
    );
    await tab.page.mouse.move((film?.x ?? 0) + 260, (film?.y ?? 0) + 240, { steps: 4 });
    await tab.page.mouse.up();
    expect((await predict(tab.page)).logits).toEqual(scored.logits);
    expect(tab.errors).toEqual([]);
  });

  it('survives a crash of the graphics process', async () => {
    const protocol = await browser.newBrowserCDPSession();
    await protocol.send('Browser.crashGpuProcess' as never).catch(() => undefined);
    await until(
      'something is drawn again, or the page shows its native form',
      async () =>
        (await drawn()) || (await tab.page.evaluate(() => document.querySelector('[data-slot="film"] .mirror') !== null)),
      5000,
    );
    await scoresAgain(4000 + 3 * scored.timings.total);
  });
});
