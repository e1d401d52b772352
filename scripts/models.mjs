// npm run models:train [-- --data DIR] [-- --smoke] and models:verify: the pipeline in models/pipeline, after what it needs.
import { cmake } from './build.mjs';
import { at, main, run, Stop } from './run.mjs';
import { setup } from './setup.mjs';

await main(import.meta.url, async ([what, ...args]) => {
  if (!['train', 'verify'].includes(what)) throw new Stop('node scripts/models.mjs train|verify [options]');
  await setup('models');
  await cmake('native-release', ['unseen_cli']);
  run('/usr/bin/python3', ['-m', `models.pipeline.${what}`, ...args], { cwd: at() });
});
