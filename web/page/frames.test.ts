import { expect, test } from 'vitest';
import { isRefusal, refuse } from '../wire/refusal';
import { Frames, type Slices } from './frames';
import type { OpenOptions, Session, Shows } from './session';

/** A session that opens every file but those in `broken`, and writes down what it was asked for. */
function scripted({ frames = 1, format = 'DICOM', broken = new Set<Blob>() } = {}) {
  const asked: (OpenOptions & { file: Blob })[] = [];
  const session = {
    shows: null as Shows | null,
    lab: { state: { image: null as object | null } },
    async open(file: Blob, options: OpenOptions = {}) {
      asked.push({ file, ...options });
      if (broken.has(file)) {
        return refuse('dicom-damaged', 'it');
      }
      session.shows = { file, of: options.of ?? file };
      session.lab.state = { image: { format, frames, frame: options.frame ?? 0 } };
      return { format, frames };
    },
  };
  return { session: session as unknown as Session, asked };
}

const series = (files: readonly Blob[]): Slices => ({
  title: 'CT, axial',
  count: files.length,
  file: async (index) => files[index] ?? refuse('dicom-frame', String(index + 1)),
});

test('a film that stands alone has no place among others', async () => {
  const { session } = scripted();
  const frames = new Frames(session);
  expect(frames.place).toBeNull();
  await session.open(new Blob(['a']));
  expect(frames.place).toBeNull();
  expect(await frames.go(0)).toMatchObject({ code: 'dicom-frame' });
});

test.each([
  ['DICOM', 'Frame'],
  ['NIfTI', 'Slice'],
  ['TIFF', 'Page'],
])('%s has a %s for each of what is in it, and another one is the same file again', async (format, noun) => {
  const { session, asked } = scripted({ frames: 4, format });
  const frames = new Frames(session);
  const file = new Blob(['a']);
  await session.open(file);
  expect(frames.place).toEqual({ index: 0, count: 4, noun });
  await frames.go(3);
  expect(asked.at(-1)).toEqual({ file, frame: 3 });
  expect(frames.place).toEqual({ index: 3, count: 4, noun });
  expect(await frames.go(4)).toMatchObject({ code: 'dicom-frame' });
  expect(asked).toHaveLength(2);
});

test('a series opens in its middle, and each slice is another file of it', async () => {
  const { session, asked } = scripted();
  const frames = new Frames(session);
  const files = ['a', 'b', 'c', 'd'].map((text) => new Blob([text]));
  const slices = series(files);
  await frames.open(slices);
  expect(asked).toEqual([{ file: files[1], of: slices }]);
  expect(frames.place).toEqual({ index: 1, count: 4, noun: 'Slice' });
  await frames.go(3);
  expect(frames.place).toEqual({ index: 3, count: 4, noun: 'Slice' });
  await session.open(new Blob(['another']));
  expect(frames.place).toBeNull();
});

test('a series that cannot be opened leaves the one before in its place', async () => {
  const bad = new Blob(['x']);
  const { session } = scripted({ broken: new Set([bad]) });
  const frames = new Frames(session);
  const good = series([new Blob(['a']), new Blob(['b'])]);
  await frames.open(good);
  expect(isRefusal(await frames.open(series([bad])))).toBe(true);
  expect(frames.place).toEqual({ index: 0, count: 2, noun: 'Slice' });
  await frames.go(1);
  expect(frames.place).toEqual({ index: 1, count: 2, noun: 'Slice' });
});
