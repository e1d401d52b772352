// Browsers that lack something: no WebGL2, no WebAssembly, storage that throws, no script at all. The page says what is missing and
// shows its text; what can work, works.
import { expect, it } from 'vitest';
import { drawPng } from './harness/films.ts';
import { byApi, given, predict } from './harness/give.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, visit } from './harness/visit.ts';

onStage();

it('without WebGL2 the native form is the interface, and a film is scored', async () => {
  const tab = await visit(browser, site, {
    init: () => {
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
        return kind.startsWith('webgl') ? null : (get as (...a: unknown[]) => unknown).call(this, kind, ...rest);
      } as typeof get;
    },
  });
  await byApi(tab.page, given(drawPng()));
  expect((await predict(tab.page)).scores.length).toBeGreaterThan(0);
  const answer = await tab.page.locator('#answer').innerText();
  expect(answer).toMatch(/AUC/);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

it('without WebAssembly the page says so and keeps its text', async () => {
  const tab = await visit(browser, site, {
    ready: false,
    init: () => {
      Reflect.deleteProperty(globalThis, 'WebAssembly');
    },
  });
  await until('the page says so', async () => /WebAssembly/.test(await tab.page.locator('body').innerText()), 10_000);
  expect(await tab.page.locator('h1').innerText()).not.toBe('');
  await tab.close();
});

it('where storage throws, everything works', async () => {
  const tab = await visit(browser, site, {
    init: () => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
        Object.defineProperty(globalThis, name, {
          get: () => {
            throw new DOMException('The operation is insecure.', 'SecurityError');
          },
        });
      }
    },
  });
  await byApi(tab.page, given(drawPng()));
  expect((await predict(tab.page)).scores.length).toBeGreaterThan(0);
  await tab.page.locator('#toggle-theme').click();
  expect(tab.errors).toEqual([]);
  await tab.close();
});

it('without script the text is there, with what is missing', async () => {
  const tab = await visit(browser, site, { ready: false, javaScriptEnabled: false });
  const text = await tab.page.locator('body').innerText();
  expect(text).toMatch(/JavaScript/);
  expect(text).toMatch(/not for diagnosis/i);
  await tab.close();
});
