// Beside each file of dist/ that shrinks: FILE.br and FILE.gz, which the server and many hosts send instead. Kept by content in
// build/compressed/, so that an unchanged file is never packed twice.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { at } from './run.mjs';

const packers = {
  '.br': (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_LGWIN]: 24,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  '.gz': (bytes) => promisify(gzip)(bytes, { level: 9 }),
};
const packed = new Set(Object.keys(packers));
const already = new Set([...packed, '.png', '.jpg', '.woff2']);

export const walk = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const place = path.join(folder, name);
    return statSync(place).isDirectory() ? walk(place) : [place];
  });

/** Packs what is worth it; resolves to the number of files that got a packed twin. */
export async function compress(folder = at('dist')) {
  const store = at('build/compressed');
  mkdirSync(store, { recursive: true });
  const files = walk(folder).filter(
    (file) => !already.has(path.extname(file)) && path.basename(file) !== '_headers' && statSync(file).size > 512,
  );
  const work = files.flatMap((file) => [...packed].map((ending) => ({ file, ending })));
  const next = async () => {
    for (let job = work.shift(); job; job = work.shift()) {
      const bytes = readFileSync(job.file);
      const kept = path.join(store, createHash('sha256').update(bytes).digest('hex') + job.ending);
      if (!existsSync(kept)) {
        writeFileSync(`${kept}.part`, await packers[job.ending](bytes));
        renameSync(`${kept}.part`, kept);
      }
      if (statSync(kept).size < bytes.length * 0.95) copyFileSync(kept, job.file + job.ending);
    }
  };
  await Promise.all([next(), next()]);
  return files.length;
}
