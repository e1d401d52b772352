// Damage as files meet it and as somebody who means harm would make it: by a fixed rule, so that an input is told by its seed and number.
import { generator } from '../../../web/medical/testing/damage';

/** Numbers at which readers break: the ends of each width, and just beyond. */
const edges = [
  0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xfffe, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];

const longest = 2 ** 18;

/** Input `number` of a run: a copy of one of the corpus with one to eight changes. */
export function mutated(corpus: readonly Uint8Array[], seed: number, number: number): Uint8Array {
  const next = generator(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const of = (length: number) => (length > 0 ? next(length) : 0);
  let bytes = (corpus[next(corpus.length)] ?? new Uint8Array(0)).slice();
  const place = () => (next(2) === 0 ? of(Math.min(bytes.length, 1024)) : of(bytes.length));
  const cut = (from: number, to: number, put: Uint8Array) =>
    Uint8Array.from([...bytes.subarray(0, from), ...put, ...bytes.subarray(to)]).subarray(0, longest);
  for (let changes = 1 + next(8); changes > 0; changes--) {
    const at = place();
    switch (next(8)) {
      case 0:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8));
        break;
      case 1:
        bytes[at] = next(256);
        break;
      case 2:
      case 3: {
        const width = [1, 2, 4][next(3)] ?? 1;
        const value = edges[next(edges.length)] ?? 0;
        const big = next(2) === 0;
        for (let i = 0; i < width && at + i < bytes.length; i++) {
          bytes[at + i] = Math.floor(value / 256 ** (big ? width - 1 - i : i)) & 0xff;
        }
        break;
      }
      case 4:
        bytes = bytes.slice(0, of(bytes.length) + 1);
        break;
      case 5:
        bytes = cut(at, Math.min(bytes.length, at + next(64)), new Uint8Array(0));
        break;
      case 6:
        bytes = cut(at, at, bytes.slice(at, at + 1 + next(64)));
        break;
      default: {
        const other = corpus[next(corpus.length)] ?? bytes;
        const from = of(other.length);
        bytes = cut(at, Math.min(bytes.length, at + next(256)), other.slice(from, from + 1 + next(256)));
      }
    }
  }
  return bytes;
}
