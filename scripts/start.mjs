// npm start [-- --port P]: sets up what is missing, builds what changed, serves it, says where.
import { build } from './build.mjs';
import { main } from './run.mjs';
import { serveDist, serveOptions } from './serve.mjs';
import { setup } from './setup.mjs';

await main(import.meta.url, async (args) => {
  const options = serveOptions(args);
  await setup('build');
  await build();
  await serveDist(options);
});
