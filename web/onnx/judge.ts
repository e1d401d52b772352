// Whether a model can be run here, from its graph alone: its version, its operators, where its numbers stand, what it is given, and
// whether that is what its card says.
import { type Card, inputDims, labelCount } from '../wire/card';
import { type Refusal, refuse } from '../wire/refusal';
import type { OnnxModel, Port } from './graph';
import { called, runs } from './operators';

/** The highest our runtime (ONNX Runtime Web 1.30) takes; a test pins them to it. */
export const highest = { ir: 13, opset: 26 };

/** Bytes of a model's file that are taken at most; a stranger's file is not to fill the memory. */
export const largestModel = 500 * 2 ** 20;

/** Names told in a sentence at most; a file may hold thousands. */
const told = 8;
const some = (names: readonly string[]) =>
  names.length > told ? `${names.slice(0, told).join(', ')} and ${names.length - told} more` : names.join(', ');

/** `allowed`: a file beside the model that this site itself supplies. */
export function judge(model: OnnxModel, { allowed = '' } = {}): Refusal | null {
  if (model.ir > highest.ir || model.opset > highest.opset) {
    return refuse(
      'onnx-too-new',
      `IR ${model.ir} and operator set ${model.opset}; this page takes IR up to ${highest.ir} and operator set up to ${highest.opset}`,
    );
  }
  const elsewhere = model.external.filter((location) => location !== allowed);
  if (elsewhere.length > 0) {
    return refuse('onnx-external', some(elsewhere));
  }
  const foreign = model.operators.filter(({ domain, name }) => !runs(domain, name));
  if (foreign.length > 0) {
    return refuse('onnx-operator', some(foreign.map(({ domain, name }) => called(domain, name))));
  }
  if (model.outputs.length === 0) {
    return refuse('onnx-graph', 'it has no output');
  }
  return inputRefused(model.inputs);
}

function inputRefused(inputs: readonly Port[]): Refusal | null {
  const [only] = inputs;
  if (!only || inputs.length !== 1) {
    return refuse(
      'onnx-input',
      only ? `it has ${inputs.length} inputs: ${some(inputs.map(({ name }) => name))}` : 'it has no input',
    );
  }
  if (only.type !== 'float32') {
    return refuse('onnx-input', `its input ${only.name} is ${only.type}, and float32 is given`);
  }
  const [batch] = only.dims ?? [];
  return typeof batch === 'number' && batch > 1 ? refuse('onnx-input', `it takes ${batch} pictures at a time, never one`) : null;
}

/** How a picture lies in the input: channels before or after the lengths, which may be left open. */
export interface PictureInput {
  readonly name: string;
  /** Both where three and three, or one and one, could be either. */
  readonly layouts: readonly ('NCHW' | 'NHWC')[];
  /** By layout; null: left open. */
  sizeIn(layout: 'NCHW' | 'NHWC'): { readonly channels: number; readonly height: number | null; readonly width: number | null };
}

/** The picture that a model is given; refused as `onnx-input` where what it is given is none. */
export function pictureInput({ inputs: [input] }: OnnxModel): PictureInput | Refusal {
  const dims = input?.dims ?? null;
  if (!input || !dims) {
    return refuse('onnx-input', 'its input states no shape');
  }
  const shown = dims.map((length) => length || '?').join(' × ');
  if (dims.length !== 4) {
    return refuse('onnx-input', `its input is ${shown || 'a single number'}, of ${dims.length} dimensions in place of four`);
  }
  const isChannels = (length: number | string | undefined) => length === 1 || length === 3;
  const layouts = (['NCHW', 'NHWC'] as const).filter((layout) => isChannels(dims[layout === 'NCHW' ? 1 : 3]));
  if (layouts.length === 0) {
    return refuse('onnx-input', `its input is ${shown}, and pictures have one channel or three`);
  }
  const fixed = (length: number | string | undefined) => (typeof length === 'number' ? length : null);
  return {
    name: input.name,
    layouts,
    sizeIn: (layout) =>
      layout === 'NCHW'
        ? { channels: Number(dims[1]), height: fixed(dims[2]), width: fixed(dims[3]) }
        : { channels: Number(dims[3]), height: fixed(dims[1]), width: fixed(dims[2]) },
  };
}

/** How many numbers an output holds for one picture; null where its shape leaves that open. */
export function lengthOf({ dims }: Port): number | null {
  const rest = dims?.slice(dims.length > 1 ? 1 : 0) ?? [];
  return dims && rest.every((length) => typeof length === 'number')
    ? (rest as number[]).reduce((product, length) => product * length, 1)
    : null;
}

/** What does not fit between a graph and its card, as far as the graph states it; `onnx-shape`, or `onnx-input`. */
export function misfit(model: OnnxModel, card: Card): Refusal | null {
  const input = model.inputs.find(({ name }) => name === card.input.name);
  if (!input) {
    const names = some(model.inputs.map(({ name }) => name));
    return refuse('onnx-shape', `the card names the input ${card.input.name}, the file has ${names}`);
  }
  if (card.input.kind === 'image') {
    const picture = pictureInput(model);
    if ('code' in picture) {
      return picture;
    }
  }
  const stated = inputDims(card);
  const dims = input.dims ?? [];
  if (
    input.dims &&
    (dims.length !== stated.length || dims.some((length, i) => i > 0 && Number.isInteger(length) && length !== stated[i]))
  ) {
    const shown = dims.map((length) => length || '?').join(' × ');
    return refuse('onnx-shape', `its input is ${shown}, the card says ${stated.join(' × ')}`);
  }
  const output = model.outputs.find(({ name }) => name === card.outputs.logits);
  if (!output) {
    const names = some(model.outputs.map(({ name }) => name));
    return refuse('onnx-shape', `the card names the output ${card.outputs.logits}, the file has ${names}`);
  }
  if (output.type !== 'float32') {
    return refuse('onnx-shape', `its output ${output.name} is ${output.type}, float32 is read`);
  }
  const given = lengthOf(output);
  const labels = labelCount(card);
  return given !== null && given !== labels
    ? refuse('onnx-shape', `it gives ${given} numbers, its card names ${labels} labels`)
    : null;
}
