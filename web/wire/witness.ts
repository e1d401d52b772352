// What the browser reports of a policy and of requests, in the page and in each worker: what the page's proof rests on.
import { forbidden, type ToWorker, type Witnessed } from './messages';

/** The browser reports what its policy blocked in workers too; the type library knows it for documents only. */
interface Violation extends Event {
  readonly effectiveDirective: string;
  readonly blockedURI: string;
}

const onViolation = (heard: (event: Violation) => void) =>
  self.addEventListener('securitypolicyviolation', (event) => heard(event as Violation));

/** Tells of every request and of everything that the policy blocked, from here on. */
export function witness(say: (message: Exclude<Witnessed, { type: 'self-test' }>) => void): void {
  onViolation((event) => say({ type: 'blocked', directive: event.effectiveDirective, url: event.blockedURI }));
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.name.startsWith(forbidden)) {
        say({ type: 'requested', at: performance.timeOrigin + entry.startTime });
      }
    }
  }).observe({ type: 'resource', buffered: true });
}

/**
 * Asks the reserved host that never exists, and says whether the browser reported that it blocked that: only a reported violation
 * proves that the policy holds here; a request that merely fails proves nothing.
 */
export function policyHolds(): Promise<boolean> {
  return new Promise((resolve) => {
    onViolation((event) => {
      if (event.blockedURI.startsWith(new URL(forbidden).origin)) {
        resolve(true);
      }
    });
    const failed = () => setTimeout(() => resolve(false), 300);
    void fetch(forbidden, { mode: 'no-cors' }).then(() => resolve(false), failed);
  });
}

/** What a worker does for the page beside its own work: it witnesses, tests its policy when asked, and takes the lines it is given. */
export function attend(serve: (line: MessagePort) => void): void {
  const say = (message: Witnessed) => self.postMessage(message);
  witness(say);
  self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
    if (data.type === 'connect') {
      serve(data.line);
    } else if (data.type === 'self-test') {
      void policyHolds().then((passed) => say({ type: 'self-test', passed }));
    }
  });
}
