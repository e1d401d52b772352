// A sweep over films of the visitor's own: labelled by hand or by a table, scored one after another, and nothing of them kept.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ran } from '../../web/page/runs.ts';
import type { Refusal } from '../../web/wire/refusal.ts';
import type { AnswerCurve } from '../../web/wire/values.ts';
import { drawPng } from './harness/films.ts';
import { ofFiles } from './harness/give.ts';
import { stretched } from './harness/limits.ts';
import { hasShared, shared } from './harness/shared.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, type Visit, visit } from './harness/visit.ts';

onStage();

let tab: Visit;
beforeAll(async () => {
  tab = await visit(browser, site);
  await until('a film is open', () => tab.page.evaluate(() => window.unseen.get().image !== null), stretched(10_000));
  expect(await tab.page.evaluate((id) => window.unseen.loadModel(id), ofFiles)).toMatchObject({ ok: true });
  before = await requests();
});
afterAll(() => tab?.close());

let before = 0;
const requests = () => tab.page.evaluate(() => window.unseen.network().requestsSinceLoad);

const panel = () => tab.page.locator('#sweep-panel');
const says = () => tab.page.locator('#own-films-says').innerText();

/** By the API: films as base64, and what is true of each. */
const run = (films: readonly Buffer[], truths: readonly object[], settings = [10]): Promise<Ran | Refusal> =>
  tab.page.evaluate(
    ([files, known, radii]) =>
      window.unseen.run(
        'sweep',
        { operation: 'low-pass', settings: radii, subject: 'own', truths: known },
        { films: files.map((file) => new Blob([Uint8Array.from(atob(file), (c) => c.charCodeAt(0))])) },
      ),
    [films.map((film) => film.toString('base64')), truths, settings] as const,
  );
const curves = ({ answers }: Ran) => answers.filter((answer): answer is AnswerCurve => answer.form === 'curve');

describe('by the API', () => {
  const drawn = Array.from({ length: 6 }, (_, i) => drawPng({ seed: i + 1, width: 200 + 10 * i }));
  const truths = drawn.map((_, i) => ({ view: i % 2 === 0 ? 'AP' : 'PA' }));

  it('each film is scored as it is when it is opened, and the area is that of those scores', async () => {
    const ran = (await run(drawn, truths)) as Ran;
    expect(ran).toMatchObject({ ok: true, partial: false, done: 12, total: 12 });
    const opened = await tab.page.evaluate(
      async ([files]) => {
        const scores: number[] = [];
        for (const file of files) {
          await window.unseen.open(new Blob([Uint8Array.from(atob(file), (c) => c.charCodeAt(0))]));
          const result = await window.unseen.predict();
          scores.push('scores' in result ? (result.scores[1] ?? Number.NaN) : Number.NaN);
        }
        return scores;
      },
      [drawn.map((film) => film.toString('base64'))] as const,
    );
    const of = (view: string) => opened.filter((_, i) => truths[i]?.view === view);
    const pairs = of('PA').flatMap((pa) => of('AP').map((ap) => (pa > ap ? 1 : pa === ap ? 0.5 : 0)));
    const area = pairs.reduce<number>((sum, one) => sum + one, 0) / pairs.length;
    const [view, ...others] = curves(ran);
    expect(others).toEqual([]); // nothing was said of the other head
    expect(view?.lines[0]?.untouched.value).toBeCloseTo(area, 9);
    expect(view?.says).toMatch(/on 6 films of your own \(3 with it\)/);
  });

  it('are refused by name: none, all of one kind, a label that is none, a film that was not given or cannot be read', async () => {
    expect(await run([], [])).toMatchObject({ ok: false, code: 'experiment-empty' });
    expect(await run(drawn.slice(0, 2), [{ view: 'AP' }, { view: 'AP' }])).toMatchObject({ ok: false, code: 'experiment-empty' });
    expect(await run(drawn.slice(0, 2), [{ view: 'AP' }, { view: 'LL' }])).toMatchObject({
      ok: false,
      code: 'experiment-parameter',
    });
    expect(await run(drawn.slice(0, 1), truths.slice(0, 2))).toMatchObject({ ok: false, code: 'experiment-empty' });
    const broken = await run([drawn[0] as Buffer, Buffer.from('no picture at all, whatever its name')], truths.slice(0, 2));
    expect(broken).toMatchObject({ ok: false, message: expect.stringMatching(/^Film 2 of 2: /) });
    // And the next one runs.
    expect(await run(drawn.slice(0, 2), truths.slice(0, 2))).toMatchObject({ ok: true });
  });
});

