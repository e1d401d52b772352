import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../wire/refusal';
import { cautionsFor } from './cautions';
import { csv } from './csv';
import { bodies, bodyOf, trainingOf } from './groups';
import { axisStart, marks } from './plot';
import { type Finding, readFindings, studyOf } from './read';
import { choices, columns, select, sorted } from './select';
import { addressText, citation, extent, locatorText, sentence, valueText } from './words';

const text = readFileSync(new URL('../../../assets/findings/findings.json', import.meta.url), 'utf8');
const read = readFindings(text);
const all = isRefusal(read) ? [] : read;
const row = (id: string): Finding => {
  const found = all.find((finding) => finding.id === id);
  if (!found) {
    throw new Error(`no row ${id}`);
  }
  return found;
};

describe('reading', () => {
  it('takes the list as it ships', () => expect(all.length).toBe(653));

  const damaged = (change: (rows: Record<string, unknown>[]) => void) => {
    const rows = JSON.parse(text);
    change(rows);
    return JSON.stringify(rows);
  };
  it.each([
    ['no JSON', text.slice(0, 5000), /no JSON/],
    ['a page', '<!doctype html>', /no JSON/],
    ['an object', '{}', /no rows/],
    ['nothing', '[]', /no rows/],
    ['a row that is a number', '[1]', /row 1 is no object/],
    [
      'no locator',
      damaged((rows) => Reflect.deleteProperty(rows[4] ?? {}, 'source_locator')),
      /row 5 has no good source_locator/,
    ],
    ['text for a number', damaged((rows) => Object.assign(rows[2] ?? {}, { value: '0.81' })), /row 3 has no good value/],
    [
      'a study nobody knows',
      damaged((rows) => Object.assign(rows[0] ?? {}, { study: 'constructor' })),
      /row 1 has no good study/,
    ],
    ['one row twice', damaged((rows) => rows.push(rows[0] ?? {})), /row 654 has an id/],
  ])('refuses %s', (_, bytes, says) => {
    const answer = readFindings(bytes);
    expect(answer).toMatchObject({ ok: false, code: 'findings-damaged', message: expect.stringMatching(says) });
  });
});

describe('filters', () => {
  it('every modality belongs to one body, and every body has rows', () => {
    expect(all.filter((finding) => bodyOf(finding) === null).map(({ modality }) => modality)).toEqual([]);
    const named = bodies.flatMap(({ modalities }) => modalities);
    expect(new Set(named)).toEqual(new Set(all.map(({ modality }) => modality)));
    expect(named.length).toBe(new Set(named).size);
  });

  it.each([
    ['chest-xray', 'chest x-ray'],
    ['chest-ct', 'chest CT'],
    ['mammogram', 'mammography'],
    ['hand', 'hand radiograph'],
    ['neck', 'lateral cervical-spine radiograph'],
  ])('%s is covered, with numbers', (modality, listed) => {
    const rows = select(all, { modality, numbers: true });
    expect(rows.length).toBeGreaterThan(10);
    expect(select(all, { modality: listed }).every((finding) => bodyOf(finding)?.id === modality)).toBe(true);
  });

  it('all that is asked must hold', () => {
    const rows = select(all, {
      modality: 'chest-xray',
      dataset: 'MXR',
      experiment: 'low-pass filtering',
      group: 'Black',
      numbers: true,
    });
    expect(rows.map(({ id }) => id)).toEqual([1, 5, 10, 25, 50, 75, 100, 125, 150, 200].map((d) => `fig1-lpf-${d}-black`));
    expect(select(all, { dataset: 'no such set' })).toEqual([]);
    expect(select(all, {}).length).toBe(all.length);
  });

  it('the counts of the choices are what choosing leaves', () => {
    const filter = { dataset: 'MXR' };
    for (const { value, count } of choices(all, filter, 'experiment')) {
      expect(select(all, { ...filter, experiment: value }).length, value).toBe(count);
    }
    expect(choices(all, {}, 'modality').map(({ value }) => value)).toEqual(bodies.map(({ id }) => id));
  });
});

describe('order', () => {
  it('sorts numbers as numbers, rows without one last, and gives every row back', () => {
    const rising = sorted(all, { column: 'value', descending: false }).map((finding) => extent(finding)?.middle ?? null);
    const numbers = rising.filter((value) => value !== null);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(rising.slice(numbers.length).every((value) => value === null)).toBe(true);
    const falling = sorted(all, { column: 'value', descending: true });
    expect(extent(falling.at(-1) ?? row('nf-models'))).toBeNull();
    expect(extent(falling[0] ?? row('nf-models'))?.middle).toBe(numbers.at(-1));
  });

  it.each(columns)('by %s keeps all rows and does not touch the list', (column) => {
    const ids = (rows: readonly Finding[]) => rows.map(({ id }) => id).join(' ');
    const before = ids(all);
    const by = sorted(all, { column, descending: false });
    expect(by.map(({ id }) => id).sort()).toEqual(before.split(' ').sort());
    expect(ids(all)).toBe(before);
  });

  it('diameters stand in the order of numbers', () => {
    const rows = sorted(select(all, { experiment: 'high-pass filtering', group: 'White' }), {
      column: 'condition',
      descending: false,
    });
    expect(rows.map(({ parameter }) => parameter?.filter === 'HPF' && parameter.diameter)).toEqual([
      1, 5, 10, 25, 50, 75, 100, 125, 150, 200,
    ]);
  });
});

