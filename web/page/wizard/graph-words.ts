// What the graph of a file says, in words.
import type { OnnxModel, Port } from '../../onnx/graph';
import { called } from '../../onnx/operators';
import { needs } from '../checkpoints';
import { count, megabytes } from '../sentences';
import type { Subject } from './draft';

const portWords = ({ name, type, dims }: Port) =>
  `“${name}”: ${type}, ${dims === null ? 'no shape stated' : dims.map((length) => length || 'open').join(' × ') || 'a single number'}`;

const listed = 40;
const sized = (bytes: number) => (bytes < 1e5 ? `${count(bytes)} bytes` : megabytes(bytes));

/** A sentence each. */
export function graphWords({ model, bytes }: Subject): string[] {
  const names = model.operators.map(({ domain, name, count: times }) => `${called(domain, name)} ×${times}`);
  const more = names.length > listed ? ` and ${names.length - listed} more` : '';
  return [
    `It is given ${model.inputs.map(portWords).join('; ')}.`,
    `It gives ${model.outputs.map(portWords).join('; ')}.`,
    `${count(model.numbers)} stored numbers (${storedWords(model)}); the file takes ${sized(bytes)}.`,
    needs(bytes, 'onnx'),
    `ONNX IR ${model.ir}, operator set ${model.opset}. Operators: ${names.slice(0, listed).join(', ')}${more}.`,
  ];
}

const storedWords = ({ byType }: OnnxModel) =>
  Object.entries(byType)
    .sort(([, a], [, b]) => b - a)
    .map(([type, size]) => `${type}: ${sized(size)}`)
    .join(', ');
