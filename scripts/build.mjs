// npm run build: the native program, both wasm modules, the fonts and the site in dist/. What did not change is not made again.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compress, walk } from './compress.mjs';
import { writeNotice } from './notice.mjs';
import { alone, ask, at, main, quietly, step } from './run.mjs';
import { makeSamples } from './samples.mjs';
import { setup } from './setup.mjs';

/** The tree that a preset builds in: the tests in WebAssembly are made of the objects that ship. */
const treeOf = (preset) => (preset === 'wasm-tests' ? 'wasm' : preset);

const isConfigured = (tree) => {
  const made = at('build', tree, 'build.ninja');
  return existsSync(made) && statSync(made).mtimeMs >= statSync(at('CMakePresets.json')).mtimeMs;
};

/** Configures a CMake preset once and builds its targets; of two builds in one tree, the second waits. */
export async function cmake(preset, targets = []) {
  const tree = treeOf(preset);
  const release = await alone(at('build', `${tree}.pid`));
  try {
    if (!isConfigured(tree)) await quietly(`configure-${tree}`, 'cmake', ['--preset', tree]);
    const chosen = targets.length ? ['--target', ...targets] : [];
    const log = await quietly(`build-${preset}`, 'cmake', ['--build', '--preset', preset, ...chosen]);
    return log.includes('no work to do') ? 'unchanged' : '';
  } finally {
    release();
  }
}

const fontsMadeBy = 'scripts/fonts.py';
async function fonts() {
  const made = existsSync(at('build/fonts')) ? readdirSync(at('build/fonts')) : [];
  const since = statSync(at(fontsMadeBy)).mtimeMs;
  if (made.length && made.every((name) => statSync(at('build/fonts', name)).mtimeMs >= since)) return 'unchanged';
  await quietly('fonts', '/usr/bin/python3', [fontsMadeBy]);
}

/** What dist/ is made from; its hash tells whether it must be made again. */
const siteInputs = [
  'web',
  'assets',
  'contract',
  'models',
  'scripts',
  'build/fonts',
  'build/samples',
  'build/THIRD-PARTY.txt',
  'build/wasm/engine.mjs',
  'build/wasm/engine.wasm',
  'build/wasm/canvas.mjs',
  'build/wasm/canvas.wasm',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];

function inputsHash() {
  const hash = createHash('sha256').update(ask('git', ['rev-parse', 'HEAD']) ?? '');
  for (const name of siteInputs.filter((name) => existsSync(at(name)))) {
    for (const file of statSync(at(name)).isDirectory() ? walk(at(name)).sort() : [at(name)]) {
      if (!/__pycache__/.test(file)) hash.update(`${path.relative(at(), file)}\0`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

async function site() {
  const release = await alone(at('build/site.pid'));
  try {
    return await makeSite();
  } finally {
    release();
  }
}

async function makeSite() {
  const stamp = at('build/site.sha256');
  const hash = inputsHash();
  if (existsSync(at('dist/index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return 'unchanged';
  await quietly('site', process.execPath, [at('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn']);
  copyFileSync(at('build/THIRD-PARTY.txt'), at('dist/THIRD-PARTY.txt'));
  await compress();
  writeFileSync(stamp, hash);
}

export async function build() {
  mkdirSync(at('build'), { recursive: true });
  await step('native program', () => cmake('native-release', ['unseen_cli']));
  await step('WebAssembly modules', () => cmake('wasm', ['engine', 'canvas']));
  await step('fonts', fonts);
  await step('third-party notice', () => {
    writeNotice();
  });
  await step('samples', makeSamples);
  await step('site', site);
}

await main(import.meta.url, async () => {
  await setup('build');
  await build();
});
