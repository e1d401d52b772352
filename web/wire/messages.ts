// What the page and its workers say to each other. Every request carries an id; began, progress, done, refused and cancelled are
// told apart by type, so that a late answer is dropped by number and never by luck.
import type { Row } from '../checkpoint/choose';
import type { Table } from '../checkpoint/table';
import type { Survey } from '../medical/survey';
import type { OnnxModel } from '../onnx/graph';
import type { Card } from './card';
import type { Refusal } from './refusal';
import type { Answer, Facts, Gate, Histogram, Look, PhantomSpec, Scores, Window } from './values';

/** A name that never resolves (RFC 6761); nothing else is ever asked for outside this site, and this one only to be blocked. */
export const forbidden = 'https://unseen-selftest.invalid/';

/** How the shown image is made from the opened file. `image` numbers the opened file: another file's answer is never given. */
export interface View {
  readonly image: number;
  readonly window: Window | null;
  readonly chain: readonly object[];
}

export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  /** How often a difference is multiplied before it is drawn; 1 for other looks. */
  readonly gain?: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

export interface Floats {
  readonly dims: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

/** What is known of a simulated film: the whole spec, its cohort, and the covariates recorded with it. */
export interface Phantom {
  readonly spec: PhantomSpec;
  readonly cohort: 'A' | 'B';
  readonly covariates: Readonly<Record<string, number>>;
  readonly hidden: Readonly<Record<string, number>>;
}

export interface TensorFacts {
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  /** Doubts about it, in sentences: outside the range its card states, and the like. */
  readonly notes: readonly string[];
}

export interface Prediction {
  readonly scores: Scores & { readonly notes: readonly string[]; readonly ood: Gate };
  readonly tensor: Floats & TensorFacts;
  readonly preprocess: number;
  readonly inference: number;
}

/** What multiplies: ONNX Runtime's kernels for the processor, or those for the graphics processor. */
export type Provider = 'wasm' | 'webgpu';

/** The runtime's own script and compiled module, of the build that has this provider. */
export interface RuntimeCode {
  readonly glue: string;
  readonly code: WebAssembly.Module;
  readonly provider: Provider;
}

/** How a graphics processor did beside the processor, on this device and with this model. */
export interface Checked {
  /** The largest difference of two outputs, as a part of the larger of 1 and the processor's. */
  readonly difference: number;
  /** How many outputs were compared. */
  readonly outputs: number;
  /** Milliseconds of the processor's fastest run. */
  readonly steady: number;
}

export interface Loaded {
  readonly ir: number;
  readonly opset: number;
  /** Milliseconds: making the session, the first run, and the fastest of the runs after it. */
  readonly create: number;
  readonly first: number;
  readonly steady: number;
  /** Null where the processor runs the model. */
  readonly checked: Checked | null;
}

/** A network's file, whole. */
export interface WholeModel {
  readonly bytes: ArrayBuffer;
}

/** A network's file that the visitor brought; it travels by reference, and its SHA-256 must be the one its card states. */
export interface BroughtModel {
  readonly onnx: Blob;
}

/** A graph without weights, and the visitor's file that holds them; the file travels by reference. */
export interface FromCheckpoint {
  readonly skeleton: ArrayBuffer;
  readonly table: Table;
  readonly checkpoint: Blob;
}

/** What a network may be made of. */
export type Given = WholeModel | BroughtModel | FromCheckpoint;

export interface Threads {
  readonly count: number;
  /** Why not more, in words. */
  readonly why: string;
}

/** Pictures scored, and of how many. */
export interface Count {
  readonly done: number;
  readonly total: number;
}

/** Kind → what is sent, and what comes back. Bytes travel as transferred buffers. */
export interface Calls {
  start: {
    send: {
      engine: { glue: string; code: WebAssembly.Module };
      runtime: RuntimeCode;
      /** The text of models/gate/gate.json. */
      gate: string;
      threads: number;
    };
    give: { catalogue: object };
  };
  /**
   * `file` numbers the file that the bytes are of: its next frame is found without reading all of it again. `frame` says which of its
   * frames, from 0; left out, the first.
   */
  open: {
    send: { image: number; file: number; bytes: ArrayBuffer; side: number; frame?: number };
    give: { facts: Facts; grey: Grey; decode: number };
  };
  /** What files are, by their first bytes alone, and which of them are slices of one series. */
  survey: { send: { heads: readonly Blob[] }; give: Survey };
  phantom: {
    send: { image: number; spec: Partial<PhantomSpec>; side: number };
    give: { facts: Facts; grey: Grey; decode: number; phantom: Phantom };
  };
  truth: { send: { image: number }; give: Floats };
  display: { send: { view: View; side: number; look?: Look }; give: Grey };
  histogram: { send: { image: number }; give: Histogram };
  pixels: { send: { view: View }; give: Floats };
  value: { send: { view: View; x: number; y: number }; give: { x: number; y: number; stored: number | null; shown: number } };
  card: { send: { text: string }; give: { card: Card; notes: readonly string[] } };
  /** What a checkpoint holds, and the SHA-256 of the file; nothing is loaded. */
  inspect: { send: { checkpoint: Blob }; give: { tensors: readonly Row[]; sha256: string } };
  /** What an ONNX file says of its graph, if it can be run here at all, and its SHA-256; nothing is loaded. */
  examine: { send: { onnx: Blob }; give: { model: OnnxModel; sha256: string } };
  /** `variant` says which of the card's files the bytes are; null: the model itself. */
  load: { send: { card: Card; variant: string | null } & Given; give: Loaded };
  unload: { send: Record<string, never>; give: Record<string, never> };
  tensor: { send: { view: View; model: string }; give: Floats & TensorFacts };
  predict: { send: { view: View; model: string; variant: string | null }; give: Prediction };
  /** Begins an experiment with the network that is loaded; one that was begun before ends. `run` numbers it. */
  'experiment-begin': {
    send: {
      experiment: string;
      parameters: object;
      model: string;
      variant: string | null;
      view: View | null;
      /** The visitor's own films, in the order in which the parameters speak of them; read one at a time, when their turn comes. */
      films: readonly Blob[];
    };
    give: Count & { run: number };
  };
  /** A part of it, about a seventh of a second; other requests go between two parts. Answers where asked for, and at the end. */
  'experiment-step': {
    send: { run: number; answers: boolean };
    give: Count & { answers: readonly Answer[] | null; inference: number };
  };
  'experiment-end': { send: { run: number }; give: { answers: readonly Answer[] } };
}

export type Kind = keyof Calls;

export interface Request<K extends Kind = Kind> {
  readonly type: 'request';
  readonly id: number;
  readonly kind: K;
  readonly send: Calls[K]['send'];
}

/** A worker besides the engine's, to which it has a line of its own. The decoder's is made when it is first wanted. */
export type Part = 'runtime' | 'decoder';

/** A worker's end of the line between the engine's worker and another; `part` says which, and is left out to that other. */
export interface Connect {
  readonly type: 'connect';
  readonly line: MessagePort;
  readonly part?: Part;
}

export type ToWorker =
  | Request
  | Connect
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'self-test' }
  /** The decoder's worker is gone: its script did not load, or it broke. */
  | { readonly type: 'lost'; readonly why: string };

export type FromWorker =
  | { readonly type: 'arrived'; readonly id: number }
  | { readonly type: 'began'; readonly id: number }
  | { readonly type: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly id: number; readonly give: Calls[Kind]['give'] }
  | { readonly type: 'refused'; readonly id: number; readonly refusal: Refusal }
  /** The engine can no longer be used (a trap in its code): the worker asks to be replaced. */
  | { readonly type: 'broken'; readonly id: number; readonly why: string }
  /** A line to the decoder's worker is needed. */
  | { readonly type: 'wanted' }
  /** The decoder's worker does not answer and is to be ended. */
  | { readonly type: 'stuck' }
  | Witnessed;

/** What the browser reports of a worker's own policy and requests. */
export type Witnessed =
  | { readonly type: 'self-test'; readonly passed: boolean }
  | { readonly type: 'requested'; readonly at: number }
  | { readonly type: 'blocked'; readonly directive: string; readonly url: string };
