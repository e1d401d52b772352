import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Card } from '../wire/card';
import { chainWords } from './chain-words';
import { png } from './png';
import { wrapped } from './raster';
import { resultPicture } from './result-picture';
import { resultWords } from './result-png';

const card = JSON.parse(readFileSync('models/chest-view-sex/card.json', 'utf8')) as Card;
const labels = card.heads.flatMap((head) => head.labels.map(({ id, title }) => ({ id, title, head: head.id })));
const views = card.heads.map((head) => ({
  slot: `score:${head.id}`,
  title: head.title,
  height: 100,
  widgets: [
    {
      id: `score/${head.id}`,
      role: 'bars' as const,
      label: head.title,
      text: '',
      enabled: true,
      greyed: false,
      rows: head.labels.map(({ id, title }, i) => ({ id, label: title, value: 0.2 + 0.1 * i, text: `0.${2 + i}0`, chance: 0.5 })),
    },
  ],
}));
const state = (verdict: 'in' | 'out', showAnyway = false) => ({
  image: { id: 1, name: 'Doe_Jane.png', format: 'PNG', width: 800, height: 900, bits: 12, phantom: null } as never,
  window: { center: 2000, width: 900 },
  seed: 1,
  showAnyway,
  result: {
    model: card.id,
    variant: null,
    image: 1,
    revision: 1,
    labels,
    logits: labels.map(() => 0),
    scores: labels.map(() => 0.5),
    ood: { verdict, reasons: verdict === 'out' ? ['It is no chest.'] : [], score: 1, threshold: 2 },
    timings: { decode: 0, preprocess: 0, inference: 0, total: 0 },
  },
});
const chain = [{ op: 'low-pass', radius: 10 }];
const words = (verdict: 'in' | 'out' = 'in') => resultWords(card, state(verdict), chain, views);

/** Width, height and RGB of a file of ours, checked by another inflater than the one that packed it. */
async function decoded(blob: Blob) {
  const bytes = Buffer.from(await blob.arrayBuffer());
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    chunks.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const header = chunks.get('IHDR') as Buffer;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const rows = inflateSync(chunks.get('IDAT') as Buffer);
  const dark = (left: number, top: number, right: number, bottom: number) => {
    let found = 0;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        found += (rows[y * (width * 3 + 1) + 1 + x * 3] ?? 255) < 140 ? 1 : 0;
      }
    }
    return found;
  };
  return { names: [...chunks.keys()], width, height, length: rows.length, dark };
}

test('says the question, both heads as the page shows them, gate, model, chain, window, and what it is not for', () => {
  const made = words();
  expect(made.heads.map(({ rows }) => rows.length)).toEqual(card.heads.map((head) => head.labels.length));
  expect(made.heads[0]?.says.join(' ')).toMatch(/Chance is 0\.50.*AUC 0\.\d{3} \(0\.\d{3}–0\.\d{3}\)/);
  expect(Object.fromEntries(made.lines)).toMatchObject({
    Model: expect.stringContaining(`${card.id} ${card.version}`),
    Chain: 'Low-pass (radius 10 cycles per image)',
    Window: 'centre 2000, width 900, in stored values',
    Film: 'PNG, 800 by 900 pixels, 12 bits',
  });
  expect(made.notFor).toMatch(/Not for diagnosis/);
  expect(JSON.stringify(made)).not.toContain('Doe');
});

test('a refusal stands in it with its reason, also where the score was shown at the visitor’s wish', () => {
  expect(words('out')).toMatchObject({ refused: true, gate: [expect.stringMatching(/^Refused/), ' It is no chest.'] });
  expect(resultWords(card, state('out', true), chain, views).gate[0]).toMatch(/wish/);
});

test('a variant is named, and its own figures stand beneath its scores', () => {
  const metrics = card.metrics.map((metric) => ({ ...metric, value: 0.612 }));
  const variant = { id: 'low-pass-4', title: 'Retrained on low-pass 4', metrics } as NonNullable<Card['variants']>[number];
  const as = state('in');
  const made = resultWords(
    { ...card, variants: [variant] },
    { ...as, result: { ...as.result, variant: variant.id as never } },
    chain,
    views,
  );
  expect(Object.fromEntries(made.lines).Variant).toBe('Retrained on low-pass 4 (low-pass-4)');
  expect(made.heads[0]?.says.join(' ')).toMatch(/AUC 0\.612/);
});

test('the picture decodes: 1200 wide, text from top to bottom, bars, nothing outside its margins', async () => {
  const picture = resultPicture(words());
  const { names, width, height, length, dark } = await decoded(await png(picture.width, picture.height, picture.rgb));
  expect(names).toEqual(['IHDR', 'IDAT', 'IEND']);
  expect([width, height]).toEqual([1200, picture.height]);
  expect(length).toBe(height * (width * 3 + 1));
  expect(dark(60, 30, 700, 70)).toBeGreaterThan(200);
  expect(dark(60, height - 70, 1140, height - 20)).toBeGreaterThan(200);
  expect(dark(0, 0, 50, height) + dark(1150, 0, 1200, height)).toBe(0);
  // The first bar reaches a fifth of its track.
  expect(dark(421, 80, 500, 100)).toBeGreaterThan(500);
  expect(dark(520, 80, 630, 100)).toBe(0);
});

test('the same result is the same picture, byte for byte; another score is another', () => {
  expect(Buffer.compare(resultPicture(words()).rgb, resultPicture(words()).rgb)).toBe(0);
  const [first, ...rest] = words().heads;
  const other = { ...words(), heads: [{ ...(first as NonNullable<typeof first>), greyed: true }, ...rest] };
  expect(Buffer.compare(resultPicture(other).rgb, resultPicture(words()).rgb)).not.toBe(0);
});

test('signs that the letters lack are written plainly, not as question marks', () => {
  expect(wrapped('“It’s −0.1…” ±0', 900)).toEqual(['"It\'s -0.1..." +/-0']);
});

test('a chain in words tells the first setting and what is not as it begins', () => {
  expect(chainWords([])).toMatch(/^none/);
  expect(chainWords([{ op: 'high-pass', radius: 50, edge: 1 }, { op: 'invert' }, { op: 'keep-patch', cell: 4 }])).toMatch(
    /^High-pass \(radius 50 cycles per image, edge Smooth\), then Invert, then Keep one patch \(/,
  );
});
