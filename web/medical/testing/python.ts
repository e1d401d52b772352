// Files that other programs write, made when a test runs: Pillow and libtiff through the system's Python.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Runs a script in an empty folder; gives what it left there, by name. */
export function madeByPython(script: string): Readonly<Record<string, Uint8Array>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'unseen-'));
  try {
    execFileSync('/usr/bin/python3', ['-c', script], { cwd: folder, stdio: 'pipe' });
    return Object.fromEntries(readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(path.join(folder, name)))]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
