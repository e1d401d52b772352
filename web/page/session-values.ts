// What a session gives and is asked for.
import type { Floats, Grey, Phantom, Prediction, TensorFacts } from '../wire/messages';
import type { Facts, Look } from '../wire/values';

/** What the network was given for the result on screen, and doubts about it or about what came back. */
export interface Given extends TensorFacts, Floats {}

/** Draws the film where the canvas does not. */
export type ShowGrey = (grey: Shown, look: Look) => void;
export type Shown = { readonly width: number; readonly height: number; readonly data: Uint8Array<ArrayBuffer> };

/** A simulated film that is open: what is known of it, and in short what was hidden in it. */
export interface Simulated {
  readonly facts: Facts;
  readonly phantom: Phantom;
  readonly covariates: Readonly<Record<string, number>>;
  readonly hidden: { readonly cohort: 'A' | 'B'; readonly mechanisms: readonly string[]; readonly strength: number };
}

/** One thing to score: a model of this site, on the open film changed by that chain. */
export interface Compared {
  readonly model: string;
  readonly variant: string | null;
  readonly chain: readonly object[];
}

/** Scores, and whether the gate lets them stand. */
export type Judged = Prediction['scores'];

export type Opened = { readonly facts: Facts; readonly grey: Grey; readonly decode: number };

/** What is open of the visitor's: a file, and what it is a part of (itself, or a series of slices). */
export interface Shows {
  readonly file: Blob;
  readonly of: object;
}

export interface OpenOptions {
  /** Which of the file's frames, from 0. */
  readonly frame?: number;
  /** The series that the file is a slice of. */
  readonly of?: object;
}
