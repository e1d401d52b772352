// The values that travel everywhere, as contract/protocol.schema.json says them (types generated).
import type { Facts, Gate, PhantomSpec, ScoredLabel, State, Timings, Window } from '../../contract/generated/protocol';

export type { Facts, Gate, PhantomSpec, ScoredLabel, Timings, Window };

/** Logits and scores are flat, in output order, one for each label. */
export interface Scores {
  readonly labels: readonly ScoredLabel[];
  readonly logits: readonly number[];
  readonly scores: readonly number[];
}

/** What one prediction answers. */
export interface Result extends Scores {
  readonly model: string;
  readonly ood: Gate;
  readonly timings: Timings;
}

/** The film that is open; `id` numbers the films opened since the page was loaded, `phantom` says what a simulated one was made from. */
export type OpenFilm = Omit<Facts, 'windows'> & { readonly id: number; readonly phantom: PhantomSpec | null };

/** The laboratory's state: a value. Commands change it; src/lab declares each field and where it may travel. */
export interface LabState extends Omit<State, 'image' | 'result'> {
  readonly image: OpenFilm | null;
  readonly result: (Result & { readonly image: number; readonly revision: number }) | null;
}
