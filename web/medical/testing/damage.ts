// Damage by a fixed rule: the same seed gives the same copies on every machine.

/** A generator of numbers from 0 up to a bound (xorshift of 32 bits). */
export function generator(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

export interface Damaged {
  readonly what: string;
  readonly bytes: Uint8Array;
}

/** Copies that are cut off, and copies with one to sixteen flipped bits, half of them within the first kilobytes, where headers stand. */
export function* damagedCopies(whole: Uint8Array, cuts: number, flips: number, seed = whole.length): Generator<Damaged> {
  const next = generator(seed);
  for (let i = 0; i < cuts; i++) {
    const length = next(whole.length);
    yield { what: `cut to ${length} bytes`, bytes: whole.slice(0, length) };
  }
  for (let i = 0; i < flips; i++) {
    const bytes = whole.slice();
    const count = 1 + next(16);
    const within = i % 2 === 0 ? Math.min(whole.length, 4096) : whole.length;
    for (let j = 0; j < count; j++) {
      const at = next(within);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8));
    }
    yield { what: `copy ${i} with ${count} flipped bits`, bytes };
  }
}
