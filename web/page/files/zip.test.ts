import { type AsyncZippableFile, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { damagedCopies } from '../../medical/testing/damage';
import { madeByPython } from '../../medical/testing/python';
import { isRefusal } from '../../wire/refusal';
import { type Found, mostFiles } from './found';
import { isZip, largestEntry, readZip } from './zip';

const blob = (bytes: Uint8Array) => new Blob([bytes as Uint8Array<ArrayBuffer>]);
const text = (value: string) => new TextEncoder().encode(value);
const archive = (files: Readonly<Record<string, Uint8Array | AsyncZippableFile>>) =>
  zipSync(files as Record<string, Uint8Array>) as Uint8Array;

async function found(bytes: Uint8Array): Promise<Found[]> {
  const read = await readZip(blob(bytes));
  if (isRefusal(read)) {
    throw new Error(`${read.code}: ${read.detail}`);
  }
  return read;
}

async function contents(one: Found | undefined): Promise<string> {
  const whole = await one?.whole();
  return whole === undefined ? 'nothing' : isRefusal(whole) ? `${whole.code}|${whole.detail}` : whole.text();
}

const refused = async (bytes: Uint8Array) => {
  const read = await readZip(blob(bytes));
  return isRefusal(read) ? `${read.code}|${read.detail}` : 'opened';
};

test('files are listed by their last names, and unpacked when they are asked for', async () => {
  const bytes = archive({ 'a/b/film.png': text('one'), 'c.dcm': [text('two'), { level: 0 }], 'empty/': new Uint8Array(0) });
  expect(await isZip(blob(bytes))).toBe(true);
  expect(await isZip(blob(text('PKing is no archive')))).toBe(false);
  const files = await found(bytes);
  expect(files.map(({ name }) => name)).toEqual(['film.png', 'c.dcm']);
  expect(await Promise.all(files.map(contents))).toEqual(['one', 'two']);
  expect(await Promise.all(files.map(async (one) => (await one.head(2)).text()))).toEqual(['on', 'tw']);
});

test('hidden files are left out; a name that climbs out of its folder is only a name', async () => {
  const files = await found(
    archive({
      '../../../etc/passwd': text('x'),
      'C:\\Windows\\film.png': text('y'),
      '__MACOSX/film.png': text('z'),
      'a/.DS_Store': text('z'),
      '.hidden/film.png': text('z'),
      'tricky\u202Egnp.exe': text('w'),
    }),
  );
  expect(files.map(({ name }) => name)).toEqual(['passwd', 'film.png', 'trickygnp.exe']);
});

test('an archive inside an archive is a file like any other', async () => {
  const [inner] = await found(archive({ 'inner.zip': archive({ 'film.png': text('x') }) }));
  expect(inner?.name).toBe('inner.zip');
});

test('what is not an archive, is cut off or empty', async () => {
  const bytes = archive({ 'film.png': text('one') });
  expect(await refused(bytes.subarray(0, bytes.length - 30))).toMatch(/^zip-damaged/);
  expect(await refused(archive({}))).toBe('zip-empty|');
  expect(await refused(archive({ '__MACOSX/x': text('x') }))).toBe('zip-empty|');
  expect(await refused(bytes.subarray(40))).toMatch(/^zip-damaged|^opened/);
});

/** Where the entry of the table of contents begins. */
const entryAt = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  while (view.getUint32(at, true) !== 0x02014b50) {
    at++;
  }
  return { view, at };
};
/** An archive of one file whose entry was changed. */
function changed(change: (view: DataView, at: number) => void, body = text('a film of some length'.repeat(20))): Uint8Array {
  const bytes = archive({ 'film.png': body });
  const { view, at } = entryAt(bytes);
  change(view, at);
  return bytes;
}

test('encrypted, packed in another way, too large, and lying about its size', async () => {
  const cases: [RegExp, Uint8Array][] = [
    [/^zip-kind\|encrypted/, changed((view, at) => view.setUint16(at + 8, 1, true))],
    [/^zip-kind\|packed in way 12/, changed((view, at) => view.setUint16(at + 10, 12, true))],
    [/^zip-too-large\|257 MB/, changed((view, at) => view.setUint32(at + 24, largestEntry + 2 ** 20, true))],
    [/^zip-damaged\|a file in it claims more/, changed((view, at) => view.setUint32(at + 24, 2 ** 27, true))],
    [/^zip-damaged\|a file in it is not as long/, changed((view, at) => view.setUint32(at + 24, 419, true))],
    [/^zip-damaged\|a file in it is not as long/, changed((view, at) => view.setUint32(at + 24, 421, true))],
    [/^zip-damaged\|a checksum is wrong/, changed((view, at) => view.setUint32(at + 16, 7, true))],
    [/^zip-damaged\|a file in it is cut off/, changed((view, at) => view.setUint32(at + 20, 90000, true))],
    [/^zip-damaged\|a file’s own header is missing/, changed((view, at) => view.setUint32(at + 42, 3, true))],
  ];
  for (const [says, bytes] of cases) {
    const [only] = await found(bytes);
    expect(await contents(only)).toMatch(says);
    expect((await only?.head(4))?.size).toBeLessThanOrEqual(4);
  }
});

