// Reads what an ONNX file says of its own graph, before any runtime sees it: inputs, outputs, operators at every depth, where its
// numbers lie and how many they are. Numbers are stepped over, never copied. Field numbers are those of onnx.proto3.
import { type Refusal, refuse } from '../wire/refusal';
import { Broken, Fields, mostFields } from './protobuf';
import { count, emptyTally, readTensor, type Tally } from './tensor';

export interface Port {
  readonly name: string;
  /** Element type by its ONNX name, such as float32; `sequence`, `optional`, … for what is no tensor. */
  readonly type: string;
  /** Lengths, or names of lengths that are left open ('' where it has none); null where no shape is stated at all. */
  readonly dims: readonly (number | string)[] | null;
}

export interface OperatorUse {
  /** '' for the standard domain. */
  readonly domain: string;
  readonly name: string;
  readonly count: number;
}

export interface OnnxModel {
  readonly ir: number;
  readonly opsets: readonly { readonly domain: string; readonly version: number }[];
  /** Operator set of the standard domain; 0 where none is stated. */
  readonly opset: number;
  /** What must be given; initialisers that old files list among the inputs are left out. */
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** Sorted by domain and name; functions that the file itself defines are told by what they are made of. */
  readonly operators: readonly OperatorUse[];
  /** Elements of all stored tensors, the bytes they take, and the bytes by type. */
  readonly numbers: number;
  readonly numberBytes: number;
  readonly byType: Readonly<Record<string, number>>;
  /** Files beside the model that its numbers are said to stand in, each once. */
  readonly external: readonly string[];
}

const mostDepth = 16;
const mostPorts = 1000;
const mostKinds = 2000;
const mostDims = 16;

interface Draft {
  ir: number;
  opsets: { domain: string; version: number }[];
  inputs: Port[];
  outputs: Port[];
  graph: boolean;
  initialisers: Set<string>;
  operators: Map<string, { domain: string; name: string; count: number }>;
  functions: Set<string>;
  tally: Tally;
}

/** ONNX's TensorProto.DataType by number. */
export const types: readonly string[] =
  'undefined float32 uint8 int8 uint16 int16 int32 int64 string bool float16 float64 uint32 uint64 complex64 complex128 bfloat16 float8e4m3fn float8e4m3fnuz float8e5m2 float8e5m2fnuz uint4 int4 float4e2m1 float8e8m0 uint2 int2'.split(
    ' ',
  );

/** ModelProto. Refused as `onnx-not-a-model` where the bytes are none, as `onnx-graph` where they are too many or too deep. */
export function readModel(bytes: Uint8Array): OnnxModel | Refusal {
  const draft: Draft = {
    ir: 0,
    opsets: [],
    inputs: [],
    outputs: [],
    graph: false,
    initialisers: new Set(),
    operators: new Map(),
    functions: new Set(),
    tally: emptyTally(),
  };
  try {
    readFile(new Fields(bytes, { fields: mostFields }), draft);
  } catch (error) {
    if (error instanceof Broken) {
      return refuse(error.excess ? 'onnx-graph' : 'onnx-not-a-model', error.message);
    }
    throw error;
  }
  const opset = draft.opsets.find(({ domain }) => domain === '')?.version ?? 0;
  if (draft.ir === 0 || opset === 0 || !draft.graph) {
    return refuse('onnx-not-a-model', 'it states no version, no operator set or no graph');
  }
  const operators = [...draft.operators.values()].filter(({ domain, name }) => !draft.functions.has(`${domain}\n${name}`));
  const order = (a: OperatorUse, b: OperatorUse) => (`${a.domain}\n${a.name}` < `${b.domain}\n${b.name}` ? -1 : 1);
  return {
    ir: draft.ir,
    opsets: draft.opsets,
    opset,
    inputs: draft.inputs.filter(({ name }) => !draft.initialisers.has(name)),
    outputs: draft.outputs,
    operators: operators.sort(order),
    numbers: draft.tally.numbers,
    numberBytes: draft.tally.bytes,
    byType: Object.fromEntries(draft.tally.byType),
    external: [...draft.tally.external],
  };
}

function readFile(fields: Fields, draft: Draft): void {
  while (fields.next()) {
    if (fields.number === 1 && fields.wire === 0) {
      draft.ir = fields.value;
    } else if (fields.number === 7) {
      draft.graph = true;
      readGraph(fields.inner(), draft, 0);
    } else if (fields.number === 8) {
      const set = readOperatorSet(fields.inner());
      if (draft.opsets.length < 100) {
        draft.opsets.push(set);
      }
    } else if (fields.number === 25) {
      readFunction(fields.inner(), draft);
    }
  }
}

/** OperatorSetIdProto: domain = 1, version = 2. */
function readOperatorSet(fields: Fields): { domain: string; version: number } {
  let domain = '';
  let version = 0;
  while (fields.next()) {
    if (fields.number === 1) {
      domain = short(fields.text());
    } else if (fields.number === 2) {
      version = fields.value;
    }
  }
  return { domain, version };
}

