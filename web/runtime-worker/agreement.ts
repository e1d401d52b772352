// Whether a graphics processor multiplies as the processor does: the same pictures are given to both, and their outputs compared.

/** Of a logit, or of a feature: what it may differ by, as a part of the larger of 1 and itself. A score then moves by less than 0.03 %. */
export const tolerance = 1e-3;

/** Of so many runs on a graphics processor one is done by the processor too. */
export const checkedEvery = 50;

/** The largest difference of two outputs, as a part of the larger of 1 and the expected one; infinite where one is no number. */
export function largestDifference(given: Float32Array, expected: Float32Array): number {
  if (given.length !== expected.length) {
    return Number.POSITIVE_INFINITY;
  }
  let largest = 0;
  for (let i = 0; i < given.length; i++) {
    const wanted = expected[i] ?? 0;
    const difference = Math.abs((given[i] ?? 0) - wanted) / Math.max(1, Math.abs(wanted));
    // Not a number compares as false: it must not pass.
    largest = difference <= largest ? largest : Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  }
  return largest;
}

/** Pictures to compare by: grey, a ramp that is steep in one direction, and noise that is the same every time; values in [0,1]. */
export function probes(length: number): Float32Array<ArrayBuffer>[] {
  let state = 1;
  const noise = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return [
    new Float32Array(length).fill(0.25),
    Float32Array.from({ length }, (_, i) => ((i * 7) % 256) / 255),
    Float32Array.from({ length }, noise),
  ];
}
