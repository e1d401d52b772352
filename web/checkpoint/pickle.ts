// A pickle machine that executes nothing (the opcodes are those of CPython's pickletools, protocols 2 to 5). It knows what
// torch.save writes: numbers, texts, lists, tuples, dictionaries, the memo, and calls of the few names that `names` lists, each of
// which is a pure function of ours. Any other name ends the reading; so does whatever needs more than the bytes could pay for.
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

export interface World {
  /**
   * What a name may do when it is called: a pure function of its arguments; null where it may only stand as itself. A name that is
   * not listed is given to `unknown`.
   */
  readonly names: ReadonlyMap<string, ((items: readonly Value[]) => Value | Refusal) | null>;
  unknown(full: string): Refusal;
  /** The thing outside the pickle that a persistent id stands for. */
  persistent(id: Value): Value | Refusal;
}

/** No pickle of a checkpoint is longer; every step costs a byte, so time and memory are bounded by this too. */
export const longestPickle = 4 * 2 ** 20;
const most = { depth: 100_000, text: 2 ** 20, name: 300, made: 500_000 };

class Stop extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

const mark = Symbol('mark');
const damaged = (why: string) => new Stop(refuse('checkpoint-damaged', why));

/**
 * What the pickle describes. Refused: `checkpoint-damaged` where it ends early, holds an opcode or a use of one that torch.save does
 * not write, or is larger than `longestPickle`; and whatever `world` refuses.
 */
export function unpickle(bytes: Uint8Array, world: World): Value | Refusal {
  if (bytes.length > longestPickle) {
    return refuse('checkpoint-damaged', `its list of tensors is ${Math.ceil(bytes.length / 2 ** 20)} MB long`);
  }
  try {
    return new Machine(bytes, world).run();
  } catch (error) {
    if (error instanceof Stop) {
      return error.refusal;
    }
    throw error;
  }
}

class Machine {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #world: World;
  readonly #stack: (Value | typeof mark)[] = [];
  readonly #memo = new Map<number, Value>();
  #at = 0;
  #made = 0;

