// Starting a test program: output kept, a time limit, never more than two at once.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { at } from '../run.mjs';

export const reports = () => {
  mkdirSync(at('build/report'), { recursive: true });
  return at('build/report');
};

/** Runs a program to its end or its limit; resolves to {status, text} with both outputs in `text`. */
export function outcome(command, args, { limit = 900, ...options } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: at(), stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
    let text = '';
    const add = (piece) => {
      text += piece;
    };
    child.stdout.setEncoding('utf8').on('data', add);
    child.stderr.setEncoding('utf8').on('data', add);
    const end = () => {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        /* it has ended */
      }
    };
    const timer = setTimeout(() => {
      text += `\nended after ${limit} s: too slow\n`;
      end();
    }, limit * 1000);
    child.on('error', (e) => {
      clearTimeout(timer);
      done({ status: -1, text: `${command} could not be started: ${e.message}` });
    });
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      end();
      done({ status: status ?? signal, text });
    });
  });
}

/** Does `work` for each item, two at a time, keeping the order of the answers. */
export async function inPairs(items, work) {
  const answers = new Array(items.length);
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const i = next++;
      answers[i] = await work(items[i]);
    }
  };
  await Promise.all([lane(), lane()]);
  return answers;
}
