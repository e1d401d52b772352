// Files that are never copied into the project: ../shared/data, or what UNSEEN_SHARED names. Tests that need them are skipped by
// name where they are absent.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './site.ts';

export const shared = path.resolve(process.env.UNSEEN_SHARED ?? path.join(root, '../shared'), 'data');
export const hasShared = existsSync(path.join(shared, 'test/MANIFEST.json'));

export interface Listed {
  readonly path: string;
  readonly kind: 'radiograph' | 'decode' | 'dicom' | 'out-of-distribution' | 'refuse' | 'either';
  readonly bytes: number;
  readonly expect?: { readonly width?: number; readonly height?: number; readonly bits?: number };
}

export function manifest(): (Listed & { readonly at: string })[] {
  if (!hasShared) {
    return [];
  }
  const { files } = JSON.parse(readFileSync(path.join(shared, 'test/MANIFEST.json'), 'utf8')) as { files: Listed[] };
  return files.map((row) => ({ ...row, at: path.join(shared, 'test', row.path) })).filter((row) => existsSync(row.at));
}
