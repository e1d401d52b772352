// The other files people have: volumes, scans, what the browser decodes, archives and folders, series of slices, photographs.
import { AxeBuilder } from '@axe-core/playwright';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nifti, plain } from '../../web/medical/testing/nifti.ts';
import { madeByPython } from '../../web/medical/testing/python.ts';
import { el, pictureFile } from '../../web/medical/testing/writer.ts';
import { drawPng } from './harness/films.ts';
import { byApi, byDrop, byPaste, byPicker, given, imageId, ofFiles, set, state } from './harness/give.ts';
import { stretched } from './harness/limits.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { until, type Visit, visit } from './harness/visit.ts';

onStage();

let tab: Visit;
let made: Readonly<Record<string, Uint8Array>> = {};
beforeAll(async () => {
  made = madeByPython(`
import numpy as np
from PIL import Image
y, x = np.mgrid[0:120, 0:100]
deep = (x * 500 + y * 97).astype(np.uint16)
Image.fromarray(deep).save('deep.tif', compression='tiff_lzw')
Image.fromarray(deep).save('deep.png')
grey = Image.fromarray((x * 2 + y // 4).astype(np.uint8))
grey.save('grey.png')
grey.save('grey.bmp')
grey.save('grey.gif')
grey.convert('RGB').save('exact.webp', lossless=True)
grey.convert('RGB').save('lossy.webp', quality=95)
exif = Image.Exif()
exif[0x0112] = 6
grey.convert('RGB').save('sideways.webp', lossless=True, exif=exif)
grey.transpose(Image.ROTATE_270).save('upright.png')
grey.save('moving.gif', save_all=True, append_images=[grey.rotate(90, expand=True).resize((100, 120)), grey.point(lambda v: 255 - v)])
`);
  tab = await visit(browser, site);
  await until('a film is open', () => tab.page.evaluate(() => window.unseen.get().image !== null), stretched(10_000));
  // So that opening by the picker goes over to no other model while a test looks.
  expect(await tab.page.evaluate((id) => window.unseen.loadModel(id), ofFiles)).toMatchObject({ ok: true });
});

afterAll(() => tab?.close());

const file = (name: string) => given(Buffer.from(made[name] as Uint8Array), name);
const notice = () => tab.page.locator('#notice').innerText();
/** The picture on screen, to four decimals: what is scored. */
const pixels = () =>
  tab.page.evaluate(async () => {
    const answer = await window.unseen.image();
    return 'data' in answer ? Array.from(answer.data, (value) => Math.round(value * 1e4) / 1e4) : [answer.code];
  });

/** Three slices whose every voxel is 100, 200, 300. */
const volume = (slices = 3) =>
  Buffer.from(
    nifti({
      size: [20, 30, slices],
      sform: plain,
      put: (view, at, i, little) => view.setInt16(at, 100 * (1 + Math.floor(i / 600)) + (i % 600 === 0 ? 50 : 0), little),
    }),
  );

describe('each kind ends in an image', () => {
  it.each(['picker', 'drop', 'paste', 'API'])('a NIfTI volume, by %s', async (way) => {
    const before = await imageId(tab.page);
    const ways: Record<string, typeof byPicker> = {
      picker: byPicker,
      drop: byDrop,
      paste: byPaste,
      API: async (page, one) => void (await byApi(page, one)),
    };
    await ways[way]?.(tab.page, given(volume(), 'brain', ''));
    await until('another image is open', async () => (await imageId(tab.page)) !== before);
    expect((await state(tab.page)).image).toMatchObject({ format: 'NIfTI', width: 20, height: 30, frames: 3, frame: 0 });
  });

  it('a volume that was compressed', async () => {
    const { gzipSync } = await import('node:zlib');
    expect(await byApi(tab.page, given(gzipSync(volume()), 'brain.nii.gz'))).toMatchObject({
      ok: true,
      image: { format: 'NIfTI' },
    });
  });

  it('a TIFF of 16 bits is the picture that its PNG is', async () => {
    expect(await byApi(tab.page, file('deep.png'))).toMatchObject({ ok: true });
    const png = await pixels();
    expect(await byApi(tab.page, file('deep.tif'))).toMatchObject({ ok: true, image: { format: 'TIFF', bits: 16 } });
    expect(await pixels()).toEqual(png);
  });

  it.each([
    ['exact.webp', 'WebP', 0],
    ['lossy.webp', 'WebP', 0.04],
    ['grey.bmp', 'BMP', 0],
    ['grey.gif', 'GIF', 0],
  ] as const)('%s, by the browser’s own decoder, which is said', async (name, format, tolerance) => {
    expect(await byApi(tab.page, file('grey.png'))).toMatchObject({ ok: true });
    const png = await pixels();
    const opened = await byApi(tab.page, file(name));
    expect(opened).toMatchObject({ ok: true, image: { format, bits: 8 } });
    expect(await tab.page.locator('#film-notes').innerText()).toContain('this browser’s own decoder');
    const got = await pixels();
    expect(got).toHaveLength(png.length);
    const farthest = Math.max(...got.map((value, i) => Math.abs(Number(value) - Number(png[i]))));
    expect(farthest).toBeLessThanOrEqual(tolerance);
  });

  it('what the browser may have turned is not turned again', async () => {
    const opened = await byApi(tab.page, file('sideways.webp'));
    const got = await pixels();
    // As it is stored, or as its EXIF asks: which of both is the browser’s to decide.
    const turned = 'image' in opened && opened.image.width === 120;
    await byApi(tab.page, file(turned ? 'upright.png' : 'grey.png'));
    expect(got).toEqual(await pixels());
  });

  it('a GIF that moves is its frames', async () => {
    expect(await byApi(tab.page, file('moving.gif'))).toMatchObject({ ok: true, image: { frames: 3 } });
  });
});

