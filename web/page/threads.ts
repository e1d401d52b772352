// How many threads the runtime uses, and why not more, in words. More than one needs a cross-origin isolated page and pays only
// for models that take long; a run that is over before a thread could help is left alone.
import type { Card } from '../wire/card';
import type { Loaded, Threads } from '../wire/messages';
import { refuse, type Refusal } from '../wire/refusal';
import { sha256 } from './sha256';

/** Below this a run is not worth sharing out. */
export const worthSharing = 60;

/** `?safe=1`: one thread and small, whatever the browser offers. */
export const safe = () => new URLSearchParams(location.search).get('safe') === '1';

export function threadsOf({ steady }: Loaded): Threads {
  const run = `a run takes ${steady < 10 ? steady.toFixed(1) : steady.toFixed(0)} ms`;
  if (safe()) {
    return { count: 1, why: `one thread, as this address asks (safe=1); ${run}` };
  }
  if (!globalThis.crossOriginIsolated) {
    return { count: 1, why: `one thread: this page is not cross-origin isolated; ${run}` };
  }
  if (steady < worthSharing) {
    return { count: 1, why: `one thread: ${run}, more threads would not help` };
  }
  return { count: 1, why: `one thread: ${run}` };
}

/** The bytes of a model brought along, if they are those its card speaks of. */
export async function measured(bytes: ArrayBuffer, card: Card): Promise<ArrayBuffer | Refusal> {
  return (await sha256(bytes)) === card.weights.sha256 ? bytes : refuse('onnx-shape', 'its SHA-256 is not the one the card states');
}
