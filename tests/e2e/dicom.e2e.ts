// DICOM files in the real page: each opens or is refused by name, what is shown equals pydicom's reading, and nothing that
// identifies a patient is found anywhere in the page.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dicom, type El, el } from '../../web/medical/testing/writer.ts';
import { byApi, byDrop, given, imageId, predict } from './harness/give.ts';
import { hasShared, manifest } from './harness/shared.ts';
import { root } from './harness/site.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, type Visit, visit } from './harness/visit.ts';

onStage();
let tab: Visit;
beforeAll(async () => {
  tab = await visit(browser, site);
});

interface Reference {
  readonly refused?: string;
  readonly height: number;
  readonly width: number;
  readonly lossy: boolean;
}

const files = hasShared ? manifest().filter(({ kind }) => kind === 'dicom') : [];

/** What pydicom shows of each file, in [0,1]; null where it reads none. */
function references(): ({ readonly values: Float32Array } & Reference)[] {
  const out = mkdtempSync(path.join(tmpdir(), 'unseen-dicom-'));
  const told = JSON.parse(
    execFileSync('/usr/bin/python3', [path.join(root, 'tests/golden/dicom.py'), out, ...files.map(({ at }) => at)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as Reference[];
  return told.map((row, index) => {
    const raw = row.refused ? new Uint8Array(0) : new Uint8Array(readFileSync(path.join(out, `${index}.f32`)));
    return { ...row, values: new Float32Array(raw.buffer) };
  });
}

/** Size of the shown film, and how far its values lie from a reference at most. */
const gapTo = (values: Float32Array) =>
  tab.page.evaluate(async (base64) => {
    const expected = new Float32Array(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer);
    const image = await window.unseen.image();
    if ('ok' in image) {
      throw new Error(image.message);
    }
    const { width, height, data } = image;
    return { width, height, gap: data.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? 2))), 0) };
  }, Buffer.from(values.buffer).toString('base64'));

describe.skipIf(!hasShared)('every DICOM file of ../shared/data/test', () => {
  it('opens or is refused by name, and is shown as pydicom reads it', async () => {
    const expected = references();
    const told: string[] = [];
    let compared = 0;
    for (const [index, file] of files.entries()) {
      const before = await imageId(tab.page);
      const began = Date.now();
      const opened = await byApi(tab.page, given(readFileSync(file.at), 'film', ''));
      expect(Date.now() - began, file.path).toBeLessThan(5000);
      const reference = expected[index];
      if (!opened.ok) {
        expect(opened.code, `${file.path}: ${opened.message}`).toMatch(/^(dicom|text|unknown)-/);
        expect(await imageId(tab.page), file.path).toBe(before);
        if (!reference?.refused) {
          told.push(`${file.path}: ${opened.code}, though pydicom reads it`);
        }
        continue;
      }
      if (!reference || reference.refused) {
        continue;
      }
      const { width, height, gap } = await gapTo(reference.values);
      expect([height, width], file.path).toEqual([reference.height, reference.width]);
      compared++;
      if (gap > (reference.lossy ? 1.01 / 255 : 1e-6)) {
        told.push(`${file.path}: shown with a gap of ${gap}`);
      }
    }
    expect(told).toEqual([]);
    expect(compared).toBeGreaterThan(30);
  }, 240_000);
});

/** 48 × 32 pixels of 12 bits, MONOCHROME1, two windows and a name that must not be found anywhere. */
const film = (...more: El[]) =>
  Buffer.from(
    dicom([
      el('00080005', 'CS', 'ISO_IR 100'),
      el('00080060', 'CS', 'DX'),
      el('00080070', 'LO', 'Acme X-ray'),
      el('00080080', 'LO', 'Zebulon Clinic'),
      el('00100010', 'PN', 'Zebulon^Quark'),
      el('00100020', 'LO', 'Q-77-ZEBULON'),
      el('00100030', 'DA', '19510203'),
      el('00180015', 'CS', 'CHEST'),
      el('00185101', 'CS', 'PA'),
      el('00280002', 'US', [1]),
      el('00280004', 'CS', 'MONOCHROME1'),
      ...more,
      el('00280010', 'US', [32]),
      el('00280011', 'US', [48]),
      el('00280100', 'US', [16]),
      el('00280101', 'US', [12]),
      el('00280102', 'US', [11]),
      el('00280103', 'US', [0]),
      el('00281050', 'DS', '2048\\1000'),
      el('00281051', 'DS', '4096\\500'),
      el('00281055', 'LO', 'WIDE\\NARROW'),
      el(
        '7FE00010',
        'OW',
        Array.from({ length: 48 * 32 }, (_, i) => (i * 37) % 4096),
      ),
    ]),
  );

describe('a hospital’s film', () => {
  it('is opened by a drop, says what it is, and names nobody anywhere in the page', async () => {
    await byDrop(tab.page, given(film(), 'IM0001', ''));
    await until('the film is open', () => tab.page.evaluate(() => window.unseen.get().image?.width === 48));
    await predict(tab.page);
    const state = await tab.page.evaluate(() => window.unseen.get().image);
    expect(state).toMatchObject({ format: 'DICOM', bits: 12, photometric: 'MONOCHROME1', window: { center: 2048, width: 4096 } });
    expect(state?.windows.map(({ title }) => title)).toEqual(expect.arrayContaining(['WIDE', 'NARROW']));
    expect(JSON.stringify(state?.stated)).toMatch(/chest/);
    expect(state?.identifying.length).toBeGreaterThanOrEqual(4);
    const everywhere = await tab.page.evaluate(async () => {
      const texts = [document.documentElement.outerHTML, document.title, JSON.stringify(window.unseen.get())];
      for (const format of ['json', 'csv'] as const) {
        const blob = window.unseen.exportResult(format);
        texts.push(blob instanceof Blob ? await blob.text() : JSON.stringify(blob));
      }
      const receipt = await window.unseen.exportResult('receipt');
      texts.push(receipt instanceof Blob ? await receipt.text() : JSON.stringify(receipt));
      texts.push(window.unseen.permalink(), JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }));
      return texts.join('\n');
    });
    expect(everywhere).not.toMatch(/zebulon|quark|19510203|Q-77/i);
    // What was found is named, and what is not done is said.
    const notes = await tab.page.locator('#film-notes').innerText();
    expect(notes).toMatch(/patient.s name/i);
    expect(notes).toMatch(/writing inside the picture itself is not removed/i);
  });

  it('asks for nothing once the decoder is there', async () => {
    const counted = () => tab.page.evaluate(() => window.unseen.network().requestsSinceLoad);
    const before = await counted();
    for (let i = 0; i < 3; i++) {
      expect((await byApi(tab.page, given(film()))).ok).toBe(true);
      await predict(tab.page);
    }
    expect(await counted()).toBe(before);
  });

  it('offers its windows, and goes back to the first', async () => {
    await byApi(tab.page, given(film()));
    const offered = tab.page.locator('label.twin-choice', { hasText: /^Window/ }).locator('select');
    await offered.selectOption({ label: 'NARROW' });
    await until('the window is set', () => tab.page.evaluate(() => window.unseen.get().window?.width === 500));
    await offered.selectOption({ label: 'WIDE' });
    await until('the file’s own window is back', () => tab.page.evaluate(() => window.unseen.get().window === null));
  });
});
