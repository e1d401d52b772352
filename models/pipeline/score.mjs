// Runs an ONNX model in onnxruntime-node over a float32 .npy of [N,C,H,W] and writes one of its
// outputs as .npy:  node models/pipeline/score.mjs MODEL.onnx IN.npy OUT.npy OUTPUT
import { open, writeFile } from 'node:fs/promises';
import ort from 'onnxruntime-node';

const BATCH = 32;

/** Reads the header of a float32, C-ordered .npy file: its shape and where its values begin. */
async function npyHeader(file) {
  const start = Buffer.alloc(12);
  await file.read(start, 0, 12, 0);
  if (start.toString('latin1', 0, 6) !== '\x93NUMPY') throw new Error('not an .npy file');
  const wide = start[6] > 1;
  const length = wide ? start.readUInt32LE(8) : start.readUInt16LE(8);
  const offset = (wide ? 12 : 10) + length;
  const text = Buffer.alloc(length);
  await file.read(text, 0, length, offset - length);
  const header = text.toString('latin1');
  if (!header.includes("'<f4'") || !header.includes("'fortran_order': False")) throw new Error('not float32 in C order');
  const listed = /'shape': \(([^)]*)\)/.exec(header)[1].split(',');
  return { shape: listed.filter((side) => side.trim()).map(Number), offset };
}

/** The bytes of a float32 .npy file. */
function npy(shape, values) {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const padded = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`;
  const head = Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), Buffer.alloc(2)]);
  head.writeUInt16LE(padded.length, 8);
  const body = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return Buffer.concat([head, Buffer.from(padded, 'latin1'), body]);
}

const [model, input, output, wanted] = process.argv.slice(2);
const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1 });
const file = await open(input);
const { shape, offset } = await npyHeader(file);
const [count, ...one] = shape;
const size = one.reduce((a, b) => a * b, 1);
const parts = [];
let dims;
for (let start = 0; start < count; start += BATCH) {
  const n = Math.min(BATCH, count - start);
  const batch = new Float32Array(n * size);
  await file.read(Buffer.from(batch.buffer), 0, n * size * 4, offset + start * size * 4);
  const feeds = { [session.inputNames[0]]: new ort.Tensor('float32', batch, [n, ...one]) };
  const result = (await session.run(feeds, [wanted]))[wanted];
  dims = result.dims.slice(1);
  parts.push(result.data);
}
await file.close();
const all = new Float32Array(parts.reduce((sum, p) => sum + p.length, 0));
let at = 0;
for (const p of parts) {
  all.set(p, at);
  at += p.length;
}
await writeFile(output, npy([count, ...dims], all));
