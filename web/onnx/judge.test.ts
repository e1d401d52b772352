import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Card } from '../wire/card';
import { isRefusal } from '../wire/refusal';
import { type OnnxModel, readModel } from './graph';
import { highest, judge, misfit, pictureInput } from './judge';
import { standard } from './operators';
import { graph, meansNetwork, model, node, port, tensor } from './testing/writer';

const read = (bytes: Uint8Array) => readModel(bytes) as OnnxModel;
const ports = { inputs: [port('x', [1, 3, 8, 8])], outputs: [port('y', [1, 2])] };
const withInputs = (...inputs: number[][]) => read(model(graph({ ...ports, inputs })));
const card = {
  heads: [{ labels: [{}, {}] }],
  input: { kind: 'image', name: 'picture', layout: 'NCHW', channels: 1, height: 32, width: 32 },
  outputs: { logits: 'scores' },
} as unknown as Card;

test('a plain network passes, and fits its card', () => {
  const found = read(meansNetwork());
  expect(judge(found)).toBeNull();
  expect(misfit(found, card)).toBeNull();
});

test.each([
  ['an operator that nobody has', graph({ ...ports, nodes: [node('Frobnicate', ['x'], ['y'])] }), 'onnx-operator', 'Frobnicate'],
  [
    'one of a custom domain',
    graph({ ...ports, nodes: [node('Relu', ['x'], ['y'], { domain: 'acme' })] }),
    'onnx-operator',
    'acme:Relu',
  ],
  ['one that draws at random', graph({ ...ports, nodes: [node('RandomNormal', [], ['y'])] }), 'onnx-operator', 'RandomNormal'],
  ['numbers elsewhere', graph({ ...ports, initialisers: [tensor('w', [4], [], { external: '../w' })] }), 'onnx-external', '../w'],
  ['no output', graph({ inputs: ports.inputs }), 'onnx-graph', 'output'],
  ['no input', graph({ outputs: ports.outputs }), 'onnx-input', 'no input'],
  ['two inputs', graph({ ...ports, inputs: [port('a', [1]), port('b', [1])] }), 'onnx-input', 'a, b'],
  ['whole numbers', graph({ ...ports, inputs: [port('x', [1, 3, 8, 8], 'uint8')] }), 'onnx-input', 'uint8'],
  ['eight at a time', graph({ ...ports, inputs: [port('x', [8, 3, 8, 8])] }), 'onnx-input', '8 pictures'],
])('%s is refused and named', (_, content, code, named) => {
  const refusal = judge(read(model(content)));
  expect([refusal?.code, refusal?.detail]).toEqual([code, expect.stringContaining(named)]);
});

test('numbers in the file that this site supplies are no others', () => {
  const found = read(model(graph({ ...ports, initialisers: [tensor('w', [4], [], { external: 'weights.bin' })] })));
  expect(judge(found, { allowed: 'weights.bin' })).toBeNull();
});

test('every graph of this site that waits for a checkpoint passes with that file alone', () => {
  const graphs = readdirSync('models/skeletons')
    .map((name) => `models/skeletons/${name}/skeleton.onnx`)
    .filter((name) => existsSync(name));
  expect(graphs.length).toBeGreaterThan(3);
  for (const file of graphs) {
    const found = read(new Uint8Array(readFileSync(file)));
    expect([file, judge(found, { allowed: 'weights.bin' }), judge(found)?.code]).toEqual([file, null, 'onnx-external']);
  }
});

test('an inner graph hides no operator', () => {
  const inner = graph({ nodes: [node('Frobnicate', ['x'], ['z'])] });
  const found = read(model(graph({ ...ports, nodes: [node('Loop', [], ['y'], { graphs: { body: inner } })] })));
  expect(judge(found)?.detail).toContain('Frobnicate');
});

test('a model for a newer runtime is refused, naming both versions and the highest taken', () => {
  const refusal = judge(read(model(graph(ports), { ir: highest.ir + 1, opset: highest.opset + 4 })));
  expect(refusal?.code).toBe('onnx-too-new');
  for (const number of [highest.ir, highest.ir + 1, highest.opset, highest.opset + 4]) {
    expect(refusal?.message).toContain(String(number));
  }
});

test('operators that are taken stand in the runtime’s module', () => {
  const main = createRequire(import.meta.url).resolve('onnxruntime-web');
  const wasm = readFileSync(path.join(path.dirname(main), 'ort-wasm-simd-threaded.wasm')).toString('latin1');
  // Short names may be written as instructions instead of data.
  const missing = [...standard].filter((name) => !wasm.includes(`${name}\0`));
  expect(missing.filter((name) => name.length > 8)).toEqual([]);
  expect(missing.length).toBeLessThan(10);
});

test.each([
  [[1, 3, 8, 8], ['NCHW'], [3, 8, 8]],
  [['n', 1, 'h', 'w'], ['NCHW'], [1, null, null]],
  [['', 224, 224, 3], ['NHWC'], [3, 224, 224]],
  [
    [1, 1, 'w', 1],
    ['NCHW', 'NHWC'],
    [1, null, 1],
  ],
])('a picture of %j lies as %j', (dims, layouts, [channels, height, width]) => {
  const found = pictureInput(withInputs(port('x', dims as (number | string)[])));
  if (isRefusal(found)) {
    throw new Error(found.detail);
  }
  expect(found.layouts).toEqual(layouts);
  expect(found.sizeIn(found.layouts[0] as 'NCHW')).toEqual({ channels, height, width });
});

test.each([
  [null, 'no shape'],
  [[1, 1024], 'of 2 dimensions'],
  [[1, 3, 16, 224, 224], 'of 5 dimensions'],
  [[1, 4, 8, 8], 'one channel or three'],
  [['n', 'c', 'h', 'w'], 'one channel or three'],
])('an input of %j is no picture', (dims, why) => {
  const found = pictureInput(withInputs(port('x', dims as (number | string)[] | null)));
  expect(isRefusal(found) && [found.code, found.detail]).toEqual(['onnx-input', expect.stringContaining(why)]);
});

test.each([
  ['another input', { input: { ...card.input, name: 'image' } }, 'names the input image'],
  ['another size', { input: { ...card.input, width: 64 } }, '1 × 1 × 32 × 64'],
  ['another layout', { input: { ...card.input, layout: 'NHWC' } }, '1 × 32 × 32 × 1'],
  ['another output', { outputs: { logits: 'y' } }, 'names the output y'],
  ['more labels', { heads: [{ labels: [{}, {}, {}] }] }, '2 numbers, its card names 3'],
])('a card that states %s does not fit', (_, lie, why) => {
  const refusal = misfit(read(meansNetwork()), { ...card, ...lie } as Card);
  expect([refusal?.code, refusal?.detail]).toEqual(['onnx-shape', expect.stringContaining(why)]);
});

test('a card may state the size where the graph leaves it open', () => {
  expect(misfit(read(meansNetwork({ dims: ['n', 1, 'h', 'w'] })), card)).toBeNull();
});
