import { expect, test } from 'vitest';
import { isRefusal } from '../../wire/refusal';
import { droppedEntries, filesBelow } from './folder';
import { mostFiles } from './found';

const file = (path: string): FileSystemEntry =>
  ({
    isDirectory: false,
    fullPath: path,
    file: (done: (file: File) => void) => done(new File(['x'], path.split('/').at(-1) ?? '')),
  }) as unknown as FileSystemEntry;

/** Gives its entries two at a time, as browsers give a hundred. */
const folder = (path: string, entries: readonly FileSystemEntry[]): FileSystemEntry =>
  ({
    isDirectory: true,
    fullPath: path,
    createReader: () => {
      let at = 0;
      return {
        readEntries: (done: (entries: FileSystemEntry[]) => void) => {
          done(entries.slice(at, at + 2));
          at += 2;
        },
      };
    },
  }) as unknown as FileSystemEntry;

const names = async (entries: readonly FileSystemEntry[]) => {
  const files = await filesBelow(entries);
  return isRefusal(files) ? files.code : files.map(({ name }) => name);
};

test('every file below is found, hidden ones and hidden folders left out', async () => {
  const inner = folder(
    '/cd/inner',
    ['d', 'e', 'f'].map((name) => file(`/cd/inner/${name}`)),
  );
  const hidden = folder('/cd/__MACOSX', [file('/cd/__MACOSX/a')]);
  const root = folder('/cd', [file('/cd/a'), file('/cd/.DS_Store'), inner, hidden, file('/cd/b')]);
  expect(await names([root, file('/c')])).toEqual(['c', 'a', 'b', 'd', 'e', 'f']);
});

test('an empty folder, too many files, a folder that cannot be read', async () => {
  expect(await names([folder('/cd', [])])).toBe('zip-empty');
  expect(
    await names([
      folder(
        '/cd',
        Array.from({ length: mostFiles + 1 }, (_, i) => file(`/cd/${i}`)),
      ),
    ]),
  ).toBe('too-many-files');
  const locked = {
    isDirectory: true,
    fullPath: '/cd',
    createReader: () => ({ readEntries: (_: unknown, fail: (error: Error) => void) => fail(new Error('locked')) }),
  } as unknown as FileSystemEntry;
  expect(await names([locked])).toBe('unreadable-file');
});

test('folders that lie in each other without an end come to one', async () => {
  const endless: FileSystemEntry = folder('/a', []);
  Object.assign(endless, { createReader: () => oneEach(endless) });
  expect(await names([endless])).toBe('zip-empty');
});

const oneEach = (entry: FileSystemEntry) => {
  let given = false;
  return {
    readEntries: (done: (entries: FileSystemEntry[]) => void) => {
      done(given ? [] : [entry]);
      given = true;
    },
  };
};

test('only where a folder is among what was dropped, entries are taken', () => {
  const transfer = (entries: readonly FileSystemEntry[]) =>
    ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })) }) as unknown as DataTransfer;
  expect(droppedEntries(transfer([file('/a')]))).toBeNull();
  expect(droppedEntries(transfer([file('/a'), folder('/b', [])]))).toHaveLength(2);
  expect(droppedEntries(null)).toBeNull();
});
