// DICOM files in the real page: each opens or is refused by name, what is shown equals pydicom's reading, and nothing that
// identifies a patient is found anywhere in the page.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
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

const shown = () =>
  tab.page.evaluate(async () => {
    const image = await window.unseen.image();
    if ('ok' in image) {
      throw new Error(image.message);
    }
    return { width: image.width, height: image.height, data: Array.from(image.data) };
  });

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
        told.push(`${file.path}: ${opened.code}${reference?.refused ? '' : ' (pydicom reads it)'}`);
        continue;
      }
      if (!reference || reference.refused) {
        told.push(`${file.path}: opened (pydicom does not read it)`);
        continue;
      }
      const image = await shown();
      expect([image.height, image.width], file.path).toEqual([reference.height, reference.width]);
      let gap = 0;
      for (let i = 0; i < image.data.length; i++) {
        gap = Math.max(gap, Math.abs((image.data[i] ?? 0) - (reference.values[i] ?? 2)));
      }
      compared++;
      if (gap > (reference.lossy ? 1.01 / 255 : 1e-6)) {
        told.push(`${file.path}: shown with a gap of ${gap}`);
      }
    }
    // The exceptions, each with its reason; everything else is shown as pydicom reads it.
    expect(told).toEqual([]);
    expect(compared).toBeGreaterThan(30);
  });
});
