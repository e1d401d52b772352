// Writes ONNX files field by field, for tests: whole small networks that a runtime runs, and files that no exporter would write.
import { types } from '../graph';

type Bytes = readonly number[];

export function varint(value: number | bigint): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const more = rest > 127n;
    bytes.push(Number(rest & 127n) + (more ? 128 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return bytes;
}

const text = (value: string): Bytes => [...new TextEncoder().encode(value)];
export const integer = (field: number, value: number | bigint): number[] => [...varint(field * 8), ...varint(value)];
export const block = (field: number, content: Bytes | string): number[] => {
  const bytes = typeof content === 'string' ? text(content) : content;
  return joined([varint(field * 8 + 2), varint(bytes.length), bytes]);
};
export function joined(parts: readonly Bytes[]): number[] {
  const all: number[] = [];
  for (const part of parts) {
    for (const byte of part) {
      all.push(byte);
    }
  }
  return all;
}

type Dim = number | string;

export const port = (name: string, dims: readonly Dim[] | null, type = 'float32'): number[] => {
  const shape = dims?.map((dim) => block(1, typeof dim === 'number' ? integer(1, dim) : dim ? block(2, dim) : []));
  const tensor = joined([integer(1, types.indexOf(type)), shape ? block(2, joined(shape)) : []]);
  return joined([block(1, name), block(2, block(1, tensor))]);
};

interface Stored {
  readonly type?: string;
  /** Bytes that are said to follow; those of `data` where left out. */
  readonly raw?: Uint8Array;
  readonly external?: string;
}

export function tensor(
  name: string,
  dims: readonly number[],
  data: readonly number[],
  { type, raw, external }: Stored = {},
): number[] {
  const bytes = raw ?? new Uint8Array((type === 'int64' ? BigInt64Array.from(data, BigInt) : Float32Array.from(data)).buffer);
  const entry = (key: string, value: string) => block(13, joined([block(1, key), block(2, value)]));
  return joined([
    ...dims.map((dim) => integer(1, dim)),
    integer(2, types.indexOf(type ?? 'float32')),
    block(8, name),
    ...(external === undefined ? [block(9, [...bytes])] : [entry('location', external), entry('offset', '0'), integer(14, 1)]),
  ]);
}

interface Attributes {
  readonly ints?: Readonly<Record<string, readonly number[]>>;
  readonly int?: Readonly<Record<string, number>>;
  readonly graphs?: Readonly<Record<string, Bytes>>;
  readonly tensors?: Readonly<Record<string, Bytes>>;
}

export function node(
  type: string,
  inputs: readonly string[],
  outputs: readonly string[],
  { ints = {}, int = {}, graphs = {}, tensors = {}, domain = '' }: Attributes & { readonly domain?: string } = {},
): number[] {
  const attribute = (name: string, kind: number, value: Bytes) => block(5, joined([block(1, name), value, integer(20, kind)]));
  return joined([
    ...inputs.map((name) => block(1, name)),
    ...outputs.map((name) => block(2, name)),
    block(4, type),
    ...Object.entries(int).map(([name, value]) => attribute(name, 2, integer(3, value))),
    ...Object.entries(ints).map(([name, list]) => attribute(name, 7, joined(list.map((value) => integer(8, value))))),
    ...Object.entries(tensors).map(([name, value]) => attribute(name, 4, block(5, value))),
    ...Object.entries(graphs).map(([name, value]) => attribute(name, 5, block(6, value))),
    domain ? block(7, domain) : [],
  ]);
}

interface Parts {
  readonly nodes?: readonly Bytes[];
  readonly initialisers?: readonly Bytes[];
  readonly inputs?: readonly Bytes[];
  readonly outputs?: readonly Bytes[];
}

export const graph = ({ nodes = [], initialisers = [], inputs = [], outputs = [] }: Parts): number[] =>
  joined([
    ...nodes.map((one) => block(1, one)),
    block(2, 'g'),
    ...initialisers.map((one) => block(5, one)),
    ...inputs.map((one) => block(11, one)),
    ...outputs.map((one) => block(12, one)),
  ]);

interface Whole {
  readonly ir?: number;
  readonly opset?: number;
  /** Operator sets of other domains. */
  readonly others?: Readonly<Record<string, number>>;
  readonly extra?: Bytes;
}

export function model(content: Bytes, { ir = 8, opset = 13, others = {}, extra = [] }: Whole = {}): Uint8Array<ArrayBuffer> {
  const set = (domain: string, version: number) => block(8, joined([domain ? block(1, domain) : [], integer(2, version)]));
  return Uint8Array.from(
    joined([
      integer(1, ir),
      block(2, 'a test'),
      block(7, content),
      set('', opset),
      ...Object.entries(others).map(([domain, version]) => set(domain, version)),
      extra,
    ]),
  );
}

/**
 * A network that runs: the mean of the picture, and of its square, times `weights`, plus `bias`; two numbers a label. With `clip` the
 * picture is held within 0 and 1 first, so that whatever lies above gives the same.
 */
export function meansNetwork({
  weights = [3, -3, -2, 2],
  bias = [0.1, -0.2],
  dims = ['n', 1, 32, 32] as readonly Dim[],
  clip = false,
}: {
  weights?: readonly number[];
  bias?: readonly number[];
  dims?: readonly Dim[];
  clip?: boolean;
} = {}): Uint8Array<ArrayBuffer> {
  const labels = bias.length;
  const axes = { ints: { axes: [1, 2, 3] }, int: { keepdims: 0 } };
  const from = clip ? 'held' : 'picture';
  return model(
    graph({
      nodes: [
        ...(clip ? [node('Clip', ['picture', 'zero', 'one'], ['held'])] : []),
        node('ReduceMean', [from], ['mean'], axes),
        node('Mul', [from, from], ['square'], {}),
        node('ReduceMean', ['square'], ['power'], axes),
        node('Unsqueeze', ['mean', 'last'], ['a']),
        node('Unsqueeze', ['power', 'last'], ['b']),
        node('Concat', ['a', 'b'], ['both'], { int: { axis: 1 } }),
        node('MatMul', ['both', 'weights'], ['product']),
        node('Add', ['product', 'bias'], ['scores']),
      ],
      initialisers: [
        tensor('weights', [2, labels], weights),
        tensor('bias', [labels], bias),
        tensor('last', [1], [1], { type: 'int64' }),
        tensor('zero', [], [0]),
        tensor('one', [], [1]),
      ],
      inputs: [port('picture', dims)],
      outputs: [port('scores', ['n', labels])],
    }),
  );
}

const greedy = (nodes: readonly Bytes[], initialisers: readonly Bytes[]): Uint8Array<ArrayBuffer> =>
  model(
    graph({
      nodes: [
        node('ReduceMean', ['picture'], ['mean'], { ints: { axes: [2, 3] }, int: { keepdims: 0 } }),
        ...nodes,
        node('MatMul', ['last', 'weights'], ['scores']),
      ],
      initialisers: [tensor('weights', [1, 2], [1, 2]), ...initialisers],
      inputs: [port('picture', ['n', 1, 32, 32])],
      outputs: [port('scores', ['n', 2])],
    }),
  );

/** Its first run never ends: a loop of 2^62 turns. */
export function endlessNetwork(): Uint8Array<ArrayBuffer> {
  const body = graph({
    nodes: [node('Identity', ['goes'], ['on']), node('Sin', ['value'], ['next'])],
    inputs: [port('turn', [], 'int64'), port('goes', [], 'bool'), port('value', null)],
    outputs: [port('on', [], 'bool'), port('next', null)],
  });
  return greedy(
    [node('Loop', ['turns', 'yes', 'mean'], ['last'], { graphs: { body } })],
    [tensor('turns', [], [2 ** 62], { type: 'int64' }), tensor('yes', [], [], { type: 'bool', raw: Uint8Array.of(1) })],
  );
}

/** Its first run asks for 14 GB: numbers that no file holds, made of a shape. */
export const hugeNetwork = (): Uint8Array<ArrayBuffer> =>
  greedy(
    [
      node('ConstantOfShape', ['shape'], ['zeros']),
      node('ReduceSum', ['zeros'], ['none'], { int: { keepdims: 0 } }),
      node('Add', ['mean', 'none'], ['last']),
    ],
    [tensor('shape', [2], [60_000, 60_000], { type: 'int64' })],
  );
