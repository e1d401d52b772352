// Every way in ends in an image or a refusal, and each refusal leaves what was there (pains 1 to 5, 8).
import { beforeAll, describe, expect, it } from 'vitest';
import { drawPng } from './harness/films.ts';
import { byApi, byDrop, byPaste, byPicker, type Given, given, imageId, predict } from './harness/give.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, type Visit, visit } from './harness/visit.ts';

onStage();
let tab: Visit;
beforeAll(async () => {
  tab = await visit(browser, site);
});

const routes: Record<string, (file: Given) => Promise<unknown>> = {
  picker: (file) => byPicker(tab.page, file),
  drop: (file) => byDrop(tab.page, file),
  paste: (file) => byPaste(tab.page, file),
  API: (file) => byApi(tab.page, file),
};

const notice = () => tab.page.locator('#notice').innerText();

describe.each(Object.keys(routes))('by %s', (name) => {
  const give = routes[name] as (file: Given) => Promise<unknown>;

  it('a good PNG is opened and scored', async () => {
    const before = await imageId(tab.page);
    await give(given(drawPng({ seed: name.length }), 'film.png', 'image/png'));
    await until('another image is open', async () => (await imageId(tab.page)) !== before, 2000);
    expect((await predict(tab.page)).scores.length).toBeGreaterThan(0);
  });

  it('a file without type and without an ending is judged by its bytes', async () => {
    const before = await imageId(tab.page);
    await give(given(drawPng({ width: 200, height: 260, seed: 3 + name.length }), 'IM000001', ''));
    await until('another image is open', async () => (await imageId(tab.page)) !== before, 2000);
    expect(await tab.page.evaluate(() => window.unseen.get().image?.width)).toBe(200);
  });

  it('a text renamed .png is refused with a sentence, and image and score stay', async () => {
    await byApi(tab.page, given(drawPng({ seed: 20 })));
    const scored = await predict(tab.page);
    const before = await imageId(tab.page);
    const answer = (await give(given(Buffer.from('This is a letter, not a picture.\n'), 'film.png', 'image/png'))) as {
      ok?: boolean;
    };
    if (name === 'API') {
      expect(answer).toMatchObject({
        ok: false,
        code: expect.stringMatching(/^[a-z-]+$/),
        message: expect.stringMatching(/.{25,}/),
      });
    } else {
      await until('the page says why', async () => (await notice()).length > 25, 2000);
    }
    expect(await imageId(tab.page)).toBe(before);
    expect((await predict(tab.page)).logits).toEqual(scored.logits);
  });
});

it('an empty file is refused through every route', async () => {
  const answer = await byApi(tab.page, given(Buffer.alloc(0), 'nothing.png'));
  expect(answer.ok).toBe(false);
  for (const give of [byPicker, byDrop, byPaste]) {
    const before = await imageId(tab.page);
    await give(tab.page, given(Buffer.alloc(0), 'nothing.png'));
    await until('the page says why', async () => (await notice()).length > 25, 2000);
    expect(await imageId(tab.page)).toBe(before);
  }
});

it('several files at once are not stacked: a list asks which one', async () => {
  const [chooser] = await Promise.all([tab.page.waitForEvent('filechooser'), tab.page.locator('#pick').click()]);
  await chooser.setFiles(
    ['first.png', 'second.png'].map((name, i) => ({
      name,
      mimeType: '',
      buffer: drawPng({ width: 100 + i, height: 120, seed: i }),
    })),
  );
  const dialog = tab.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'second.png' }).click();
  await until('the chosen one is open', () => tab.page.evaluate(() => window.unseen.get().image?.width === 101));
  await until('the list is gone', async () => (await tab.page.getByText('second.png').count()) === 0);
});

it('the picker lists no endings, so that no phone greys a file out', async () => {
  expect(await tab.page.locator('#picker').getAttribute('accept')).toBeNull();
});

it('typing in a field of the page and Backspace there reach that field', async () => {
  const typed = await tab.page.evaluate(() => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    return document.activeElement === field;
  });
  expect(typed).toBe(true);
  await tab.page.keyboard.type('0+-abc');
  await tab.page.keyboard.press('Backspace');
  expect(await tab.page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('0+-ab');
  await tab.page.evaluate(() => document.activeElement?.remove());
});

it('nothing of all this was a page error', () => {
  expect(tab.errors).toEqual([]);
});
