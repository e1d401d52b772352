// Reads what a file says about itself before the runtime sees it: is it an ONNX model at all, for which IR version and operator
// sets was it exported. Only the outermost protobuf fields are walked; the graph is stepped over.
import { type Refusal, refuse } from '../wire/refusal';

/** The highest our runtime (ONNX Runtime Web 1.30) takes; a test pins them to it. */
export const highest = { ir: 13, opset: 26 };

export interface OnnxHeader {
  readonly ir: number;
  /** Operator set of the standard domain. */
  readonly opset: number;
}

class Reader {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get more(): boolean {
    return this.at < this.#bytes.length;
  }

  /** A varint up to 2^53; NaN where the bytes end or it does not fit. */
  varint(): number {
    let value = 0;
    for (let shift = 1, i = 0; i < 10; i++, shift *= 128) {
      const byte = this.#bytes[this.at++];
      if (byte === undefined) {
        return Number.NaN;
      }
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) {
        return Number.isSafeInteger(value) ? value : Number.NaN;
      }
    }
    return Number.NaN;
  }

  /** The bytes of a length-delimited field; null where it runs past the end. */
  block(): Uint8Array | null {
    const length = this.varint();
    const end = this.at + length;
    if (!(end <= this.#bytes.length)) {
      return null;
    }
    const block = this.#bytes.subarray(this.at, end);
    this.at = end;
    return block;
  }
}

function* fields(bytes: Uint8Array): Generator<{ number: number; value: number; block: Uint8Array | null } | null> {
  const reader = new Reader(bytes);
  while (reader.more) {
    const key = reader.varint();
    const wire = key % 8;
    const number = (key - wire) / 8;
    let value = 0;
    let block: Uint8Array | null = null;
    if (wire === 0) {
      value = reader.varint();
    } else if (wire === 2) {
      block = reader.block();
      if (!block) {
        yield null;
        return;
      }
    } else if (wire === 1 || wire === 5) {
      reader.at += wire === 1 ? 8 : 4;
    } else {
      yield null;
      return;
    }
    if (number < 1 || !Number.isFinite(value)) {
      yield null;
      return;
    }
    yield { number, value, block };
  }
}

/** ModelProto: ir_version = 1, graph = 7, opset_import = 8 {domain = 1, version = 2}. */
export function readOnnxHeader(bytes: Uint8Array): OnnxHeader | Refusal {
  let ir = 0;
  let opset = 0;
  let graph = false;
  for (const field of fields(bytes)) {
    if (!field) {
      return refuse('onnx-not-a-model', 'its bytes do not follow the ONNX layout');
    }
    if (field.number === 1) {
      ir = field.value;
    } else if (field.number === 7) {
      graph = true;
    } else if (field.number === 8 && field.block) {
      const set = operatorSet(field.block);
      opset = set.domain === '' || set.domain === 'ai.onnx' ? set.version : opset;
    }
  }
  if (ir === 0 || opset === 0 || !graph) {
    return refuse('onnx-not-a-model', 'it states no version, no operator set or no graph');
  }
  if (ir > highest.ir || opset > highest.opset) {
    return refuse(
      'onnx-too-new',
      `IR ${ir} and operator set ${opset}; this page takes IR up to ${highest.ir} and operator set up to ${highest.opset}`,
    );
  }
  return { ir, opset };
}

function operatorSet(bytes: Uint8Array): { domain: string; version: number } {
  let domain = '';
  let version = 0;
  for (const field of fields(bytes)) {
    if (field?.number === 1 && field.block) {
      domain = new TextDecoder().decode(field.block);
    } else if (field?.number === 2) {
      version = field.value;
    }
  }
  return { domain, version };
}
