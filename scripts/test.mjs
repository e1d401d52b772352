// npm test [-- --only stage,stage]: everything that CI runs, stage by stage, closed by one line over all of it.
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { lint } from './lint.mjs';
import { at, main, Stop, say, sharedData } from './run.mjs';
import { setup } from './setup.mjs';
import { nodeTest, one, sum, unittest, vitest } from './test/count.mjs';
import { fuzz } from './test/fuzz.mjs';
import { googleTests } from './test/native.mjs';
import { outcome, reports } from './test/programs.mjs';
import { clangTidy } from './test/tidy.mjs';

const python = '/usr/bin/python3';

async function runVitest(name, config, limit) {
  const report = path.join(reports(), `${name}.json`);
  rmSync(report, { force: true });
  const args = [at('node_modules/vitest/vitest.mjs'), 'run', '--config', config, '--reporter=json', `--outputFile=${report}`];
  const ended = await outcome(process.execPath, args, { limit });
  const count = vitest(report, ended.status);
  if (count.failed) count.problems.push(ended.text.slice(-6000));
  return count;
}

async function runUnittest(folder) {
  const ended = await outcome(python, ['-m', 'unittest', 'discover', '-v', '-s', folder], {
    env: { ...process.env, PYTHONPATH: at(), PYTHONDONTWRITEBYTECODE: '1' },
  });
  return unittest(ended.text, ended.status);
}

async function runNodeTest(folder) {
  const ended = await outcome(process.execPath, ['--test', '--test-reporter=tap', `${folder}/`]);
  return nodeTest(ended.text, ended.status);
}

async function scripted(title, ...args) {
  const ended = await outcome(process.execPath, args, { limit: 1800 });
  return one(ended.status === 0, `${title}:\n${ended.text.slice(-6000)}`);
}

async function verifyModels() {
  if (!sharedData())
    return { passed: 0, failed: 0, skipped: ['npm run models:verify (needs the films of ../shared/data/real)'], problems: [] };
  return scripted('npm run models:verify -- --quick', 'scripts/models.mjs', 'verify', '--quick');
}

/** Every stage in its order; a later one may use what an earlier one built. */
const stages = [
  [
    'build',
    async () => {
      await build();
      return one(true);
    },
  ],
  ['lint', lint],
  ['generated', () => scripted('generated files are not current: npm run generate', 'scripts/generate.mjs', '--check')],
  ['native', () => googleTests('native')],
  ['wasm', () => googleTests('wasm-tests')],
  ['typescript', () => runVitest('vitest', 'vite.config.ts', 300)],
  ['golden', () => runUnittest('tests/golden')],
  ['models', () => runUnittest('tests/models')],
  ['train', () => scripted('npm run models:train -- --smoke', 'scripts/models.mjs', 'train', '--smoke')],
  ['verify', verifyModels],
  ['cli', () => runNodeTest('tests/cli')],
  ['house', () => runNodeTest('tests/house')],
  ['fuzz', () => fuzz(60)],
  ['tidy', () => clangTidy()],
  ['e2e', () => runVitest('e2e', 'tests/e2e/vitest.config.ts', 3000)],
];

async function runStage([name, work]) {
  const began = Date.now();
  let count;
  try {
    count = await work();
  } catch (e) {
    count = one(false, e instanceof Stop ? e.message : e.stack);
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(0);
  say(
    `${name.padEnd(12)} ${String(count.passed).padStart(5)} passed ${String(count.failed).padStart(4)} failed ${String(count.skipped.length).padStart(4)} skipped ${seconds.padStart(5)} s`,
  );
  for (const problem of count.problems) say(`\n--- ${name}: ${problem}\n`);
  return count;
}

await main(import.meta.url, async (args) => {
  const { values } = parseArgs({ args, options: { only: { type: 'string' } } });
  const only = values.only?.split(',');
  const unknown = only?.filter((name) => !stages.some(([stage]) => stage === name)) ?? [];
  if (unknown.length) throw new Stop(`No stage ${unknown.join(', ')}; there are ${stages.map(([name]) => name).join(', ')}.`);
  await setup('test');
  const counts = [];
  for (const stage of stages) if (!only || only.includes(stage[0])) counts.push(await runStage(stage));
  const total = sum(counts);
  if (total.skipped.length)
    say(`\nSkipped${existsSync(at('../shared')) ? '' : ' (../shared is absent here)'}:\n  ${total.skipped.join('\n  ')}`);
  say(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
  process.exitCode = total.failed ? 1 : 0;
});
