// What the engine's worker asks of the runtime's worker, over the line between them. One request at a time is worked on, in the
// order they came; several may wait.
import type { Card } from './card';
import type { Loaded } from './messages';
import type { Refusal } from './refusal';

/** What a network gave, as a copy of its own: its outputs, and after them `features` values of its map of features. */
export interface Outputs {
  readonly values: Float32Array<ArrayBuffer>;
  readonly features: number;
  /** Milliseconds in the runtime. */
  readonly inference: number;
}

export interface RuntimeCalls {
  start: { send: { glue: string; code: WebAssembly.Module; threads: number }; give: Record<string, never> };
  /** `batches`: whether several examples may be given at once. */
  load: { send: { card: Card; variant: string | null; bytes: ArrayBuffer }; give: Loaded & { batches: boolean } };
  unload: { send: Record<string, never>; give: Record<string, never> };
  run: { send: { dims: readonly number[]; data: Float32Array<ArrayBuffer>; withFeatures: boolean }; give: Outputs };
}

export type RuntimeKind = keyof RuntimeCalls;

export interface RuntimeRequest<K extends RuntimeKind = RuntimeKind> {
  readonly id: number;
  readonly kind: K;
  readonly send: RuntimeCalls[K]['send'];
}

/** The answer; before it, without one, word that the request has arrived. */
export interface RuntimeReply<K extends RuntimeKind = RuntimeKind> {
  readonly id: number;
  readonly answer?: RuntimeCalls[K]['give'] | Refusal;
}
