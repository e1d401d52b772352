// What helps someone who is to mend a fault: browser, limits, threads, model, times. No file name, no pixels, nothing about the film.
import type { Privacy } from './privacy';
import type { Session } from './session';

export function diagnostics(session: Session | null, privacy: Privacy): string {
  const card = session?.cards.get(session.lab.state?.model?.id ?? '');
  const { selfTest, requestsSinceLoad, blocked } = privacy.network;
  return JSON.stringify(
    {
      app: __VERSION__,
      commit: __COMMIT__,
      browser: navigator.userAgent,
      isolated: globalThis.crossOriginIsolated,
      cores: navigator.hardwareConcurrency,
      screen: [innerWidth, innerHeight, devicePixelRatio],
      drawing: document.documentElement.dataset.canvas,
      threads: session?.threads,
      model: card && { id: card.id, version: card.version, sha256: card.weights.sha256 },
      times: session?.times,
      timings: session?.lab.state?.result?.timings,
      notice: session?.lab.state?.notice?.code ?? null,
      selfTest,
      requestsSinceLoad,
      blocked: blocked.length,
    },
    null,
    1,
  );
}
