// The thread in which a target runs, so that one that hangs can be left. What it works on is written where the main thread sees it.
import { mutated } from './mutate';
import { targets } from './targets';

export interface Job {
  readonly target: string;
  readonly seed: number;
  readonly milliseconds: number;
  /** Files that once broke it. */
  readonly kept: readonly Uint8Array[];
  /** [0]: bytes of the input in `input`; [1]: counts up with every input. */
  readonly state: Int32Array;
  readonly input: Uint8Array;
}

export interface Done {
  readonly runs: number;
  readonly corpus: number;
  readonly words: number;
  readonly finding: { readonly what: string; readonly bytes: Uint8Array } | null;
}

/** Milliseconds that one input may take. A slow one is tried again: the machine may have been held up. */
const limit = 2000;

export async function work({ target: name, seed, milliseconds, kept, state, input }: Job): Promise<Done> {
  const target = targets.find((each) => each.name === name);
  if (!target) {
    throw new Error(`no target ${name}`);
  }
  const seeds = [...kept, ...(await target.seeds()).map(({ bytes }) => bytes)];
  const corpus = [...seeds];
  const words = new Set<string>();
  const end = performance.now() + milliseconds;
  let runs = 0;
  const done = (finding: Done['finding']): Done => ({ runs, corpus: corpus.length, words: words.size, finding });
  const once = async (bytes: Uint8Array): Promise<number> => {
    const began = performance.now();
    const word = await target.run(bytes.slice());
    if (!words.has(word)) {
      words.add(word);
      corpus.push(bytes);
    }
    return performance.now() - began;
  };
  while (performance.now() < end) {
    const bytes = runs < seeds.length ? (seeds[runs] as Uint8Array) : mutated(corpus, seed, runs);
    input.set(bytes.subarray(0, input.length));
    Atomics.store(state, 0, Math.min(bytes.length, input.length));
    Atomics.add(state, 1, 1);
    runs++;
    try {
      let took = await once(bytes);
      for (let again = 0; again < 2 && took > limit; again++) {
        took = Math.min(took, await once(bytes));
      }
      if (took > limit) {
        return done({ what: `took ${Math.round(took)} ms`, bytes });
      }
    } catch (error) {
      return done({ what: error instanceof Error ? (error.stack ?? error.message) : String(error), bytes });
    }
  }
  return done(null);
}
