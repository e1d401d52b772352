// Files of the site itself that arrive wrong: cut, altered, of another type, or a web page in their place. The page says which file,
// what came, and still shows its text (pains 57, 58, 91, 92).
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawPng } from './harness/films.ts';
import { byApi, given, modelInUse, predict } from './harness/give.ts';
import { dist, type Instead } from './harness/site.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, visit } from './harness/visit.ts';

onStage();

const named = (pattern: RegExp) => {
  const found = readdirSync(dist).find((name) => pattern.test(name));
  if (!found) {
    throw new Error(`dist/ has no file like ${pattern}`);
  }
  return found;
};

const page: Instead = { type: 'text/html', body: '<!doctype html><title>Not found</title><p>Sorry.' };
const cut = (name: string, type: string): Instead => ({ type, body: readFileSync(path.join(dist, name)).subarray(0, 5000) });
const altered = (name: string, type: string): Instead => {
  const bytes = readFileSync(path.join(dist, name));
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) ^ 1, bytes.length - 100);
  return { type, body: bytes };
};
const missing: Instead = { status: 404, type: 'text/plain', body: 'no' };

const wasm = 'application/wasm';
/** A file that is asked for, and its type; of the models, whichever the page takes up. */
const files = {
  'the model': { is: (asked: string) => asked.endsWith('/model.onnx'), type: 'application/octet-stream' },
  'the engine': { is: (asked: string) => asked === named(/^engine\..*\.wasm$/), type: wasm },
  'the runtime': { is: (asked: string) => asked === named(/^ort-wasm.*\.wasm$/), type: wasm },
};

describe.each(Object.entries(files))('%s', (_, file) => {
  it.each([
    ['a web page', () => page, /page/i],
    ['a cut file', (name: string) => cut(name, file.type), /./],
    ['an altered file', (name: string) => altered(name, file.type), /./],
    ['404', () => missing, /404/],
  ])('arrives as %s: refused by name', async (_case, answer, word) => {
    site.instead = (asked) => (file.is(asked) ? answer(asked) : undefined);
    const tab = await visit(browser, site, { ready: false });
    const notice = tab.page.locator('#notice');
    await until('the page says what came', async () => (await notice.innerText()).length > 25, 15_000);
    const text = await notice.innerText();
    expect(text).toMatch(word);
    expect(text).not.toMatch(/undefined|\[object|TypeError|null/);
    expect(await tab.page.locator('h1').innerText()).not.toBe('');
    const opened = await Promise.race([
      byApi(tab.page, given(drawPng()))
        .then((answered) => (answered.ok ? tab.page.evaluate(() => window.unseen.predict()) : answered))
        .catch(String),
      tab.page.waitForTimeout(5000).then(() => 'no answer'),
    ]);
    expect(opened).not.toBe('no answer');
    expect(opened).not.toHaveProperty('scores');
    await tab.close();
    site.instead = () => undefined;
  });
});

it('a card from outside with a flaw is refused with its place named', async () => {
  const tab = await visit(browser, site);
  const id = (await modelInUse(tab.page)) ?? '';
  const answer = await tab.page.evaluate(async (name) => {
    const [card, onnx] = await Promise.all([fetch(`./models/${name}/card.json`), fetch(`./models/${name}/model.onnx`)]);
    const text = await card.json();
    text.input.kernel = 'nearest';
    return window.unseen.loadModel({ card: new Blob([JSON.stringify(text)]), onnx: await onnx.blob() });
  }, id);
  expect(answer).toMatchObject({ ok: false, message: expect.stringContaining('input.kernel') });
  expect(await modelInUse(tab.page)).toBe(id);
  await tab.close();
});

it('bytes that are no model are refused and the model before stays', async () => {
  const tab = await visit(browser, site);
  const id = (await modelInUse(tab.page)) ?? '';
  for (const text of ['<!doctype html>', '', 'rubbish'.repeat(999)]) {
    const answer = await tab.page.evaluate(
      async ([name, body]) => {
        const card = await fetch(`./models/${name}/card.json`);
        return window.unseen.loadModel({ card: await card.blob(), onnx: new Blob([body ?? '']) });
      },
      [id, text],
    );
    expect(answer).toMatchObject({
      ok: false,
      code: expect.stringMatching(/^[a-z-]+$/),
      message: expect.stringMatching(/.{25,}/),
    });
  }
  await byApi(tab.page, given(drawPng()));
  expect((await predict(tab.page)).scores.length).toBeGreaterThan(0);
  await tab.close();
});
