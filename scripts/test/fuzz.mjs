// The libFuzzer programs and the targets of tests/fuzz/ts, for one minute together; each starts from its seeds and ends on a finding.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fuzzTarget, targetNames } from '../../tests/fuzz/ts/run.mjs';
import { cmake } from '../build.mjs';
import { at, ownFiles, Stop } from '../run.mjs';
import { one, sum } from './count.mjs';
import { inPairs, outcome } from './programs.mjs';

/** The folders of seeds that a target's source names in lines `// seeds: FOLDER`, and the one that bears its name. */
function seedsOf(name) {
  const source = ownFiles(/_fuzz\.cpp$/).find((file) => name.endsWith(`_${path.basename(file, '.cpp')}`));
  const named = source
    ? [...readFileSync(at(source), 'utf8').matchAll(/^\/\/ seeds: (.+)$/gm)].flatMap((m) => m[1].trim().split(/\s+/))
    : [];
  return [...named, `tests/fuzz/${name}`].map((folder) => at(folder)).filter(existsSync);
}

export async function fuzz(seconds = 60) {
  await cmake('native', ['fuzzers']);
  const programs = readdirSync(at('build/native')).filter((name) => name.endsWith('_fuzz'));
  if (programs.length === 0) throw new Stop('preset native made no fuzz target');
  const readers = targetNames();
  const each = Math.max(5, Math.round((2 * seconds) / (programs.length + readers.length)));
  const counts = await inPairs([...programs, ...readers], async (name) => {
    if (readers.includes(name)) {
      const { finding } = await fuzzTarget(name, each);
      return one(finding === null, `the TypeScript reader ${name}: ${finding}`);
    }
    const grown = at('build/fuzz-corpus', name);
    const artifacts = at('build/fuzz-findings', name);
    mkdirSync(grown, { recursive: true });
    mkdirSync(artifacts, { recursive: true });
    const options = [
      `-max_total_time=${each}`,
      '-timeout=2',
      '-rss_limit_mb=2048',
      '-max_len=65536',
      `-artifact_prefix=${artifacts}${path.sep}`,
      '-print_final_stats=1',
    ];
    const ended = await outcome(at('build/native', name), [...options, grown, ...seedsOf(name)], {
      limit: each + 120,
    });
    return one(ended.status === 0, `${name} found something:\n${ended.text.slice(-6000)}`);
  });
  return sum(counts);
}
