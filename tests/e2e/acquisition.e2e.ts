// How the film was taken, on the page: patches as grids, the same person taken again, grey levels alone beside the picture, shortcuts,
// and the result as a picture; by keyboard, read out, and on a phone.
import { inflateSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnswerMap } from '../../web/wire/values.ts';
import { modelInUse, predict, set, state } from './harness/give.ts';
import { stretched } from './harness/limits.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, type Visit, visit } from './harness/visit.ts';

onStage();

const open = async (options: Parameters<typeof visit>[2] = {}): Promise<Visit> => {
  const tab = await visit(browser, site, options);
  await until('a film is open', async () => (await state(tab.page)).image !== null, stretched(10_000));
  await predict(tab.page);
  return tab;
};
const words = (page: Page, id: string) => page.locator(id).innerText();
const violations = async (page: Page, group: string) => {
  const { violations: found } = await new AxeBuilder({ page }).include(group).analyze();
  return found.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
};
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '');
const phantom = async (page: Page) => (await state(page)).image?.phantom ?? null;

let tab: Visit;
beforeAll(async () => {
  tab = await open();
});
afterAll(() => tab?.close());

describe('one patch at a time', () => {
  const shown = (page: Page) =>
    page.locator('#patches-figure [data-map]').evaluateAll((all) =>
      all.map((table) => ({
        id: (table as HTMLElement).dataset.map ?? '',
        cells: [...table.querySelectorAll('td[data-place]')].map((cell) => ({
          place: (cell as HTMLElement).dataset.place ?? '',
          score: Number(cell.querySelector('b')?.textContent),
          change: cell.querySelector('small')?.textContent ?? '',
        })),
      })),
    );

  it('by keyboard: two grids for the label, whose numbers are those of the experiment and of a prediction in that cell', async () => {
    const { page } = tab;
    await page.locator('#patches-start').focus();
    await page.keyboard.press('Enter');
    await until('it is done', async () => /Done: 19/.test(await words(page, '#patches-progress')), stretched(30_000));
    expect(await focused(page)).toBe('patches-start');
    const grids = await shown(page);
    expect(grids.map(({ id }) => id)).toEqual(['keep-patch:cohort:B', 'remove-patch:cohort:B']);
    const ran = await page.evaluate(() => window.unseen.run('patches'));
    const maps = ('answers' in ran ? ran.answers : []).filter((answer): answer is AnswerMap => answer.form === 'map');
    for (const [i, { values, untouched }] of maps.entries()) {
      expect(grids[i]?.cells.length).toBe(9);
      for (const [cell, { score, change }] of (grids[i]?.cells ?? []).entries()) {
        expect(score).toBeCloseTo(values[cell] ?? Number.NaN, 3);
        const moved = (values[cell] ?? 0) - (untouched ?? 0);
        expect(change).toMatch(Math.abs(moved) < 0.0005 ? /^±/ : moved > 0 ? /^\+0\./ : /^−0\./);
      }
    }
    for (const [i, op] of ['keep-patch', 'remove-patch'].entries()) {
      await set(page, { chain: [{ op, cell: 5 }] });
      expect((await predict(page)).scores[1]).toBeCloseTo(maps[i]?.values[5] ?? Number.NaN, 4);
      expect(grids[i]?.cells[5]?.place).toBe('middle right');
    }
    await set(page, { chain: [] });
  });

  it('the film with its nine cells, a sentence each, the table, and what was published with its condition', async () => {
    const { page } = tab;
    const figure = page.locator('#patches-figure');
    expect(await figure.locator('.scored-film line').count()).toBe(4);
    expect(await figure.locator('.says').allInnerTexts()).toEqual([
      expect.stringMatching(/one patch alone: from/),
      expect.stringMatching(/without one patch: from/),
    ]);
    await figure.getByText('The numbers', { exact: true }).focus();
    await page.keyboard.press('Enter');
    expect(await figure.locator('.scroll tbody tr').count()).toBe(9);
    await figure.getByText('What was published for the same cells').focus();
    await page.keyboard.press('Enter');
    await figure.locator('.published').first().waitFor();
    const captions = await figure.locator('.published caption').allInnerTexts();
    expect(captions.length).toBe(4);
    for (const caption of captions) {
      expect(caption).toMatch(/^AUC of other networks, retrained for each setting; .*recorded race/);
    }
    expect(await figure.locator('[data-finding="repo-patch-only-none-r2c1"]').innerText()).toBe('0.599');
    expect(await violations(page, '#experiments-group')).toEqual([]);
  });

  it('is saved as CSV and JSON; cancelled half-way it is partial and keeps the focus', async () => {
    const { page } = tab;
    for (const [button, sign] of [
      ['#patches-csv', /head,label,cell,alone,without.*Not for diagnosis/s],
      ['#patches-json', /"experiment": "patches".*"form": "map"/s],
    ] as const) {
      const [file] = await Promise.all([page.waitForEvent('download'), page.locator(button).click()]);
      const parts: Buffer[] = [];
      for await (const part of await file.createReadStream()) {
        parts.push(part as Buffer);
      }
      expect(Buffer.concat(parts).toString()).toMatch(sign);
    }
    await page.locator('#patches-start').focus();
    await page.keyboard.press('Enter');
    await until('the way to cancel has the focus', async () => (await focused(page)) === 'patches-cancel');
    await page.keyboard.press('Enter');
    await until('it ended', async () => (await focused(page)) === 'patches-start', stretched(10_000));
    expect(await words(page, '#patches-progress')).toMatch(/Stopped half-way|cancel|Done/i);
  });
});

