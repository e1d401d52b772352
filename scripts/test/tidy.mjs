// clang-tidy over every C++ source of the product in the native build. Unit tests are left to two compilers' warnings and the
// sanitizers: most of what clang-tidy reads of them is GoogleTest's headers, and that took a third of the time. A file that passed is not read again until it, a header it opens, the
// checks or its flags change.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ask, at } from '../run.mjs';
import { one, sum } from './count.mjs';
import { inPairs, outcome } from './programs.mjs';

const hashOf = (file) => (existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : '');

/** Object file → the project's own files that the compiler opened for it. */
function openedBy(preset) {
  const folder = at('build', preset);
  const table = new Map();
  let current;
  for (const line of (ask('ninja', ['-C', folder, '-t', 'deps']) ?? '').split('\n')) {
    const head = /^(\S.*?): #deps/.exec(line);
    if (head) {
      current = [];
      table.set(head[1], current);
    } else if (line.startsWith('    ')) current?.push(path.resolve(folder, line.trim()));
  }
  return table;
}

export async function clangTidy(preset = 'native') {
  const folder = at('build', preset);
  const kept = at('build/tidy');
  mkdirSync(kept, { recursive: true });
  const opened = openedBy(preset);
  const config = hashOf(at('.clang-tidy'));
  const seen = new Set();
  const units = JSON.parse(readFileSync(path.join(folder, 'compile_commands.json'), 'utf8')).filter(({ file }) => {
    const own = /^(src|contract|tests|bench)\//.test(path.relative(at(), file)) && !/_test\.cpp$/.test(file) && !seen.has(file);
    seen.add(file);
    return own;
  });
  const hashes = new Map();
  const cached = (file) => hashes.get(file) ?? hashes.set(file, hashOf(file)).get(file);
  const counts = await inPairs(units, async ({ file, command, output }) => {
    const object = output ?? / -o (\S+)/.exec(command)?.[1];
    const headers = (opened.get(object) ?? []).filter((name) => name.startsWith(at()));
    const key = createHash('sha256')
      .update([config, command, cached(file), ...headers.sort().map(cached)].join('\n'))
      .digest('hex');
    const stamp = path.join(kept, key);
    if (existsSync(stamp)) return one(true);
    const ended = await outcome('clang-tidy-14', ['--quiet', '--warnings-as-errors=*', '-p', folder, file], { limit: 300 });
    if (ended.status === 0) writeFileSync(stamp, '');
    return one(ended.status === 0, `clang-tidy ${path.relative(at(), file)}:\n${ended.text.slice(0, 4000)}`);
  });
  return sum(counts);
}
