// Debian packages: which are missing, and getting them.
import { readFileSync } from 'node:fs';
import { ask, at, run, Stop, say } from '../run.mjs';

/** What each level of the set-up includes besides its own packages. */
const levels = { build: ['build'], models: ['build', 'models'], test: ['build', 'models', 'test'] };

const wanted = (level) => {
  const lists = JSON.parse(readFileSync(at('scripts/setup/packages.json'), 'utf8'));
  return levels[level].flatMap((name) => Object.keys(lists[name]));
};

function missing(names) {
  const known = ask('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n']);
  if (known === undefined) {
    throw new Stop(`This set-up knows Debian's packages only, and dpkg-query did not answer.
On another system, provide what these Debian packages hold and then run the steps of scripts/README.md by hand:
  ${names.join(' ')}`);
  }
  const installed = new Set(
    known
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name));
}

/** Installs the packages a level needs when we are root; otherwise names the one command that does, and stops. */
export function packages(level) {
  const names = missing(wanted(level));
  if (names.length === 0) return;
  const install = ['install', '-y', '--no-install-recommends', ...names];
  if (ask('apt-get', ['--version']) === undefined) {
    throw new Stop(
      `Without apt-get these Debian packages cannot be installed here; provide them and start again:\n  ${names.join(' ')}`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new Stop(
      `Some Debian packages are missing. Run this once, then start again:\n\n  sudo apt-get update && sudo apt-get ${install.join(' ')}\n`,
    );
  }
  say(`Installing Debian packages: ${names.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-q'], { env });
  run('apt-get', ['-q', ...install], { env });
}
