import { expect, test } from 'vitest';
import { refuse } from '../wire/refusal';
import type { Engine } from './engine';
import { Experiments, type Network } from './experiments';

/**
 * An engine with so many pictures of two numbers that takes `make` milliseconds for one, and a network that takes `each` and works
 * on one batch after another, by the clock they share.
 */
function bench({ total = 100, each = 10, make = 0, batches = true }) {
  let now = 0;
  let given = 0;
  let done = 0;
  let free = 0;
  const sizes: number[] = [];
  const engine = {
    beginExperiment: () => ({ done: 0, total }),
    nextOfExperiment(most: number) {
      const pictures = Math.min(most, total - given);
      given += pictures;
      now += make * pictures;
      return { dims: pictures === 0 ? [] : [pictures, 2], needs: null, data: new Float32Array(pictures * 2) };
    },
    absorbInExperiment(logits: Float32Array) {
      done += logits.length;
      expect(done).toBeLessThanOrEqual(given);
      return { done, total };
    },
    answerOfExperiment: () => [],
    endExperiment: () => undefined,
  } as unknown as Engine;
  const network = {
    model: 'm' as string | null,
    variant: null as string | null,
    batches,
    run([count = 0]: readonly number[], data: Float32Array) {
      expect(data.length).toBe(count * 2);
      sizes.push(count);
      free = Math.max(now, free) + each * count;
      const ready = free;
      // The clock goes on only when the answer is waited for.
      const late: PromiseLike<{ values: Float32Array; inference: number }> = {
        // biome-ignore lint/suspicious/noThenProperty: it is one that waits.
        then(settle, failed) {
          now = Math.max(now, ready);
          return Promise.resolve({ values: new Float32Array(count), inference: each * count }).then(settle, failed);
        },
      };
      return late as Promise<{ values: Float32Array; inference: number }>;
    },
  } satisfies Network;
  const experiments = new Experiments(
    network,
    async (bytes) => ({ bytes }),
    () => now,
  );
  const begun = experiments.begin(engine, {
    experiment: 'sweep',
    parameters: {},
    model: 'm',
    variant: null,
    view: null,
    films: [],
  });
  return { experiments, engine, network, sizes, begun, now: () => now };
}

const alive = () => undefined;
const wish = (variant: string | null) => ({ experiment: 'sweep', parameters: {}, model: 'm', variant, view: null, films: [] });

test('a part ends within a seventh of a second, in batches that grow to the network’s pace', async () => {
  const { experiments, engine, sizes, now } = bench({});
  let last = 0;
  for (let done = 0; done < 100; ) {
    const part = await experiments.step(engine, 1, false, alive);
    expect(part).not.toHaveProperty('code');
    ({ done } = part as { done: number });
    expect(now() - last).toBeLessThanOrEqual(210);
    last = now();
  }
  expect(sizes[0]).toBe(1);
  expect(Math.max(...sizes)).toBe(3);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(100);
});

test('a model for one picture at a time is given one at a time; a slow one, one a part', async () => {
  const single = bench({ batches: false, total: 20 });
  await single.experiments.step(single.engine, 1, false, alive);
  expect(new Set(single.sizes)).toEqual(new Set([1]));
  const slow = bench({ each: 400 });
  await slow.experiments.step(slow.engine, 1, false, alive);
  expect(slow.sizes).toEqual([1]);
});

test('the next batch is made while the network works: a run costs little more than its inferences', async () => {
  const { experiments, engine, now } = bench({ total: 600, each: 10, make: 8 });
  let inference = 0;
  for (let done = 0; done < 600; ) {
    const part = await experiments.step(engine, 1, false, alive);
    expect(part).not.toHaveProperty('code');
    inference += (part as { inference: number }).inference;
    ({ done } = part as { done: number });
  }
  expect(inference).toBe(6000);
  expect(now() / inference).toBeLessThan(1.02);
});

test('answers come where asked for, and with the last picture', async () => {
  const { experiments, engine } = bench({ total: 20 });
  expect(await experiments.step(engine, 1, false, alive)).toMatchObject({ answers: null });
  expect(await experiments.step(engine, 1, true, alive)).toMatchObject({ answers: [] });
  expect(experiments.end(engine, 1)).toEqual({ answers: [] });
});

test('a run that this worker does not know was lost with the one before; another model ends it', async () => {
  const { experiments, engine, network } = bench({});
  expect(await experiments.step(engine, 2, false, alive)).toEqual(
    refuse('engine-stuck', 'The experiment was lost; start it again.'),
  );
  network.model = 'other';
  expect(await experiments.step(engine, 1, false, alive)).toMatchObject({ code: 'superseded' });
  expect(experiments.begin(engine, wish(null))).toMatchObject({ code: 'superseded' });
});

test('a run is of one network: a retrained variant runs as itself, and a change between it and its model ends the run', async () => {
  const { experiments, engine, network } = bench({});
  network.variant = 'low-pass-4';
  expect(await experiments.step(engine, 1, false, alive)).toMatchObject({ code: 'superseded' });
  expect(experiments.begin(engine, wish(null))).toMatchObject({ code: 'superseded' });
  expect(experiments.begin(engine, wish('low-pass-10'))).toMatchObject({ code: 'superseded' });
  expect(experiments.begin(engine, wish('low-pass-4'))).toEqual({ run: 2, done: 0, total: 100 });
  expect(await experiments.step(engine, 2, false, alive)).not.toHaveProperty('code');
  network.variant = null;
  expect(await experiments.step(engine, 2, false, alive)).toMatchObject({ code: 'superseded' });
});
