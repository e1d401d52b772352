// The native program from outside: answers, one clear line when it refuses, exit statuses. Needs build/native-release/unseen.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const program = path.join(root, 'build/native-release/unseen');
const corpus = (name) => path.join(root, 'tests/corpus', name);
const card = (name) => path.join(root, 'contract/fixtures/card/valid', `${name}.json`);
const folder = mkdtempSync(path.join(tmpdir(), 'unseen-cli-'));
const here = (name) => path.join(folder, name);
after(() => rmSync(folder, { recursive: true }));

const unseen = (...args) => spawnSync(program, args, { encoding: 'utf8', timeout: 20_000 });

/** Refused: that status, nothing on standard output, and only lines `unseen: …` on standard error, of which the first fits. */
function refused(done, status, line) {
  assert.equal(done.status, status, done.stderr);
  assert.equal(done.stdout, '');
  const lines = done.stderr.trimEnd().split('\n');
  for (const each of lines) assert.match(each, /^unseen: .+: .+$/);
  assert.match(lines[0], line);
  return lines;
}

/** Shape and values of a float32 .npy file. */
function npy(file) {
  const bytes = readFileSync(file);
  assert.equal(bytes.subarray(0, 8).toString('latin1'), '\x93NUMPY\x01\x00');
  const length = bytes.readUInt16LE(8);
  assert.equal((10 + length) % 64, 0);
  const header = bytes.subarray(10, 10 + length).toString('latin1');
  assert.match(header, /'descr': '<f4', 'fortran_order': False/);
  const shape = /'shape': \(([^)]*)\)/.exec(header)[1].split(',').map(Number);
  const data = new Float32Array(bytes.buffer.slice(bytes.byteOffset + 10 + length, bytes.byteOffset + bytes.length));
  assert.equal(
    data.length,
    shape.reduce((a, b) => a * b, 1),
  );
  return { shape, data };
}

test('describe says what was read, and no file name', () => {
  const done = unseen('describe', corpus('png/grey-16-n.png'));
  assert.equal(done.status, 0, done.stderr);
  const facts = JSON.parse(done.stdout);
  assert.equal(facts.format, 'PNG');
  assert.equal(facts.bits, 16);
  assert.equal(facts.photometric, 'MONOCHROME2');
  assert.ok(facts.width > 0 && facts.height > 0 && facts.window.width === 65536);
  assert.ok(!done.stdout.includes('grey-16'));
});

test('every refused file of the corpus ends in one line with its code', () => {
  const names = readdirSync(corpus('png')).filter((name) => name.startsWith('x-'));
  assert.ok(names.length > 10);
  for (const name of names) refused(unseen('describe', corpus(`png/${name}`)), 1, /^unseen: .+\([a-z0-9-]+\)$/);
});

test('one image becomes {1,C,H,W}', () => {
  const out = here('one.npy');
  assert.equal(unseen('preprocess', '--card', card('study-race-resnet34'), corpus('png/grey-8-n.png'), out).status, 0);
  const { shape, data } = npy(out);
  assert.deepEqual(shape, [1, 3, 320, 320]);
  assert.ok(data.every(Number.isFinite));
  assert.ok(!existsSync(`${out}.part`));
});

test('many images become {N,C,H,W}, each what it is alone; a list adds more', () => {
  const names = ['png/grey-8-n.png', 'png/grey-16-n.png', 'jpeg/1x1.jpg'].map(corpus);
  writeFileSync(here('list.txt'), `\n${names[2]}\n`);
  const out = here('many.npy');
  const done = unseen('preprocess', '--card', card('squash-128'), '--list', here('list.txt'), names[0], names[1], out);
  assert.equal(done.status, 0, done.stderr);
  const { shape, data } = npy(out);
  assert.deepEqual(shape, [3, 1, 128, 128]);
  names.forEach((name, i) => {
    unseen('preprocess', '--card', card('squash-128'), name, here('alone.npy'));
    assert.deepEqual(npy(here('alone.npy')).data, data.slice(i * 128 * 128, (i + 1) * 128 * 128));
  });
});

test('a window in stored values replaces the default', () => {
  const out = here('window.npy');
  assert.equal(
    unseen('preprocess', '--card', card('squash-128'), '--window', '1', '1', corpus('png/grey-8-n.png'), out).status,
    0,
  );
  assert.ok(npy(out).data.some((value) => value === 2));
  refused(
    unseen('preprocess', '--card', card('squash-128'), '--window', '1', '0', corpus('png/grey-8-n.png'), here('none.npy')),
    1,
    /window-out-of-range/,
  );
  assert.ok(!existsSync(here('none.npy')));
});

test('all images that fail are named, and no output is left', () => {
  const out = here('failed.npy');
  const done = unseen(
    'preprocess',
    '--card',
    card('squash-128'),
    corpus('png/grey-8-n.png'),
    corpus('png/x-adler.png'),
    here('absent.png'),
    out,
  );
  const lines = refused(done, 1, /x-adler\.png: .*\(png-[a-z]+\)$/);
  assert.match(lines[1], /absent\.png: cannot be read/);
  assert.match(lines[2], /2 of 3 images were refused; nothing was written/);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('failed')),
    [],
  );
});