describe('grey levels alone', () => {
  const says = (page: Page) => words(page, '#shuffle-says');

  it('side by side, by keyboard: the histogram’s score stays, and the model in use is in use again', async () => {
    const { page } = tab;
    const before = await predict(page);
    await page.locator('#shuffle-compare').focus();
    await page.keyboard.press('Enter');
    await until('it is told', async () => /shuffling moves no count/.test(await says(page)), stretched(30_000));
    expect(await focused(page)).toBe('shuffle-compare');
    const rows = await page
      .locator('#shuffle-result tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')));
    expect(rows.length).toBe(2);
    const [image, counts] = rows;
    expect(Number.parseFloat(image?.[1] ?? '')).toBeCloseTo(before.scores[1] ?? Number.NaN, 3);
    // Over many films the collapse is measured, whatever this one does.
    expect(image?.[4]).toMatch(/^0\.9\d\d \(.*; shuffled 0\.5\d\d \(.*2,000 films$/);
    expect(Number.parseFloat(counts?.[1] ?? '')).toBe(Number.parseFloat(counts?.[2] ?? 'none'));
    expect(counts?.[3]).toBe('±0.000');
    expect(await modelInUse(page)).toBe(before.model);
    const after = await predict(page);
    expect(after.scores).toEqual(before.scores);

    // The same four, asked one by one.
    const asked = await page.evaluate(async () => {
      const found: number[] = [];
      const { model } = window.unseen.get();
      for (const id of [model?.id ?? '', 'phantom-histogram']) {
        await window.unseen.loadModel(id);
        for (const chain of [[], [{ op: 'shuffle-pixels' }]]) {
          window.unseen.set({ chain });
          const answer = await window.unseen.predict();
          found.push('ok' in answer ? Number.NaN : (answer.scores[1] ?? Number.NaN));
        }
      }
      window.unseen.set({ chain: [] });
      await window.unseen.loadModel(model?.id ?? '');
      return found;
    });
    expect(Math.abs((asked[2] ?? 0) - (asked[3] ?? 1))).toBeLessThanOrEqual(1e-6);
    for (const [i, text] of [image?.[1], image?.[2], counts?.[1], counts?.[2]].entries()) {
      expect(Number.parseFloat(text ?? '')).toBeCloseTo(asked[i] ?? Number.NaN, 3);
    }
  });

  it('cancelled half-way, and where the other model cannot be fetched, the model in use scores on', async () => {
    const fresh = await open();
    const { page } = fresh;
    const before = await predict(page);
    await page.route(/phantom-histogram.*\.onnx/, (route) => route.abort());
    await page.locator('#shuffle-compare').click();
    await until('it says why not', async () => /in use as before/.test(await says(page)), stretched(30_000));
    expect(await modelInUse(page)).toBe(before.model);
    expect((await predict(page)).scores).toEqual(before.scores);
    await page.unroute(/phantom-histogram.*\.onnx/);
    await page.locator('#shuffle-compare').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await until('it ended', async () => /in use as before|moves no count/.test(await says(page)), stretched(30_000));
    await set(page, { chain: [{ op: 'invert' }] });
    await set(page, { chain: [] });
    expect((await predict(page)).scores).toEqual(before.scores);
    expect(await modelInUse(page)).toBe(before.model);
    await fresh.close();
  });

  it('another chain takes the comparison away; both ways to see it on the film itself work', async () => {
    const { page } = tab;
    await page.locator('#shuffle-compare').click();
    await until('it is told', async () => /shuffling moves no count/.test(await says(page)), stretched(30_000));
    await page.locator('#shuffle-film').press('Enter');
    expect((await state(page)).chain).toMatchObject([{ op: 'shuffle-pixels' }]);
    await until('it is gone', async () => !(await page.locator('#shuffle-result').isVisible()));
    const used = await modelInUse(page);
    await page.locator('#shuffle-use').press('Enter');
    await until('the histogram alone', async () => (await modelInUse(page)) === 'phantom-histogram', stretched(20_000));
    await page.evaluate((id) => window.unseen.loadModel(id ?? ''), used);
    await set(page, { chain: [] });
  });
});

