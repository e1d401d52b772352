// ONNX Runtime Web from our own origin. One model at a time; loading another ends the one before. Where the graphics processor runs
// it, the processor holds it too: what the two give is compared before the first score, and again every so many runs.
import type { InferenceSession } from 'onnxruntime-web/wasm';
import { readCheckpoint } from '../checkpoint/read';
import { matched } from '../checkpoint/table';
import { readWeights } from '../checkpoint/weights';
import { readModel } from '../onnx/graph';
import { judge, misfit } from '../onnx/judge';
import { type Card, inputDims, labelCount } from '../wire/card';
import { explain } from '../wire/explain';
import type { Checked, FromCheckpoint, Given, Loaded, Provider, RuntimeCode } from '../wire/messages';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Outputs } from '../wire/runtime';
import { sha256 } from '../wire/sha256';
import { ofBlob } from '../zip/source';
import { checkedEvery, largestDifference, probes, tolerance } from './agreement';
import { readWhole, tooLarge } from './examine';

/** ONNX Runtime Web, in the build that has the kernels asked for. */
export type Ort = typeof import('onnxruntime-web/wasm');

const warmUps = 3;
/** Milliseconds of warming up after which a slow network is not run again. */
const warmEnough = 600;
/** The name under which skeletons know their weights (models/skeletons/graph.py). */
const weightsFile = 'weights.bin';

/** Hears how much of a file has been read, in bytes. */
export type Tell = (done: number, total: number) => void;

/** An output's difference as it is told. */
const apart = (difference: number) => `${difference.toPrecision(2)} apart, ${tolerance} is allowed`;

interface Times {
  readonly first: number;
  readonly steady: number;
}

export class Runtime {
  #ort: Ort | null = null;
  #provider: Provider = 'wasm';
  #session: InferenceSession | null = null;
  /** The same model on the processor, where the graphics processor runs it. */
  #reference: InferenceSession | null = null;
  #runs = 0;
  #card: Card | null = null;
  #variant: string | null = null;

  /** Must be called once, first; `ort` is the build that `code` belongs to. */
  start(ort: Ort, { glue, code, provider }: RuntimeCode, threads: number): void {
    this.#ort = ort;
    this.#provider = provider;
    ort.env.wasm.numThreads = threads;
    ort.env.wasm.wasmPaths = { mjs: glue };
    ort.env.logLevel = 'error';
    handOver(ort, code);
  }

  /**
   * Makes the network of a whole file, or of a skeleton and the visitor's checkpoint. A refusal leaves the one before in place, but
   * for one that fails at its first run, or on the graphics processor (`gpu-failed`, `gpu-differs`).
   */
  async load(card: Card, variant: string | null, given: Given, tell: Tell): Promise<(Loaded & { batches: boolean }) | Refusal> {
    const bytes = await fileOf(given, card, tell);
    const model = isRefusal(bytes) ? bytes : readModel(bytes);
    if (isRefusal(bytes) || isRefusal(model)) {
      return isRefusal(bytes) ? bytes : (model as Refusal);
    }
    const refused = judge(model, 'skeleton' in given ? { allowed: weightsFile } : {}) ?? misfit(model, card);
    if (refused) {
      return refused;
    }
    const weights = 'skeleton' in given ? await weightsOf(given, tell) : null;
    if (isRefusal(weights)) {
      return weights;
    }
    const began = performance.now();
    const session = await this.#create('wasm', bytes, weights);
    if (isRefusal(session)) {
      return session;
    }
    const create = performance.now() - began;
    await this.unload();
    this.#session = session;
    this.#card = card;
    this.#variant = variant;
    let times = await this.#warmUp(card);
    if (!isRefusal(times) && this.#provider === 'webgpu') {
      times = await this.#moveToGraphics(card, bytes, weights, times, tell);
    }
    if (isRefusal(times)) {
      await this.unload();
      return times;
    }
    const [input] = session.inputMetadata;
    return {
      ir: model.ir,
      opset: model.opset,
      create,
      checked: null,
      ...times,
      batches: input?.isTensor === true && typeof input.shape[0] !== 'number',
    };
  }

