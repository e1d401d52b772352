// How many threads the runtime uses, and why not more, in words. More than one needs a cross-origin isolated page and pays only
// for models that take long; a run that is over before a thread could help is left alone.
import type { Loaded, Threads } from '../wire/messages';
import { isRefusal } from '../wire/refusal';
import type { Bridge } from './bridge';
import { milliseconds } from './sentences';

/** Milliseconds of a run that a visitor does not feel: below it there is nothing worth sharing out. */
export const worthSharing = 100;

/** `?safe=1`: one thread and small, whatever the browser offers. */
export const safe = () => new URLSearchParams(location.search).get('safe') === '1';

/** As many as are worth trying; a phone's small cores do not add up. */
const most = 4;

/** Whether threads are to be tried after the model has run alone, or why not. */
export function plan(
  { steady }: Pick<Loaded, 'steady'>,
  { isolated, cores, asksSafe }: { isolated: boolean; cores: number; asksSafe: boolean },
): Threads & { readonly attempt: number } {
  const run = `a run takes ${milliseconds(steady)}`;
  const one = (why: string) => ({ count: 1, attempt: 1, why });
  if (asksSafe) {
    return one(`as this address asks (safe=1); ${run}`);
  }
  if (steady < worthSharing) {
    return one(`${run}, more would not help`);
  }
  if (!isolated) {
    return one(`this page is not cross-origin isolated; ${run}`);
  }
  return cores < 2 ? one(`this machine offers one core; ${run}`) : { ...one(run), attempt: Math.min(most, cores) };
}

/** Threads for a model that is known to take long before it is loaded: as many as are worth trying. What they bring is not compared. */
export function ahead({ isolated, cores, asksSafe }: { isolated: boolean; cores: number; asksSafe: boolean }): Threads {
  const { attempt, why } = plan({ steady: Number.POSITIVE_INFINITY }, { isolated, cores, asksSafe });
  return attempt > 1
    ? { count: attempt, why: 'for a network of this size; not compared with one' }
    : { count: 1, why: why.split(';')[0] ?? why };
}

/** What this page offers for threads. */
export const offer = () => ({
  isolated: globalThis.crossOriginIsolated,
  cores: navigator.hardwareConcurrency,
  asksSafe: safe(),
});

/** Measures whether more threads pay for the model just loaded, and keeps the faster way. */
export async function settle(bridge: Pick<Bridge, 'tryStart'>, times: Loaded): Promise<{ threads: Threads; times: Loaded }> {
  const planned = plan(times, offer());
  if (planned.attempt === 1) {
    return { threads: { count: 1, why: planned.why }, times };
  }
  const kept = await bridge.tryStart({ threads: planned.attempt }, (there) => there.steady < 0.8 * times.steady);
  return kept && !isRefusal(kept)
    ? {
        threads: {
          count: planned.attempt,
          why: `measured: ${milliseconds(kept.steady)} a run, ${milliseconds(times.steady)} with one`,
        },
        times: kept,
      }
    : { threads: { count: 1, why: `${planned.attempt} were tried and did not help; ${planned.why}` }, times };
}
