// The list of samples, and how a host adds a film of its own: nothing without a licence and a source, nothing of a file's name.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { listed } from '../../scripts/samples.mjs';
import { add } from '../../scripts/samples-add.mjs';
import { at } from './files.mjs';

const film = at('tests/corpus/png/grey-16-n.png');
const command = (...args) => spawnSync(process.execPath, [at('scripts/samples-add.mjs'), ...args], { encoding: 'utf8' });

test('each sample of the list can be made: id, title, source, licence, and a recipe or a file', () => {
  const wrong = (samples) => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'samples-')), 'samples.json');
    writeFileSync(file, JSON.stringify({ samples }));
    return () => listed(file);
  };
  assert.ok(Array.isArray(listed()));
  const good = { id: 'a-film', title: 'A film', source: 'drawn', licence: 'CC0', phantom: {} };
  assert.deepEqual(wrong([good])(), [good]);
  assert.throws(wrong([good, good]), /an id of its own/);
  assert.throws(wrong([{ ...good, licence: '' }]), /needs title, source and licence/);
  assert.throws(wrong([{ ...good, phantom: undefined }]), /either a phantom or a file/);
  assert.throws(wrong([{ ...good, phantom: undefined, file: 'gone.png' }]), /names gone\.png/);
});

test('without a licence, a source or a readable film nothing is added', () => {
  for (const [args, says] of [
    [[film, '--source', 'https://example.org/'], /--licence is missing/],
    [[film, '--licence', 'CC0'], /--source is missing/],
    [[film, '--licence', 'CC0', '--source', 'my desk'], /no web address/],
    [['no-such-file.png', '--licence', 'CC0', '--source', 'https://example.org/'], /does not exist/],
    [[], /One file is added/],
    [[film, '--speed', '3'], /speed/],
  ]) {
    const ended = command(...args);
    assert.notEqual(ended.status, 0);
    assert.match(ended.stderr, says);
    assert.doesNotMatch(ended.stderr, /\n\s+at /);
  }
});

test('a film is added under a name made from its content; an entry that is deleted is gone', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'samples-'));
  const list = path.join(root, 'samples.json');
  writeFileSync(list, '{"samples": []}');
  const named = path.join(root, 'SMITH_JOHN.png');
  writeFileSync(named, readFileSync(film));
  const wanted = { file: named, licence: 'CC BY 4.0', source: 'https://example.org/film' };
  const { id, name } = add(wanted, root);
  assert.match(id, /^film-[0-9a-f]{8}$/);
  assert.deepEqual(readFileSync(path.join(root, name)), readFileSync(film));
  const text = readFileSync(list, 'utf8');
  assert.doesNotMatch(text, /smith/i);
  assert.deepEqual(JSON.parse(text).samples, [
    { id, title: 'Radiograph, 29 × 23 pixels', source: wanted.source, licence: wanted.licence, file: name },
  ]);
  assert.throws(() => add(wanted, root), /in the list already/);
  assert.throws(() => add({ ...wanted, file: at('package.json') }, root), /Nothing was added: unseen: /);
  writeFileSync(list, '{"samples": []}');
  assert.deepEqual(listed(list), []);
  assert.ok(existsSync(named));
});
