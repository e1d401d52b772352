// clang-tidy over every C++ source of the product. Most of its time goes into headers of the language and of libraries, so several
// sources of one room are read as one file; where such a file does not pass, its halves are read, down to the single source, whose
// words are those reported. Unit tests are left to two compilers' warnings and the sanitizers: most of what clang-tidy would read of
// them is GoogleTest's headers. A file that passed is not read again until it, a header it opens, the checks or its flags change.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ask, at, Stop } from '../run.mjs';
import { nothing, one, sum } from './count.mjs';
import { inPairs, outcome } from './programs.mjs';

/** How many sources are read as one file: more save little and cost memory. */
const together = 16;

const hashOf = (file) => (existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : '');

/** Object file → the project's own files that the compiler opened for it. */
function openedBy(folder) {
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

/** The product's sources: {file, flags, key}, where `key` changes with all that clang-tidy reads. */
function unitsOf(folder) {
  const opened = openedBy(folder);
  const config = hashOf(at('.clang-tidy'));
  const hashes = new Map();
  const cached = (file) => hashes.get(file) ?? hashes.set(file, hashOf(file)).get(file);
  const units = JSON.parse(readFileSync(path.join(folder, 'compile_commands.json'), 'utf8'))
    .filter(({ file }) => /^(src|contract|bench)\//.test(path.relative(at(), file)) && !/_(test|fuzz)\.cpp$/.test(file))
    .map(({ directory, file, command }) => {
      const [, flags, object] = /^\S+ (.*?) -o (\S+) -c /.exec(command) ?? [];
      if (!object) throw new Stop(`not understood in compile_commands.json: ${command}`);
      const headers = (opened.get(object) ?? []).filter((name) => name.startsWith(at()));
      const read = [config, flags, cached(file), ...headers.sort().map(cached)];
      return { file, directory, flags, key: createHash('sha256').update(read.join('\n')).digest('hex') };
    });
  if (units.length === 0) throw new Stop('compile_commands.json names no source of ours');
  return units;
}

/** Names that a source gives at its outermost level (column 0, as clang-format leaves it): two sources with one in common cannot be one. */
function namesIn(file) {
  const named = /^(?:(?:struct|class|enum(?: class)?|using|namespace) (\w+)|[A-Za-z_][\w:<>,&* ]*?[ *&>](\w+)(?=[({=;[]| =))/gm;
  return [...readFileSync(file, 'utf8').matchAll(named)]
    .map(([, type, value]) => type ?? value)
    .filter((name) => name !== 'unseen');
}

/** Sources of the same flags with no name in common, a few at a time. */
function batches(units) {
  const made = [];
  for (const unit of units) {
    const names = namesIn(unit.file);
    const fits = ({ flags, members, taken }) =>
      flags === unit.flags && members.length < together && !names.some((name) => taken.has(name));
    const batch = made.find(fits) ?? { flags: unit.flags, members: [], taken: new Set() };
    if (batch.members.length === 0) made.push(batch);
    batch.members.push(unit);
    for (const name of names) batch.taken.add(name);
  }
  return made.map(({ members }) => members);
}

/** A file that includes these sources, in a folder of its own that says how it is compiled. */
function joined(units) {
  const [{ directory, flags, key }] = units;
  const folder = at('build/tidy', `joined-${key}`);
  const file = path.join(folder, 'joined.cpp');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, units.map((unit) => `#include "${unit.file}"\n`).join(''));
  writeFileSync(
    path.join(folder, 'compile_commands.json'),
    JSON.stringify([{ directory, file, command: `c++ ${flags} -w -c ${file}` }]),
  );
  return file;
}

async function read(units, kept) {
  const single = units.length === 1;
  const file = single ? units[0].file : joined(units);
  const options = [
    '--quiet',
    '--warnings-as-errors=*',
    `--config-file=${at('.clang-tidy')}`,
    `--header-filter=^${at()}/(src|contract|bench)/`,
  ];
  if (!single) options.push('--checks=-bugprone-suspicious-include');
  const folder = single ? units[0].directory : path.dirname(file);
  const ended = await outcome('clang-tidy-14', [...options, '-p', folder, file], { limit: 300 });
  if (ended.status === 0) {
    for (const { key } of units) writeFileSync(path.join(kept, key), '');
    return { ...nothing(), passed: units.length };
  }
  if (single) return one(false, `clang-tidy ${path.relative(at(), file)}:\n${ended.text.slice(0, 4000)}`);
  const middle = Math.ceil(units.length / 2);
  return sum([await read(units.slice(0, middle), kept), await read(units.slice(middle), kept)]);
}

/** clang-tidy over a build that reads its headers one by one, as it does itself. */
export async function clangTidy(preset = 'native-release') {
  const kept = at('build/tidy');
  mkdirSync(kept, { recursive: true });
  const units = unitsOf(at('build', preset));
  const known = units.filter(({ key }) => existsSync(path.join(kept, key)));
  const counts = await inPairs(batches(units.filter((unit) => !known.includes(unit))), (batch) => read(batch, kept));
  return sum([...counts, ...known.map(() => one(true))]);
}
