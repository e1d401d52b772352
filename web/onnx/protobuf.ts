// Protocol Buffers as a cursor over one buffer: nothing is copied or allocated while fields are walked, and all cursors over a file
// share one budget of fields, so that no file makes the reading long.

/** Fields that one file may hold in all: some twenty times what the largest published networks have; walked in a tenth of a second. */
export const mostFields = 2 ** 22;

/** What is left of the fields that a file may hold. */
export interface Budget {
  fields: number;
}

/** Why a file is given up. Caught where reading began; never seen outside web/onnx. */
export class Broken extends Error {
  readonly excess: boolean;

  /** `excess`: the bytes may be sound, but there are more of them than are looked at. */
  constructor(why: string, excess = false) {
    super(why);
    this.excess = excess;
  }
}

const outOfBounds = 'its bytes do not follow the ONNX layout';

/** The fields of one message, one after another. `start` and `end` bound the present field's bytes where it has a length. */
export class Fields {
  readonly bytes: Uint8Array;
  readonly #stop: number;
  readonly #budget: Budget;
  #at: number;
  /** Number of the present field. */
  number = 0;
  /** 0: a varint, in `value`; 1 and 5: eight and four bytes; 2: bytes with a length. */
  wire = 0;
  /** Of a varint: exact up to 2^53; anything larger, and so any negative number, is infinite. */
  value = 0;
  start = 0;
  end = 0;

  constructor(bytes: Uint8Array, budget: Budget, start = 0, stop = bytes.length) {
    this.bytes = bytes;
    this.#budget = budget;
    this.#at = start;
    this.#stop = stop;
  }

  /** Goes to the next field; false after the last. Throws `Broken` where the bytes are no such message. */
  next(): boolean {
    if (this.#at === this.#stop) {
      return false;
    }
    if (--this.#budget.fields < 0) {
      throw new Broken(`it has more than ${mostFields.toLocaleString('en-GB')} fields`, true);
    }
    const key = this.#varint();
    this.wire = key % 8;
    this.number = (key - this.wire) / 8;
    this.value = 0;
    this.start = this.#at;
    if (this.wire === 0) {
      this.value = this.#varint();
    } else if (this.wire === 2) {
      const length = this.#varint();
      this.start = this.#at;
      this.#at += length;
    } else if (this.wire === 1 || this.wire === 5) {
      this.#at += this.wire === 1 ? 8 : 4;
    } else {
      throw new Broken(outOfBounds);
    }
    this.end = this.#at;
    if (!(this.number >= 1 && this.number < 2 ** 29 && this.#at <= this.#stop)) {
      throw new Broken(outOfBounds);
    }
    return true;
  }

  /** The fields of the message that the present field holds. */
  inner(): Fields {
    if (this.wire !== 2) {
      throw new Broken(outOfBounds);
    }
    return new Fields(this.bytes, this.#budget, this.start, this.end);
  }

  /** The present field as text, of at most `most` bytes. */
  text(most = 200): string {
    return this.wire === 2 ? decoder.decode(this.bytes.subarray(this.start, Math.min(this.end, this.start + most))) : '';
  }

  /** The numbers of a repeated integer field, one or packed; each is handed to `take`. */
  integers(take: (value: number) => void): void {
    if (this.wire === 0) {
      take(this.value);
    } else if (this.wire === 2) {
      const back = this.#at;
      this.#at = this.start;
      while (this.#at < back) {
        if (--this.#budget.fields < 0) {
          throw new Broken(`it has more than ${mostFields.toLocaleString('en-GB')} fields`, true);
        }
        take(this.#varint());
      }
      if (this.#at !== back) {
        throw new Broken(outOfBounds);
      }
    }
  }

  #varint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 10; i++, scale *= 128) {
      const byte = this.bytes[this.#at++];
      if (byte === undefined || this.#at > this.#stop) {
        throw new Broken(outOfBounds);
      }
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        return Number.isSafeInteger(value) ? value : Number.POSITIVE_INFINITY;
      }
    }
    throw new Broken(outOfBounds);
  }
}

const decoder = new TextDecoder();
