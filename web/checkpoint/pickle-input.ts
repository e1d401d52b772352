// The bytes of a pickle, read in order: numbers, texts and names, each of which must be there in full.
import { type Refusal, refuse } from '../wire/refusal';

/** A name that a pickle mentions, by module and qualified name. */
export class Name {
  readonly full: string;
  constructor(full: string) {
    this.full = full;
  }
}

export class Tuple {
  readonly items: readonly Value[];
  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

/** Something that stands where nothing of ours is needed: a date, a device. It has no contents. */
export class Opaque {}

/** What a pickle can hold here. `object` stands for what the callables give. */
export type Value = null | boolean | number | string | Uint8Array | Value[] | Tuple | Map<Value, Value> | Name | Opaque | object;

export const most = { depth: 100_000, text: 2 ** 20, name: 300, made: 500_000 };

/** Ends the reading of a pickle; `unpickle` alone catches it and gives its refusal. */
export class Stop extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export const damaged = (why: string): Stop => new Stop(refuse('checkpoint-damaged', why));

/** Every method throws `damaged` where the bytes end before what it reads does. */
export class Input {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  u16(): number {
    return this.#view.getUint16(this.take(2), true);
  }

  i32(): number {
    return this.#view.getInt32(this.take(4), true);
  }

  double(): number {
    return this.#view.getFloat64(this.take(8), false);
  }

  /** Steps over `length` bytes; where they began. */
  take(length: number): number {
    const at = this.#at;
    if (at + length > this.#bytes.length) {
      throw damaged('its list of tensors ends too early');
    }
    this.#at += length;
    return at;
  }

  u8(): number {
    return this.#bytes[this.take(1)] as number;
  }

  u32(): number {
    return this.#view.getUint32(this.take(4), true);
  }

  length64(): number {
    const at = this.take(8);
    return this.#view.getUint32(at + 4, true) * 2 ** 32 + this.#view.getUint32(at, true);
  }

  text(length: number): string {
    if (length > most.text) {
      throw damaged('a text in it is too long');
    }
    const at = this.take(length);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(this.#bytes.subarray(at, at + length));
    } catch {
      throw damaged('a text in it is no text');
    }
  }

  block(length: number): Uint8Array {
    const at = this.take(length);
    return this.#bytes.subarray(at, at + length);
  }

  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    if (end < 0 || end - this.#at > most.name) {
      throw damaged('a name has no end');
    }
    const text = this.text(end - this.#at);
    this.#at = end + 1;
    return text;
  }

  /** A whole number in two's complement; what a number cannot hold exactly is of no use here and stands as nothing. */
  long(length: number): Value {
    const at = this.take(length);
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) {
      value = (value << 8n) | BigInt(this.#bytes[at + i] as number);
    }
    const signed = length > 0 ? BigInt.asIntN(8 * length, value) : 0n;
    const number = Number(signed);
    return Number.isSafeInteger(number) ? number : new Opaque();
  }
}
