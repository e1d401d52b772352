// Checkpoints that torch made, in the built page: dropped or given to the API they score a film with torch's numbers, nothing but this
// site's own files is asked for, whatever is refused or stopped leaves the model before, and memory is given back.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkpoint, dictionary, global, op, pickle, tensor as pickled, text } from '../../web/checkpoint/testing/archive.ts';
import { type Made, made, torchMade } from '../../web/checkpoint/testing/torch-made.ts';
import { drawPng } from './harness/films.ts';
import { byApi, given, modelInUse, predict, tensor } from './harness/give.ts';
import { farthest } from './harness/native.ts';
import { hasShared, shared } from './harness/shared.ts';
import { dist, root } from './harness/site.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, type Visit, visit } from './harness/visit.ts';

onStage();

const work = mkdtempSync(path.join(tmpdir(), 'unseen-checkpoint-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A real radiograph where there is one; otherwise one that is drawn. */
const film = () =>
  hasShared ? readFileSync(path.join(shared, 'test/radiograph/00027426_000.png')) : drawPng({ seed: 3, width: 512, height: 512 });

/** What torch makes of what the page gave to its network. */
async function byTorch(name: Made, page: Page): Promise<number[]> {
  const { dims, data } = await tensor(page);
  const file = path.join(work, 'input.f32');
  writeFileSync(file, new Uint8Array(Float32Array.from(data).buffer));
  const args = ['-m', 'tests.golden.checkpoint.run', name, file, ...dims.slice(2).map(String)];
  const answer = execFileSync('/usr/bin/python3', args, { cwd: root, encoding: 'utf8', timeout: 120_000 });
  return (JSON.parse(answer) as { logits: number[] }).logits;
}

/** A field through which a file on this disk becomes a File in the page, whatever its size. */
async function hold(page: Page, file: string): Promise<void> {
  if ((await page.locator('#brought').count()) === 0) {
    await page.evaluate(() => {
      const field = document.createElement('input');
      field.type = 'file';
      field.id = 'brought';
      document.body.append(field);
    });
  }
  await page.locator('#brought').setInputFiles(file);
}

const load = (page: Page, options: { card?: string; stopAt?: number } = {}) =>
  page.evaluate(async ({ card, stopAt }) => {
    const checkpoint = (document.querySelector('#brought') as HTMLInputElement).files?.[0] as File;
    const stop = new AbortController();
    const told: number[] = [];
    const answer = await window.unseen.loadModel(
      { checkpoint, card },
      {
        signal: stop.signal,
        onProgress: (done, total) => {
          told.push(done / total);
          if (stopAt !== undefined && done / total >= stopAt) {
            stop.abort();
          }
        },
      },
    );
    return {
      told,
      card: answer.ok ? answer.card : null,
      code: answer.ok ? null : answer.code,
      detail: answer.ok ? '' : answer.detail,
    };
  }, options);

async function drop(page: Page, file: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.locator('#pick').click()]);
  await chooser.setFiles(file);
}

let tab: Visit;
beforeAll(async () => {
  for (const name of Object.keys(torchMade) as Made[]) {
    made(name);
  }
  tab = await visit(browser, site);
  const opened = await byApi(tab.page, given(film()));
  expect(opened.ok).toBe(true);
  return () => tab.close();
}, 300_000);

