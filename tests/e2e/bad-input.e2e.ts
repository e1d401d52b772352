// Bad files: an image or a refusal with its code and a sentence, within two seconds, the same answer twice.
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { drawPng } from './harness/films.ts';
import { byApi, given, imageId, predict } from './harness/give.ts';
import { stretched } from './harness/limits.ts';
import { hasShared, manifest } from './harness/shared.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { type Visit, visit } from './harness/visit.ts';

onStage();
let tab: Visit;
beforeAll(async () => {
  tab = await visit(browser, site);
});

const good = drawPng({ seed: 11 });
const altered = (change: (bytes: Buffer) => void) => {
  const bytes = Buffer.from(good);
  change(bytes);
  return bytes;
};
const starting = (...bytes: number[]) => Buffer.concat([Buffer.from(bytes), Buffer.alloc(600)]);
const bmp = Buffer.alloc(54 + 16 * 16 * 3);
bmp.write('BM', 'latin1');
bmp.writeUInt32LE(bmp.length, 2);
bmp.set([54, 0, 0, 0, 40, 0, 0, 0, 16, 0, 0, 0, 16, 0, 0, 0, 1, 0, 24, 0], 10);
const riff = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'), Buffer.alloc(400)]);
const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic', 'latin1'), Buffer.alloc(400)]);
const dicom = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM', 'latin1'), Buffer.alloc(400)]);

/** What is given → the word its refusal must hold, or null where any refusal will do. */
const refused: Record<string, [Buffer, RegExp | null]> = {
  'an empty file': [Buffer.alloc(0), null],
  'a text': [Buffer.from('Dear doctor, here is the picture.'), null],
  'a web page': [Buffer.from('<!doctype html><title>404</title>'), null],
  'a PNG cut in half': [good.subarray(0, good.length / 2), null],
  'a PNG with a flipped bit in its pixels': [altered((b) => b.writeUInt8(b.readUInt8(200) ^ 4, 200)), null],
  'a PNG with a wrong header checksum': [altered((b) => b.writeUInt8(b.readUInt8(30) ^ 1, 30)), /checksum/i],
  'a header that claims 20,000 × 20,000': [altered((b) => b.writeUInt32BE(20_000, 16) && b.writeUInt32BE(20_000, 20)), null],
  'a GIF': [Buffer.concat([Buffer.from('GIF89a', 'latin1'), Buffer.alloc(300)]), /GIF/],
  'a WebP': [riff, /WebP/i],
  'half a BMP': [bmp.subarray(0, 40), /BMP/],
  'a TIFF': [starting(0x49, 0x49, 0x2a, 0), /TIFF/],
  'a HEIC': [heic, /HEIC|HEIF/],
  'a PDF': [Buffer.from('%PDF-1.7\n%%EOF\n'), /PDF/],
  'a DICOM': [dicom, /DICOM/],
};

it.each(Object.entries(refused))('%s is refused, twice alike, and the image before it stays', async (_, [bytes, word]) => {
  await byApi(tab.page, given(good));
  const scored = await predict(tab.page);
  const before = await imageId(tab.page);
  const began = Date.now();
  const first = await byApi(tab.page, given(bytes));
  expect(Date.now() - began).toBeLessThan(stretched(2000));
  const second = await byApi(tab.page, given(bytes));
  expect(first).toMatchObject({
    ok: false,
    code: expect.stringMatching(/^[a-z0-9-]+$/),
    message: expect.stringMatching(/.{25,}/),
  });
  expect(second).toEqual(first);
  expect('message' in first ? first.message : '').toMatch(word ?? /./);
  expect(await imageId(tab.page)).toBe(before);
  expect((await predict(tab.page)).logits).toEqual(scored.logits);
});

it.each([
  ['1 × 1', { width: 1, height: 1 }],
  ['1 × 16,384', { width: 1, height: 16_384 }],
  ['16,384 × 1', { width: 16_384, height: 1 }],
])('%s is an image, with finite scores', async (_, size) => {
  const opened = await byApi(tab.page, given(drawPng({ ...size, seed: 2 })));
  expect(opened).toMatchObject({ ok: true, image: size });
  expect((await predict(tab.page)).scores.every(Number.isFinite)).toBe(true);
});

it('a constant image gives finite scores', async () => {
  const { png } = await import('./harness/films.ts');
  const flat = png({ width: 64, height: 80, bits: 8, values: new Uint16Array(64 * 80).fill(90) });
  expect((await byApi(tab.page, given(flat))).ok).toBe(true);
  expect((await predict(tab.page)).scores.every(Number.isFinite)).toBe(true);
});

it('patches and links with values out of range are refused whole, naming the field', async () => {
  const state = await tab.page.evaluate(() => window.unseen.get());
  for (const patch of [
    { seed: -1, window: { center: 10, width: 5 } },
    { window: { center: 10, width: 0 } },
    { nonsense: 1 },
    { chain: [{ op: 'no-such-operation' }] },
    { window: { center: 'NaN', width: 5 } },
    { view: { zoom: 1e9, x: 0, y: 0 } },
  ]) {
    const answer = await tab.page.evaluate((p) => window.unseen.set(p as never), patch as object);
    expect(answer, JSON.stringify(patch)).toMatchObject({ ok: false, code: expect.stringMatching(/^[a-z-]+$/) });
  }
  const after = await tab.page.evaluate(() => window.unseen.get());
  expect({ ...after, revision: 0, notice: null }).toEqual({ ...state, revision: 0, notice: null });
});

it.skipIf(!hasShared)(
  'every file of ../shared/data/test ends as its manifest says',
  async () => {
    const wrong: string[] = [];
    // What DICOM files show, and how they are refused, is asked in dicom.e2e.ts.
    for (const file of manifest().filter(({ kind }) => kind !== 'dicom')) {
      const began = Date.now();
      const answer = await byApi(tab.page, given(readFileSync(file.at), file.path));
      const took = Date.now() - began;
      const says = answer.ok ? 'opens' : answer.code;
      if (['radiograph', 'decode', 'out-of-distribution'].includes(file.kind) && !answer.ok) wrong.push(`${file.path}: ${says}`);
      if (file.kind === 'refuse' && answer.ok) wrong.push(`${file.path}: opens`);
      if (took > stretched(2000)) wrong.push(`${file.path}: took ${took} ms`);
    }
    expect(wrong).toEqual([]);
  },
  300_000,
);
