// The test files that are never copied into the project (../shared, or what UNSEEN_SHARED names), and what pydicom made of each.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const shared = path.resolve(process.env.UNSEEN_SHARED ?? path.join(root, '../shared'), 'data/test');
export const hasShared = existsSync(path.join(shared, 'MANIFEST.json'));

/** What pydicom 2.3.1 said of a file. */
export interface Expected {
  readonly pixel_min?: number;
  readonly pixel_max?: number;
  readonly pixel_sum?: number;
  readonly pixel_sha256_little_endian?: string;
  readonly shape?: readonly number[];
  readonly dtype?: string;
}

export interface Listed {
  readonly path: string;
  readonly kind: string;
  readonly expect?: Expected;
}

/** The DICOM files of the list that lie there. */
export function dicomFiles(): readonly Listed[] {
  if (!hasShared) {
    return [];
  }
  const { files } = JSON.parse(readFileSync(path.join(shared, 'MANIFEST.json'), 'utf8')) as { files: Listed[] };
  return files.filter(({ path: name, kind }) => kind === 'dicom' && existsSync(path.join(shared, name)));
}

export const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(path.join(shared, name)));