  async unload(): Promise<void> {
    const sessions = [this.#session, this.#reference];
    this.#session = null;
    this.#reference = null;
    this.#card = null;
    this.#variant = null;
    this.#runs = 0;
    for (const session of sessions) {
      await session?.release();
    }
  }

  async #create(
    provider: Provider,
    bytes: Uint8Array<ArrayBuffer>,
    weights: ArrayBuffer | null,
  ): Promise<InferenceSession | Refusal> {
    if (!this.#ort) {
      return refuse('runtime-failed', 'it was never started');
    }
    try {
      return await this.#ort.InferenceSession.create(bytes, {
        executionProviders: [provider],
        ...(weights && { externalData: [{ path: weightsFile, data: new Uint8Array(weights) }] }),
      });
    } catch (error) {
      const code = lacksMemory(error) ? 'model-memory' : provider === 'webgpu' ? 'gpu-failed' : 'model-failed';
      return refuse(code, explain(error));
    }
  }

  /** Gives the model to the graphics processor as well and compares the two; from then on that one runs it. */
  async #moveToGraphics(
    card: Card,
    bytes: Uint8Array<ArrayBuffer>,
    weights: ArrayBuffer | null,
    { steady }: Times,
    tell: Tell,
  ): Promise<(Times & { checked: Checked }) | Refusal> {
    const dims = inputDims(card);
    const pictures = probes(dims.reduce((product, length) => product * length, 1));
    const total = pictures.length + 2;
    const expected: Float32Array[] = [];
    for (const picture of pictures) {
      const run = await this.run(dims, picture, true);
      if (isRefusal(run)) {
        return run;
      }
      expected.push(run.values);
    }
    tell(1, total);
    const graphics = await this.#create('webgpu', bytes, weights);
    if (isRefusal(graphics)) {
      return graphics;
    }
    this.#reference = this.#session;
    this.#session = graphics;
    // The first run makes its kernels, which may take long.
    tell(2, total);
    let difference = 0;
    for (const [i, wanted] of expected.entries()) {
      const run = await this.run(dims, pictures[i] as Float32Array, true);
      if (isRefusal(run)) {
        return run;
      }
      difference = Math.max(difference, largestDifference(run.values, wanted));
      tell(i + 2, total);
    }
    if (difference > tolerance) {
      return refuse('gpu-differs', apart(difference));
    }
    const times = await this.#warmUp(card);
    const outputs = expected.reduce((sum, { length }) => sum + length, 0);
    return isRefusal(times) ? times : { ...times, checked: { difference, outputs, steady } };
  }

  /**
   * One run: the outputs, and after them the `features` values of the map that the card's gate looks at. The answer is a copy; the
   * runtime's own memory is given back before this returns. Without `features` the outputs alone. A graphics processor that fails, or
   * gives other numbers than the processor, is refused and not asked again: the processor goes on.
   */
  async run(dims: readonly number[], data: Float32Array, withFeatures: boolean): Promise<Outputs | Refusal> {
    const session = this.#session;
    const reference = this.#reference;
    if (!session) {
      return refuse('no-model');
    }
    const given = await this.#run(session, dims, data, withFeatures);
    if (!reference) {
      return given;
    }
    if (isRefusal(given)) {
      await this.#backToProcessor();
      return given.code === 'runtime-failed' ? refuse('gpu-failed', given.detail) : given;
    }
    if (++this.#runs % checkedEvery === 0) {
      const expected = await this.#run(reference, dims, data, withFeatures);
      const difference = isRefusal(expected) ? 0 : largestDifference(given.values, expected.values);
      if (difference > tolerance) {
        await this.#backToProcessor();
        return refuse('gpu-differs', apart(difference));
      }
    }
    return given;
  }

  async #backToProcessor(): Promise<void> {
    const graphics = this.#session;
    this.#session = this.#reference;
    this.#reference = null;
    await graphics?.release();
  }

  async #run(
    session: InferenceSession,
    dims: readonly number[],
    data: Float32Array,
    withFeatures: boolean,
  ): Promise<Outputs | Refusal> {
    const card = this.#card;
    if (!card || !this.#ort) {
      return refuse('no-model');
    }
    const began = performance.now();
    // The card's gate knows the features of its own network, not of a variant.
    const wanted =
      withFeatures && card.gate?.features && card.outputs.features && this.#variant === null
        ? [card.outputs.logits, card.outputs.features]
        : [card.outputs.logits];
    try {
      const answer = await session.run({ [card.input.name]: new this.#ort.Tensor('float32', data, [...dims]) }, wanted);
      const parts: Float32Array[] = [];
      for (const name of wanted) {
        const output = answer[name];
        if (!(output?.data instanceof Float32Array)) {
          return refuse('onnx-shape', `its output ${name} is ${output ? output.type : 'missing'}, float32 is read`);
        }
        parts.push(output.data);
      }
      const [logits = new Float32Array(0), map = new Float32Array(0)] = parts;
      const values = new Float32Array(logits.length + map.length);
      values.set(logits);
      values.set(map, logits.length);
      for (const name of wanted) {
        answer[name]?.dispose();
      }
      return { values, features: map.length, inference: performance.now() - began };
    } catch (error) {
      return refuse('runtime-failed', `running the model (${explain(error)})`);
    }
  }

  /** The first run makes what later runs reuse: it is timed apart, and the visitor does not wait for it twice. */
  async #warmUp(card: Card): Promise<Times | Refusal> {
    const dims = inputDims(card);
    const data = new Float32Array(dims.reduce((product, length) => product * length, 1)).fill(0.25);
    const count = labelCount(card);
    const times: number[] = [];
    for (let i = 0; i <= warmUps && (i < 2 || sum(times) < warmEnough); i++) {
      const run = await this.run(dims, data, true);
      if (isRefusal(run)) {
        return run;
      }
      const given = run.values.length - run.features;
      if (given !== count) {
        return refuse('onnx-shape', `it gives ${given} numbers, its card names ${count} labels`);
      }
      times.push(run.inference);
    }
    const [first = 0, ...rest] = times;
    return { first, steady: Math.min(first, ...rest) };
  }
}

