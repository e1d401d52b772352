// Set-up: what is installed is compared, never guessed, and a wrong file is named.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { alone } from '../../scripts/run.mjs';
import { modulesCurrent } from '../../scripts/setup/modules.mjs';
import { sources, wrongFiles } from '../../scripts/setup/sources.mjs';
import { at, text } from './files.mjs';

const work = mkdtempSync(path.join(tmpdir(), 'unseen-setup-'));
const write = (name, packages) => {
  const file = path.join(work, name);
  writeFileSync(file, JSON.stringify({ packages }));
  return file;
};

test('node_modules is current only when it holds what the lock file says', () => {
  const lock = write('lock.json', {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  });
  assert.equal(modulesCurrent(lock, write('same.json', { 'node_modules/a': { version: '1.0.0' } })), true);
  assert.equal(modulesCurrent(lock, write('older.json', { 'node_modules/a': { version: '0.9.0' } })), false);
  assert.equal(
    modulesCurrent(lock, write('more.json', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '1.0.0' } })),
    false,
  );
  assert.equal(modulesCurrent(lock, write('none.json', {})), false);
  assert.equal(modulesCurrent(lock, path.join(work, 'absent.json')), false);
  assert.equal(modulesCurrent(), true);
});

test('a source file that is missing or altered is named', () => {
  const source = sources.find(({ folder }) => folder === 'stb');
  const folder = path.join(work, 'stb');
  mkdirSync(folder);
  assert.deepEqual(
    wrongFiles(source, folder).map(({ file }) => file),
    Object.keys(source.files),
  );
  cpSync(at('build/deps/stb'), folder, { recursive: true });
  assert.deepEqual(wrongFiles(source, folder), []);
  writeFileSync(path.join(folder, 'stb_image.h'), '// altered\n');
  assert.deepEqual(wrongFiles(source, folder), [{ file: 'stb_image.h', why: 'has another sha256' }]);
});

test('of two builds in one tree the second waits, and a dead one holds nobody up', async () => {
  const file = path.join(work, 'held.pid');
  const release = await alone(file);
  let second = false;
  const waiting = alone(file).then((free) => {
    second = true;
    return free;
  });
  await new Promise((later) => setTimeout(later, 400));
  assert.equal(second, false);
  release();
  (await waiting)();
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(file, String(gone));
  (await alone(file))();
});

/** Every file that is loaded with this one: its static imports and theirs. A package, whose name has no dot in front, ends the walk. */
function loadedWith(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (!file.endsWith('.mjs')) return seen;
  for (const [, name] of text(file).matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)';|^import '([^']+)';/gm)) {
    if (name.startsWith('node:')) continue;
    if (name.startsWith('.')) loadedWith(path.posix.join(path.posix.dirname(file), name), seen);
    else seen.add(name);
  }
  return seen;
}

test('on a fresh clone every command reaches its set-up: no package is loaded before npm ci', () => {
  const { scripts } = JSON.parse(text('package.json'));
  const needing = Object.entries(scripts).flatMap(([name, command]) => {
    const packages = [...loadedWith(command.split(' ')[1])].filter((one) => !/\.\w+$/.test(one));
    return packages.map((one) => `${name} needs ${one}`);
  });
  // It writes what is committed, for whoever has built already.
  assert.deepEqual(needing, ['generate needs json-schema-to-typescript']);
});
