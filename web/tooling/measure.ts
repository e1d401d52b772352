import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Size and SHA-256 of a file. */
export const measure = (file: string) => {
  const bytes = readFileSync(file);
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
};
