// The libFuzzer programs, for one minute together; each starts from its seeds and dies on a finding.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cmake } from '../build.mjs';
import { at, Stop } from '../run.mjs';
import { one, sum } from './count.mjs';
import { inPairs, outcome } from './programs.mjs';

export async function fuzz(seconds = 60) {
  await cmake('fuzz');
  const programs = readdirSync(at('build/fuzz')).filter((name) => name.endsWith('_fuzz'));
  if (programs.length === 0) throw new Stop('preset fuzz made no program');
  const each = Math.max(5, Math.round((2 * seconds) / programs.length));
  const counts = await inPairs(programs, async (name) => {
    const grown = at('build/fuzz-corpus', name);
    const artifacts = at('build/fuzz-findings', name);
    mkdirSync(grown, { recursive: true });
    mkdirSync(artifacts, { recursive: true });
    const seeds = at('tests/fuzz/seeds', name.replace(/_fuzz$/, ''));
    const options = [
      `-max_total_time=${each}`,
      '-timeout=2',
      '-rss_limit_mb=2048',
      '-max_len=65536',
      `-artifact_prefix=${artifacts}${path.sep}`,
      '-print_final_stats=1',
    ];
    const ended = await outcome(at('build/fuzz', name), [...options, grown, ...(existsSync(seeds) ? [seeds] : [])], {
      limit: each + 120,
    });
    return one(ended.status === 0, `${name} found something:\n${ended.text.slice(-6000)}`);
  });
  return sum(counts);
}
