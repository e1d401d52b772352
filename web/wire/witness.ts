// In a worker: what the browser reports of its policy and its requests, for the page's proof.
import { forbidden, type Witnessed } from './messages';

/** The browser reports what its policy blocked in workers too; the type library knows it for documents only. */
interface Violation extends Event {
  readonly effectiveDirective: string;
  readonly blockedURI: string;
}

const onViolation = (heard: (event: Violation) => void) =>
  self.addEventListener('securitypolicyviolation', (event) => heard(event as Violation));

/** Tells of every request and of everything that the policy blocked, from here on. */
export function witness(say: (message: Witnessed) => void): void {
  onViolation((event) => say({ type: 'blocked', directive: event.effectiveDirective, url: event.blockedURI }));
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.name.startsWith(forbidden)) {
        say({ type: 'requested', at: performance.timeOrigin + entry.startTime });
      }
    }
  }).observe({ type: 'resource', buffered: true });
}

/** Asks the reserved host that never exists: only a reported violation proves that this worker's own policy holds. */
export function selfTest(say: (message: Witnessed) => void): void {
  onViolation((event) => {
    if (event.blockedURI.startsWith(new URL(forbidden).origin)) {
      say({ type: 'self-test', passed: true });
    }
  });
  void fetch(forbidden, { mode: 'no-cors' }).then(
    () => say({ type: 'self-test', passed: false }),
    () => setTimeout(() => say({ type: 'self-test', passed: false }), 300),
  );
}
