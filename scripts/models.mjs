// npm run models:train [-- --model ID] [-- --data DIR] [-- --smoke] and models:verify, models:figure: the pipeline in models/pipeline, after what
// it needs. The model `gate` is the router that all models share.
import { cmake } from './build.mjs';
import { at, main, run, Stop } from './run.mjs';
import { setup } from './setup.mjs';

await main(import.meta.url, async ([what, ...args]) => {
  if (!['train', 'verify', 'figure'].includes(what)) throw new Stop('node scripts/models.mjs train|verify|figure [options]');
  await setup('models');
  if (what === 'figure') {
    run('/usr/bin/python3', ['-m', 'models.pipeline.figure', ...args], { cwd: at() });
    return;
  }
  await cmake('native-release', ['unseen_cli']);
  const gate = args.indexOf('gate');
  if (what === 'train' && gate > 0 && args[gate - 1] === '--model') {
    const rest = args.filter((_, i) => i !== gate && i !== gate - 1);
    run('/usr/bin/python3', ['-m', 'models.pipeline.gate.train', ...rest], { cwd: at() });
    return;
  }
  run('/usr/bin/python3', ['-m', `models.pipeline.${what}`, ...args], { cwd: at() });
});
