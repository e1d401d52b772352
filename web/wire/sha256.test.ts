import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { plainSha256, sha256 } from './sha256';

test.each([0, 1, 55, 56, 63, 64, 65, 1000, 100_003])('%i bytes: equal to node’s', async (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + 7) % 256);
  const hex = createHash('sha256').update(bytes).digest('hex');
  expect(Buffer.from(plainSha256(bytes)).toString('hex')).toBe(hex);
  expect(await sha256(bytes.buffer)).toBe(hex);
});
