// A file that is to be opened: its bytes, and a number by which the worker knows it again when another of its frames is asked for.
import { type Refusal, refuse } from '../wire/refusal';

/** A file above this is refused before it is read. */
const largestFile = 256 * 2 ** 20;

export class Files {
  readonly #numbers = new WeakMap<Blob, number>();
  #last = 0;

  /** Reads a file, unless its bytes are `held` already; `file-too-large`, `unreadable-file`. */
  async read(
    file: Blob,
    held: ArrayBuffer | null = null,
  ): Promise<{ readonly file: number; readonly bytes: ArrayBuffer } | Refusal> {
    if (file.size > largestFile) {
      return refuse('file-too-large', `${Math.round(file.size / 2 ** 20)} of ${largestFile / 2 ** 20} MB`);
    }
    const number = this.#numbers.get(file) ?? ++this.#last;
    this.#numbers.set(file, number);
    try {
      return { file: number, bytes: held ?? (await file.arrayBuffer()) };
    } catch {
      return refuse('unreadable-file');
    }
  }
}