test('a bomb is never unpacked further than it says, and its beginning no further than is asked', {
  timeout: 60_000,
}, async () => {
  const zeros = new Uint8Array(16 * 2 ** 20);
  const [honest] = await found(archive({ zeros }));
  expect((await honest?.head(100))?.size).toBe(100);
  const bomb = changed((view, at) => view.setUint32(at + 24, 100, true), zeros);
  const began = performance.now();
  expect(await contents((await found(bomb))[0])).toMatch(/^zip-damaged\|a file in it is not as long/);
  expect(performance.now() - began).toBeLessThan(2000);
});

test('too many files, and too much in all, are refused before anything is unpacked', { timeout: 60_000 }, async () => {
  const many = Object.fromEntries(Array.from({ length: mostFiles + 1 }, (_, i) => [`f${i}`, [text('x'), { level: 0 }] as const]));
  expect(await refused(archive(many as never))).toBe('too-many-files|2,001; at most 2,000');
  const large = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`f${i}`, text('x')]));
  const bytes = archive(large);
  const { view, at } = entryAt(bytes);
  for (let entry = at, i = 0; i < 5; i++) {
    view.setUint32(entry + 24, largestEntry, true);
    entry += 46 + view.getUint16(entry + 28, true) + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
  }
  expect(await refused(bytes)).toBe('zip-too-large|more than 1024 MB in all');
});

test('archives of another program, the large form among them, with a comment', { timeout: 60_000 }, async () => {
  const made = madeByPython(`
import zipfile
with zipfile.ZipFile('plain.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    z.comment = b'PK\\x05\\x06 in a comment, and more'
    z.writestr('Röntgen/Aufnahme 1.dcm', 'one')
with zipfile.ZipFile('large.zip', 'w') as z:
    with z.open('film.png', 'w', force_zip64=True) as f: f.write(b'two')
with zipfile.ZipFile('other.zip', 'w', zipfile.ZIP_BZIP2) as z: z.writestr('film.png', 'three')
with open('whole64.zip', 'wb') as f:
    data = open('large.zip', 'rb').read()
    end = data.rindex(b'PK\\x05\\x06')
    import struct
    n, length, at = struct.unpack('<HII', data[end + 10:end + 20])
    record = b'PK\\x06\\x06' + struct.pack('<QHHIIQQQQ', 44, 45, 45, 0, 0, n, n, length, at)
    locator = b'PK\\x06\\x07' + struct.pack('<IQI', 0, end, 1)
    f.write(data[:end] + record + locator + data[end:end + 10] + b'\\xff' * 10 + b'\\0\\0')
`);
  const [plain] = await found(made['plain.zip'] as Uint8Array);
  expect(plain?.name).toBe('Aufnahme 1.dcm');
  expect(await contents(plain)).toBe('one');
  expect(await contents((await found(made['large.zip'] as Uint8Array))[0])).toBe('two');
  expect(await contents((await found(made['whole64.zip'] as Uint8Array))[0])).toBe('two');
  expect(await contents((await found(made['other.zip'] as Uint8Array))[0])).toMatch(/^zip-kind\|packed in way 12/);
});

test('damaged copies end in a list or a refusal, in time', { timeout: 60_000 }, async () => {
  const whole = archive({ 'a/film.png': text('one'.repeat(99)), 'b.dcm': text('two'), c: [text('three'), { level: 0 }] });
  for (const { what, bytes } of damagedCopies(whole, 20, 150)) {
    const began = performance.now();
    const read = await readZip(blob(bytes));
    if (!isRefusal(read)) {
      for (const one of read) {
        await one.head(64);
        await one.whole();
      }
    } else {
      expect(read.cause, what).not.toBe('internal');
    }
    expect(performance.now() - began, what).toBeLessThan(2000);
  }
});