describe('bad input', () => {
  it.each([
    ['a HEIC that no decoder here reads', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'), 'picture-undecoded'],
    ['a WebP that is cut off', () => Buffer.from((made['lossy.webp'] as Uint8Array).slice(0, 200)), 'picture-undecoded'],
    ['half a volume', () => volume().subarray(0, 900), 'nifti-truncated'],
    ['a volume with a header elsewhere', Buffer.from(nifti({ magic: 'ni1\0' })), 'nifti-pair'],
    ['a TIFF that is cut off', () => Buffer.from((made['deep.tif'] as Uint8Array).slice(0, 100)), 'tiff-header'],
    ['an archive, which the API does not look into', Buffer.from(zipSync({ a: new Uint8Array(3) })), 'archive-unsupported'],
  ] as const)('%s is refused by name, and what was open stays', async (_, bytes, code) => {
    const before = await imageId(tab.page);
    expect(await byApi(tab.page, given(typeof bytes === 'function' ? bytes() : bytes))).toMatchObject({ ok: false, code });
    expect(await imageId(tab.page)).toBe(before);
  });
});

const bar = () => tab.page.locator('#frame-bar');

describe('the row of frames', () => {
  it('goes by keys, by number and by buttons, and keeps the chain and the view', async () => {
    await byApi(tab.page, given(volume(5), 'brain'));
    await tab.page.evaluate(() =>
      window.unseen.set({ chain: [{ op: 'low-pass', radius: 10 }], view: { zoom: 2, x: 0.4, y: 0.6 } }),
    );
    const slider = bar().getByRole('slider', { name: 'Slice' });
    await slider.focus();
    await tab.page.keyboard.press('ArrowRight');
    await until('the second is open', async () => (await state(tab.page)).image?.frame === 1);
    expect(await slider.getAttribute('aria-valuetext')).toBe('Slice 2 of 5');
    expect(await bar().innerText()).toContain('Slice 2 of 5');
    await tab.page.keyboard.press('End');
    await until('the last is open', async () => (await state(tab.page)).image?.frame === 4);
    await bar().getByRole('spinbutton').fill('2');
    await bar().getByRole('spinbutton').press('Enter');
    await until('the second is open', async () => (await state(tab.page)).image?.frame === 1);
    await bar().getByRole('button', { name: 'Next slice' }).click();
    await bar().getByRole('button', { name: 'Next slice' }).click();
    await until('the fourth is open', async () => (await state(tab.page)).image?.frame === 3);
    const { chain, view } = await state(tab.page);
    expect(chain).toMatchObject([{ op: 'low-pass', radius: 10 }]);
    expect(view).toMatchObject({ zoom: 2, x: 0.4, y: 0.6 });
  });

  it('is not there for a film that stands alone', async () => {
    await byApi(tab.page, given(drawPng({ seed: 5 })));
    await until('it is gone', async () => !(await bar().isVisible()));
  });

  it('of many quick wishes the last is what is shown', async () => {
    await byApi(tab.page, given(volume(40), 'brain'));
    await bar().getByRole('slider').focus();
    for (let i = 0; i < 25; i++) {
      await tab.page.keyboard.press('ArrowRight');
    }
    await until('the last wish is open', async () => (await state(tab.page)).image?.frame === 25);
    expect(await bar().innerText()).toContain('Slice 26 of 40');
  });

  it('by the API', async () => {
    const answers = await tab.page.evaluate(async (base64) => {
      const blob = new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]);
      const first = await window.unseen.open(blob);
      window.unseen.set({ view: { zoom: 3, x: 0.5, y: 0.5 } });
      const second = await window.unseen.open(blob, { frame: 2, name: 'x' });
      const kept = window.unseen.get().view.zoom;
      const none = await window.unseen.open(blob, { frame: 3 });
      return { first, second, kept, none };
    }, volume().toString('base64'));
    expect(answers).toMatchObject({
      first: { ok: true, image: { frame: 0, frames: 3 } },
      second: { ok: true, image: { frame: 2, frames: 3, name: 'x' } },
      kept: 3,
      none: { ok: false, code: 'dicom-frame' },
    });
  });
});

