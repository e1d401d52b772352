import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isRefusal } from '../wire/refusal';
import { type OnnxModel, readModel } from './graph';
import { isOnnx } from './recognise';
import { block, graph, integer, joined, meansNetwork, model, node, port, tensor, varint } from './testing/writer';

const read = (bytes: Uint8Array): OnnxModel => {
  const found = readModel(bytes);
  if (isRefusal(found)) {
    throw new Error(`${found.code}: ${found.detail}`);
  }
  return found;
};
const refused = (bytes: Uint8Array) => {
  const found = readModel(bytes);
  return isRefusal(found) ? found : null;
};
const one = { inputs: [port('x', [1, 3, 8, 8])], outputs: [port('y', [1, 2])] };

test('inputs, outputs, versions, operators and numbers are read', () => {
  const found = read(meansNetwork());
  expect(found).toMatchObject({ ir: 8, opset: 13, external: [] });
  expect(found.inputs).toEqual([{ name: 'picture', type: 'float32', dims: ['n', 1, 32, 32] }]);
  expect(found.outputs).toEqual([{ name: 'scores', type: 'float32', dims: ['n', 2] }]);
  expect(found.operators.map(({ name, count }) => [name, count])).toEqual([
    ['Add', 1],
    ['Concat', 1],
    ['MatMul', 1],
    ['Mul', 1],
    ['ReduceMean', 2],
    ['Unsqueeze', 2],
  ]);
  expect([found.numbers, found.numberBytes, found.byType]).toEqual([9, 40, { float32: 32, int64: 8 }]);
});

test('the same as the onnx package says of every model that ships', { timeout: 60_000 }, () => {
  const script = `
import glob, json, onnx
def name(length): return length.dim_param if length.WhichOneof("value") != "dim_value" else length.dim_value
def ports(list): return [[p.name, [name(d) for d in p.type.tensor_type.shape.dim]] for p in list]
def told(file):
    m = onnx.load(file)
    return {"ir": m.ir_version, "inputs": ports(m.graph.input), "outputs": ports(m.graph.output),
        "operators": sorted({n.op_type for n in m.graph.node})}
print(json.dumps({file: told(file) for file in glob.glob("models/*/model.onnx")}))`;
  const told = JSON.parse(execFileSync('/usr/bin/python3', ['-c', script], { encoding: 'utf8' })) as Record<string, object>;
  expect(Object.keys(told).length).toBeGreaterThan(5);
  for (const [file, expected] of Object.entries(told)) {
    const bytes = new Uint8Array(readFileSync(file));
    const { ir, inputs, outputs, operators } = read(bytes);
    const ports = (list: OnnxModel['inputs']) => list.map(({ name, dims }) => [name, dims]);
    const names = operators.map(({ name }) => name);
    expect({ ir, inputs: ports(inputs), outputs: ports(outputs), operators: names }).toEqual(expected);
    expect(isOnnx(bytes.subarray(0, 4096), bytes.length)).toBe(true);
  }
});

test('operators of inner graphs and of the file’s own functions count; the functions themselves do not', () => {
  const inner = graph({ nodes: [node('Erf', ['x'], ['z'])], outputs: [port('z', [])] });
  const own = block(25, joined([block(1, 'Twice'), block(7, node('Neg', ['a'], ['b'])), block(10, 'mine')]));
  const found = read(
    model(
      graph({
        ...one,
        nodes: [
          node('If', ['c'], ['y'], { graphs: { then_branch: inner, else_branch: inner } }),
          node('Twice', ['y'], ['w'], { domain: 'mine' }),
        ],
      }),
      { extra: own },
    ),
  );
  expect(found.operators.map(({ name, count }) => [name, count])).toEqual([
    ['Erf', 2],
    ['If', 1],
    ['Neg', 1],
  ]);
});

test('lengths left open, negative ones, no shape, other types; initialisers listed as inputs are none', () => {
  const negative = joined([block(1, 'x'), block(2, block(1, joined([integer(1, 1), block(2, block(1, integer(1, -1n)))])))]);
  const found = read(
    model(
      graph({
        inputs: [negative, port('w', [2]), port('free', null), port('half', ['', 3], 'float16')],
        initialisers: [tensor('w', [2], [1, 2])],
        outputs: [port('y', [1])],
      }),
      { ir: 3 },
    ),
  );
  expect(found.inputs).toEqual([
    { name: 'x', type: 'float32', dims: [''] },
    { name: 'free', type: 'float32', dims: null },
    { name: 'half', type: 'float16', dims: ['', 3] },
  ]);
});

