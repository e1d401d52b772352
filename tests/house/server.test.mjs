// The server and the counting of test results: small, but everything leans on them.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { cacheControl, headers } from '../../scripts/headers.mjs';
import { serveOptions } from '../../scripts/serve.mjs';
import { fileOf, serve } from '../../scripts/site.mjs';
import { nodeTest, sum, unittest } from '../../scripts/test/count.mjs';

const outside = mkdtempSync(path.join(tmpdir(), 'unseen-site-'));
const folder = path.join(outside, 'dist');
mkdirSync(path.join(folder, 'deep'), { recursive: true });
writeFileSync(path.join(outside, 'secret.txt'), 'secret');
writeFileSync(path.join(folder, 'index.html'), '<!doctype html>');
writeFileSync(path.join(folder, 'deep', 'a b.txt'), 'hello');
writeFileSync(path.join(folder, '.hidden.txt'), 'hidden');
writeFileSync(path.join(folder, 'engine.abcd1234.wasm'), 'raw');
writeFileSync(path.join(folder, 'engine.abcd1234.wasm.br'), 'packed');

test('a path names a file inside the folder or nothing', () => {
  assert.equal(fileOf(folder, '/'), path.join(folder, 'index.html'));
  assert.equal(fileOf(folder, '/deep/a%20b.txt?x=1'), path.join(folder, 'deep', 'a b.txt'));
  for (const url of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/deep/%2e%2e/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/deep\\..\\index.html',
    '/.hidden.txt',
    '/deep',
    '/deep/',
    '//index.html',
    '/%',
    '/%00',
    '/nothing.html',
    'index.html',
    '/engine.abcd1234.wasm.br',
  ]) {
    assert.equal(fileOf(folder, url), undefined, url);
  }
});

/** A request whose path no client library would send as it is. */
const rawRequest = (port, line) =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`));
    let heard = '';
    socket
      .on('data', (piece) => {
        heard += piece;
      })
      .on('close', () => done(heard));
  });

test('the server: headers, types, packed twins, methods, no way out', async () => {
  const site = await serve(folder);
  try {
    const page = await fetch(site.url);
    assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
    for (const [name, value] of Object.entries(headers)) assert.equal(page.headers.get(name), value);
    const heard = await rawRequest(site.port, 'GET /engine.abcd1234.wasm HTTP/1.1\r\nAccept-Encoding: gzip, br');
    assert.match(heard, /Content-Encoding: br/);
    assert.match(heard, /Content-Type: application\/wasm/);
    assert.match(heard, /immutable/);
    assert.match(heard, /packed$/);
    assert.match(await rawRequest(site.port, 'GET /engine.abcd1234.wasm HTTP/1.1\r\nAccept-Encoding: br;q=0'), /raw$/);
    assert.match(await rawRequest(site.port, 'GET /../secret.txt HTTP/1.1'), /^HTTP\/1.1 404/);
    assert.match(await rawRequest(site.port, 'POST / HTTP/1.1\r\nContent-Length: 0'), /^HTTP\/1.1 405/);
    const tag = page.headers.get('etag');
    assert.equal((await fetch(site.url, { headers: { 'if-none-match': tag } })).status, 304);
    assert.equal(await (await fetch(site.url, { method: 'HEAD' })).text(), '');
  } finally {
    await site.close();
  }
});

test('only names with a hash are kept for ever', () => {
  assert.match(cacheControl('index.B4x_9-Qz.js'), /immutable/);
  for (const name of ['index.html', 'model.onnx', 'card.json', 'ort-wasm-simd-threaded.wasm'])
    assert.equal(cacheControl(name), 'no-cache', name);
});

test('a port that is none is refused with a sentence', () => {
  assert.deepEqual(serveOptions(['--port', '9000']), { port: 9000, host: '127.0.0.1' });
  for (const args of [
    ['--port', 'x'],
    ['--port', '70000'],
    ['--prot', '1'],
  ])
    assert.throws(() => serveOptions(args), /port/);
});

test('counting: what a runner says becomes passed, failed, skipped by name', () => {
  assert.deepEqual(
    unittest("test_a (m.T.test_a) ... ok\ntest_b (m.T.test_b) ... skipped 'no data'\nRan 2 tests in 0.1s\n\nOK (skipped=1)\n", 0),
    {
      passed: 1,
      failed: 0,
      skipped: ['m.T.test_b'],
      problems: [],
    },
  );
  assert.equal(unittest('======\nFAIL: x\nRan 3 tests in 1s\n\nFAILED (failures=1, errors=1)\n', 1).failed, 2);
  assert.equal(unittest('Segmentation fault', 139).failed, 1);
  const tap = 'ok 1 - a\nok 2 - b # SKIP needs data\n# tests 2\n# pass 1\n# fail 0\n# cancelled 0\n# skipped 1\n';
  assert.deepEqual(nodeTest(tap, 0), { passed: 1, failed: 0, skipped: ['b'], problems: [] });
  assert.equal(nodeTest('', 1).failed, 1);
  assert.equal(sum([nodeTest(tap, 0), nodeTest(tap, 1)]).failed, 1);
});