/** Memory that could not be had; the runtime says so in words, the browser by a RangeError. */
const lacksMemory = (error: unknown) =>
  error instanceof RangeError || /out of memory|bad_alloc|failed to allocate/i.test(String(error));

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** The numbers of the visitor's checkpoint in the order of the graph, read slice by slice. */
async function weightsOf({ table, checkpoint }: FromCheckpoint, tell: Tell): Promise<ArrayBuffer | Refusal> {
  const source = ofBlob(checkpoint);
  const read = await readCheckpoint(source);
  const placed = isRefusal(read) ? read : matched(read, table);
  return isRefusal(placed) ? placed : readWeights(source, table, placed, { onProgress: tell });
}

/** The bytes of the network's file, or of its graph. What the visitor brought must be the file its card speaks of. */
async function fileOf(given: Given, card: Card, tell: Tell): Promise<Uint8Array<ArrayBuffer> | Refusal> {
  if (!('onnx' in given)) {
    const bytes = 'bytes' in given ? given.bytes : given.skeleton;
    return tooLarge(bytes.byteLength) ?? new Uint8Array(bytes);
  }
  const bytes = await readWhole(given.onnx, tell);
  return isRefusal(bytes) || (await sha256(bytes.buffer)) === card.weights.sha256
    ? bytes
    : refuse('onnx-shape', 'its SHA-256 is not the one the card states');
}

/**
 * The runtime takes its wasm as bytes only and would compile them again in every worker. The page has compiled them once, after
 * checking them; while the runtime starts, a stand-in for the bytes is answered with that module. Nothing else is touched.
 */
function handOver(ort: Ort, code: WebAssembly.Module): void {
  const standIn = new ArrayBuffer(8);
  const instantiate = WebAssembly.instantiate.bind(WebAssembly);
  ort.env.wasm.wasmBinary = standIn;
  const patched = async (source: BufferSource | WebAssembly.Module, imports?: WebAssembly.Imports) => {
    if ((ArrayBuffer.isView(source) ? source.buffer : source) !== standIn) {
      return source instanceof WebAssembly.Module ? instantiate(source, imports) : instantiate(source, imports);
    }
    WebAssembly.instantiate = instantiate;
    return { module: code, instance: await instantiate(code, imports) };
  };
  WebAssembly.instantiate = patched as typeof WebAssembly.instantiate;
}
