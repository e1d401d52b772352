// What the bridge knows of a request that waits or runs.
import type { Calls, Kind } from '../wire/messages';
import type { Refusal } from '../wire/refusal';

/** Hears how far a request has come, in bytes. */
export type Tell = (done: number, total: number) => void;

/** A request that was not answered yet. */
export interface Entry<K extends Kind = Kind> {
  readonly id: number;
  readonly kind: K;
  readonly send: Calls[K]['send'];
  readonly settle: (answer: Calls[K]['give'] | Refusal) => void;
  readonly tell: Tell | undefined;
  /** Sent again after a replacement already. */
  again: boolean;
  /** When it began to run, or null while it waits. */
  began: number | null;
  /** When it was sent to the present worker, or null while none has it. */
  posted: number | null;
}
