// For work where only the newest wish counts (a slider, the pointer): one under way, one waiting, those between are dropped.

export class Latest<T> {
  readonly #work: (wish: T) => Promise<void>;
  #next: { wish: T } | null = null;
  #busy = false;

  constructor(work: (wish: T) => Promise<void>) {
    this.#work = work;
  }

  want(wish: T): void {
    this.#next = { wish };
    if (!this.#busy) {
      void this.#run();
    }
  }

  /** Forgets the wish that waits; what is under way goes on. */
  drop(): void {
    this.#next = null;
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#next) {
      const { wish } = this.#next;
      this.#next = null;
      await this.#work(wish);
    }
    this.#busy = false;
  }
}
