import { expect, test } from 'vitest';
import { Latest } from './latest';

test('one under way, one waiting, those between are dropped', async () => {
  const done: number[] = [];
  const latest = new Latest<number>(async (wish) => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    done.push(wish);
  });
  for (const wish of [1, 2, 3, 4]) {
    latest.want(wish);
  }
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(done).toEqual([1, 4]);
});
