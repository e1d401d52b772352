// The C++ tests of a CMake preset, each program run with GoogleTest's own report.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { cmake } from '../build.mjs';
import { ask, at, Stop } from '../run.mjs';
import { googleTest, one, sum } from './count.mjs';
import { inPairs, outcome, reports } from './programs.mjs';

const sanitizers = {
  ASAN_OPTIONS: 'detect_stack_use_after_return=1:strict_string_checks=1',
  UBSAN_OPTIONS: 'print_stacktrace=1',
};

export async function googleTests(preset) {
  await cmake(preset);
  const listed = ask('ctest', ['--preset', preset, '--show-only=json-v1']);
  const tests = listed ? JSON.parse(listed).tests : [];
  if (tests.length === 0) throw new Stop(`preset ${preset} has no test program`);
  const counts = await inPairs(tests, async ({ name, command }) => {
    const env = { ...process.env, ...sanitizers };
    if (name.endsWith('_fuzz')) {
      const replayed = await outcome(command[0], command.slice(1), { env });
      return one(replayed.status === 0, `${name} on its seeds:\n${replayed.text.slice(-6000)}`);
    }
    const report = path.join(reports(), `${preset}-${name}.json`);
    rmSync(report, { force: true });
    const ended = await outcome(command[0], [...command.slice(1), `--gtest_output=json:${report}`], { env, cwd: at() });
    const count = googleTest(report, name, ended.status);
    if (count.failed) count.problems.push(ended.text.slice(-6000));
    return count;
  });
  return sum(counts);
}