describe('words', () => {
  it.each([
    ['fig1-lpf-10-white', '0.817'],
    ['abs-range-xray', '0.91 to 0.99'],
    ['txt-res-threshold', 'at least 0.95'],
    ['txt-res-4x4', 'no number printed: above chance'],
    ['nf-models', 'no figure in a readable source'],
    ['t1-mxr-images', '228,915'],
    ['khara2024-race', '0.951 (0.947–0.955)'],
    ['jones2023-race-mxr', '0.951 (sd 0.004)'],
  ])('%s reads %s', (id, words) => expect(valueText(row(id))).toBe(words));

  it('one row as sentences', () => {
    expect(sentence(row('fig1-lpf-10-white'))).toBe(
      'low-pass filtering: AUC 0.817. Chest X-ray; data MXR; White; low-pass filter, diameter 10; network retrained for each setting. Source: Gichoya et al. 2022, Figure 1, p e411, measured on the figure. Read from the vector curve in the publisher PDF; uncertainty about 0.003. Model retrained for each filter setting.',
    );
  });

  it('the sentence and the citation of every row are whole, and name its place', () => {
    for (const finding of all) {
      for (const words of [sentence(finding), citation(finding)]) {
        expect(words, finding.id).not.toMatch(/undefined|null|NaN|\.\.|\[object/);
        expect(words, finding.id).toContain(finding.source_locator);
        expect(words, finding.id).toMatch(/\.$/);
      }
      expect(citation(finding)).toContain(studyOf(finding).citation);
    }
  });

  it('addresses are named', () => {
    expect(addressText('https://doi.org/10.1016/S2589-7500(22)00063-2')).toBe('doi:10.1016/S2589-7500(22)00063-2');
    expect(addressText('https://arxiv.org/abs/2402.14815')).toBe('arXiv:2402.14815');
    expect(addressText('https://github.com/Emory-HITI/AI-Vengers')).toBe('github.com');
    expect(locatorText(row('t3-dha'))).toMatch(/^Gichoya et al. 2022, Table 3/);
  });
});

describe('the drawing', () => {
  it('draws each AUC once and nothing else', () => {
    const drawn = marks(all);
    expect(new Set(drawn.map(({ finding }) => finding.id)).size).toBe(drawn.length);
    expect(drawn.every(({ finding }) => finding.metric.startsWith('AUC') && extent(finding) !== null)).toBe(true);
    const left = all.filter((finding) => !drawn.some((mark) => mark.finding === finding) && extent(finding) !== null);
    expect(left.every(({ metric }) => !/^AUC( range| lower bound| \(about\))?$/.test(metric))).toBe(true);
    expect(drawn.length).toBeGreaterThan(400);
  });

  it('starts at chance, or below where a number lies below', () => {
    expect(axisStart(marks(all))).toBe(0.5);
    expect(axisStart(marks([{ ...row('abs-bmi'), value: 0.4 }]))).toBe(0.4);
  });
});

describe('misreadings', () => {
  const claims = (filter: Parameters<typeof select>[1]) =>
    cautionsFor(select(all, filter), all)
      .map(({ claim }) => claim)
      .join(' ');
  it('all ten are answered over the whole list, each figure with its place', () => {
    const answers = cautionsFor(all, all);
    expect(answers.length).toBe(10);
    for (const { answer } of answers) {
      expect(answer).not.toMatch(/lacks|undefined/);
    }
    expect(answers[0]?.answer).toMatch(/0\.936 \(.*\).*0\.78 \(.*\).*0\.749 \(/);
  });
  it('only where a reader would make them', () => {
    expect(claims({ experiment: 'dataset description' })).toBe('');
    expect(claims({ modality: 'hand' })).toMatch(/anyone/);
    expect(claims({ experiment: 'human reader test' })).toMatch(/Doctors/);
    expect(claims({ experiment: 'low-pass filtering' })).toMatch(/blurred/);
    expect(claims({ experiment: 'low-pass filtering' })).not.toMatch(/Doctors|Melanin|anyone/);
    expect(claims({ experiment: 'bone-density removal (intensity clipping)' })).toMatch(/Melanin/);
  });
});

describe('the file', () => {
  /** A reader of its own: RFC 4180. */
  const parse = (file: string): string[][] =>
    file
      .replace(/\r\n$/, '')
      .split('\r\n')
      .map((line) =>
        [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, a, b]) => a?.replaceAll('""', '"') ?? b ?? ''),
      );

  it('gives back every row, whole', () => {
    const [head = [], ...rows] = parse(csv(all));
    expect(rows.length).toBe(all.length);
    const at = (cells: string[], name: string) => cells[head.indexOf(name)];
    for (const [i, cells] of rows.entries()) {
      const finding = all[i] as Finding;
      expect(cells.length, finding.id).toBe(head.length);
      expect(at(cells, 'id')).toBe(finding.id);
      expect(at(cells, 'locator')).toBe(finding.source_locator);
      expect(at(cells, 'value')).toBe(finding.value === null ? '' : String(finding.value));
      expect(at(cells, 'note')).toBe(finding.note ?? '');
      expect(at(cells, 'caution')).toMatch(/social category/);
    }
  });
});

it('retrained and test-time are told apart for every experiment that changes the image', () => {
  const changed = all.filter(({ experiment }) =>
    /filtering|noise|blur|patch|clipping|resolution|occlusion|segmentation|cropped/.test(experiment),
  );
  expect(changed.length).toBeGreaterThan(150);
  expect(changed.filter((finding) => trainingOf(finding) === 'none').map(({ experiment }) => experiment)).toEqual([]);
  for (const finding of all.filter(({ experiment }) => experiment.endsWith('test time'))) {
    expect(trainingOf(finding)).toBe('test-time');
  }
});
