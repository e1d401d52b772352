// npm run serve -- [--port P] [--host H]: serves dist/ as it was built, with production headers.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { at, main, Stop, say } from './run.mjs';
import { serve } from './site.mjs';

export function serveOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: { port: { type: 'string', default: '8080' }, host: { type: 'string', default: '127.0.0.1' } },
    }));
  } catch (e) {
    throw new Stop(`${e.message}\nnpm run serve -- [--port P] [--host H]`);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Stop(`--port ${values.port} is no port: 0 to 65535.`);
  return { port, host: values.host };
}

export async function serveDist(options) {
  if (!existsSync(at('dist/index.html'))) throw new Stop('dist/ is not built yet: npm run build');
  try {
    const site = await serve(at('dist'), options);
    say(`Unseen is at ${site.url}  (Ctrl+C ends it)`);
  } catch (e) {
    throw new Stop(
      e.code === 'EADDRINUSE' ? `Port ${options.port} is taken: npm run serve -- --port ${options.port + 1}` : e.message,
    );
  }
}

await main(import.meta.url, (args) => serveDist(serveOptions(args)));
