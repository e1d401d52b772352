import { expect, test } from 'vitest';
import { plan } from './threads';

const isolated = { isolated: true, cores: 8, asksSafe: false };

test('threads are tried only where a run is long, the page isolated and the machine has cores; the reason is said', () => {
  expect(plan({ steady: 12 }, isolated)).toMatchObject({ attempt: 1, why: 'a run takes 12 ms, more would not help' });
  expect(plan({ steady: 200 }, isolated)).toMatchObject({ attempt: 4 });
  expect(plan({ steady: 200 }, { ...isolated, cores: 2 })).toMatchObject({ attempt: 2 });
  expect(plan({ steady: 200 }, { ...isolated, cores: 1 }).why).toContain('one core');
  expect(plan({ steady: 200 }, { ...isolated, isolated: false }).why).toContain('not cross-origin isolated');
});

test('one address parameter keeps it to one thread whatever the machine offers', () => {
  expect(plan({ steady: 200 }, { ...isolated, asksSafe: true })).toMatchObject({
    attempt: 1,
    why: expect.stringContaining('safe=1'),
  });
});
