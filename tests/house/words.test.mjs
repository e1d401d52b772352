// What every reader relies on: refusals, READMEs, licences, and nothing of one machine in the tree.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { at, files, places, root, text } from './files.mjs';

const lines = text('contract/refusals.def')
  .split('\n')
  .filter((line) => line.startsWith('X('));
const refusals = lines.flatMap((line) => {
  const parts = /^X\(\w+, "([^"]+)", \w+, "((?:[^"\\]|\\.)*)"\)$/.exec(line);
  return parts ? [{ code: parts[1], sentence: parts[2] }] : [];
});

test('every line of refusals.def is read here', () => {
  assert.equal(refusals.length, lines.length);
  assert.ok(refusals.length > 20);
});

test('refusal codes are unique and in kebab-case', () => {
  const codes = refusals.map(({ code }) => code);
  assert.deepEqual(
    codes.filter((code, i) => codes.indexOf(code) !== i),
    [],
  );
  assert.deepEqual(
    codes.filter((code) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(code)),
    [],
  );
});

test('every refusal is a sentence of at least 25 letters that ends', () => {
  assert.deepEqual(
    refusals.filter(({ sentence }) => sentence.length < 25 || !/([.?!]|\{\})$/.test(sentence)).map(({ code }) => code),
    [],
  );
});

test('every top-level folder says in at most 100 lines what it is', () => {
  const folders = [...new Set(files.filter((name) => name.includes('/')).map((name) => name.split('/')[0]))].filter(
    (name) => !name.startsWith('.'),
  );
  const wrong = folders.filter(
    (folder) => !files.includes(`${folder}/README.md`) || text(`${folder}/README.md`).split('\n').length > 101,
  );
  assert.deepEqual(wrong, []);
});

test('README.md names the two commands, the licence is Apache-2.0', () => {
  assert.match(text('README.md'), /npm start/);
  assert.match(text('README.md'), /npm test/);
  assert.match(text('LICENSE'), /Apache License\s+Version 2\.0/);
});

test('docs/architecture.md: at most 300 lines, and every invariant names a test that exists', () => {
  const plan = text('docs/architecture.md');
  assert.ok(plan.split('\n').length <= 301);
  const invariants = plan.split('\n').filter((line) => /^- \*\*Invariant/.test(line));
  assert.ok(invariants.length >= 8, `only ${invariants.length} invariants`);
  for (const line of invariants) {
    const named = [...line.matchAll(/`(tests?\/[^`]+|src\/[^`]+|web\/[^`]+|contract\/[^`]+)`(?: "([^"]+)")?/g)];
    assert.ok(named.length > 0, `names no test: ${line}`);
    for (const [, file, title] of named) {
      assert.ok(existsSync(at(file)), `${file} does not exist: ${line}`);
      if (title) assert.ok(text(file).includes(title), `${file} holds no "${title}"`);
    }
  }
});

test('links between the documents lead somewhere', () => {
  const broken = files
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) =>
      [...text(name).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map((m) => [name, m[1]])
        .filter(([from, to]) => !existsSync(path.join(root, path.dirname(from), to))),
    );
  assert.deepEqual(broken, []);
});

test('package-lock.json names no registry', () => {
  assert.doesNotMatch(text('package-lock.json'), /"resolved": *"https?:/);
});

test('no path of one machine, no mark of unfinished work', () => {
  const own = /\.(cpp|h|def|ts|mjs|py|css|html|md|json|cmake|txt)$/;
  const unfinished = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`);
  assert.deepEqual(places(own, /(^|["'\s(=])\/(home|root|work|farm)\/\w/), []);
  assert.deepEqual(places(/^(src|web|contract|scripts|models|tests|bench)\/.*\.(cpp|h|def|ts|mjs|py|css|html)$/, unfinished), []);
});

test('no test is switched off or singled out', () => {
  const off = new RegExp(
    `\\b(test|it|describe)\\.(${['sk' + 'ip', 'on' + 'ly', 'fix' + 'me'].join('|')})\\(|DISABLED_${''}[A-Z]`,
  );
  assert.deepEqual(places(/^(src|web|tests|contract)\/.*\.(cpp|ts|mjs)$/, off), []);
});

test('no file is too long to read in one sitting', () => {
  const long = files
    .filter(
      (name) =>
        !name.startsWith('contract/generated/') &&
        /^(src|web|contract|scripts|models|tests|bench)\/.*\.(cpp|h|ts|mjs|py|css)$/.test(name),
    )
    .map((name) => [name, text(name).split('\n').length])
    .filter(([, lines]) => lines > 400);
  assert.deepEqual(long, []);
});

test('no large file', () => {
  const large = files.filter((name) => statSync(at(name)).size > 4 << 20);
  assert.deepEqual(large, []);
});

const sharedData = path.join(process.env.UNSEEN_SHARED ?? at('../shared'), 'data');

test('no picture of ../shared/data is in the project', {
  skip: existsSync(sharedData) ? false : 'needs ../shared/data',
}, async () => {
  const { readdirSync } = await import('node:fs');
  const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
  const pictures = files.filter((name) => /\.(png|jpe?g|dcm|npy|bmp|tiff?)$/i.test(name) && statSync(at(name)).size > 64);
  const sizes = new Map(pictures.map((name) => [statSync(at(name)).size, name]));
  const walk = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? walk(path.join(folder, entry.name)) : [path.join(folder, entry.name)],
    );
  const ours = new Set(pictures.map((name) => sha256(at(name))));
  const copied = walk(sharedData).filter((file) => sizes.has(statSync(file).size) && ours.has(sha256(file)));
  assert.deepEqual(
    copied.map((file) => path.relative(sharedData, file)),
    [],
  );
});

test('the canvas’s fonts have every letter that is written on it', () => {
  const list = /^TEXT = \[(.*?)^\]/ms.exec(text('scripts/fonts.py'))[1].replace(/#.*$/gm, '');
  const numbers = list.replace(/range\((0x\w+), (0x\w+)\)/g, (_, from, to) =>
    Array.from({ length: Number(to) - Number(from) }, (__, i) => Number(from) + i).join(', '),
  );
  const known = new Set((numbers.match(/0x[0-9a-f]+|\d+/gi) ?? []).map(Number));
  assert.ok(known.has(0x41) && known.has(0xe9));
  const written = [
    ...files
      .filter((name) => /^src\/(ui|lab)\/(?!.*_test).*\.(cpp|h)$/.test(name))
      .map((name) => text(name).replace(/^\s*\/\/.*$/gm, '')),
    ...[...text('contract/catalog.json').matchAll(/"(?:title|unit)": ?"([^"]*)"/g)].map(([, word]) => word),
  ].join('');
  const lacks = (has) => [...new Set(written)].filter((letter) => letter.codePointAt(0) >= 0x20 && !has(letter.codePointAt(0)));
  assert.deepEqual(
    lacks((code) => known.has(code)),
    [],
  );
  // And so does the atlas that the canvas makes of them.
  const signs = (/ImWchar words\[\] = \{([^}]*)\}/.exec(text('src/ui/fonts.cpp'))?.[1].match(/0x\w+/g) ?? []).map(Number);
  assert.ok(signs.length >= 10 && signs.length % 2 === 0);
  const missing = lacks((code) => signs.some((from, i) => i % 2 === 0 && code >= from && code <= signs[i + 1]));
  assert.deepEqual(missing, []);
});