  constructor(bytes: Uint8Array, world: World) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#world = world;
  }

  run(): Value {
    for (;;) {
      const code = this.#bytes[this.#take(1)] as number;
      if (code === 0x2e) {
        return this.#pop();
      }
      this.#step(code);
      if (this.#stack.length > most.depth) {
        throw damaged('its list of tensors is nested too deep');
      }
    }
  }

  #step(code: number): void {
    switch (String.fromCharCode(code)) {
      case '\x80': {
        const protocol = this.#u8();
        if (protocol < 2 || protocol > 5) {
          throw damaged(`pickle protocol ${protocol}`);
        }
        return;
      }
      case '\x95': // FRAME: the length of what follows; it is read as it comes.
        this.#length64();
        return;
      case '(':
        this.#stack.push(mark);
        return;
      case '0':
        this.#pop();
        return;
      case '1':
        this.#popMark();
        return;
      case 'N':
        this.#push(null);
        return;
      case '\x88':
        this.#push(true);
        return;
      case '\x89':
        this.#push(false);
        return;
      case 'J':
        this.#push(this.#view.getInt32(this.#take(4), true));
        return;
      case 'K':
        this.#push(this.#u8());
        return;
      case 'M':
        this.#push(this.#view.getUint16(this.#take(2), true));
        return;
      case '\x8a':
        this.#push(this.#long(this.#u8()));
        return;
      case 'G':
        this.#push(this.#view.getFloat64(this.#take(8), false));
        return;
      case 'X':
        this.#push(this.#text(this.#u32()));
        return;
      case '\x8c':
        this.#push(this.#text(this.#u8()));
        return;
      case '\x8d':
        this.#push(this.#text(this.#length64()));
        return;
      case 'U':
        this.#push(this.#text(this.#u8()));
        return;
      case 'T':
        this.#push(this.#text(this.#u32()));
        return;
      case 'B':
        this.#push(this.#block(this.#u32()));
        return;
      case 'C':
        this.#push(this.#block(this.#u8()));
        return;
      case '\x8e':
        this.#push(this.#block(this.#length64()));
        return;
      case ')':
        this.#push(new Tuple([]));
        return;
      case '\x85':
      case '\x86':
      case '\x87': {
        const items = Array.from({ length: code - 0x84 }, () => this.#pop()).reverse();
        this.#push(new Tuple(items));
        return;
      }
      case 't':
        this.#push(new Tuple(this.#popMark()));
        return;
      case ']':
        this.#push([]);
        return;
      case 'l':
        this.#push(this.#popMark());
        return;
      case '}':
        this.#push(new Map());
        return;
      case 'd':
        this.#set(new Map(), this.#popMark(), true);
        return;
      case 'a':
        this.#append([this.#pop()]);
        return;
      case 'e':
        this.#append(this.#popMark());
        return;
      case 's': {
        const value = this.#pop();
        const key = this.#pop();
        this.#set(this.#top(), [key, value], false);
        return;
      }
      case 'u': {
        const items = this.#popMark();
        this.#set(this.#top(), items, false);
        return;
      }
      case 'q':
        this.#memo.set(this.#u8(), this.#top());
        return;
      case 'r':
        this.#memo.set(this.#u32(), this.#top());
        return;
      case '\x94':
        this.#memo.set(this.#memo.size, this.#top());
        return;
      case 'h':
        this.#recall(this.#u8());
        return;
      case 'j':
        this.#recall(this.#u32());
        return;
      case 'c':
        this.#name(this.#line(), this.#line());
        return;
      case '\x93': {
        const name = this.#pop();
        const module = this.#pop();
        if (typeof name !== 'string' || typeof module !== 'string') {
          throw damaged('a name is no text');
        }
        this.#name(module, name);
        return;
      }
      case 'R':
      case '\x81': {
        const args = this.#pop();
        this.#call(this.#pop(), args);
        return;
      }
      case 'b':
        this.#build(this.#pop());
        return;
      case 'Q':
        this.#push(this.#given(this.#world.persistent(this.#pop())));
        return;
      default:
        // Others call what they name (INST, OBJ, NEWOBJ_EX, the extension registry) or are of the text form, which torch never writes.
        throw damaged(`pickle opcode 0x${code.toString(16).padStart(2, '0')}`);
    }
  }

  #name(module: string, name: string): void {
    const full = `${module}.${name}`;
    if (full.length > most.name) {
      throw damaged('a name is too long');
    }
    if (!this.#world.names.has(full)) {
      throw new Stop(this.#world.unknown(full));
    }
    this.#push(new Name(full));
  }

  #call(callee: Value, args: Value): void {
    if (!(callee instanceof Name && args instanceof Tuple)) {
      throw damaged('it calls what is no name');
    }
    const work = this.#world.names.get(callee.full);
    if (!work) {
      throw new Stop(this.#world.unknown(callee.full));
    }
    this.#push(this.#given(work(args.items)));
  }

  /** State is put on nothing; an ordered dictionary's (`_metadata`) is not needed. */
  #build(state: Value): void {
    const target = this.#top();
    if (
      !(target instanceof Map || target instanceof Opaque) ||
      !(state instanceof Map || state instanceof Tuple || state === null)
    ) {
      throw damaged('it gives a state to what has none');
    }
  }

  #append(items: readonly Value[]): void {
    const list = this.#top();
    if (!Array.isArray(list)) {
      throw damaged('it appends to what is no list');
    }
    for (const item of items) {
      list.push(item);
    }
  }

  #set(target: Value, items: readonly Value[], push: boolean): void {
    if (!(target instanceof Map) || items.length % 2 !== 0) {
      throw damaged('it fills what is no dictionary');
    }
    for (let i = 0; i < items.length; i += 2) {
      target.set(items[i] as Value, items[i + 1] as Value);
    }
    if (push) {
      this.#push(target);
    }
  }

  #recall(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) {
      throw damaged('it recalls what it never kept');
    }
    this.#push(value);
  }

  #given(value: Value | Refusal): Value {
    if (typeof value === 'object' && value !== null && 'ok' in value && value.ok === false) {
      throw new Stop(value as Refusal);
    }
    return value as Value;
  }

  #push(value: Value): void {
    if (typeof value === 'object' && ++this.#made > most.made) {
      throw damaged('it describes too many things');
    }
    this.#stack.push(value);
  }

  #pop(): Value {
    const value = this.#stack.pop();
    if (value === undefined || value === mark) {
      throw damaged('it takes what is not there');
    }
    return value as Value;
  }

  #top(): Value {
    const value = this.#stack.at(-1);
    if (value === undefined || value === mark) {
      throw damaged('it takes what is not there');
    }
    return value as Value;
  }

  #popMark(): Value[] {
    const at = this.#stack.lastIndexOf(mark);
    if (at < 0) {
      throw damaged('it takes what is not there');
    }
    const items = this.#stack.splice(at);
    return items.slice(1) as Value[];
  }

  /** Steps over `length` bytes; where they began. */
  #take(length: number): number {
    const at = this.#at;
    if (at + length > this.#bytes.length) {
      throw damaged('its list of tensors ends too early');
    }
    this.#at += length;
    return at;
  }

  #u8(): number {
    return this.#bytes[this.#take(1)] as number;
  }

  #u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  #length64(): number {
    const at = this.#take(8);
    return this.#view.getUint32(at + 4, true) * 2 ** 32 + this.#view.getUint32(at, true);
  }

  #text(length: number): string {
    if (length > most.text) {
      throw damaged('a text in it is too long');
    }
    const at = this.#take(length);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(this.#bytes.subarray(at, at + length));
    } catch {
      throw damaged('a text in it is no text');
    }
  }

  #block(length: number): Uint8Array {
    const at = this.#take(length);
    return this.#bytes.subarray(at, at + length);
  }

  #line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    if (end < 0 || end - this.#at > most.name) {
      throw damaged('a name has no end');
    }
    const text = this.#text(end - this.#at);
    this.#at = end + 1;
    return text;
  }

  /** A whole number in two's complement; what a number cannot hold exactly is of no use here and stands as nothing. */
  #long(length: number): Value {
    const at = this.#take(length);
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) {
      value = (value << 8n) | BigInt(this.#bytes[at + i] as number);
    }
    const signed = length > 0 ? BigInt.asIntN(8 * length, value) : 0n;
    const number = Number(signed);
    return Number.isSafeInteger(number) ? number : new Opaque();
  }
}
