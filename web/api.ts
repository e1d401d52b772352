// The public API of the page, `window.unseen`, version 1. The page itself uses it, and so do tests, embeds and teaching scripts.
// Every number is finite or absent. Every call may be refused; refusals have stable codes (docs list them). Calls may overlap:
// each settles with the result for the image it was asked of, or with `superseded`.

import type { Network } from './page/privacy';
import type { Card } from './wire/card';
import type { Refusal } from './wire/refusal';
import type { Window as DisplayWindow, Facts, LabState, PhantomSpec, Result } from './wire/values';

/** A card as the API gives it: with the SHA-256 of its weights on top, for telling models apart. */
export type ApiCard = Card & { readonly sha256: string };

export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly licence: string;
}

export interface Operation {
  readonly id: string;
  readonly title: string;
}

/** The name is the caller's own, given back; it is kept nowhere. */
export type OpenedImage = Facts & { readonly name: string | null };
export type Opened = { readonly ok: true; readonly image: OpenedImage } | Refusal;
export type LoadedModel = { readonly ok: true; readonly card: ApiCard } | Refusal;

/** What to simulate; what is left out is drawn from the seed, or as the catalogue has it. `mechanism` is short for a list of one. */
export type PhantomWish = Partial<PhantomSpec> & { readonly mechanism?: string };

export type SimulatedFilm =
  | {
      readonly ok: true;
      readonly image: OpenedImage;
      readonly covariates: Readonly<Record<string, number>>;
      readonly hidden: { readonly cohort: 'A' | 'B'; readonly mechanisms: readonly string[]; readonly strength: number };
      /** The same person as B less as A, in [-1,1], row-major. */
      readonly truthMask: { readonly width: number; readonly height: number; readonly data: Float32Array };
    }
  | Refusal;

export interface LoadOptions {
  readonly variant?: string;
  /** Bytes of the model so far and in all; the total is the build's, never above 100 %. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** What may be changed from outside. Anything unknown or out of range refuses the whole patch and names it. */
export interface Patch {
  readonly model?: { readonly id: string; readonly variant: string | null } | null;
  /** In stored values; null for the file's own. */
  readonly window?: DisplayWindow | null;
  /** Steps in order, e.g. [{op: 'low-pass', radius: 10}]; at most 32. */
  readonly chain?: readonly object[];
  readonly seed?: number;
  readonly view?: { readonly zoom: number; readonly x: number; readonly y: number };
}

export interface UnseenApi {
  /** Canvas drawn (or mirror ready), engine up, default model loaded. Rejects with a refusal where that cannot be. */
  readonly ready: Promise<void>;
  readonly version: { readonly api: 1; readonly app: string; readonly commit: string };
  samples(): Sample[];
  models(): ApiCard[];
  operations(): Operation[];
  openSample(id: string): Promise<Opened>;
  /** Opens an image file; its first bytes decide what it is, never its name or type. A refusal leaves what was open in place. */
  open(file: Blob, options?: { readonly name?: string }): Promise<Opened>;
  /** Loads a model of this site, or one with its card; loading another ends the one before. */
  loadModel(
    model: string | { readonly onnx: Blob; readonly card: Blob } | { readonly checkpoint: Blob },
    options?: LoadOptions,
  ): Promise<LoadedModel>;
  /** A copy of the laboratory's state. */
  get(): LabState;
  set(patch: Patch): LabState | Refusal;
  reset(): LabState | Refusal;
  undo(): LabState | Refusal;
  redo(): LabState | Refusal;
  /** Scores what is shown at the time of the call. Logits and scores are flat, in output order; times are milliseconds. */
  predict(options?: { readonly signal?: AbortSignal }): Promise<Result | Refusal>;
  /** Exactly what the network is given for what is shown. */
  tensor(): Promise<{ readonly dims: readonly number[]; readonly data: Float32Array } | Refusal>;
  /** The displayed image in [0,1], row-major. */
  image(): Promise<{ readonly width: number; readonly height: number; readonly data: Float32Array } | Refusal>;
  /** Simulates a film, which becomes the open image. */
  phantom(wish?: PhantomWish, options?: { readonly signal?: AbortSignal }): Promise<SimulatedFilm>;
  network(): Network;
  /** An address that restores everything but the pixels. */
  permalink(): string;
  restore(url: string): LabState | Refusal;
  /** Scores with their context. Holds no pixels and no file name. */
  exportResult(format: 'json' | 'csv' | 'png' | 'receipt'): Blob | Refusal;
}

declare global {
  interface Window {
    unseen: UnseenApi;
  }
}