describe('taken again', () => {
  it('with another voltage: the same person, another film, another score, and the way back', async () => {
    const { page } = tab;
    const first = await phantom(page);
    const scored = (await predict(page)).scores[1] ?? 0;
    await until('what it was taken with', async () => /^Taken with/.test(await words(page, '#exposure-says')));
    const pixels = () =>
      page.evaluate(async () => {
        const shown = await window.unseen.image();
        return 'ok' in shown ? [] : [...shown.data.subarray(100_000, 100_050)];
      });
    const film = await pixels();
    const dose = page.locator('#topic-exposure').getByRole('spinbutton', { name: /^Exposure/ });
    await dose.fill(String((first?.mas ?? 1) / 4));
    await dose.press('Enter');
    await until('it is told', async () => /Taken again with/.test(await words(page, '#exposure-says')), stretched(20_000));
    const again = await phantom(page);
    expect(again).toMatchObject({ seed: first?.seed, kvp: first?.kvp, mechanisms: first?.mechanisms });
    expect(again?.mas).not.toBe(first?.mas);
    expect(await pixels()).not.toEqual(film);
    const now = (await predict(page)).scores[1] ?? 0;
    expect(now).not.toBe(scored);
    expect(await words(page, '#exposure-says')).toContain(`${now.toFixed(3)} (`);
    await page.locator('#exposure-back').press('Enter');
    await until('as before', async () => (await phantom(page))?.mas === first?.mas, stretched(20_000));
    expect((await predict(page)).scores[1]).toBeCloseTo(scored, 6);
    expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
  });
});

describe('shortcuts', () => {
  const topic = (id: string) => tab.page.locator(`#topic-${id}`);

  it('apply the catalogue’s presets, say which is on, and go back to full', async () => {
    const { page } = tab;
    const sizes = topic('resolution');
    const eight = sizes.getByRole('button', { name: 'Resolution: 8 pixels a side' });
    await eight.press('Enter');
    expect((await state(page)).chain).toMatchObject([{ op: 'resolution', side: 8 }]);
    await until('it is pressed', async () => (await eight.getAttribute('aria-pressed')) === 'true');
    await sizes.getByRole('button', { name: /untouched/ }).press('Enter');
    expect((await state(page)).chain).toEqual([]);
    await topic('window').getByRole('button', { name: 'Acquisition: field of view 0.8' }).press('Enter');
    expect((await state(page)).chain).toMatchObject([{ op: 'field-of-view', share: 0.8 }]);
    await set(page, { chain: [] });
  });

  it('fill in a sweep and bring its start to hand; each says what was found and leads to the published rows', async () => {
    const { page } = tab;
    await topic('resolution').locator('[data-sweep="resolution side"]').press('Enter');
    expect(await focused(page)).toBe('sweep-start');
    await page.keyboard.press('Enter');
    await until('it is done', async () => /Done: 9/.test(await words(page, '#sweep-progress')), stretched(30_000));
    expect(await page.locator('#sweep-figure svg.chart').getAttribute('aria-label')).toMatch(/Resolution/);
    for (const [id, source, row] of [
      ['window', 'Lotter 2024', /Lotter 2024/],
      ['shuffle', 'Burns et al. 2023', /0\.7724/],
      ['resolution', 'Gichoya et al. 2022', /0\.95/],
      ['exposure', 'Gichoya et al. 2022', /CheXphoto/],
    ] as const) {
      await topic(id)
        .getByRole('button', { name: `Published figures: ${source}` })
        .press('Enter');
      await page.locator('#findings table').waitFor();
      expect(await page.locator('#findings tbody').innerText()).toMatch(row);
      expect(await page.locator('#findings tbody tr').count()).toBeLessThan(40);
      await page.keyboard.press('Escape');
    }
    expect(await violations(page, '#acquisition-group')).toEqual([]);
    expect(tab.errors).toEqual([]);
  }, 90_000);
});

