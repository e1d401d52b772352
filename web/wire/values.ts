// The values that travel everywhere: what was read from a file, the window, scores, the laboratory's state.

/** A display window in stored values (DICOM PS3.3 C.11.2.1.2). */
export interface Window {
  readonly center: number;
  readonly width: number;
}

export interface Facts {
  readonly format: string;
  /** As shown, after orientation. */
  readonly width: number;
  readonly height: number;
  readonly storedWidth: number;
  readonly storedHeight: number;
  readonly bits: number;
  readonly channels: number;
  readonly photometric: string;
  readonly frames: number;
  readonly orientation: number;
  readonly window: Window;
  readonly minimum: number;
  readonly maximum: number;
  readonly notes: readonly string[];
}

export interface ScoredLabel {
  readonly id: string;
  readonly title: string;
  readonly head: string;
}

/** Logits and scores are flat, in output order, one for each label. */
export interface Scores {
  readonly labels: readonly ScoredLabel[];
  readonly logits: readonly number[];
  readonly scores: readonly number[];
}

export interface Timings {
  /** Milliseconds. */
  readonly decode: number;
  readonly preprocess: number;
  readonly inference: number;
  readonly total: number;
}

export interface Gate {
  readonly verdict: 'in' | 'out' | 'unknown';
  readonly score?: number;
  readonly threshold?: number;
  readonly reasons: readonly string[];
}

/** The laboratory's state: a value. Commands change it; src/lab declares each field and where it may travel. */
export interface LabState {
  readonly version: number;
  readonly revision: number;
  readonly image: (Facts & { readonly id: number }) | null;
  readonly model: { readonly id: string; readonly variant: string | null } | null;
  readonly window: Window | null;
  readonly chain: readonly object[];
  readonly seed: number;
  readonly view: { readonly zoom: number; readonly x: number; readonly y: number };
  readonly result: (Scores & {
    readonly image: number;
    readonly revision: number;
    readonly model: string;
    readonly ood: Gate;
    readonly timings: Timings;
  }) | null;
  readonly cards: readonly string[];
  readonly progress: { readonly what: string; readonly done: number; readonly total: number; readonly unit: string } | null;
  readonly notice: { readonly code: string; readonly message: string } | null;
  readonly pointer: { readonly x: number; readonly y: number; readonly stored: number; readonly shown: number } | null;
}

/** What one prediction answers. */
export interface Result extends Scores {
  readonly model: string;
  readonly ood: Gate;
  readonly timings: Timings;
}
