// node scripts/setup.mjs build|models|test: provides what a level needs and is not there yet. Uses nothing but node itself.
import { main, Stop } from './run.mjs';
import { modules } from './setup/modules.mjs';
import { packages } from './setup/packages.mjs';
import { fetchSources } from './setup/sources.mjs';

export async function setup(level) {
  if (!['build', 'models', 'test'].includes(level)) throw new Stop('node scripts/setup.mjs build|models|test');
  packages(level);
  modules();
  await fetchSources();
}

await main(import.meta.url, ([level = 'build']) => setup(level));
