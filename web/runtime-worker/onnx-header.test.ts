import { expect, test } from 'vitest';
import { isRefusal } from '../wire/refusal';
import { highest, readOnnxHeader } from './onnx-header';

const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]);
const block = (field: number, bytes: number[]) => [...varint(field * 8 + 2), ...varint(bytes.length), ...bytes];
const text = (value: string) => [...new TextEncoder().encode(value)];

function model({ ir = 8, opset = 13, domain = '', graph = true, extra = [] as number[] } = {}): Uint8Array {
  const set = [...(domain ? block(1, text(domain)) : []), ...varint(2 * 8), ...varint(opset)];
  return Uint8Array.from([
    ...varint(8),
    ...varint(ir),
    ...block(2, text('pytorch')),
    ...(graph ? block(7, new Array(300).fill(1)) : []),
    ...block(8, set),
    ...extra,
  ]);
}

test('IR and operator set are read, the graph stepped over', () => {
  expect(readOnnxHeader(model())).toEqual({ ir: 8, opset: 13 });
  expect(readOnnxHeader(model({ domain: 'ai.onnx', opset: 17 }))).toEqual({ ir: 8, opset: 17 });
});

test('operator sets of other domains do not count', () => {
  const ml = block(8, [...block(1, text('ai.onnx.ml')), ...varint(16), 99]);
  expect(readOnnxHeader(model({ extra: ml }))).toEqual({ ir: 8, opset: 13 });
});

test('a model for a newer runtime is refused, naming both versions and the highest taken', () => {
  const refusal = readOnnxHeader(model({ ir: highest.ir + 1, opset: highest.opset + 4 }));
  expect(isRefusal(refusal) && refusal.code).toBe('onnx-too-new');
  for (const number of [highest.ir, highest.ir + 1, highest.opset, highest.opset + 4]) {
    expect(isRefusal(refusal) && refusal.message).toContain(String(number));
  }
});

test.each([
  ['nothing', new Uint8Array(0)],
  ['a page', new TextEncoder().encode('<!doctype html><title>404</title>')],
  ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['a model cut short', model().subarray(0, 60)],
  ['a model without a graph', model({ graph: false })],
  ['endless varints', new Uint8Array(64).fill(0xff)],
])('%s is refused as no model', (_, bytes) => {
  const refusal = readOnnxHeader(bytes);
  expect(isRefusal(refusal) && refusal.code).toBe('onnx-not-a-model');
});

test('every prefix and every flipped byte gives a header or a refusal, never an exception', () => {
  const bytes = model();
  for (let i = 0; i < bytes.length; i++) {
    readOnnxHeader(bytes.subarray(0, i));
    const flipped = bytes.slice();
    flipped[i] = (flipped[i] ?? 0) ^ 0xff;
    readOnnxHeader(flipped);
  }
});
