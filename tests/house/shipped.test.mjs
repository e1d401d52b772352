// dist/ as it ships: no code from strings, one version of the runtime, the headers, the notice, and nothing that was not checked.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { headersFile, policy, types } from '../../scripts/headers.mjs';
import { opened } from '../../scripts/notice.mjs';
import { sources, wrongFiles } from '../../scripts/setup/sources.mjs';
import { at } from './files.mjs';

const dist = at('dist');
const walk = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(path.join(folder, entry.name)) : [path.join(folder, entry.name)],
  );
assert.ok(existsSync(path.join(dist, 'index.html')), 'dist/ is not built: npm run build');
const shipped = walk(dist).filter((file) => !/\.(br|gz)$/.test(file));
const named = (pattern) => shipped.filter((file) => pattern.test(path.basename(file)));
const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** The build of the runtime that knows the graphics processor: fetched only when a visitor asks for it. */
const graphics = named(/^ort[.-].*jspi/);

test('no script that ships makes code from strings, but for one place in the glue of the graphics processor', () => {
  const places = (file) => readFileSync(file, 'utf8').match(/new Function\b|\beval\s*\(|setTimeout\(\s*["'`]/g)?.length ?? 0;
  // That place is not reached: the policy forbids it, and tests/e2e/graphics.e2e.ts sees nothing blocked.
  const known = graphics.find((file) => file.endsWith('.mjs'));
  const makes = named(/\.m?js$/).filter((file) => places(file) > (file === known ? 1 : 0));
  assert.deepEqual(makes, []);
});

test('no source map, no address of another host is loaded', () => {
  assert.deepEqual(named(/\.map$/), []);
  const loads = named(/\.(html|css)$/).filter((file) =>
    /(src|href)="https?:[^"]*"[^>]*(rel="?(stylesheet|preload|icon)|><\/script)|url\(["']?https?:/.test(
      readFileSync(file, 'utf8'),
    ),
  );
  assert.deepEqual(loads, []);
});

test('every kind of file has a type that the server knows', () => {
  const unknown = shipped.filter((file) => path.basename(file) !== '_headers' && !types[path.extname(file)]);
  assert.deepEqual(unknown, []);
});

test('_headers is the one definition of the headers', () => {
  assert.equal(readFileSync(path.join(dist, '_headers'), 'utf8'), headersFile());
});

test('the page repeats the policy for hosts that cannot send it', () => {
  const page = readFileSync(path.join(dist, 'index.html'), 'utf8');
  const repeated = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? '';
  assert.deepEqual(repeated.replaceAll('&#39;', "'").split(/;\s*/).filter(Boolean), policy);
});

test("ONNX Runtime's files come from the one installed package, byte for byte", () => {
  const package_ = at('node_modules/onnxruntime-web/dist');
  const { version } = JSON.parse(readFileSync(at('node_modules/onnxruntime-web/package.json'), 'utf8'));
  // Two builds: the processor's alone, and the one that knows the graphics processor too.
  for (const ending of ['.wasm', '.mjs', '.jspi.wasm', '.jspi.mjs']) {
    const [build, type] = /^(.*)(\.\w+)$/.exec(ending).slice(1);
    const [file, ...more] = named(new RegExp(`^ort-wasm-simd-threaded${build.replace('.', '\\.')}\\.[\\w-]+\\${type}$`));
    assert.ok(file, `no ort-wasm-simd-threaded${ending} in dist/`);
    assert.equal(more.length, 0);
    assert.equal(sha256(file), sha256(path.join(package_, `ort-wasm-simd-threaded${ending}`)));
  }
  const bundles = named(/\.js$/).filter((file) => readFileSync(file, 'utf8').includes(version));
  assert.ok(bundles.length > 0, `no script of dist/ says ${version}`);
});

test('assets.json tells size and sha256 of what is there', () => {
  const list = JSON.parse(readFileSync(path.join(dist, 'assets.json'), 'utf8'));
  for (const [name, { bytes, sha256: hash }] of Object.entries(list)) {
    const file = path.join(dist, name);
    assert.equal(statSync(file).size, bytes, name);
    assert.equal(sha256(file), hash, name);
  }
  const absent = shipped
    .map((file) => path.relative(dist, file))
    .filter((name) => !list[name] && !['assets.json', '_headers', 'THIRD-PARTY.txt'].includes(name));
  assert.deepEqual(absent, []);
});

test('the notice names everything that others made', () => {
  const notice = readFileSync(path.join(dist, 'THIRD-PARTY.txt'), 'utf8');
  for (const name of [
    'ONNX Runtime Web',
    'dicom-parser',
    'fflate',
    'jpeg-lossless-decoder-js',
    'OpenJPEG',
    'CharLS',
    'libjpeg-turbo',
    'OpenJPH',
    'Dear ImGui',
    'stb',
    'JSON for Modern C++',
    'tl::expected',
    'Emscripten',
    'musl',
    'Inter',
  ]) {
    assert.ok(notice.includes(`\n${name}`), `${name} is not in THIRD-PARTY.txt`);
  }
});

test('every file of Dear ImGui and stb that a compiler opens is checked by sha256', () => {
  const checked = new Set(
    sources.flatMap((source) => Object.keys(source.files).map((file) => at(`build/deps/${source.folder}/${file}`))),
  );
  const used = new Set(
    opened()
      .filter((file) => file.includes('/build/deps/'))
      .map((file) => path.normalize(file)),
  );
  assert.deepEqual(
    [...used].filter((file) => !checked.has(file)),
    [],
  );
  assert.deepEqual(
    sources.flatMap((source) => wrongFiles(source)),
    [],
  );
});

test('each shipped model has its card, and its weights are the ones of the card', () => {
  const models = readdirSync(path.join(dist, 'models'));
  assert.ok(models.length > 0);
  for (const id of models) {
    const card = JSON.parse(readFileSync(path.join(dist, 'models', id, 'card.json'), 'utf8'));
    assert.equal(card.id, id);
    assert.equal(sha256(path.join(dist, 'models', id, card.weights.file)), card.weights.sha256);
  }
});

const packed = (file) => (existsSync(`${file}.br`) ? statSync(`${file}.br`).size : statSync(file).size);
const sum = (files) => files.reduce((total, file) => total + packed(file), 0);
/** What reads medical files: the decoder's worker, and what it loads for the kind of compression that a film has. */
const medical = named(/^(decoder-worker|charls|openj|libjpeg|lossless)[^/]*\.(js|wasm)$/);

test('what reads medical files is at most 0.5 MB packed, all of it', () => {
  assert.equal(medical.filter((file) => file.endsWith('.wasm')).length, 4);
  assert.ok(medical.length >= 10, String(medical));
  assert.ok(sum(medical) <= 0.5e6, `${(sum(medical) / 1e6).toFixed(2)} MB`);
});

// The page opens on a simulated film; the other models, and a film of one's own, are fetched when they are asked for.
test('a first score needs at most 5 MB packed, whichever model gives it; all models 10, all retrained networks 15', () => {
  const needed = shipped.filter(
    (file) => ![...medical, ...graphics].includes(file) && !/(_headers|THIRD-PARTY\.txt|assets\.json|card\.json)$/.test(file),
  );
  const weights = needed.filter((file) => file.endsWith('.onnx'));
  assert.ok(weights.length > 1);
  const total = sum(needed.filter((file) => !weights.includes(file))) + Math.max(...weights.map(packed));
  assert.ok(total <= 5e6, `${(total / 1e6).toFixed(2)} MB`);
  const retrained = weights.filter((file) => /(low|high)-pass-\d+\b[^/]*\.onnx$/.test(file));
  const models = weights.filter((file) => !retrained.includes(file));
  assert.ok(models.length > 1 && retrained.length > 1);
  assert.ok(sum(models) <= 10e6, `all models: ${(sum(models) / 1e6).toFixed(2)} MB`);
  assert.ok(sum(retrained) <= 15e6, `all retrained networks: ${(sum(retrained) / 1e6).toFixed(2)} MB`);
  assert.ok(Math.max(...retrained.map(packed)) <= 0.8e6, 'a retrained network of more than 0.8 MB');
});
