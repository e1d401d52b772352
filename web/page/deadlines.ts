// How long the workers may take before they are judged to hang.
import type { Calls, Kind } from '../wire/messages';
import type { Entry } from './entry';

/** Milliseconds an idle worker may take to say that a request has arrived. */
export const idleLimit = 1000;
const second = 1000;
/** Longest time one request may run, from the moment it began or last told how far it is. Opening grows with the file's size. */
export const deadlines: Record<Kind, number> = {
  start: 20 * second,
  open: 5 * second,
  survey: 15 * second,
  phantom: 10 * second,
  truth: 20 * second,
  display: 5 * second,
  histogram: 2 * second,
  pixels: 10 * second,
  value: 2 * second,
  card: 2 * second,
  inspect: 10 * second,
  examine: 10 * second,
  load: 30 * second,
  unload: 5 * second,
  tensor: 5 * second,
  predict: 15 * second,
  'experiment-begin': 10 * second,
  'experiment-step': 15 * second,
  'experiment-end': 5 * second,
};
const perMegabyte = 250;

/** Milliseconds for one request, by its kind and by the bytes that come with it. */
export function limit({ kind, send }: { readonly kind: Kind; readonly send: Calls[Kind]['send'] }): number {
  const file = 'checkpoint' in send ? send.checkpoint : 'onnx' in send ? send.onnx : null;
  const bytes = 'bytes' in send ? send.bytes.byteLength : (file?.size ?? 0);
  return deadlines[kind] + (bytes / 2 ** 20) * perMegabyte;
}

/** When the worker must have been heard of at the latest, and of which request; null while none is asked. `heard`: when it last was. */
export function due(entries: readonly Entry[], heard: number): { at: number; entry: Entry } | null {
  const [first] = entries;
  if (!first || first.posted === null) {
    return null;
  }
  const running = entries.find((entry) => entry.began !== null);
  if (running) {
    return { at: (running.began ?? 0) + limit(running), entry: running };
  }
  const patience = first.kind === 'start' ? deadlines.start : idleLimit;
  return { at: Math.max(heard, first.posted) + patience, entry: first };
}
