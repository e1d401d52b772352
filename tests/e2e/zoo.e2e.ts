// Every shipped model of simulated films, on films it never saw: the page's scores are the native runtime's, and are as good as the
// card says.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stretched } from './harness/limits.ts';
import { cardOf, farthest, nativeLogits } from './harness/native.ts';
import { dist, root } from './harness/site.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { type Visit, visit } from './harness/visit.ts';

onStage();

const films = 200;
const batch = 25;
/** No set of the pipeline: see models/pipeline/phantoms.py. */
const set = 50_000;
const size = 224;

const zoo = readdirSync(path.join(dist, 'models')).filter((id) => id.startsWith('phantom-'));
const mechanisms = new Set(
  (
    JSON.parse(readFileSync('contract/catalog.json', 'utf8')) as { phantom: { mechanisms: { id: string }[] } }
  ).phantom.mechanisms.map(({ id }) => id),
);

interface Film {
  readonly seed: number;
  readonly cohort: string;
  readonly finding: number;
  readonly png: Buffer;
}

interface Scored {
  readonly logits: readonly number[];
  readonly scores: readonly number[];
  readonly dims: readonly number[];
  readonly tensor: string;
}

const work = mkdtempSync(path.join(tmpdir(), 'unseen-zoo-'));
const program = path.join(root, 'build/native-release/unseen');

/** The simulator's films, made natively: twice as quick as in a tab, and the same pixels. */
function simulated(mechanism: string): Film[] {
  const out = path.join(work, mechanism);
  if (!existsSync(out)) {
    const options = ['--count', films, '--seed', set, '--size', size, '--mechanisms', mechanism, '--out', out];
    execFileSync(program, ['simulate', ...options.map(String)], { stdio: 'ignore' });
  }
  const [names = [], ...rows] = readFileSync(path.join(out, 'labels.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((row) => {
    const of = (name: string) => row[names.indexOf(name)] ?? '';
    return {
      seed: Number(of('seed')),
      cohort: of('cohort'),
      finding: Number(of('finding')),
      png: readFileSync(path.join(out, of('file'))),
    };
  });
}

/** What the page makes of films: opened as files, or simulated there, where a model asks for recorded facts. */
const scoredInPage = (page: Page, model: string, wanted: readonly ({ base64: string } | { seed: number; mechanism: string })[]) =>
  page.evaluate(
    async ({ model, wanted, size }): Promise<Scored[]> => {
      const all: Scored[] = [];
      for (const film of wanted) {
        const opened =
          'seed' in film
            ? await window.unseen.phantom({ ...film, size })
            : await window.unseen.open(new Blob([Uint8Array.from(atob(film.base64), (c) => c.charCodeAt(0))]));
        const scored = await window.unseen.predict();
        const input = await window.unseen.tensor();
        if (!opened.ok || 'ok' in scored || 'ok' in input || scored.model !== model) {
          throw new Error(JSON.stringify([opened, scored, model]).slice(0, 300));
        }
        const raw = new Uint8Array(input.data.buffer, input.data.byteOffset, input.data.byteLength);
        let binary = '';
        for (let at = 0; at < raw.length; at += 0x8000) {
          binary += String.fromCharCode(...raw.subarray(at, at + 0x8000));
        }
        all.push({ logits: scored.logits, scores: scored.scores, dims: input.dims, tensor: btoa(binary) });
      }
      return all;
    },
    { model, wanted, size },
  );

const floats = (base64: string) => {
  const raw = Buffer.from(base64, 'base64');
  return new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length));
};

/** The share of pairs in the right order, and DeLong's standard error of it (Biometrics 1988). */
function auc(positive: readonly number[], negative: readonly number[]): { value: number; error: number } {
  const wins = (a: number, b: number) => (a > b ? 1 : a === b ? 0.5 : 0);
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const spread = (values: readonly number[]) =>
    values.reduce((sum, one) => sum + (one - mean(values)) ** 2, 0) / (values.length - 1) / values.length;
  const ofPositive = positive.map((a) => mean(negative.map((b) => wins(a, b))));
  const ofNegative = negative.map((b) => mean(positive.map((a) => wins(a, b))));
  return { value: mean(ofPositive), error: Math.sqrt(spread(ofPositive) + spread(ofNegative)) };
}

afterAll(() => rmSync(work, { recursive: true }));

describe.each(zoo)('%s', (id) => {
  const card = cardOf(id);
  const own = id.replace('phantom-', '');
  const mechanism = mechanisms.has(own) ? own : 'diffuse';
  let given: Film[] = [];
  const scored: Scored[] = [];
  let tab: Visit;
  beforeAll(async () => {
    given = simulated(mechanism);
    tab = await visit(browser, site, { query: '?canvas=off' });
    const loaded = await tab.page.evaluate((id) => window.unseen.loadModel(id), id);
    expect(loaded.ok, JSON.stringify(loaded)).toBe(true);
    for (let start = 0; start < films; start += batch) {
      const wanted = given
        .slice(start, start + batch)
        .map(({ seed, png }) => (card.input.kind === 'covariates' ? { seed, mechanism } : { base64: png.toString('base64') }));
      scored.push(...(await scoredInPage(tab.page, id, wanted)));
    }
  }, stretched(180_000));
  afterAll(() => tab?.close());

  it(`${films} films: logits are the native runtime's to 1e-4`, async () => {
    const native = await nativeLogits(id);
    let most = 0;
    for (const { logits, dims, tensor } of scored) {
      most = Math.max(most, farthest(logits, await native(floats(tensor), dims)));
    }
    expect(scored.length).toBe(films);
    expect(most).toBeLessThanOrEqual(1e-4);
  });

  // Two hundred films say less than the card's thousands: theirs and the card's interval must meet. An AUC of 1 has no spread of its
  // own; one film in the wrong place is allowed for.
  it('AUC on them agrees with the card', () => {
    const stated = card.metrics.filter(({ metric, on }) => metric === 'AUC' && on === 'held-out simulated films');
    expect(stated.length).toBeGreaterThan(0);
    const labels = card.heads.flatMap(({ labels }) => labels);
    for (const { head, label, low, high } of stated) {
      const at = labels.findIndex((one) => one.id === label);
      expect(at, `${head}: ${label}`).toBeGreaterThanOrEqual(0);
      const is = (one: Film) => (head === 'finding' ? one.finding === at : one.cohort === label);
      const of = (wanted: boolean) =>
        scored.filter((_, i) => is(given[i] as Film) === wanted).map(({ scores }) => scores[at] ?? Number.NaN);
      const { value, error } = auc(of(true), of(false));
      const reach = 1.96 * error + 1 / films;
      expect(value + reach, `${label}: ${value} is below the card's`).toBeGreaterThanOrEqual(low);
      expect(value - reach, `${label}: ${value} is above the card's`).toBeLessThanOrEqual(high);
    }
  });
});
