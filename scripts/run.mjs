// Small tools shared by the scripts: where the project is, running a program, telling what happens.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** A path inside the project. */
export const at = (...parts) => path.join(root, ...parts);

/** Where the files that are never copied into the project lie, or undefined where they are absent. */
export const sharedData = () => {
  const folder = path.join(process.env.UNSEEN_SHARED ?? at('..', 'shared'), 'data');
  return existsSync(folder) ? folder : undefined;
};

/** A failure whose message is all the reader needs: no stack trace. */
export class Stop extends Error {}

export const say = (line = '') => process.stdout.write(`${line}\n`);

/** Runs a program to its end with its output shown; throws a Stop when it fails. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (done.error) throw new Stop(`${command} could not be started: ${done.error.message}`);
  if (done.status !== 0) throw new Stop(`${command} ${args.join(' ')} ended with ${done.status ?? done.signal}.`);
}

/** The trimmed output of a program, or undefined when it fails or is absent. */
export function ask(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  return done.status === 0 ? done.stdout.trim() : undefined;
}

/** The project's files that match: committed ones and new ones that git does not ignore. */
export const ownFiles = (pattern) =>
  (ask('git', ['ls-files', '-co', '--exclude-standard', '--deduplicate']) ?? '')
    .split('\n')
    .filter((name) => pattern.test(name) && existsSync(at(name)));

/** Runs a program with its output in build/log/NAME.log; its last lines are shown when it fails. */
export function quietly(name, command, args, options = {}) {
  mkdirSync(at('build/log'), { recursive: true });
  const log = at('build/log', `${name}.log`);
  const file = openSync(log, 'w');
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', file, file], ...options });
    child.on('error', (e) => fail(new Stop(`${command} could not be started: ${e.message}`)));
    child.on('exit', (status, signal) => {
      closeSync(file);
      if (status === 0) return done(readFileSync(log, 'utf8'));
      const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-60).join('\n');
      fail(new Stop(`${tail}\n${command} ended with ${status ?? signal}; all of it: build/log/${name}.log`));
    });
  });
}

const runs = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return e.code === 'EPERM';
  }
};

/** Waits until no other living process holds `file`, takes it, and resolves to the function that gives it back. */
export async function alone(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (e) {
      if (e.code !== 'EEXIST') throw e;
    }
    const holder = Number(existsSync(file) ? readFileSync(file, 'utf8') : 0);
    if (holder && !runs(holder)) rmSync(file, { force: true });
    else await new Promise((again) => setTimeout(again, 300));
  }
}

/** Does one step and says in one line what it was and how long it took. */
export async function step(title, work) {
  const began = Date.now();
  const note = await work();
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  say(`${title.padEnd(34)} ${seconds.padStart(6)} s${typeof note === 'string' ? `  ${note}` : ''}`);
}

/** Runs a script's main function when the script itself was started; a Stop is told in its own words. */
export async function main(url, work) {
  if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(url)) {
    try {
      await work(process.argv.slice(2));
    } catch (e) {
      if (!(e instanceof Stop)) throw e;
      process.stderr.write(`${e.message}\n`);
      process.exitCode = 1;
    }
  }
}
