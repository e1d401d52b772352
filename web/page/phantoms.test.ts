import { expect, test } from 'vitest';
import { refuse } from '../wire/refusal';
import type { PhantomSpec } from '../wire/values';
import { Phantoms, type Simulated, sides } from './phantoms';

const spec = (seed: number): PhantomSpec => ({
  seed,
  body: 'chest',
  mechanisms: ['diffuse'],
  strength: 1,
  cohort: null,
  covariates: {},
  size: 0,
  kvp: 110,
  mas: 2.5,
});
const film: Simulated = {
  covariates: {},
  hidden: { cohort: 'A', mechanisms: [], strength: 1 },
};

function bench() {
  const asked: {
    seed: number;
    size: number;
    signal?: AbortSignal;
    answer: (give: Simulated | ReturnType<typeof refuse>) => void;
  }[] = [];
  const made: [number, boolean][] = [];
  const refused: string[] = [];
  const phantoms = new Phantoms(
    {
      phantom: ({ seed, size }, signal) =>
        new Promise((answer) => {
          asked.push({ seed, size, signal, answer });
          signal?.addEventListener('abort', () => answer(refuse('cancelled')));
        }),
      truth: async () => refuse('no-image'),
    },
    {
      made: (_, { seed }, whole) => void made.push([seed, whole]),
      refuse: ({ code }) => refused.push(code),
      busy: () => undefined,
    },
  );
  return { phantoms, asked, made, refused };
}

const soon = () => new Promise((later) => setTimeout(later));

test('while dragging, the newest wish is next and those between are dropped; release makes the whole film', async () => {
  const { phantoms, asked, made } = bench();
  for (const seed of [1, 2, 3]) {
    phantoms.dragged(spec(seed));
  }
  asked[0]?.answer(film);
  await soon();
  expect(asked.map(({ seed, size }) => [seed, size])).toEqual([
    [1, sides.dragged],
    [3, sides.dragged],
  ]);
  const whole = phantoms.whole(spec(4));
  await soon();
  expect(asked[1]?.signal?.aborted).toBe(true);
  asked[2]?.answer(film);
  await whole;
  expect(made).toEqual([
    [1, false],
    [4, true],
  ]);
});

test('stopped, the film before stays and nothing is complained about; a refusal is told', async () => {
  const { phantoms, asked, made, refused } = bench();
  const first = phantoms.whole(spec(1));
  asked[0]?.answer(film);
  await first;
  const second = phantoms.whole(spec(2));
  await soon();
  phantoms.stop();
  await second;
  await soon();
  expect(phantoms.spec?.seed).toBe(1);
  expect(refused).toEqual([]);
  const third = phantoms.whole(spec(3));
  asked[2]?.answer(refuse('out-of-range'));
  await third;
  expect(refused).toEqual(['out-of-range']);
  expect(made).toEqual([[1, true]]);
});
