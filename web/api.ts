// The public API of the page, `window.unseen`, version 1. The page itself uses it, and so do tests, embeds and teaching scripts.
// Every number is finite or absent. Every call may be refused; refusals have stable codes (docs list them). Calls may overlap:
// each settles with the result for the image it was asked of, or with `superseded`.

import type { Finding } from '../contract/generated/findings';
import type { FindingsFilter } from './page/findings/select';
import type { Network } from './page/privacy';
import type { Ran, RunOptions } from './page/runs';
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

/** One number an operation is given. */
export interface OperationParameter {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  /** Empty for a plain number. */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** With every parameter at its neutral value, as far as it has one, the operation gives its input back. */
  readonly neutral: number | null;
  /** What a step starts with, and what a step that leaves the parameter out means. */
  readonly initial: number;
  /** The least change a control makes; with 1 the value is a whole number. */
  readonly step: number;
  readonly scale: 'linear' | 'logarithmic';
  /** Titles of the values 0, 1, 2 …; empty for a number. */
  readonly choices: readonly string[];
}

/** An operation that a chain may hold, as the engine states it. */
export interface Operation {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly help: string;
  readonly parameters: readonly OperationParameter[];
  /** A worked example in words. */
  readonly example: string;
  /** Where the study used it; else empty. */
  readonly figure: string;
  /** Pixels a side the picture is squashed to first; 0 where it keeps its size. */
  readonly workingSize: number;
  /** Draws at random, from its parameter `seed` alone. */
  readonly random: boolean;
  /** Takes strokes: `[{radius, points: [x, y, x, y, …]}]`, all as shares of the picture. */
  readonly strokes: boolean;
  /** Twice is once, with its initial values. */
  readonly idempotent: boolean;
}

/** A named chain, after a figure of the study or of a later one. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly figure: string;
  readonly source: string;
  readonly chain: readonly object[];
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

/** `difference`: the largest of two outputs, graphics processor and processor, when they were compared; null on the processor. */
export type GraphicsProcessor = { readonly ok: true; readonly inUse: boolean; readonly difference: number | null } | Refusal;

export interface LoadOptions {
  /** Id of one of the card's `variants`, trained anew on images that its `chain` changed; null or left out: the model itself. */
  readonly variant?: string | null;
  /** Bytes of the model so far and in all; the total is the build's, never above 100 %. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** What may be changed from outside. Anything unknown or out of range refuses the whole patch and names it. */
export interface Patch {
  readonly model?: { readonly id: string; readonly variant: string | null } | null;
  /** In stored values; null for the file's own. */
  readonly window?: DisplayWindow | null;
  /** Steps in order, e.g. [{op: 'low-pass', radius: 10}]; at most 32. A step may also hold `strokes`, `bypass` and `solo`. */
  readonly chain?: readonly object[];
  /** Names a chain of presets(), which takes the place of the chain. */
  readonly preset?: string;
  /** What stands in the film's place: the picture, what the chain changed in it, or its frequencies. */
  readonly look?: LabState['look'];
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
  /** Chains named after figures, for `set({preset: id})`. */
  presets(): Preset[];
  openSample(id: string): Promise<Opened>;
  /**
   * Opens an image file; its first bytes decide what it is, never its name or type. `frame` says which of its frames, pages or slices,
   * from 0 (`image.frames` says how many there are; `dicom-frame` refuses any other); another frame of the very Blob that is open keeps
   * window, chain and view. A refusal leaves what was open in place.
   */
  open(file: Blob, options?: { readonly name?: string; readonly frame?: number }): Promise<Opened>;
  /**
   * Loads a model of this site or one that was brought before by its id, an ONNX file with its card (without one: `card-missing`), or the weights of a network that this page knows: a state_dict as torch.save writes
   * it, or safetensors (docs/checkpoints.md). Nothing in a checkpoint is executed. `card` is the id of the card to read it by, where
   * several fit; without it `checkpoint-choice` lists them. Loading another ends the one before; what is refused or cancelled leaves
   * it in place. `onProgress` tells the bytes of the checkpoint read.
   */
  loadModel(
    model: string | { readonly onnx: Blob; readonly card?: Blob } | { readonly checkpoint: Blob; readonly card?: string },
    options?: LoadOptions,
  ): Promise<LoadedModel>;
  /**
   * Has the graphics processor run the model in use (with false: the processor again), after its outputs agree with the processor's to
   * 1e-3 of the larger of 1 and the output; every 50th run is compared again. Another model that is loaded runs on the processor.
   * Refused as `gpu-missing` where this browser does not offer it, `gpu-failed` and `gpu-differs` where it cannot be used, `experiment-busy` while
   * an experiment runs; the model then stays where it was.
   */
  useGraphicsProcessor(on: boolean): Promise<GraphicsProcessor>;
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
  /**
   * Runs an experiment of the catalogue on what is on screen, in the laboratory's chain, with the network in use: the model or the
   * variant of it that is loaded, which the answer names. Docs say what each takes and answers. Cancelled half-way it gives what is
   * known by then, marked partial.
   */
  run(experiment: string, parameters?: object, options?: RunOptions): Promise<Ran | Refusal>;
  /**
   * Published figures, each with its locator: the rows of assets/findings/findings.json that `filter` leaves, in the list's order;
   * none where nothing fits. Fetched from this site at the first call. Refused as `findings-damaged` where the copy is not the one
   * this page was built with, or as the host's answer (`host-unreachable`, …).
   */
  findings(filter?: FindingsFilter): Promise<readonly Finding[] | Refusal>;
  network(): Network;
  /**
   * An address that restores everything but the pixels of an opened file: settings, and the recipe of a simulated film. What comes
   * after `#` is at most 2000 characters.
   */
  permalink(): string;
  /** What did not fit the address, in words, such as “the brush strokes”; empty nearly always. */
  permalinkLeavesOut(): readonly string[];
  /**
   * Takes over an address's settings, whole or not at all. A simulated film it speaks of opens a moment later. A model it speaks of
   * must be loaded (`unknown-model`); an address opened in the browser loads it by itself.
   */
  restore(url: string): LabState | Refusal;
  /**
   * Scores with their context; none holds the film's pixels or a file's name. A receipt holds hashes of image, tensor and model
   * (contract/receipt.schema.json); `unseen verify-receipt` checks it. A PNG, 1200 pixels wide, shows the scores as bars with their
   * words, and one line on what it is not for; it is drawn and encoded by the page itself, never read back from a canvas.
   */
  exportResult(format: 'json' | 'csv'): Blob | Refusal;
  exportResult(format: 'receipt'): Promise<Blob | Refusal>;
  exportResult(format: 'png'): Promise<Blob | Refusal>;
}

declare global {
  interface Window {
    unseen: UnseenApi;
  }
}
