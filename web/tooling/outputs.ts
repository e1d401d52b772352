// What is written beside the bundle: the models, a list of every file with its size and SHA-256, and the headers for hosts that
// read a `_headers` file.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import type { ModelCard } from '../../contract/generated/card.ts';
import { measure, modelFolders, root } from './inputs.ts';

const walk = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const at = path.join(folder, name);
    return statSync(at).isDirectory() ? walk(at) : [at];
  });

/** The model's own file and those of its variants. */
function weightFiles(card: string): string[] {
  const { weights, variants = [] } = JSON.parse(readFileSync(card, 'utf8')) as ModelCard;
  return [weights, ...variants.map((variant) => variant.weights)].map(({ file }) => file);
}

function copyModels(dist: string) {
  for (const folder of modelFolders()) {
    mkdirSync(path.join(dist, 'models', folder), { recursive: true });
    for (const file of ['card.json', ...weightFiles(path.join(root, 'models', folder, 'card.json'))]) {
      const from = path.join(root, 'models', folder, file);
      if (existsSync(from)) {
        cpSync(from, path.join(dist, 'models', folder, file));
      }
    }
  }
}

/** Third parties' licences, where the build has written them down already. */
function copyNotice(dist: string) {
  const notice = path.join(root, 'build/THIRD-PARTY.txt');
  if (existsSync(notice)) {
    cpSync(notice, path.join(dist, 'THIRD-PARTY.txt'));
  }
}

/** The policy once more in the page itself, for hosts that send no headers. It binds the page, not the worker. */
export function policyInPage(policy: readonly string[]): Plugin {
  return {
    name: 'unseen:policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy.join('; ') }, injectTo: 'head-prepend' },
    ],
  };
}

export function outputs(headersFile: () => string): Plugin {
  let dist = '';
  return {
    name: 'unseen:outputs',
    apply: 'build',
    configResolved(config) {
      dist = path.resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      copyModels(dist);
      copyNotice(dist);
      writeFileSync(path.join(dist, '_headers'), headersFile());
      const files = walk(dist)
        .filter((file) => path.basename(file) !== 'assets.json')
        .sort();
      const list = Object.fromEntries(files.map((file) => [path.relative(dist, file).replaceAll(path.sep, '/'), measure(file)]));
      writeFileSync(path.join(dist, 'assets.json'), `${JSON.stringify(list, null, 1)}\n`);
    },
  };
}