const short = (domain: string) => (domain === 'ai.onnx' ? '' : domain);

/** GraphProto: node = 1, initializer = 5, input = 11, output = 12, sparse_initializer = 15. Of an inner graph the ports do not count. */
function readGraph(fields: Fields, draft: Draft, depth: number): void {
  if (depth > mostDepth) {
    throw new Broken(`graphs lie more than ${mostDepth} deep in one another`, true);
  }
  while (fields.next()) {
    if (fields.number === 1) {
      readNode(fields.inner(), draft, depth);
    } else if (fields.number === 5) {
      const name = readTensor(fields.inner(), draft.tally);
      if (depth === 0) {
        draft.initialisers.add(name);
      }
    } else if (fields.number === 15) {
      readSparse(fields.inner(), draft);
    } else if ((fields.number === 11 || fields.number === 12) && depth === 0) {
      const ports = fields.number === 11 ? draft.inputs : draft.outputs;
      ports.push(readPort(fields.inner()));
      if (ports.length > mostPorts + draft.initialisers.size) {
        throw new Broken(`it has more than ${mostPorts} inputs or outputs`, true);
      }
    }
  }
}

/** SparseTensorProto: values = 1, indices = 2. */
function readSparse(fields: Fields, draft: Draft): void {
  while (fields.next()) {
    if (fields.number === 1 || fields.number === 2) {
      readTensor(fields.inner(), draft.tally);
    }
  }
}

/** NodeProto: op_type = 4, attribute = 5, domain = 7. */
function readNode(fields: Fields, draft: Draft, depth: number): void {
  let name = '';
  let domain = '';
  while (fields.next()) {
    if (fields.number === 4) {
      name = fields.text();
    } else if (fields.number === 7) {
      domain = short(fields.text());
    } else if (fields.number === 5) {
      readAttribute(fields.inner(), draft, depth);
    }
  }
  const key = `${domain}\n${name}`;
  const known = draft.operators.get(key);
  if (known) {
    known.count++;
  } else if (draft.operators.size < mostKinds) {
    draft.operators.set(key, { domain, name, count: 1 });
  } else {
    throw new Broken(`it uses more than ${mostKinds} operators`, true);
  }
}

/** AttributeProto: a tensor = 5, a graph = 6, tensors = 10, graphs = 11, sparse tensors = 22 and 23. */
function readAttribute(fields: Fields, draft: Draft, depth: number): void {
  while (fields.next()) {
    if (fields.number === 5 || fields.number === 10) {
      readTensor(fields.inner(), draft.tally);
    } else if (fields.number === 6 || fields.number === 11) {
      readGraph(fields.inner(), draft, depth + 1);
    } else if (fields.number === 22 || fields.number === 23) {
      readSparse(fields.inner(), draft);
    }
  }
}

/** FunctionProto: name = 1, node = 7, domain = 10. */
function readFunction(fields: Fields, draft: Draft): void {
  let name = '';
  let domain = '';
  while (fields.next()) {
    if (fields.number === 1) {
      name = fields.text();
    } else if (fields.number === 10) {
      domain = short(fields.text());
    } else if (fields.number === 7) {
      readNode(fields.inner(), draft, 1);
    }
  }
  draft.functions.add(`${domain}\n${name}`);
}

/** ValueInfoProto: name = 1, type = 2. TypeProto: a tensor = 1 {type = 1, shape = 2}, others by number. */
function readPort(fields: Fields): Port {
  const port = { name: '', type: 'undefined', dims: null as (number | string)[] | null };
  const kinds: Readonly<Record<number, string>> = { 4: 'sequence', 5: 'map', 7: 'opaque', 8: 'sparse tensor', 9: 'optional' };
  while (fields.next()) {
    if (fields.number === 1) {
      port.name = fields.text();
    } else if (fields.number === 2) {
      const type = fields.inner();
      while (type.next()) {
        port.type = kinds[type.number] ?? port.type;
        if (type.number === 1) {
          readTensorType(type.inner(), port);
        }
      }
    }
  }
  return port;
}

function readTensorType(fields: Fields, port: { type: string; dims: (number | string)[] | null }): void {
  while (fields.next()) {
    if (fields.number === 1) {
      port.type = types[fields.value] ?? `type ${fields.value}`;
    } else if (fields.number === 2) {
      port.dims = readShape(fields.inner());
    }
  }
}

/** TensorShapeProto: dim = 1 {dim_value = 1, dim_param = 2}. */
function readShape(fields: Fields): (number | string)[] {
  const dims: (number | string)[] = [];
  while (fields.next()) {
    if (fields.number !== 1) {
      continue;
    }
    let length: number | string = '';
    const dim = fields.inner();
    while (dim.next()) {
      // A length that is not positive is one that is left open.
      length = dim.number === 1 ? (count(dim.value) && dim.value > 0 ? dim.value : '') : dim.number === 2 ? dim.text(60) : length;
    }
    dims.push(length);
    if (dims.length > mostDims) {
      throw new Broken(`a shape has more than ${mostDims} dimensions`, true);
    }
  }
  return dims;
}
