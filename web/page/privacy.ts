// What this page can prove about itself: how many requests were made since it was loaded, what its policy blocked, and a test
// at the start that the policy holds. Only a reported violation counts as proof; a request that merely fails proves nothing.

import { forbidden } from '../wire/messages';

export interface Check {
  readonly id: 'page' | 'worker';
  readonly title: string;
  readonly passed: boolean;
}

export interface Blocked {
  readonly directive: string;
  readonly url: string;
  readonly when: string;
}

export interface Network {
  readonly requestsSinceLoad: number;
  readonly blocked: readonly Blocked[];
  readonly selfTest: { readonly passed: boolean; readonly checks: readonly Check[] };
}

/** Inputs wait this long for the verdict, at most. */
const patience = 2000;

export class Privacy {
  readonly #changed: () => void;
  #blocked: Blocked[] = [];
  #requests: number[] = [];
  #loaded = Number.POSITIVE_INFINITY;
  #checks: Check[] = [];
  #worker: (passed: boolean) => void = () => undefined;
  /** Settles with the verdict, after two seconds at most. */
  readonly verdict: Promise<void>;

  constructor(changed: () => void) {
    this.#changed = changed;
    addEventListener('securitypolicyviolation', (event) => this.block(event.effectiveDirective, event.blockedURI));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!entry.name.startsWith(forbidden)) {
          this.request(performance.timeOrigin + entry.startTime);
        }
      }
    }).observe({ type: 'resource', buffered: true });
    const worker = new Promise<boolean>((resolve) => {
      this.#worker = resolve;
    });
    this.verdict = this.#test(worker);
  }

  /** From here on requests count as made since load. */
  loaded(): void {
    this.#loaded = performance.timeOrigin + performance.now();
    this.#changed();
  }

  get isLoaded(): boolean {
    return Number.isFinite(this.#loaded);
  }

  request(at: number): void {
    this.#requests.push(at);
    if (at > this.#loaded) {
      this.#changed();
    }
  }

  block(directive: string, url: string): void {
    if (!url.startsWith(new URL(forbidden).origin)) {
      this.#blocked.push({ directive, url, when: new Date().toISOString() });
      this.#changed();
    }
  }

  /** The worker's own verdict about its own policy. */
  workerTested(passed: boolean): void {
    this.#worker(passed);
  }

  get network(): Network {
    return {
      requestsSinceLoad: this.#requests.filter((at) => at > this.#loaded).length,
      blocked: [...this.#blocked],
      selfTest: { passed: this.#checks.length > 0 && this.#checks.every((check) => check.passed), checks: [...this.#checks] },
    };
  }

  async #test(worker: Promise<boolean>): Promise<void> {
    const inTime = (wait: Promise<boolean>) => Promise.race([wait, new Promise<boolean>((resolve) => setTimeout(() => resolve(false), patience))]);
    const [page, inWorker] = await Promise.all([inTime(violation()), inTime(worker)]);
    this.#checks = [
      { id: 'page', title: 'The browser blocked this page from asking another host', passed: page },
      { id: 'worker', title: 'The browser blocked the engine from asking another host', passed: inWorker },
    ];
    this.#changed();
  }
}

/** True when the browser reports that it blocked a request to the forbidden host. */
function violation(): Promise<boolean> {
  return new Promise((resolve) => {
    addEventListener('securitypolicyviolation', (event) => {
      if (event.blockedURI.startsWith(new URL(forbidden).origin)) {
        resolve(true);
      }
    });
    const failed = () => setTimeout(() => resolve(false), 300);
    void fetch(forbidden, { mode: 'no-cors' }).then(() => resolve(false), failed);
  });
}
