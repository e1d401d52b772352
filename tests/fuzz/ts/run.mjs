// node tests/fuzz/ts/run.mjs [--target NAME,NAME] [--seconds N] [--seed N]: feeds the TypeScript readers with damaged files.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { at, main, Stop, say } from '../../../scripts/run.mjs';

/** A thread that shows no new input for this long hangs. */
const stall = 10_000;
const largestInput = 2 ** 18;
const mostMemory = 2 ** 31;

/** The list of targets.ts; each is called as its constant. */
export const targetNames = () =>
  readFileSync(at('tests/fuzz/ts/targets.ts'), 'utf8')
    .match(/targets: readonly Target\[\] = \[([^\]]+)\]/)[1]
    .split(',')
    .map((name) => name.trim());

const kept = (target) => {
  const folder = at('tests/fuzz/ts/kept', target);
  return existsSync(folder) ? readdirSync(folder).map((name) => new Uint8Array(readFileSync(path.join(folder, name)))) : [];
};

/** Runs a target for so many seconds; the finding, where there is one, is written down. */
export function fuzzTarget(target, seconds, seed = 1) {
  const state = new Int32Array(new SharedArrayBuffer(8));
  const input = new Uint8Array(new SharedArrayBuffer(largestInput));
  return new Promise((resolve) => {
    const data = { target, seed, milliseconds: seconds * 1000, kept: kept(target), state, input };
    const worker = new Worker(new URL('thread.mjs', import.meta.url), { workerData: data });
    let seen = -1;
    let since = Date.now();
    let loaded = false;
    let peak = 0;
    const settle = (result) => {
      clearInterval(watch);
      void worker.terminate();
      resolve({ target, runs: state[1], ...result, finding: result.finding && keep(target, result.finding) });
    };
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
      if (!loaded || seen !== state[1]) {
        seen = state[1];
        since = Date.now();
      } else if (Date.now() - since > stall) {
        settle({ finding: { what: `hangs: no end within ${stall / 1000} s`, bytes: input.slice(0, state[0]) } });
      }
      if (peak > mostMemory)
        settle({ finding: { what: `${Math.round(peak / 2 ** 20)} MB of memory`, bytes: input.slice(0, state[0]) } });
    }, 250);
    worker.on('message', ({ type, done }) => {
      if (type === 'loaded') loaded = true;
      else settle(done);
    });
    worker.on('error', (error) => settle({ finding: { what: error.stack ?? String(error), bytes: input.slice(0, state[0]) } }));
  });
}

function keep(target, { what, bytes }) {
  const folder = at('build/fuzz-findings', `ts-${target}`);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${Date.now()}.bin`);
  writeFileSync(file, bytes);
  return `${what}\n(input: ${path.relative(at(), file)})`;
}

await main(import.meta.url, async (args) => {
  const options = {
    target: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  };
  const { values } = parseArgs({ args, options });
  const names = targetNames();
  const wanted = values.target?.split(',') ?? names;
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length) throw new Stop(`No target ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  for (const name of wanted) {
    const { runs, corpus, words, finding } = await fuzzTarget(name, Number(values.seconds), Number(values.seed));
    say(`${name}: ${runs} inputs, ${corpus} seeds, ${words} different answers${finding ? `\nFOUND ${finding}` : ''}`);
    if (finding) process.exitCode = 1;
  }
});