test('a card with a mistake is refused naming the field', () => {
  const broken = JSON.parse(readFileSync(card('squash-128'), 'utf8'));
  delete broken.input.kernel;
  writeFileSync(here('card.json'), JSON.stringify(broken));
  refused(
    unseen('preprocess', '--card', here('card.json'), corpus('png/grey-8-n.png'), here('no.npy')),
    1,
    /input\.kernel: .*\(card-invalid\)/,
  );
  refused(unseen('preprocess', '--card', here('absent.json'), corpus('png/grey-8-n.png'), here('no.npy')), 1, /cannot be read/);
  refused(
    unseen('preprocess', '--card', card('recorded-facts'), corpus('png/grey-8-n.png'), here('no.npy')),
    1,
    /card-input-kind/,
  );
  refused(unseen('preprocess', '--card', card('two-heads'), corpus('png/grey-16-n.png'), here('no.npy')), 1, /card-depth/);
});

test('an input is never overwritten, an output that cannot be written is said', () => {
  const image = corpus('png/grey-8-n.png');
  refused(unseen('preprocess', '--card', card('squash-128'), image), 2, /must end in \.npy/);
  writeFileSync(here('input.npy'), readFileSync(image));
  refused(unseen('preprocess', '--card', card('squash-128'), here('input.npy'), here('input.npy')), 2, /overwritten/);
  refused(unseen('preprocess', '--card', card('squash-128'), here('only.npy')), 2, /no image was given/);
  refused(unseen('preprocess', '--card', card('squash-128'), image, here('absent/out.npy')), 1, /cannot be written/);
});

test('the catalogue is the committed one, operations and all', () => {
  const done = unseen('catalog', '--json');
  assert.equal(done.status, 0);
  assert.equal(done.stdout, readFileSync(path.join(root, 'contract/catalog.json'), 'utf8'));
  assert.deepEqual(JSON.parse(unseen('operations', '--json').stdout), JSON.parse(done.stdout).operations);
});

test('stats auc: ties count half; what cannot be read is named by its line', () => {
  writeFileSync(here('scores.csv'), 'id,label,score\r\na,1,0.9\r\nb,1,0.4\r\nc,0,0.4\r\nd,0,0.1\r\n');
  const found = JSON.parse(unseen('stats', 'auc', '--csv', here('scores.csv')).stdout);
  assert.equal(found.auc, 0.875);
  assert.ok(found.low < 0.875 && found.high <= 1 && found.standardError > 0);
  assert.deepEqual([found.positives, found.negatives], [2, 2]);
  for (const [text, line] of [
    ['', /it is empty/],
    ['a,b\n1,2\n', /must name the column score/],
    ['label,score\n1,x\n', /line 2/],
    ['label,score\n1,1\n2,1\n', /line 3/],
    ['label,score\n1,1\n0,1\n', /too-few-cases/],
    ['label,score\n1,nan\n1,1\n0,1\n0,2\n', /too-few-cases/],
  ]) {
    writeFileSync(here('wrong.csv'), text);
    refused(unseen('stats', 'auc', '--csv', here('wrong.csv')), 1, line);
  }
});

test('stats auc: the curve, and the interval by patient where patients are named', () => {
  const lines = Array.from({ length: 60 }, (_, i) => `${Math.floor(i / 2)},${i % 4 < 2 ? 1 : 0},${(i * 37) % 61}`);
  writeFileSync(here('patients.csv'), `patient,label,score\n${lines.join('\n')}\n`);
  const ask = (...more) => JSON.parse(unseen('stats', 'auc', '--csv', here('patients.csv'), ...more).stdout);
  const { byPatient, roc, auc } = ask('--curve', '--replicates', '500');
  assert.deepEqual([byPatient.patients, byPatient.replicates], [30, 500]);
  assert.ok(byPatient.low < auc && byPatient.high > auc);
  assert.deepEqual([roc[0].threshold, roc.at(-1).falsePositive, roc.at(-1).truePositive], [null, 1, 1]);
  assert.notEqual(ask('--replicates', '500', '--seed', '2').byPatient.low, byPatient.low);
});

test('stats delong: two scores of the same cases', () => {
  const lines = Array.from({ length: 40 }, (_, i) => {
    const yes = i % 3 === 0;
    return [Number(yes), Math.floor((((i * 37) % 101) + 20 * yes) / 10), Math.floor((((i * 53) % 97) + 10 * yes) / 7)];
  });
  writeFileSync(here('paired.csv'), `label,first,second\n${lines.join('\n')}\n`);
  const found = JSON.parse(unseen('stats', 'delong', '--csv', here('paired.csv')).stdout);
  // From the definition in numpy, p from scipy.stats.norm.
  assert.ok(Math.abs(found.p - 0.8315437267213116) < 1e-12 && Math.abs(found.difference + 0.026098901098901006) < 1e-12);
  refused(unseen('stats', 'delong', '--csv', here('patients.csv')), 1, /must name the column first/);
});

test('a wrong command line is one line and status 2', () => {
  for (const args of [[], ['paint'], ['describe'], ['describe', '--fast', 'x'], ['catalog'], ['preprocess', 'a.png', 'b.npy']])
    refused(unseen(...args), 2, /^unseen: usage: /);
  refused(unseen('describe', here('absent.png')), 1, /cannot be read/);
  refused(unseen('describe', folder), 1, /cannot be read/);
});

test('version and help', () => {
  assert.match(unseen('--version').stdout, /^unseen \d+\.\d+\.\d+\n$/);
  const help = unseen('--help');
  assert.equal(help.status, 0);
  for (const command of ['describe', 'preprocess', 'catalog', 'operations', 'filter']) assert.ok(help.stdout.includes(command));
});