describe('the result as a picture', () => {
  /** A pixel's rows, unpacked by another inflater than the one that packed them. */
  function decoded(bytes: Buffer) {
    const data: Buffer[] = [];
    for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12) {
      if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') {
        data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
      }
    }
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    const rows = inflateSync(Buffer.concat(data));
    let dark = 0;
    for (let i = 0; i < rows.length; i++) {
      dark += i % (width * 3 + 1) > 0 && (rows[i] ?? 255) < 100 ? 1 : 0;
    }
    return { width, height, length: rows.length, dark };
  }

  it('by the button and by the function the same bytes: text, no film, no name', async () => {
    const { page } = tab;
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('#save-png').press('Enter')]);
    expect(file.suggestedFilename()).toBe('unseen-result.png');
    const parts: Buffer[] = [];
    for await (const part of await file.createReadStream()) {
      parts.push(part as Buffer);
    }
    const saved = Buffer.concat(parts);
    const given = await page.evaluate(async () => {
      const blob = await window.unseen.exportResult('png');
      return 'ok' in blob ? blob.code : [...new Uint8Array(await blob.arrayBuffer())];
    });
    expect(saved.equals(Buffer.from(given as number[]))).toBe(true);
    const { width, height, length, dark } = decoded(saved);
    expect([width, length]).toEqual([1200, height * (1200 * 3 + 1)]);
    expect(dark).toBeGreaterThan(5000);
    expect(saved.length).toBeLessThan(100_000);
  });

  it('is another one with another chain', async () => {
    const { page } = tab;
    const bytes = () =>
      page.evaluate(async () => {
        const blob = await window.unseen.exportResult('png');
        return 'ok' in blob ? [] : [...new Uint8Array(await blob.arrayBuffer())];
      });
    const before = await bytes();
    await set(page, { chain: [{ op: 'low-pass', radius: 5 }] });
    const after = await bytes();
    expect(after.length).toBeGreaterThan(1000);
    expect(after).not.toEqual(before);
    await set(page, { chain: [] });
  });
});

it('on a phone: all of it within 360 pixels, and without the canvas too', async () => {
  for (const shape of [
    { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
    { viewport: { width: 360, height: 640 }, query: '?canvas=off' },
  ]) {
    const phone = await open(shape);
    const { page } = phone;
    await page.locator('#patches-start').click();
    await until('patches', async () => /Done: 19/.test(await words(page, '#patches-progress')), stretched(30_000));
    await page.locator('#patches-figure').getByText('What was published for the same cells').click();
    await page.locator('#patches-figure .published').first().waitFor();
    await page.locator('#shuffle-compare').click();
    await until('shuffled', async () => /shuffling moves no count/.test(await words(page, '#shuffle-says')), stretched(30_000));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    for (const grid of await page.locator('#patches-figure [data-map]').all()) {
      const box = await grid.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(360);
    }
    expect([...(await violations(page, '#experiments-group')), ...(await violations(page, '#acquisition-group'))]).toEqual([]);
    expect(phone.errors).toEqual([]);
    await phone.close();
  }
}, 120_000);
