// A pickle machine that executes nothing (the opcodes are those of CPython's pickletools, protocols 2 to 5). It knows what
// torch.save writes: numbers, texts, lists, tuples, dictionaries, the memo, and calls of the few names that `names` lists, each of
// which is a pure function of ours. Any other name ends the reading; so does whatever needs more than the bytes could pay for.
import { type Refusal, refuse } from '../wire/refusal';
import { damaged, Input, most, Name, Opaque, Stop, Tuple, type Value } from './pickle-input';

export { Name, Opaque, Tuple, type Value };

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

const mark = Symbol('mark');

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
  readonly #in: Input;
  readonly #world: World;
  readonly #stack: (Value | typeof mark)[] = [];
  readonly #memo = new Map<number, Value>();
  #made = 0;

  constructor(bytes: Uint8Array, world: World) {
    this.#in = new Input(bytes);
    this.#world = world;
  }

  run(): Value {
    for (;;) {
      const code = this.#in.u8();
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
        const protocol = this.#in.u8();
        if (protocol < 2 || protocol > 5) {
          throw damaged(`pickle protocol ${protocol}`);
        }
        return;
      }
      case '\x95': // FRAME: the length of what follows; it is read as it comes.
        this.#in.length64();
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
        this.#push(this.#in.i32());
        return;
      case 'K':
        this.#push(this.#in.u8());
        return;
      case 'M':
        this.#push(this.#in.u16());
        return;
      case '\x8a':
        this.#push(this.#in.long(this.#in.u8()));
        return;
      case 'G':
        this.#push(this.#in.double());
        return;
      case 'X':
        this.#push(this.#in.text(this.#in.u32()));
        return;
      case '\x8c':
        this.#push(this.#in.text(this.#in.u8()));
        return;
      case '\x8d':
        this.#push(this.#in.text(this.#in.length64()));
        return;
      case 'U':
        this.#push(this.#in.text(this.#in.u8()));
        return;
      case 'T':
        this.#push(this.#in.text(this.#in.u32()));
        return;
      case 'B':
        this.#push(this.#in.block(this.#in.u32()));
        return;
      case 'C':
        this.#push(this.#in.block(this.#in.u8()));
        return;
      case '\x8e':
        this.#push(this.#in.block(this.#in.length64()));
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
        this.#memo.set(this.#in.u8(), this.#top());
        return;
      case 'r':
        this.#memo.set(this.#in.u32(), this.#top());
        return;
      case '\x94':
        this.#memo.set(this.#memo.size, this.#top());
        return;
      case 'h':
        this.#recall(this.#in.u8());
        return;
      case 'j':
        this.#recall(this.#in.u32());
        return;
      case 'c':
        this.#name(this.#in.line(), this.#in.line());
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
}