test('numbers that stand elsewhere are named, also those of a constant within a branch', () => {
  const away = tensor('w', [4], [], { external: '../../etc/weights' });
  const inner = graph({
    nodes: [node('Constant', [], ['k'], { tensors: { value: tensor('', [1], [], { external: 'k.bin' }) } })],
  });
  const found = read(
    model(graph({ ...one, initialisers: [away], nodes: [node('If', ['c'], ['y'], { graphs: { then_branch: inner } })] })),
  );
  expect([...found.external].sort()).toEqual(['../../etc/weights', 'k.bin']);
});

const deep = (levels: number): number[] =>
  levels === 0 ? graph(one) : graph({ ...one, nodes: [node('Loop', [], ['y'], { graphs: { body: deep(levels - 1) } })] });

test.each([
  ['nothing', new Uint8Array(0), 'onnx-not-a-model'],
  ['a page', new TextEncoder().encode('<!doctype html><title>404</title>'), 'onnx-not-a-model'],
  ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'onnx-not-a-model'],
  ['a model cut short', meansNetwork().subarray(0, 120), 'onnx-not-a-model'],
  ['no graph', Uint8Array.from(joined([integer(1, 8), block(8, integer(2, 13))])), 'onnx-not-a-model'],
  ['endless varints', new Uint8Array(64).fill(0xff), 'onnx-not-a-model'],
  ['graphs a thousand deep', model(deep(60)), 'onnx-graph'],
  ['a tensor of 2 GB that is not there', model(graph({ ...one, initialisers: [tensor('w', [2 ** 29], [1])] })), 'onnx-graph'],
  ['a tensor of 10^18 numbers', model(graph({ ...one, initialisers: [tensor('w', [1e9, 1e9], [1])] })), 'onnx-graph'],
  ['a tensor of negative length', model(graph({ ...one, initialisers: [tensor('w', [-4], [1])] })), 'onnx-graph'],
  ['fewer bytes than its shape says', model(graph({ ...one, initialisers: [tensor('w', [3], [1, 2])] })), 'onnx-graph'],
  [
    'a length of 2 GB in a short file',
    Uint8Array.from(joined([integer(1, 8), block(8, integer(2, 13)), varint(7 * 8 + 2), varint(2 ** 31)])),
    'onnx-not-a-model',
  ],
])('%s is refused', (_, bytes, code) => {
  expect(refused(bytes)?.code).toBe(code);
});

test('as many fields as half a gigabyte holds are given up in time', () => {
  const bytes = new Uint8Array(2 ** 24);
  bytes.set([8, 8]);
  for (let i = 2; i < bytes.length; i += 2) {
    bytes[i] = 5 * 8;
  }
  const began = performance.now();
  expect(refused(bytes)?.code).toBe('onnx-graph');
  expect(performance.now() - began).toBeLessThan(2000);
});

test('half a gigabyte of weights is stepped over', () => {
  const length = 500 * 2 ** 20;
  const head = joined([integer(1, length / 4), integer(2, 1), block(8, 'w'), varint(9 * 8 + 2), varint(length)]);
  const initialiser = joined([varint(5 * 8 + 2), varint(head.length + length), head]);
  const ports = graph(one);
  const before = joined([
    integer(1, 8),
    block(8, integer(2, 13)),
    varint(7 * 8 + 2),
    varint(ports.length + initialiser.length + length),
    ports,
  ]);
  const bytes = new Uint8Array(before.length + initialiser.length + length);
  bytes.set([...before, ...initialiser]);
  const began = performance.now();
  expect(read(bytes).numberBytes).toBe(length);
  expect(performance.now() - began).toBeLessThan(100);
});

test.each([
  ['DICOM without a preamble', [8, 0, 5, 0, 10, 0, 0, 0]],
  ['a pickle', [0x80, 2, 0x63]],
  ['a picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a version and then rubbish', [8, 8, 0xff, 0xff, 0xff]],
  ['a version and a field that models have not', [8, 8, 12 * 8, 1]],
])('%s is not taken for a model', (_, bytes) => {
  expect(isOnnx(Uint8Array.from(bytes), 4096)).toBe(false);
});
