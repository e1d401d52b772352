// Debian's Chromium, found at run time and kept quiet: it asks nothing of the network by itself.
import { ask, Stop } from './run.mjs';

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
];

/**
 * Starts the browser; `more` are further options of its command line.
 * @param {readonly string[]} [more]
 */
export async function startBrowser(more = []) {
  // Not at the top: packages are there only after set-up.
  const { chromium } = await import('playwright-core');
  const executablePath = ask('sh', ['-c', 'command -v chromium || command -v google-chrome']);
  if (!executablePath) throw new Stop('There is no Chromium here: npm test installs it, or names the command that does.');
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...quiet, ...asRoot, ...more] });
}
