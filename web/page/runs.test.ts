import { expect, test, vi } from 'vitest';
import { isRefusal, refuse } from '../wire/refusal';
import type { Answer } from '../wire/values';
import { type Asked, type Ran, type RunProgress, Runs } from './runs';

const asked: Asked = {
  experiment: 'sweep',
  parameters: { operation: 'low-pass' },
  model: 'm',
  variant: 'low-pass-4',
  view: null,
};
const said = (n: number): Answer[] => [{ form: 'table', id: 'table', title: 'T', says: '', columns: ['n'], rows: [[n]] }];

/** A worker of ten pictures, two a part, each part a second long by the clock that it keeps. */
function worker(refusedAt = Number.POSITIVE_INFINITY) {
  let done = 0;
  let now = 0;
  const kinds: string[] = [];
  const call = (async (kind: string, send: { answers?: boolean }) => {
    kinds.push(kind);
    if (kind === 'experiment-begin') {
      return { run: 1, done: 0, total: 10 };
    }
    if (kind === 'experiment-end') {
      return { answers: said(done) };
    }
    now += 1000;
    done += 2;
    return done > refusedAt
      ? refuse('superseded')
      : { done, total: 10, inference: 900, answers: send.answers ? said(done) : null };
  }) as unknown as ConstructorParameters<typeof Runs>[0]['call'];
  return { runs: new Runs({ call }, () => now), kinds, pass: (ms: number) => (now += ms) };
}

test('a whole run: told as it goes, with the time left, and complete in the end', async () => {
  const { runs, kinds } = worker();
  const told: RunProgress[] = [];
  const ran = (await runs.run(asked, { onProgress: (progress) => void told.push(progress) })) as Ran;
  expect(ran).toMatchObject({
    ok: true,
    partial: false,
    done: 10,
    total: 10,
    model: 'm',
    variant: 'low-pass-4',
    answers: said(10),
  });
  expect(ran.timings).toEqual({ inference: 4500, total: 5000 });
  expect(told.map(({ done, secondsLeft }) => [done, secondsLeft])).toEqual([
    [2, 4],
    [6, 2],
    [10, 0],
  ]);
  expect(kinds.at(-1)).toBe('experiment-end');
});

test('cancelled half-way it gives what is known, marked partial; before anything, a refusal', async () => {
  const { runs } = worker();
  const stop = new AbortController();
  const ran = (await runs.run(asked, { signal: stop.signal, onProgress: ({ done }) => done >= 4 && stop.abort() })) as Ran;
  expect(ran).toMatchObject({ ok: true, partial: true, done: 6, total: 10, answers: said(6) });
  expect(await runs.run(asked, { signal: AbortSignal.abort() })).toMatchObject({ ok: false, code: 'cancelled' });
});

test('a promise from onProgress pauses; the pause is not counted, and cancelling ends it', async () => {
  const { runs, pass } = worker();
  let go = () => {};
  const onProgress = vi.fn(({ done }: RunProgress) => {
    if (done === 6) {
      return new Promise<void>((resolve) => {
        go = () => {
          pass(60_000);
          resolve();
        };
      });
    }
    return undefined;
  });
  const running = runs.run(asked, { onProgress });
  await vi.waitFor(() => expect(onProgress).toHaveBeenCalledTimes(2));
  await new Promise((later) => setTimeout(later, 20));
  expect(onProgress).toHaveBeenCalledTimes(2);
  expect(await runs.run(asked)).toMatchObject({ ok: false, code: 'experiment-busy' });
  go();
  expect(((await running) as Ran).timings.total).toBe(5000);

  const stop = new AbortController();
  const other = worker();
  const endless = other.runs.run(asked, { signal: stop.signal, onProgress: () => new Promise(() => {}) });
  await new Promise((later) => setTimeout(later, 5));
  stop.abort();
  expect(await endless).toMatchObject({ partial: true, done: 2 });
});

test('a refusal in the middle is the answer, and another run may begin', async () => {
  const { runs } = worker(4);
  const ran = await runs.run(asked);
  expect(isRefusal(ran) && ran.code).toBe('superseded');
  expect(await runs.run(asked)).not.toMatchObject({ code: 'experiment-busy' });
});
