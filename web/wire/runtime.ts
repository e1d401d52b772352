// What the engine's worker asks of the runtime's worker, over the line between them. One request at a time is worked on, in the
// order they came; several may wait.
import type { Card } from './card';
import type { Calls, Given, Loaded, RuntimeCode } from './messages';
import type { Refusal } from './refusal';

/** What a network gave, as a copy of its own: its outputs, and after them `features` values of its map of features. */
export interface Outputs {
  readonly values: Float32Array<ArrayBuffer>;
  readonly features: number;
  /** Milliseconds in the runtime. */
  readonly inference: number;
}

export interface RuntimeCalls {
  start: { send: RuntimeCode & { threads: number }; give: Record<string, never> };
  /** `batches`: whether several examples may be given at once. */
  load: {
    send: { card: Card; variant: string | null; given: Given };
    give: Loaded & { batches: boolean };
  };
  inspect: Calls['inspect'];
  examine: Calls['examine'];
  unload: { send: Record<string, never>; give: Record<string, never> };
  run: { send: { dims: readonly number[]; data: Float32Array<ArrayBuffer>; withFeatures: boolean }; give: Outputs };
}

export type RuntimeKind = keyof RuntimeCalls;

export interface RuntimeRequest<K extends RuntimeKind = RuntimeKind> {
  readonly id: number;
  readonly kind: K;
  readonly send: RuntimeCalls[K]['send'];
}

/** Word that a request has arrived. */
export interface RuntimeArrived {
  readonly id: number;
}

/** How far a request has come, in bytes; any number of them before the reply. */
export interface RuntimeProgress {
  readonly id: number;
  readonly done: number;
  readonly total: number;
}

export interface RuntimeReply<K extends RuntimeKind = RuntimeKind> {
  readonly id: number;
  readonly answer: RuntimeCalls[K]['give'] | Refusal;
}
