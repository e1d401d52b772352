// The project's own files, as git sees them, for the tests of the house.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
export const at = (name) => path.join(root, name);
export const text = (name) => readFileSync(at(name), 'utf8');

const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--deduplicate'], { cwd: root, encoding: 'utf8' });
/** Committed files and new ones that git does not ignore. */
export const files = listed.split('\n').filter((name) => name && existsSync(at(name)));

/** `name:line` of each line that matches, over the files that match. */
export const places = (which, what) =>
  files
    .filter((name) => which.test(name))
    .flatMap((name) =>
      text(name)
        .split('\n')
        .flatMap((line, i) => (what.test(line) ? [`${name}:${i + 1}: ${line.trim()}`] : [])),
    );
