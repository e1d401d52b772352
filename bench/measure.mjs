// Timing that is fair on a busy machine: competitors take turns, and medians are compared.

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Runs each of `work` (name → function) `rounds` times in turns after `warm` untimed turns; name → median in ms. */
export async function inTurns(work, { rounds = 30, warm = 5 } = {}) {
  const names = Object.keys(work);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -warm; round < rounds; round++) {
    for (const name of names) {
      const began = performance.now();
      const own = await work[name]();
      const took = performance.now() - began;
      if (round >= 0) times[name].push(typeof own === 'number' ? own : took);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])]));
}

/** The largest and the mean distance of two lists of numbers. */
export function distance(a, b) {
  if (a.length !== b.length) return { most: Number.POSITIVE_INFINITY, mean: Number.POSITIVE_INFINITY };
  let most = 0;
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const gap = Math.abs(a[i] - b[i]);
    most = Math.max(most, gap);
    sum += gap;
  }
  return { most, mean: sum / a.length };
}
