// `unseen operations` and `unseen filter` from outside. Needs build/native-release/unseen.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const program = path.join(root, 'build/native-release/unseen');
const film = path.join(root, 'tests/corpus/png/grey-16-n.png');
const card = path.join(root, 'contract/fixtures/card/valid/squash-128.json');
const folder = mkdtempSync(path.join(tmpdir(), 'unseen-filter-'));
const here = (name) => path.join(folder, name);
after(() => rmSync(folder, { recursive: true }));

const unseen = (...args) => spawnSync(program, args, { encoding: 'utf8', timeout: 60_000 });
const chain = (steps, name = 'chain.json') => {
  writeFileSync(here(name), typeof steps === 'string' ? steps : JSON.stringify(steps));
  return here(name);
};
const fine = (done) => assert.equal(done.status, 0, done.stderr);

/** Refused: that status, nothing on standard output, one line on standard error that fits. */
function refused(done, status, line) {
  assert.equal(done.status, status, done.stderr);
  assert.equal(done.stdout, '');
  assert.match(done.stderr, /^unseen: .+: .+\n$/);
  assert.match(done.stderr, line);
}

function npy(file) {
  const bytes = readFileSync(file);
  const body = 10 + bytes.readUInt16LE(8);
  const shape = /'shape': \(([^)]*)\)/.exec(bytes.subarray(10, body).toString('latin1'))[1].split(',').map(Number);
  return { shape, data: new Float32Array(bytes.buffer.slice(bytes.byteOffset + body, bytes.byteOffset + bytes.length)) };
}

test('every operation says all its facts', () => {
  const operations = JSON.parse(unseen('operations', '--json').stdout);
  assert.ok(operations.length >= 6);
  for (const operation of operations) {
    const { parameters, figure, ...rest } = operation;
    for (const key of ['id', 'group', 'title', 'help', 'example']) assert.ok(rest[key], `${rest.id}.${key}`);
    for (const key of ['random', 'strokes', 'idempotent']) assert.equal(typeof rest[key], 'boolean');
    assert.equal(typeof figure, 'string');
    assert.ok(Number.isInteger(rest.workingSize));
    for (const each of parameters) {
      for (const key of ['min', 'max', 'initial', 'step']) assert.ok(Number.isFinite(each[key]), `${rest.id}.${each.id}.${key}`);
      assert.ok(each.neutral === null || Number.isFinite(each.neutral));
      assert.ok(['linear', 'logarithmic'].includes(each.scale));
      assert.ok(Array.isArray(each.choices) && typeof each.unit === 'string' && each.title && each.help);
    }
  }
});

test('one image, as .npy and as .png, which agree to a sixteenth bit', () => {
  fine(unseen('filter', '--chain', chain([{ op: 'low-pass', radius: 10 }]), film, here('out.npy')));
  const { shape, data } = npy(here('out.npy'));
  assert.deepEqual(shape, [224, 224]);
  assert.ok(data.every((v) => v >= 0 && v <= 1));
  fine(unseen('filter', '--chain', here('chain.json'), film, here('out.png')));
  fine(unseen('filter', '--chain', chain([], 'none.json'), here('out.png'), here('again.npy')));
  const again = npy(here('again.npy'));
  assert.deepEqual(again.shape, [224, 224]);
  assert.ok(again.data.every((v, i) => Math.abs(v - data[i]) <= 0.51 / 65535));
});

test('a chain of no steps keeps the image', () => {
  fine(unseen('filter', '--chain', chain([], 'none.json'), film, here('same.npy')));
  const facts = JSON.parse(unseen('describe', film).stdout);
  assert.deepEqual(npy(here('same.npy')).shape, [facts.height, facts.width]);
});

test('many images at once, into a folder', () => {
  const other = path.join(root, 'tests/corpus/png/grey-8-n.png');
  fine(unseen('filter', '--chain', chain([{ op: 'high-pass', radius: 5 }]), '--out', here('many'), '--form', 'npy', film, other));
  assert.deepEqual(readdirSync(here('many')).sort(), ['grey-16-n.npy', 'grey-8-n.npy']);
  fine(unseen('filter', '--chain', here('chain.json'), film, here('one.npy')));
  assert.deepEqual(npy(here('many/grey-16-n.npy')).data, npy(here('one.npy')).data);
});

test('preprocess applies a chain before the card’s resize', () => {
  const steps = [{ op: 'low-pass', radius: 6 }];
  fine(unseen('preprocess', '--card', card, '--chain', chain(steps), film, here('direct.npy')));
  fine(unseen('filter', '--chain', here('chain.json'), film, here('filtered.png')));
  fine(unseen('preprocess', '--card', card, here('filtered.png'), here('in-two.npy')));
  const [direct, inTwo] = [npy(here('direct.npy')), npy(here('in-two.npy'))];
  assert.deepEqual(direct.shape, inTwo.shape);
  const range = Math.max(...direct.data) - Math.min(...direct.data);
  assert.ok(direct.data.every((v, i) => Math.abs(v - inTwo.data[i]) <= 1e-4 * range));
  fine(unseen('preprocess', '--card', card, film, here('plain.npy')));
  assert.ok(npy(here('plain.npy')).data.some((v, i) => Math.abs(v - direct.data[i]) > 0.01 * range));
});

test('what cannot be done is refused in one line, by name', () => {
  const out = here('never.npy');
  const run = (steps) => unseen('filter', '--chain', chain(steps, 'bad.json'), film, out);
  refused(run([{ op: 'no-such-thing' }]), 1, /unknown-operation/);
  refused(run([{ op: 'low-pass', radius: -1 }]), 1, /chain\[0\]\.radius is -1.*out-of-range/);
  refused(run([{ op: 'low-pass', diameter: 1 }]), 1, /chain\[0\]\.diameter.*unknown-field/);
  refused(run([{ op: 'low-pass', strokes: [] }]), 1, /strokes-misplaced/);
  refused(run(Array(33).fill({ op: 'low-pass' })), 1, /chain-too-long/);
  refused(run('[{'), 1, /is not JSON/);
  refused(unseen('filter', '--chain', here('absent.json'), film, out), 1, /cannot be read/);
  refused(unseen('filter', '--chain', chain([]), film), 2, /give IN OUT/);
  refused(unseen('filter', '--chain', chain([]), film, here('out.jpg')), 2, /must end in/);
  refused(unseen('filter', '--chain', chain([]), here('absent.png'), out), 1, /cannot be read/);
  refused(unseen('filter', '--chain', chain([]), here('chain.json'), out), 1, /-/);
  refused(unseen('filter', '--chain', chain([]), '--out', here('x')), 2, /no image/);
  refused(unseen('filter', '--chain', chain([]), '--out', here('x'), film, film), 2, /written over/);
  refused(unseen('filter', film, out), 2, /usage/);
  assert.ok(!readdirSync(folder).some((name) => name.startsWith('never')));
});
