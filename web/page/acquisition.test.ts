import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Card, takesImage } from '../wire/card';
import { isRefusal } from '../wire/refusal';
import type { PhantomSpec } from '../wire/values';
import { shortcuts, topics } from './acquisition-topics';
import { operations } from './chain';
import { Exposure, exposureWords } from './exposure';
import { readFindings } from './findings/read';
import { select } from './findings/select';
import type { Judged } from './session';
import { asks, beforeText, pair, rows, shuffleWords } from './shuffle';

const read = readFindings(readFileSync('assets/findings/findings.json', 'utf8'));
const findings = isRefusal(read) ? [] : read;
const card = (id: string) => JSON.parse(readFileSync(`models/${id}/card.json`, 'utf8')) as Card;
const spec: PhantomSpec = {
  seed: 7,
  body: 'chest',
  mechanisms: ['tissue-texture'],
  strength: 1,
  cohort: null,
  covariates: {},
  size: 512,
  kvp: 120,
  mas: 2,
};

describe('the topics', () => {
  it('lead to published rows, to operations of the catalogue and to one of their parameters', () => {
    for (const topic of topics) {
      expect(select(findings, topic.figures).length, topic.id).toBeGreaterThan(0);
      for (const { id, parameter } of topic.operations) {
        const found = operations.find((one) => one.id === id);
        expect(
          found?.parameters.map((one) => one.id),
          id,
        ).toContain(parameter);
      }
    }
  });

  it('state no figure that their rows do not hold', () => {
    const value = (id: string) => findings.find((row) => row.id === id)?.value ?? Number.NaN;
    const said = (id: string) => topics.find((topic) => topic.id === id)?.found ?? '';
    expect(said('shuffle')).toContain(value('burns2023-gbt').toFixed(2));
    expect(said('shuffle')).toContain(value('burns2023-ffn').toFixed(2));
    expect(said('resolution')).toContain(`above ${value('txt-res-threshold')}`);
    expect(said('window') + said('exposure')).not.toMatch(/0\.\d/);
  });

  it('offer the presets of the catalogue that set that one setting', () => {
    expect(shortcuts('resolution', 'side').map(({ setting }) => setting)).toEqual(['4', '8', '16', '32', '64', '128', '160']);
    expect(shortcuts('field-of-view', 'share').length).toBeGreaterThan(2);
    expect(shortcuts('intensity-window', 'centre')).toEqual([]);
  });
});

describe('taken again', () => {
  const result = (image: number, b: number) => ({
    model: 'm',
    variant: null,
    image,
    revision: 1,
    labels: ['A', 'B'].map((id) => ({ id, title: `Cohort ${id}`, head: 'cohort' })),
    logits: [0, 0],
    scores: [1 - b, b],
    ood: { verdict: 'in' as const, reasons: [] },
    timings: { decode: 0, preprocess: 0, inference: 0, total: 0 },
  });
  const film = (id: number, phantom: PhantomSpec) => ({ id, phantom }) as never;
  const state = (id: number, phantom: PhantomSpec | null, b: number, model = 'm') => ({
    image: phantom && film(id, phantom),
    result: result(id, b) as never,
    window: null,
    model: { id: model, variant: null },
  });
  const units = { kvp: 'kV', mas: 'mAs' };

  it('the first film is the one before; a dragged one is not compared; the way there and back is told', () => {
    const exposure = new Exposure();
    exposure.follow(state(1, spec, 0.8), true, []);
    expect(exposureWords(exposure, units)).toMatch(/120 kV, 2 mAs: score for Cohort B 0\.800/);
    expect(exposure.follow(state(2, { ...spec, kvp: 90, size: 320 }, 0.1), true, [])).toBe(false);
    expect(exposure.follow(state(3, { ...spec, kvp: 90 }, 0.1), false, [])).toBe(false);
    exposure.follow(state(3, { ...spec, kvp: 90 }, 0.7), true, []);
    expect(exposure.changed).toBe(true);
    expect(exposureWords(exposure, units)).toBe(
      'With 120 kV, 2 mAs: score for Cohort B 0.800. Taken again with 90 kV, 2 mAs: 0.700 (−0.100).',
    );
    exposure.follow(state(4, spec, 0.8), true, []);
    expect(exposure.changed).toBe(false);
  });

  it('another person, model or chain begins anew; no simulated film, nothing', () => {
    for (const [other, model, chain] of [
      [{ ...spec, kvp: 90, seed: 8 }, 'm', []],
      [{ ...spec, kvp: 90 }, 'n', []],
      [{ ...spec, kvp: 90 }, 'm', [{ op: 'invert' }]],
    ] as const) {
      const exposure = new Exposure();
      exposure.follow(state(1, spec, 0.8), true, []);
      exposure.follow(state(2, other, 0.7, model), true, chain);
      expect(exposure).toMatchObject({ before: { kvp: 90 }, now: { kvp: 90 } });
    }
    const exposure = new Exposure();
    exposure.follow(state(1, spec, 0.8), true, []);
    exposure.follow(state(2, null, 0.5), true, []);
    expect(exposureWords(exposure, units)).toBe('');
  });
});

