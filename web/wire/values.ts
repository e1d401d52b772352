// The values that travel everywhere, as contract/protocol.schema.json says them (types generated).
import type {
  Answer,
  AnswerCurve,
  AnswerMap,
  AnswerRoc,
  AnswerScore,
  AnswerTable,
  Brush,
  Estimate,
  Facts,
  Gate,
  Histogram,
  Look,
  LookupTable,
  MedicalFrame,
  PhantomSpec,
  ScoredLabel,
  State,
  StatedWindow,
  Timings,
  Window,
} from '../../contract/generated/protocol';

export type {
  Answer,
  AnswerCurve,
  AnswerMap,
  AnswerRoc,
  AnswerScore,
  AnswerTable,
  Brush,
  Estimate,
  Facts,
  Gate,
  Histogram,
  Look,
  LookupTable,
  MedicalFrame,
  PhantomSpec,
  ScoredLabel,
  StatedWindow,
  Timings,
  Window,
};

/** Logits and scores are flat, in output order, one for each label. */
export interface Scores {
  readonly labels: readonly ScoredLabel[];
  readonly logits: readonly number[];
  readonly scores: readonly number[];
}

/** What one prediction answers. */
export interface Result extends Scores {
  readonly model: string;
  /** Which of the model's retrained variants scored; null: the model itself. */
  readonly variant: string | null;
  readonly ood: Gate;
  readonly timings: Timings;
}

/** The film that is open; `id` numbers the films opened since the page was loaded, `phantom` says what a simulated one was made from. */
export type OpenFilm = Facts & { readonly id: number; readonly phantom: PhantomSpec | null };

/** The laboratory's state: a value. Commands change it; src/lab declares each field and where it may travel. */
export interface LabState extends Omit<State, 'image' | 'result' | 'untouched'> {
  readonly image: OpenFilm | null;
  readonly result: (Result & { readonly image: number; readonly revision: number }) | null;
  /** The result of the open film as it was read, without chain and window. */
  readonly untouched: (Result & { readonly image: number; readonly revision: number }) | null;
}
