import { expect, test } from 'vitest';
import { Queue } from './queue';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('tasks run one after the other, in the order they came', async () => {
  const queue = new Queue();
  const log: string[] = [];
  let inside = 0;
  for (const id of [1, 2, 3]) {
    queue.add({
      id,
      drop: () => log.push(`dropped ${id}`),
      async run() {
        inside++;
        expect(inside).toBe(1);
        await wait(id === 1 ? 20 : 1);
        inside--;
        log.push(`ran ${id}`);
      },
    });
  }
  await wait(80);
  expect(log).toEqual(['ran 1', 'ran 2', 'ran 3']);
});

test('a waiting task is dropped when cancelled; a running one is let finish', async () => {
  const queue = new Queue();
  const log: string[] = [];
  for (const id of [1, 2]) {
    queue.add({
      id,
      run: async () => {
        await wait(20);
        log.push(`ran ${id}`);
      },
      drop: () => log.push(`dropped ${id}`),
    });
  }
  queue.cancel(1);
  queue.cancel(2);
  await wait(80);
  expect(log).toEqual(['dropped 2', 'ran 1']);
});

test('what only reads runs while the task before it waits, but never past one that stands between', async () => {
  const queue = new Queue();
  const log: string[] = [];
  const task = (id: number, name: string, ms: number, reads = false) =>
    queue.add({
      id,
      reads,
      drop: () => undefined,
      async run() {
        await wait(ms);
        log.push(name);
      },
    });
  task(1, 'scored', 30);
  task(2, 'looked', 0, true);
  task(3, 'opened', 5);
  task(4, 'looked at that', 0, true);
  await wait(100);
  expect(log).toEqual(['looked', 'scored', 'opened', 'looked at that']);
});