const slice = (z: number, value: number) =>
  pictureFile(
    {
      Modality: el('00080060', 'CS', 'CT'),
      Rows: el('00280010', 'US', [32]),
      Columns: el('00280011', 'US', [32]),
      BitsStored: el('00280101', 'US', [16]),
      HighBit: el('00280102', 'US', [15]),
      PixelData: el(
        '7fe00010',
        'OW',
        Array.from({ length: 1024 }, (_, i) => (i === 0 ? 0 : value)),
      ),
    },
    [
      el('00100010', 'PN', 'DOE^JANE'),
      el('0020000e', 'UI', '1.2.840.99999.4'),
      el('00200032', 'DS', `0\\0\\${z}`),
      el('00200037', 'DS', '1\\0\\0\\0\\1\\0'),
    ],
  );
const films = () => ({
  'study/b.dcm': slice(10, 3000),
  'study/a.dcm': slice(0, 1000),
  'study/c.dcm': slice(5, 2000),
  'study/DICOMDIR': pictureFile({ SOPClassUID: el('00080016', 'UI', '1.2.840.10008.1.3.10') }),
  '__MACOSX/study/._a.dcm': new Uint8Array(5),
  '../../up.png': drawPng({ width: 90, height: 110, seed: 2 }),
  'letter.txt': new TextEncoder().encode('a letter'),
});

const chooser = () => tab.page.locator('#chooser');

