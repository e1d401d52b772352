// Debian's Chromium, found at run time and kept quiet: it asks nothing of the network by itself.
import { execFileSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
];

function executable(): string {
  for (const name of ['chromium', 'google-chrome']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // The next name is tried.
    }
  }
  throw new Error('no Chromium here: npm test installs it, or names the command that does');
}

export function startBrowser(more: readonly string[] = []): Promise<Browser> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: executable(), args: [...quiet, ...asRoot, ...more] });
}
