// What this page can prove about itself: how many requests were made since it was loaded, what its policy blocked, and a test
// at the start that the policy holds. Only a reported violation counts as proof; a request that merely fails proves nothing.

import { forbidden } from '../wire/messages';
import { policyHolds, witness } from '../wire/witness';

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
const titles = new Map<Check['id'], string>([
  ['page', 'The browser blocked this page from asking another host'],
  ['worker', 'The browser blocked the engine and the runtime from asking another host'],
]);

export class Privacy {
  readonly #changed: () => void;
  #blocked: Blocked[] = [];
  #requests: number[] = [];
  #loaded = Number.POSITIVE_INFINITY;
  readonly #verdicts = new Map<Check['id'], boolean>();
  #known: () => void = () => undefined;
  /** Settles when page and worker have been tested, and after two seconds at most; a verdict that comes later still counts. */
  readonly verdict: Promise<void>;

  constructor(changed: () => void) {
    this.#changed = changed;
    witness((seen) => (seen.type === 'blocked' ? this.block(seen.directive, seen.url) : this.request(seen.at)));
    this.verdict = new Promise((resolve) => {
      this.#known = resolve;
      setTimeout(resolve, patience);
    });
    void policyHolds().then((passed) => this.#know('page', passed));
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
    this.#know('worker', passed);
  }

  get network(): Network {
    const checks = [...titles].map(([id, title]) => ({ id, title, passed: this.#verdicts.get(id) === true }));
    return {
      requestsSinceLoad: this.#requests.filter((at) => at > this.#loaded).length,
      blocked: [...this.#blocked],
      selfTest: { passed: checks.every((check) => check.passed), checks },
    };
  }

  #know(where: Check['id'], passed: boolean): void {
    this.#verdicts.set(where, this.#verdicts.get(where) || passed);
    if (this.#verdicts.size === titles.size) {
      this.#known();
    }
    this.#changed();
  }
}
