import { expect, test } from 'vitest';
import { Files } from './files';

test('a file keeps its number, another gets its own', async () => {
  const files = new Files();
  const [one, other] = [new Blob(['a']), new Blob(['bc'])];
  expect(await files.read(one)).toMatchObject({ file: 1 });
  expect(await files.read(other)).toMatchObject({ file: 2 });
  const again = await files.read(one);
  expect(again).toMatchObject({ file: 1 });
  expect('bytes' in again && [...new Uint8Array(again.bytes)]).toEqual([97]);
});

test('a file that is too large is refused before it is read; one that is gone, after', async () => {
  const files = new Files();
  let asked = 0;
  const blob = (size: number) => ({ size, arrayBuffer: () => Promise.reject(new Error(String(++asked))) }) as unknown as Blob;
  expect(await files.read(blob(256 * 2 ** 20 + 1))).toMatchObject({ code: 'file-too-large' });
  expect(asked).toBe(0);
  expect(await files.read(blob(5))).toMatchObject({ code: 'unreadable-file' });
});
