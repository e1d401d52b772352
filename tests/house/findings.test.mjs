// The published figures: their shape, that each can be looked up, and that nothing drifted from where they were collected.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { at, files, text } from './files.mjs';

const json = (name) => JSON.parse(text(name));
const findings = json('assets/findings/findings.json');
const studies = json('assets/findings/studies.json');
const takes = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
  json('assets/findings/findings.schema.json'),
);

const collected = path.join(process.env.UNSEEN_SHARED ?? at('../shared'), 'reference/findings.json');
test('findings.json is the one of ../shared/reference, byte for byte', {
  skip: existsSync(collected) ? false : 'needs ../shared/reference',
}, () => {
  assert.ok(readFileSync(collected).equals(readFileSync(at('assets/findings/findings.json'))));
});

test('every row fits the schema, and the schema refuses a damaged row', () => {
  assert.ok(takes(findings), JSON.stringify(takes.errors?.slice(0, 3)));
  const [row] = findings;
  for (const wrong of [
    { ...row, value: '0.9' },
    { ...row, source_locator: '' },
    { ...row, source_type: 'hearsay' },
    { ...row, extra: 1 },
    { ...row, parameter: { filter: 'LPF' } },
    { ...row, source_url: 'http://example.org/' },
  ])
    assert.equal(takes([wrong]), false, JSON.stringify(wrong).slice(0, 200));
});

test('ids are unique, each study has its citation, and each citation is used', () => {
  assert.equal(new Set(findings.map(({ id }) => id)).size, findings.length);
  assert.deepEqual(new Set(findings.map(({ study }) => study)), new Set(Object.keys(studies)));
  for (const { short, citation, url } of Object.values(studies))
    assert.ok(short && /\.$/.test(citation) && (url === null || url.startsWith('https://')), citation);
});

test('a number has a source that was read; a row without one says why', () => {
  for (const { id, value, range_low, status, source_type, source_url, note, qualitative } of findings) {
    const number = value !== null || range_low !== undefined;
    assert.equal(number, status === 'verified', id);
    if (number) assert.ok(source_type !== 'none' && source_url, id);
    else assert.ok(source_type === 'none' || qualitative || note, id);
  }
});

test('intervals and ranges are in order and hold their value, unless printed otherwise', () => {
  for (const { id, value, ci_low, ci_high, range_low, range_high, note } of findings) {
    assert.equal(ci_low === null, ci_high === null, id);
    if (ci_low !== null) assert.ok((ci_low <= value && value <= ci_high) || (ci_low <= ci_high && /^As printed/.test(note)), id);
    if (range_low !== undefined) assert.ok(range_low <= range_high, id);
  }
});

/** Texts that show a published figure name its row in a comment `// findings: id, id`. */
test('every row that the page’s texts name exists', () => {
  const ids = new Set(findings.map(({ id }) => id));
  const named = files
    .filter((name) => /^web\/page\/.*\.ts$/.test(name))
    .flatMap((name) => [...text(name).matchAll(/\/\/ findings: ([a-z0-9, -]+)/g)].flatMap((match) => match[1].split(/, */)))
    .map((id) => id.trim());
  assert.ok(named.length > 0);
  assert.deepEqual(
    named.filter((id) => !ids.has(id)),
    [],
  );
});

test('docs/published-figures.md counts what there is', () => {
  const unread = findings.filter(({ status }) => status !== 'verified').length;
  const told = text('docs/published-figures.md').replaceAll(/\s+/g, ' ');
  assert.ok(told.includes(`holds ${findings.length} rows from ${Object.keys(studies).length} studies`));
  assert.ok(told.includes(`${unread} rows hold no number`));
});
