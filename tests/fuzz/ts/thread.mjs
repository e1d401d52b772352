// Loads the TypeScript of the fuzzer into this thread, and works.
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { createServer, createServerModuleRunner } from 'vite';

const server = await createServer({
  configFile: false,
  root: path.resolve(import.meta.dirname, '../../..'),
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true, include: [] },
});
const runner = createServerModuleRunner(server.environments.ssr, { hmr: false });
const { work } = await runner.import(path.join(import.meta.dirname, 'worker.ts'));
parentPort.postMessage({ type: 'loaded' });
parentPort.postMessage({ type: 'done', done: await work(workerData) });
