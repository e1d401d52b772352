// What the corpus-driven fuzzer feeds to the reader of ONNX graphs: whatever the bytes, it gives a model or a refusal, in time, and
// whatever it gives can be judged.
import type { Card } from '../wire/card';
import { isRefusal } from '../wire/refusal';
import { readModel } from './graph';
import { judge, lengthOf, misfit, pictureInput } from './judge';
import { isOnnx } from './recognise';
import { block, graph, joined, meansNetwork, model, node, port, tensor } from './testing/writer';

const longest = 2000;
const card = {
  heads: [{ labels: [{}, {}] }],
  input: { kind: 'image', name: 'picture', layout: 'NCHW', channels: 1, height: 32, width: 32 },
  outputs: { logits: 'scores' },
} as unknown as Card;

function seeds(): { name: string; bytes: Uint8Array }[] {
  const inner = graph({ nodes: [node('Erf', ['x'], ['z'])], outputs: [port('z', [])] });
  const ports = { inputs: [port('x', ['n', 3, 'h', 8], 'float16')], outputs: [port('y', ['n', 2])] };
  const branch = node('If', ['c'], ['y'], { graphs: { then_branch: inner, else_branch: inner } });
  const constant = node('Constant', [], ['k'], { tensors: { value: tensor('', [2], [1, 2]) } });
  const own = block(25, joined([block(1, 'Twice'), block(7, node('Neg', ['a'], ['b'])), block(10, 'mine')]));
  return [
    { name: 'means', bytes: meansNetwork() },
    { name: 'clipped', bytes: meansNetwork({ clip: true, dims: [1, 1, 32, 32] }) },
    { name: 'branches', bytes: model(graph({ ...ports, nodes: [branch, constant] }), { extra: own }) },
    { name: 'elsewhere', bytes: model(graph({ ...ports, initialisers: [tensor('w', [4], [], { external: 'w.bin' })] })) },
  ];
}

/** Says in a word what came of the bytes. Throws where a mistake of ours shows. */
function run(bytes: Uint8Array): string {
  const began = performance.now();
  isOnnx(bytes.subarray(0, 512), bytes.length);
  const found = readModel(bytes);
  if (isRefusal(found)) {
    if (!['onnx-not-a-model', 'onnx-graph'].includes(found.code)) {
      throw new Error(`${found.code}: ${found.detail}`);
    }
    return `${found.code} ${found.detail.replace(/tensor .* says/, 'tensor says').replace(/[\d,.]+/g, '#')}`;
  }
  const refusal = judge(found) ?? misfit(found, card);
  const picture = pictureInput(found);
  const lengths = found.outputs.map((output) => lengthOf(output));
  const sizes = isRefusal(picture) ? [] : picture.layouts.map((layout) => picture.sizeIn(layout).channels);
  if (sizes.some((channels) => channels !== 1 && channels !== 3) || lengths.some((length) => Number.isNaN(length))) {
    throw new Error('a picture without channels, or an output without a length');
  }
  if (performance.now() - began > longest) {
    throw new Error(`it took ${performance.now() - began} ms`);
  }
  return refusal ? refusal.code : 'fits';
}

export const onnx = { name: 'onnx', seeds, run };