describe('grey levels alone', () => {
  const cards = ['chest-view-sex', 'phantom-tissue-texture', 'phantom-diffuse', 'phantom-histogram'].map(card);
  const wish = { cards, model: { id: 'phantom-diffuse', variant: null }, phantom: spec, chain: [{ op: 'invert' }], seed: 3 };

  it('asks the model in use and the one that is given the histogram, untouched and shuffled', () => {
    const shuffled = [{ op: 'invert' }, { op: 'shuffle-pixels', seed: 3 }];
    expect(asks(wish)).toEqual([
      { model: 'phantom-diffuse', variant: null, chain: [{ op: 'invert' }] },
      { model: 'phantom-diffuse', variant: null, chain: shuffled },
      { model: 'phantom-histogram', variant: null, chain: [{ op: 'invert' }] },
      { model: 'phantom-histogram', variant: null, chain: shuffled },
    ]);
    // A shuffle that is on already is not shuffled again, and is left out of the untouched one.
    expect(asks({ ...wish, chain: shuffled })).toEqual(asks(wish));
  });

  it('where no image model is in use, the one that fits; a variant is asked as the variant it is; no film, no pair', () => {
    const [image] = pair({ ...wish, model: { id: 'phantom-histogram', variant: null } }) ?? [];
    expect(image?.id).toBe('phantom-tissue-texture');
    expect(image && takesImage(image)).toBe(true);
    expect(asks({ ...wish, model: { id: 'phantom-diffuse', variant: 'low-pass-10' } })?.map(({ variant }) => variant)).toEqual([
      'low-pass-10',
      'low-pass-10',
      null,
      null,
    ]);
    expect(pair({ ...wish, phantom: null })).toBe(null);
    expect(pair({ ...wish, cards: cards.slice(0, 3) })).toBe(null);
  });

  it('says what moved and what did not', () => {
    const of = (b: number, verdict: 'in' | 'out' = 'in') =>
      ({ labels: [], logits: [], scores: [1 - b, b], notes: [], ood: { verdict, reasons: [] } }) as Judged;
    const models = pair(wish) ?? [];
    const area = (auc: number) => ({ auc, low: auc - 0.01, high: auc + 0.01 });
    const measured = { 'phantom-diffuse': { images: 2000, untouched: area(0.975), shuffled: area(0.511) } };
    const found = rows(models, [of(0.94), of(0.31, 'out'), of(0.62), of(0.62)], measured);
    expect(found.map(({ label, untouched, shuffled, refused }) => [label, untouched, shuffled, refused])).toEqual([
      ['Cohort B', 0.94, 0.31, [false, true]],
      ['Cohort B', 0.62, 0.62, [false, false]],
    ]);
    expect(found.map(({ before }) => beforeText(before))).toEqual([
      '0.975 (0.965–0.985); shuffled 0.511 (0.501–0.521); 2,000 films',
      expect.stringMatching(/^(0\.663 \(0\.639–0\.687\)); shuffled \1; 2,000 films$/),
    ]);
    expect(shuffleWords(found)).toMatch(
      /from 0\.940 to 0\.310\. On one film.*from 0\.975 to 0\.511.*same score both times \(0\.620\)/,
    );
    expect(shuffleWords(rows(models, [of(0.94), of(0.93), of(0.62), of(0.5)], {}))).toMatch(
      /to 0\.930\. “.*a step of the chain changed/,
    );
  });
});