describe('in the panel', () => {
  it('films are labelled by hand or by a table, swept, and removed', async () => {
    await panel().getByLabel('What to change').selectOption('low-pass');
    await panel().getByRole('combobox', { name: 'On', exact: true }).selectOption('own');
    await panel().getByLabel('Going through').selectOption('own');
    await panel().getByRole('textbox', { name: 'Settings' }).fill('5, 50');
    await tab.page
      .locator('#own-films')
      .setInputFiles(
        [1, 2, 3, 4].map((seed) => ({ name: `patient ${seed}.png`, mimeType: 'image/png', buffer: drawPng({ seed }) })),
      );
    await tab.page.locator('#own-films-table').setInputFiles({
      name: 'labels',
      mimeType: '',
      buffer: Buffer.from('file,View\nfolder/patient 1.png,AP\npatient 2.png,pa\npatient 3.png,AP\npatient 9.png,AP\n'),
    });
    await until('they are counted', async () => /2 AP \(.*1 PA \(/.test(await says()));
    expect(await says()).toMatch(/^The table names 3 of 4 films\. 4 films\./);
    await panel().getByLabel('View of patient 4.png').selectOption('PA');
    expect(await says()).toMatch(/2 AP \(.*2 PA \(/);
    expect((await new AxeBuilder({ page: tab.page }).include('#sweep-group').analyze()).violations.map(({ id }) => id)).toEqual(
      [],
    );
    await tab.page.locator('#sweep-start').press('Enter');
    await until(
      'it is done',
      async () => /Done: 12/.test(await tab.page.locator('#sweep-progress').innerText()),
      stretched(20_000),
    );
    expect(await panel().locator('svg.chart').getAttribute('aria-label')).toMatch(/4 films of your own/);
    const saved = tab.page.waitForEvent('download');
    await tab.page.locator('#sweep-json').click();
    const text = readFileSync(await (await saved).path(), 'utf8');
    expect(text).not.toMatch(/patient/);
    expect(JSON.parse(text)).toMatchObject({ parameters: { subject: 'own', truths: [{ view: 'AP' }, {}, {}, {}] } });
    const csv = tab.page.waitForEvent('download');
    await tab.page.locator('#sweep-csv').click();
    const lines = readFileSync(await (await csv).path(), 'utf8');
    expect(lines).toMatch(/""subject"":""own""/);
    expect(lines).not.toMatch(/patient|truths/);
    const tiny = drawPng({ width: 16, height: 16 });
    await tab.page
      .locator('#own-films')
      .setInputFiles(Array.from({ length: 120 }, (_, i) => ({ name: `${i}.png`, mimeType: 'image/png', buffer: tiny })));
    await until('all are counted', async () => /124 films\. .*The first 100 are listed\.$/.test(await says()));
    expect(await panel().locator('.own-films li').count()).toBe(100);
    await tab.page.locator('#own-films-none').click();
    expect(await panel().locator('.own-films li').count()).toBe(0);
    await tab.page.locator('#sweep-start').click();
    await until('it is refused', async () => /nothing to run/.test(await tab.page.locator('#sweep-progress').innerText()));
  });

  it.runIf(hasShared)(
    'real radiographs: the view is there at radius 40, and far less of it at 2 (../shared/data/real)',
    async () => {
      const [head = '', ...lines] = readFileSync(path.join(shared, 'real/labels.csv'), 'utf8').split('\n');
      expect(head).toMatch(/^file,view,sex,/);
      const held = lines.filter((line) => /^nih256\//.test(line) && line.split(',')[6] === 'test').map((line) => line.split(','));
      const chosen = ['AP', 'PA'].flatMap((view) => held.filter((row) => row[1] === view).slice(0, 20));
      expect(chosen.length).toBe(40);
      await panel().getByRole('textbox', { name: 'Settings' }).fill('2, 40');
      await tab.page.locator('#own-films').setInputFiles(chosen.map(([file = '']) => path.join(shared, 'real', file)));
      await tab.page.locator('#own-films-table').setInputFiles({
        name: 'labels.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`file,view,sex\n${chosen.map(([file, view, sex]) => `${file},${view},${sex}`).join('\n')}`),
      });
      await until('they are labelled', async () => /20 AP \(.*20 PA \(/.test(await says()));
      await tab.page.locator('#sweep-start').click();
      await until(
        'it is done',
        async () => /Done: 120/.test(await tab.page.locator('#sweep-progress').innerText()),
        stretched(40_000),
      );
      await panel().getByText('The numbers', { exact: true }).first().click();
      const rows = await panel()
        .locator('tbody tr')
        .evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td, th')].map((cell) => cell.textContent ?? '')));
      const columns = await panel().locator('thead th').allInnerTexts();
      const auc = columns.indexOf('auc');
      const of = (setting: string) => Number(rows.find((row) => row.includes('view') && row.includes(setting))?.[auc]);
      expect(of('untouched')).toBeGreaterThan(0.9);
      expect(of('40')).toBeGreaterThan(0.9);
      expect(of('2')).toBeLessThan(0.8);
    },
  );

  it('all this made no request', async () => {
    expect(await requests()).toBe(before);
  });
});
