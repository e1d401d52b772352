// dist/ as `npm run serve` gives it, with a record of what was asked for and a way to answer otherwise.
import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import path from 'node:path';
import { headers as production } from '../../../scripts/headers.mjs';
import { serve } from '../../../scripts/site.mjs';

export const root = path.resolve(import.meta.dirname, '../../..');
/** The built site; UNSEEN_DIST names another one. */
export const dist = path.resolve(root, process.env.UNSEEN_DIST ?? 'dist');

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly at: number;
}

export interface Instead {
  readonly status?: number;
  readonly type?: string;
  readonly body: Buffer | string;
}

export interface Site {
  readonly url: string;
  readonly asked: Asked[];
  /** What to answer for a path below the site's address, in place of the file; undefined gives the file. */
  instead: (name: string) => Instead | undefined;
  close(): Promise<void>;
}

/** Serves dist/ with production headers, or with those given, below `prefix`. */
export async function serveSite({
  headers = production,
  prefix = '/',
}: {
  headers?: Record<string, string>;
  prefix?: string;
} = {}): Promise<Site> {
  if (!existsSync(path.join(dist, 'index.html'))) {
    throw new Error('dist/ is not built: npm run build');
  }
  const asked: Asked[] = [];
  const site: Site = { url: '', asked, instead: () => undefined, close: async () => undefined };
  const before = (request: IncomingMessage, response: ServerResponse): boolean => {
    const url = request.url ?? '';
    asked.push({ method: request.method ?? '', url, at: Date.now() });
    if (!url.startsWith(prefix)) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not below this path.\n');
      return true;
    }
    request.url = `/${url.slice(prefix.length)}`;
    const answer = site.instead(request.url.slice(1));
    if (answer) {
      response.writeHead(answer.status ?? 200, { ...headers, 'Content-Type': answer.type ?? 'application/octet-stream' });
      response.end(answer.body);
    }
    return answer !== undefined;
  };
  const served = await serve(dist, { headers, before });
  return Object.assign(site, { url: served.url.replace(/\/$/, prefix), close: served.close });
}

/** A server of another origin that notes whatever reaches it: the positive control of every claim that nothing does. */
export async function canary(): Promise<{ url: string; heard: string[]; close(): Promise<void> }> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' }).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('the canary has no port');
  }
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${address.port}/`, heard, close };
}