describe.each(Object.entries(torchMade) as [Made, readonly [string, string]][])('%s', (name, [, card]) => {
  it('scores the film with torch’s logits, under its own card', { timeout: 180_000 }, async () => {
    const file = made(name);
    await hold(tab.page, file);
    const answer = await load(tab.page);
    expect(answer.card?.id, `${answer.code} ${answer.detail}`).toBe(card);
    expect([answer.told[0], answer.told.at(-1)]).toEqual([0, 1]);
    const bytes = readFileSync(file);
    const { createHash } = await import('node:crypto');
    expect(answer.card?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(answer.card?.weights.bytes).toBe(bytes.length);
    const result = await predict(tab.page);
    expect(result.model).toBe(card);
    expect(result.labels.length).toBe(result.logits.length);
    expect(farthest(result.logits, await byTorch(name, tab.page))).toBeLessThanOrEqual(1e-4);
  });
});

it('nothing was asked for but files of this site, without a query or a body; the second time nothing at all', async () => {
  const files = new Set(Object.keys(JSON.parse(readFileSync(path.join(dist, 'assets.json'), 'utf8'))));
  const own = tab.requests.filter(({ url }) => !url.includes('unseen-selftest.invalid') && !url.startsWith('blob:'));
  for (const { url, method, body } of own) {
    const { origin, pathname, search } = new URL(url);
    expect([origin, method, body, search]).toEqual([new URL(site.url).origin, 'GET', null, '']);
    expect(pathname === '/' || files.has(pathname.slice(1)), pathname).toBe(true);
  }
  // The workers that start with it have their scripts from the browser's own store.
  const before = site.asked.length;
  await hold(tab.page, made('dense-disease'));
  expect((await load(tab.page)).code).toBeNull();
  expect(site.asked.slice(before).map(({ url }) => url)).toEqual([]);
});

it('dropped on the page it scores, and the page says what it needs, that it scores now, and what the labels mean', async () => {
  await drop(tab.page, made('dense-race-half'));
  await until('the page says what it needs', async () =>
    /needs about \d+ MB/.test(await tab.page.locator('#switched').innerText()),
  );
  await until('it scores', async () => (await modelInUse(tab.page)) === torchMade['dense-race-half'][1], 60_000);
  await until('the page says so', async () => /by the weights you brought/.test(await tab.page.locator('#switched').innerText()));
  expect((await predict(tab.page)).labels.map(({ title }) => title)).toEqual(['White', 'Asian', 'Black']);
  expect(await tab.page.locator('#heads').innerText()).toMatch(/social and political category/);
  // Another film of the visitor's is scored by the same network.
  const before = await tab.page.evaluate(() => window.unseen.get().image?.id);
  const other = path.join(work, 'film.png');
  writeFileSync(other, drawPng({ seed: 8 }));
  await drop(tab.page, other);
  await until('the film is open', async () => (await tab.page.evaluate(() => window.unseen.get().image?.id)) !== before);
  expect((await predict(tab.page)).model).toBe(torchMade['dense-race-half'][1]);
});

describe('what cannot be', () => {
  const numbers = new Uint8Array(24);
  const bad: [string, () => Uint8Array, string][] = [
    [
      'os.system',
      () => checkpoint(pickle(dictionary({ w: op(global('os', 'system'), '(', text('id'), 't', 'R') })), { '0': numbers }),
      'checkpoint-unsafe',
    ],
    [
      'a whole network',
      () => checkpoint(pickle(op(global('torchvision.models.resnet', 'ResNet'), ')', 0x81))),
      'checkpoint-kind',
    ],
    [
      'a network of another kind',
      () => checkpoint(pickle(dictionary({ w: pickled('0', [2, 3]) })), { '0': numbers }),
      'checkpoint-unknown',
    ],
    ['a cut file', () => readFileSync(made('dense-sex')).subarray(0, 20_000_000), 'checkpoint-damaged'],
    [
      'a flipped bit in the numbers',
      () => {
        const bytes = Uint8Array.from(readFileSync(made('dense-sex')));
        bytes[20_000_000] = (bytes[20_000_000] as number) ^ 4;
        return bytes;
      },
      'checkpoint-damaged',
    ],
  ];
  it.each(bad)(
    '%s is refused, and the model before goes on scoring as before',
    { timeout: 120_000 },
    async (name, bytes, code) => {
      const before = await predict(tab.page);
      const file = path.join(work, `${name.replaceAll(' ', '-')}.pt`);
      writeFileSync(file, bytes());
      await hold(tab.page, file);
      expect((await load(tab.page)).code).toBe(code);
      expect(await modelInUse(tab.page)).toBe(before.model);
      const after = await predict(tab.page);
      expect([after.model, farthest(after.logits, before.logits)]).toEqual([before.model, 0]);
    },
  );

  it('a card for another network lists what does not fit; an unknown card is told', { timeout: 120_000 }, async () => {
    await hold(tab.page, made('dense-sex'));
    const wrong = await load(tab.page, { card: 'chexploration-race-densenet121' });
    expect(wrong.code).toBe('checkpoint-mismatch');
    expect(wrong.detail).toContain('classifier.weight is 2 × 1024 where 3 × 1024 is needed');
    expect((await load(tab.page, { card: 'nobody' })).code).toBe('unknown-model');
  });

  it('stopped half-way, the model before is there again', { timeout: 120_000 }, async () => {
    const before = await predict(tab.page);
    await hold(tab.page, made('study-parallel'));
    const { code, told } = await load(tab.page, { stopAt: 0.3 });
    expect(code).toBe('cancelled');
    expect(Math.max(...told)).toBeLessThan(1);
    const after = await predict(tab.page);
    expect([after.model, farthest(after.logits, before.logits)]).toEqual([before.model, 0]);
  });
});

it('a worker that hangs is replaced, with the checkpoint in its successor', { timeout: 120_000 }, async () => {
  const before = await predict(tab.page);
  expect(before.model).toBe(torchMade['dense-race-half'][1]);
  // The page makes the engine’s worker first; threads of the runtime are workers too.
  const workers = tab.page.workers();
  const engine = workers.filter((worker) => /worker/.test(worker.url()) && !/runtime|ort/.test(worker.url())).at(-1);
  engine
    ?.evaluate(() => {
      for (;;) {
        // For ever.
      }
    })
    .catch(() => undefined);
  await tab.page.waitForTimeout(50);
  await tab.page.evaluate(() => window.unseen.set({ chain: [{ op: 'invert' }] }));
  const other = await predict(tab.page);
  await tab.page.evaluate(() => window.unseen.set({ chain: [] }));
  const after = await predict(tab.page);
  expect(await tab.page.locator('#notice').innerText()).toMatch(/\w+.{20,}/);
  expect([after.model, farthest(after.logits, before.logits)]).toEqual([before.model, 0]);
  expect(other.logits).not.toEqual(before.logits);
});

it('imported and taken out ten times, memory stays within 5 %', { timeout: 400_000 }, async () => {
  const own = await visit(browser, site);
  const processes = await browser.newBrowserCDPSession();
  const collector = await own.context.newCDPSession(own.page);
  /** Megabytes of the largest renderer, once it has come to rest at or below `most`, or after ten seconds. */
  const resting = async (most: number) => {
    let least = Number.POSITIVE_INFINITY;
    for (let turn = 0; turn < 20 && least > most; turn++) {
      await collector.send('HeapProfiler.collectGarbage');
      await new Promise((resolve) => setTimeout(resolve, 500));
      const { processInfo } = await processes.send('SystemInfo.getProcessInfo');
      const sizes = processInfo
        .filter(({ type }) => type === 'renderer')
        .map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) / 1024);
      least = Math.min(
        least,
        sizes.reduce((sum, size) => sum + size, 0),
      );
    }
    return least;
  };
  await hold(own.page, made('dense-sex'));
  const sizes: number[] = [];
  for (let turn = 0; turn <= 10; turn++) {
    expect((await load(own.page)).code).toBeNull();
    const out = await own.page.evaluate(async () => {
      const answer = await window.unseen.loadModel('chest-view-sex');
      return answer.ok ? answer.card.id : answer.message;
    });
    expect(out).toBe('chest-view-sex');
    sizes.push(await resting(turn === 0 ? 0 : (sizes[0] ?? 0) * 1.05));
  }
  const [first = 0, ...rest] = sizes;
  expect(Math.max(...rest) / first, sizes.map(Math.round).join(' ')).toBeLessThanOrEqual(1.05);
  await own.close();
});

it('nothing went wrong on the page', () => {
  expect(tab.errors).toEqual([]);
});
