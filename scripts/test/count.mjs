// Reading what each test runner says into one form: {passed, failed, skipped: [names], problems: [text]}.
import { existsSync, readFileSync } from 'node:fs';

export const nothing = () => ({ passed: 0, failed: 0, skipped: [], problems: [] });

export const sum = (counts) => ({
  passed: counts.reduce((n, c) => n + c.passed, 0),
  failed: counts.reduce((n, c) => n + c.failed, 0),
  skipped: counts.flatMap((c) => c.skipped),
  problems: counts.flatMap((c) => c.problems),
});

/** One check that holds or not. */
export const one = (holds, problem = '') =>
  holds ? { ...nothing(), passed: 1 } : { ...nothing(), failed: 1, problems: [problem] };

/** GoogleTest's JSON report; a program that ended badly without a failed test (a sanitizer's finding, a crash) counts as one. */
export function googleTest(file, name, status) {
  if (!existsSync(file)) return one(false, `${name} wrote no report (it ended with ${status})`);
  const count = nothing();
  for (const suite of JSON.parse(readFileSync(file, 'utf8')).testsuites) {
    for (const test of suite.testsuite) {
      const title = `${suite.name}.${test.name}`;
      if (test.result === 'SKIPPED') count.skipped.push(title);
      else if (test.status === 'NOTRUN') count.skipped.push(`${title} (disabled)`);
      else if (test.failures?.length) {
        count.failed++;
        count.problems.push(`${title}: ${test.failures[0].failure}`);
      } else count.passed++;
    }
  }
  if (status !== 0 && count.failed === 0) return sum([count, one(false, `${name} ended with ${status}`)]);
  if (count.passed + count.failed + count.skipped.length === 0) return one(false, `${name} holds no test`);
  return count;
}

/** Vitest's JSON report. */
export function vitest(file, status) {
  if (!existsSync(file)) return one(false, `vitest wrote no report (it ended with ${status})`);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const count = nothing();
  for (const group of report.testResults) {
    if (group.assertionResults.length === 0) {
      count.failed++;
      count.problems.push(`${group.name}: ${group.message || 'holds no test'}`);
    }
    for (const test of group.assertionResults) {
      if (test.status === 'passed') count.passed++;
      else if (test.status === 'failed') {
        count.failed++;
        count.problems.push(`${test.fullName}: ${test.failureMessages[0] ?? ''}`);
      } else count.skipped.push(test.fullName);
    }
  }
  if (status !== 0 && count.failed === 0) return sum([count, one(false, `vitest ended with ${status}`)]);
  return count;
}

/** Python's unittest, run with -v; what it says is on stderr. */
export function unittest(text, status) {
  const ran = Number(/^Ran (\d+) tests?/m.exec(text)?.[1] ?? 0);
  const closing = /^(?:OK|FAILED)(?: \((.*)\))?$/m.exec(text)?.[1] ?? '';
  const of = (word) => Number(new RegExp(`${word}=(\\d+)`).exec(closing)?.[1] ?? 0);
  const failed = of('failures') + of('errors') + of('unexpected successes');
  const skipped = [...text.matchAll(/^\w+ \(([\w.]+)\)(?:\n[^\n]*)? \.\.\. skipped/gm)].map((m) => m[1]);
  while (skipped.length < of('skipped')) skipped.push('a Python test');
  const count = {
    passed: Math.max(0, ran - failed - skipped.length),
    failed,
    skipped,
    problems: failed ? [text.slice(text.indexOf('======'))] : [],
  };
  if (ran === 0) return one(false, `no Python test ran:\n${text}`);
  if (status !== 0 && failed === 0) return sum([count, one(false, text.slice(-4000))]);
  return count;
}

/** node --test with the TAP reporter: single tests count, the suites around them do not. */
export function nodeTest(text, status) {
  const of = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const skipped = [...text.matchAll(/^\s*ok \d+ - (.*?) # SKIP/gm)].map((m) => m[1]);
  const failed = of('fail') + of('cancelled');
  const blocks = [...text.matchAll(/^\s*not ok \d+ - .*(?:\n\s+---[\s\S]*?\n\s+\.\.\.)?/gm)].map((m) => m[0]);
  const count = { passed: of('pass'), failed, skipped, problems: failed ? blocks : [] };
  if (count.passed + failed + skipped.length === 0) return one(false, `no test ran:\n${text.slice(-4000)}`);
  if (status !== 0 && failed === 0) return sum([count, one(false, text.slice(-4000))]);
  return count;
}