describe('archives, folders and series', () => {
  it('an archive is listed, and a picture of it opened; no name is left', async () => {
    await byPicker(tab.page, given(Buffer.from(zipSync(films())), 'cd.zip'));
    await chooser().getByRole('button', { name: 'up.png' }).waitFor();
    const words = await chooser().innerText();
    expect(words).toContain('CT, axial: series of 3 slices');
    expect(words).toMatch(/letter\.txt: This is not a kind of file/);
    expect(words).toContain('table of contents was left out');
    expect(words).not.toMatch(/MACOSX|\.\.\/|study\/|DOE|99999/);
    await chooser().getByRole('button', { name: 'up.png' }).click();
    await until('it is open', async () => (await state(tab.page)).image?.width === 90);
    expect(await tab.page.getByText('up.png').count()).toBe(0);
  });

  it('a series is a stack in the order of the body, with the row of frames', async () => {
    await byDrop(tab.page, given(Buffer.from(zipSync(films())), 'cd.zip'));
    await chooser().getByRole('button', { name: 'series of 3 slices' }).click();
    await until('its middle is open', async () => (await bar().innerText()).includes('Slice 2 of 3'));
    const largest = async () => (await state(tab.page)).image?.maximum;
    expect(await largest()).toBe(2000);
    await bar().getByRole('slider').focus();
    await tab.page.keyboard.press('ArrowLeft');
    await until('the first is open', async () => (await largest()) === 1000);
    await tab.page.keyboard.press('End');
    await until('the last is open', async () => (await largest()) === 3000);
    expect(JSON.stringify(await state(tab.page))).not.toMatch(/DOE|840\.99999/);
    expect(await tab.page.content()).not.toMatch(/DOE|840\.99999/);
  });

  it('radiographs that come together stay apart', async () => {
    const radiograph = pictureFile({}, [el('0020000e', 'UI', '1.2.3')]);
    await byPicker(tab.page, given(Buffer.from(zipSync({ 'one.dcm': radiograph, 'two.dcm': radiograph })), 'cd.zip'));
    await chooser().getByRole('button', { name: 'two.dcm' }).waitFor();
    expect(await chooser().innerText()).not.toContain('series of');
    await tab.page.keyboard.press('Escape');
    await until('the list is gone', async () => (await tab.page.getByText('two.dcm').count()) === 0);
  });

  it.each([
    ['a damaged archive', () => Buffer.from(zipSync({ a: new Uint8Array(500) })).subarray(0, 60), 'damaged'],
    ['an empty one', () => Buffer.from(zipSync({})), 'no file in this archive'],
  ])('%s is refused with a sentence', async (_, bytes, words) => {
    const before = await imageId(tab.page);
    await byPicker(tab.page, given(bytes(), 'cd.zip'));
    await until('the page says why', async () => (await notice()).includes(words), 2000);
    expect(await imageId(tab.page)).toBe(before);
  });

  it('a folder is walked', async () => {
    const { mkdtempSync, mkdirSync, rmSync, writeFileSync } = await import('node:fs');
    const { tmpdir } = await import('node:os');
    const path = await import('node:path');
    const folder = mkdtempSync(path.join(tmpdir(), 'unseen-'));
    try {
      mkdirSync(path.join(folder, 'inner'));
      writeFileSync(path.join(folder, '.DS_Store'), 'x');
      writeFileSync(path.join(folder, 'inner/IM0001'), drawPng({ width: 71, height: 90, seed: 8 }));
      writeFileSync(path.join(folder, 'inner/IM0002'), drawPng({ width: 72, height: 90, seed: 9 }));
      await tab.page.locator('#folder-picker').setInputFiles(folder);
      await chooser().getByRole('button', { name: 'IM0002' }).click();
      await until('it is open', async () => (await state(tab.page)).image?.width === 72);
      expect(await tab.page.getByText('DS_Store').count()).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a set of one’s own films', () => {
  it('may be of these kinds', async () => {
    const films = [made['deep.tif'], made['exact.webp'], new Uint8Array(volume()), slice(0, 900)].map((bytes) =>
      Buffer.from(bytes as Uint8Array).toString('base64'),
    );
    const ran = await tab.page.evaluate(
      (files) =>
        window.unseen.run(
          'sweep',
          { operation: 'low-pass', settings: [10], subject: 'own', truths: files.map((_, i) => ({ view: i % 2 ? 'AP' : 'PA' })) },
          { films: files.map((one) => new Blob([Uint8Array.from(atob(one), (c) => c.charCodeAt(0))])) },
        ),
      films,
    );
    expect(ran).toMatchObject({ ok: true, partial: false, done: 8, total: 8 });
  });
});

describe('a photograph of a film', () => {
  it('is straightened by its corners, by keys and numbers, and made positive', async () => {
    await byApi(tab.page, file('grey.png'));
    await set(tab.page, { chain: [] });
    await tab.page.locator('#open-photo').click();
    const dialog = tab.page.locator('#photo');
    await dialog.getByRole('button', { name: 'Upper left corner' }).focus();
    await tab.page.keyboard.press('Shift+ArrowRight');
    expect(await dialog.getByLabel('Upper left, across (%)').inputValue()).toBe('7');
    expect(await dialog.innerText()).toContain('CheXphoto');
    await dialog.getByLabel('Lower right, down (%)').fill('1');
    await dialog.getByLabel('Lower right, down (%)').press('Tab');
    expect(await dialog.innerText()).toContain('are not those of a film');
    expect(await dialog.locator('#photo-use').isDisabled()).toBe(true);
    await dialog.getByLabel('Lower right, down (%)').fill('90');
    await dialog.getByLabel('Lower right, down (%)').press('Tab');
    await dialog.getByLabel('It is a negative').check();
    await dialog.locator('#photo-use').click();
    await until('the chain has it', async () => (await state(tab.page)).chain.length === 2);
    expect((await state(tab.page)).chain).toMatchObject([
      { op: 'deskew', 'top-left-x': 0.07, 'top-left-y': 0.05, 'bottom-right-x': 0.95, 'bottom-right-y': 0.9 },
      { op: 'invert' },
    ]);
    const size = await tab.page.evaluate(async () => {
      const image = await window.unseen.image();
      return 'data' in image ? [image.width, image.height] : image.code;
    });
    // Mean sides of the corners, of 100 × 120 pixels.
    expect(size).toEqual([89, 105]);
    await tab.page.locator('#open-photo').click();
    await dialog.locator('#photo-drop').click();
    await until('it is out again', async () => (await state(tab.page)).chain.length === 0);
  });

  it('is not offered for what a machine made', async () => {
    await byApi(tab.page, given(volume()));
    await until('it is not offered', async () => !(await tab.page.locator('#open-photo').isVisible()));
  });
});

it('axe finds nothing: with the row of frames, the list of an archive, and the corners of a photograph', async () => {
  const violations = async () => {
    const { violations: found } = await new AxeBuilder({ page: tab.page }).analyze();
    return found.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
  };
  await byApi(tab.page, given(volume()));
  await until('the row is there', () => bar().isVisible());
  expect(await violations()).toEqual([]);
  await byPicker(tab.page, given(Buffer.from(zipSync(films())), 'cd.zip'));
  await chooser().getByRole('button', { name: 'up.png' }).waitFor();
  expect(await violations()).toEqual([]);
  await chooser().getByRole('button', { name: 'up.png' }).click();
  await until('it may be a photograph', () => tab.page.locator('#open-photo').isVisible());
  await tab.page.locator('#open-photo').click();
  await tab.page.locator('#photo').waitFor({ state: 'visible' });
  expect(await violations()).toEqual([]);
  await tab.page.keyboard.press('Escape');
});
