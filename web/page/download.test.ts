import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../wire/refusal';
import { diagnose, download } from './download';

const file = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * i) % 251));
const page = '<!DOCTYPE html><html><title>Not found</title></html>';
const sha256 = createHash('sha256').update(file).digest('hex');
const flipped = Buffer.from(file);
flipped[1000] = (flipped[1000] ?? 0) ^ 1;

const binary = { 'content-type': 'application/octet-stream' };
const answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/plain': (_, r) => r.writeHead(200, { ...binary, 'content-length': file.length }).end(file),
  '/br': (_, r) => r.writeHead(200, { ...binary, 'content-encoding': 'br' }).end(brotliCompressSync(file)),
  '/gzip-length': (_, r) => {
    const bytes = gzipSync(file);
    r.writeHead(200, { ...binary, 'content-encoding': 'gzip', 'content-length': bytes.length }).end(bytes);
  },
  '/no-length': (_, r) => {
    r.writeHead(200, binary);
    r.write(file.subarray(0, 100_000));
    r.end(file.subarray(100_000));
  },
  '/missing': (_, r) => r.writeHead(404, { 'content-type': 'text/html' }).end(page),
  '/page': (_, r) => r.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page),
  '/page-as-bytes': (_, r) => r.writeHead(200, binary).end(`\n ${page}`),
  '/flipped': (_, r) => r.writeHead(200, binary).end(flipped),
  '/short': (_, r) => r.writeHead(200, binary).end(file.subarray(0, 1000)),
  '/long': (_, r) => r.writeHead(200, binary).end(Buffer.concat([file, file])),
  '/broken': (_, r) => {
    r.writeHead(200, { ...binary, 'content-length': file.length });
    r.write(file.subarray(0, 1000), () => r.destroy());
  },
  '/text.mjs': (_, r) => r.writeHead(200, { 'content-type': 'text/plain' }).end('export default 1;'),
  '/right.mjs': (_, r) => r.writeHead(200, { 'content-type': 'text/javascript' }).end('export default 1;'),
};

let server: Server;
let base = '';
beforeAll(async () => {
  server = createServer((request, response) => answers[request.url ?? '']?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const wanted = (path: string) => ({ what: 'model', url: base + path, bytes: file.length, sha256 });

test.each(['/plain', '/br', '/gzip-length', '/no-length'])(
  '%s: arrives whole, progress ends at and never passes the total',
  async (path) => {
    const seen: [number, number][] = [];
    const bytes = await download(wanted(path), { onProgress: (done, total) => seen.push([done, total]) });
    expect(isRefusal(bytes)).toBe(false);
    expect(Buffer.from(bytes as ArrayBuffer).equals(file)).toBe(true);
    expect(seen.at(-1)).toEqual([file.length, file.length]);
    expect(seen.every(([done, total], i) => done <= total && total === file.length && done >= (seen[i - 1]?.[0] ?? 0))).toBe(
      true,
    );
  },
);

test.each([
  ['/missing', 'host-answered-status', '404'],
  ['/page', 'host-answered-page', 'web page'],
  ['/page-as-bytes', 'host-answered-page', 'web page'],
  ['/flipped', 'host-wrong-bytes', 'model'],
  ['/short', 'host-wrong-bytes', 'model'],
  ['/long', 'host-wrong-bytes', 'model'],
  ['/broken', 'host-unreachable', 'model'],
])('%s is refused as %s', async (path, code, says) => {
  const refusal = await download(wanted(path));
  expect(isRefusal(refusal) && [refusal.code, refusal.message.includes(says)]).toEqual([code, true]);
});

test('a host that is not there is refused by name', async () => {
  const refusal = await download({ ...wanted('/plain'), url: 'http://127.0.0.1:9/none' });
  expect(isRefusal(refusal) && refusal.code).toBe('host-unreachable');
});

test('an aborted download is cancelled, before and during', async () => {
  const early = AbortSignal.abort();
  const late = new AbortController();
  const refusals = [
    await download(wanted('/plain'), { signal: early }),
    await download(wanted('/plain'), { signal: late.signal, onProgress: () => late.abort() }),
  ];
  expect(refusals.map((refusal) => isRefusal(refusal) && refusal.code)).toEqual(['cancelled', 'cancelled']);
});

test.each([
  ['/text.mjs', 'host-wrong-type'],
  ['/page', 'host-answered-page'],
  ['/missing', 'host-answered-status'],
  ['/right.mjs', null],
])('a script that did not start: %s is diagnosed as %s', async (path, code) => {
  expect((await diagnose('script', base + path))?.code ?? null).toBe(code);
});
