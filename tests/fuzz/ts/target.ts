// What the fuzzer of the TypeScript readers knows of a reader.

export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Target {
  /** Kebab-case; files that once broke it are kept in tests/fuzz/ts/kept/NAME/. */
  readonly name: string;
  /** Valid files, and damaged ones, from which others are made. */
  seeds(): Promise<readonly Seed[]> | readonly Seed[];
  /**
   * Reads the bytes and says in a word what came of it ("opened", a refusal's code and detail): an input that gives a new word becomes
   * a seed. Throws where it finds something: an exception of the reader's, an answer that breaks its promise.
   */
  run(bytes: Uint8Array): Promise<string> | string;
}
