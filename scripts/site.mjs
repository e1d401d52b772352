// A static server for a built folder: right types, production headers, precompressed files, nothing outside the folder.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { cacheControl, headers as production, types } from './headers.mjs';

const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

/** The file of `folder` that a request's path names, or undefined: no way out of the folder, no hidden or unknown file. */
export function fileOf(folder, url) {
  let name;
  try {
    name = decodeURIComponent(url.split(/[?#]/)[0]);
  } catch {
    return undefined;
  }
  if (!name.startsWith('/') || name.includes('\0') || name.includes('\\')) return undefined;
  const parts = name.slice(1).split('/');
  if (parts.at(-1) === '') parts[parts.length - 1] = 'index.html';
  if (parts.some((part) => part === '' || part.startsWith('.'))) return undefined;
  const file = path.join(folder, ...parts);
  return types[path.extname(file)] && factsOf(file) ? file : undefined;
}

function factsOf(file) {
  const facts = statSync(file, { throwIfNoEntry: false });
  return facts?.isFile()
    ? { file, size: facts.size, tag: `"${facts.size.toString(36)}-${Math.round(facts.mtimeMs).toString(36)}"` }
    : undefined;
}

/** The file as it is sent: a compressed twin beside it when the asker takes one. */
function form(file, accepted = '') {
  const takes = accepted
    .split(',')
    .map((part) => part.trim().split(';'))
    .filter(([, q]) => q !== 'q=0')
    .map(([name]) => name);
  for (const [encoding, ending] of encodings) {
    const twin = takes.includes(encoding) ? factsOf(file + ending) : undefined;
    if (twin) return { ...twin, encoding };
  }
  return factsOf(file);
}

function answer(request, response, folder, extra) {
  const end = (status, text, more = {}) => {
    response.writeHead(status, { ...extra, 'Content-Type': types['.txt'], ...more });
    response.end(request.method === 'HEAD' ? undefined : text);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(405, 'Only GET and HEAD.\n', { Allow: 'GET, HEAD' });
  const file = fileOf(folder, request.url);
  if (!file) return end(404, 'No such file.\n');
  const sent = form(file, request.headers['accept-encoding']);
  const told = {
    ...extra,
    'Content-Type': types[path.extname(file)],
    'Cache-Control': cacheControl(path.basename(file)),
    ETag: sent.tag,
    Vary: 'Accept-Encoding',
  };
  if (request.headers['if-none-match'] === sent.tag) return response.writeHead(304, told).end();
  response.writeHead(200, {
    ...told,
    'Content-Length': sent.size,
    ...(sent.encoding ? { 'Content-Encoding': sent.encoding } : {}),
  });
  if (request.method === 'HEAD') return response.end();
  createReadStream(sent.file)
    .on('error', () => response.destroy())
    .pipe(response);
}

/**
 * Serves `folder`; resolves to {url, port, close}. `before(request, response)` returning true has answered by itself.
 * @param {string} folder
 * @param {{
 *   port?: number, host?: string, headers?: Record<string, string>,
 *   before?: (request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean
 * }} [options]
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 */
export function serve(folder, { port = 0, host = '127.0.0.1', headers = production, before = () => false } = {}) {
  const server = createServer((request, response) => {
    if (!before(request, response)) answer(request, response, folder, headers);
  });
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      const at = server.address();
      const close = () =>
        new Promise((closed) => {
          server.close(closed);
          server.closeAllConnections();
        });
      const shown = at.family === 'IPv6' ? `[${at.address}]` : at.address;
      done({ url: `http://${shown}:${at.port}/`, port: at.port, close });
    });
  });
}
