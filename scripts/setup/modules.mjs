// node_modules: as package-lock.json says, by `npm ci`, and only when it is not so already.
import { existsSync, readFileSync } from 'node:fs';
import { at, run, say } from '../run.mjs';

const packagesOf = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
};

/** True when node_modules holds exactly what the lock file asks for (optional packages of other systems aside). */
export function modulesCurrent(lock = at('package-lock.json'), have = at('node_modules/.package-lock.json')) {
  const asked = packagesOf(lock);
  const present = existsSync(have) ? packagesOf(have) : undefined;
  if (!asked || !present) return false;
  for (const [place, entry] of Object.entries(asked)) {
    if (place === '') continue;
    if (!present[place] ? !entry.optional : present[place].version !== entry.version) return false;
  }
  return Object.keys(present).every((place) => asked[place]);
}

export function modules() {
  if (modulesCurrent()) return;
  say('Installing npm packages: npm ci');
  run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
}
