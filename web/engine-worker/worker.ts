// The engine's worker: the engine behind one queue, and the lines to the runtime's and the decoder's worker. The page's bridge
// (page/bridge.ts) is its only caller.
import { kindOf } from '../medical/kinds';
import { explain } from '../wire/explain';
import type { Calls, FromWorker, Grey, Kind, Loaded, Prediction, Request, ToWorker } from '../wire/messages';
import { WasmModule } from '../wire/module';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { policyHolds, witness } from '../wire/witness';
import { DecoderLine } from './decoder-line';
import { Engine } from './engine';
import { Experiments, type Read } from './experiments';
import { RuntimeLine, type Tell } from './line';
import { Queue } from './queue';

const queue = new Queue();
const runtime = new RuntimeLine(() => say({ type: 'broken', id: 0, why: 'the runtime did not answer' }));
let engine: Engine | null = null;

const say = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, { transfer });
const decoder = new DecoderLine(say);
/** Films of an experiment are numbered apart from those that are opened. */
let films = 0;
const experiments = new Experiments(runtime, (bytes, alive) => readFile(--films, bytes, undefined, alive));

/**
 * What looks at the open film and changes nothing: it need not wait for the network. A tensor does change something: the scores that
 * come next are judged by the look it was made of.
 */
const reading: ReadonlySet<Kind> = new Set<Kind>(['truth', 'display', 'histogram', 'pixels', 'value']);

/** What a request may say before its answer: that waiting for a part of the site is no hanging, and how far it has come. */
interface Word {
  alive(): void;
  readonly progress: Tell;
}
type Handlers = { [K in Kind]: (send: Calls[K]['send'], word: Word) => Promise<Calls[K]['give'] | Refusal> };

/** Runs with the engine, or says that it is not up. */
const withEngine = async <T>(use: (engine: Engine) => T | Refusal | Promise<T | Refusal>): Promise<T | Refusal> =>
  engine ? use(engine) : refuse('engine-died', 'it was never started');

/** A film that `make` opens, with the picture that is shown of it and the milliseconds that it took. */
const openedBy = <T extends object>(image: number, side: number, make: (engine: Engine) => T | Refusal | Promise<T | Refusal>) =>
  withEngine<T & { grey: Grey; decode: number }>(async (engine) => {
    const began = performance.now();
    const made = await make(engine);
    if (isRefusal(made)) {
      return made;
    }
    const decode = performance.now() - began;
    const grey = engine.display({ image, window: null, chain: [] }, side);
    return isRefusal(grey) ? grey : { ...made, grey, decode };
  });

/** What the engine is to be given of a file: the decoder reads the kinds of its list, the engine all others itself. */
async function readFile(file: number, bytes: ArrayBuffer, frame = 0, alive: () => void): Promise<Read | Refusal> {
  if (kindOf(new Uint8Array(bytes)) === null) {
    return { bytes };
  }
  const read = await decoder.frame(file, frame, bytes, alive);
  return isRefusal(read) ? read : { bytes: read.samples, medical: read.medical };
}

const handlers: Handlers = {
  async start({ engine: code, runtime: ort, gate, threads }) {
    void runtime.start(ort, threads);
    const started = new Engine(await WasmModule.start(code.glue, code.code));
    const catalogue = started.catalogue();
    if (isRefusal(catalogue)) {
      return catalogue;
    }
    const loaded = started.gate(gate);
    if (isRefusal(loaded)) {
      return loaded;
    }
    engine = started;
    return { catalogue };
  },
  open: ({ image, file, bytes, side, frame }, { alive }) =>
    openedBy(image, side, async (engine) => {
      const read = await readFile(file, bytes, frame, alive);
      if (isRefusal(read)) {
        return read;
      }
      const { medical } = read;
      const facts = engine.open(image, read.bytes, medical ? { medical } : frame === undefined ? {} : { frame });
      return isRefusal(facts) ? facts : { facts };
    }),
  phantom: ({ image, spec, side }) => openedBy(image, side, (engine) => engine.phantom(image, spec)),
  truth: ({ image }) => withEngine((engine) => engine.truth(image)),
  display: ({ view, side, look }) => withEngine((engine) => engine.display(view, side, look)),
  histogram: ({ image }) => withEngine((engine) => engine.histogram(image)),
  pixels: ({ view }) => withEngine((engine) => engine.pixels(view)),
  value: ({ view, x, y }) => withEngine((engine) => engine.value(view, x, y)),
  card: ({ text }) => withEngine((engine) => engine.card(text)),
  inspect: ({ checkpoint }) => runtime.inspect(checkpoint),
  examine: ({ onnx }, { progress }) => runtime.examine(onnx, progress),
  load: ({ card, variant, ...given }, { progress }) => withEngine<Loaded>(() => runtime.load(card, variant, given, progress)),
  unload: () => runtime.unload(),
  tensor: ({ view, model }) => withEngine((engine) => engine.tensor(view, model)),
  predict: (send) => withEngine((engine) => predict(engine, send)),
  'experiment-begin': (send) => withEngine((engine) => experiments.begin(engine, send)),
  'experiment-step': ({ run, answers }, { alive }) => withEngine((engine) => experiments.step(engine, run, answers, alive)),
  survey: ({ heads }, { alive }) => decoder.survey(heads, alive),
  'experiment-end': ({ run }) => withEngine((engine) => experiments.end(engine, run)),
};

async function predict(engine: Engine, { view, model, variant }: Calls['predict']['send']): Promise<Prediction | Refusal> {
  if (runtime.model !== model || runtime.variant !== variant) {
    return refuse('superseded');
  }
  const began = performance.now();
  const tensor = engine.tensor(view, model);
  if (isRefusal(tensor)) {
    return tensor;
  }
  const preprocess = performance.now() - began;
  const run = await runtime.run(tensor.dims, tensor.data, { withFeatures: true, own: false });
  if (isRefusal(run)) {
    return run;
  }
  const scores = engine.scores(model, variant, run.values, run.features);
  return isRefusal(scores) ? scores : { scores, tensor, preprocess, inference: run.inference };
}

/** Buffers of an answer that may be handed over instead of copied. */
function buffers(give: Calls[Kind]['give']): Transferable[] {
  const found = new Set<Transferable>();
  const look = (value: unknown) => {
    if (ArrayBuffer.isView(value)) {
      found.add(value.buffer as ArrayBuffer);
    } else if (typeof value === 'object' && value !== null && !(value instanceof WebAssembly.Module)) {
      Object.values(value).forEach(look);
    }
  };
  look(give);
  return [...found];
}

const call = <K extends Kind>(request: Request<K>): Promise<Calls[K]['give'] | Refusal> =>
  (handlers[request.kind] as Handlers[K])(request.send, {
    alive: () => say({ type: 'began', id: request.id }),
    progress: (done, total) => say({ type: 'progress', id: request.id, done, total }),
  });

async function answer(request: Request): Promise<void> {
  say({ type: 'began', id: request.id });
  try {
    const give = await call(request);
    say(
      isRefusal(give) ? { type: 'refused', id: request.id, refusal: give } : { type: 'done', id: request.id, give },
      isRefusal(give) ? [] : buffers(give),
    );
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) {
      say({ type: 'broken', id: request.id, why: `“${request.kind}” broke it (${explain(error)})` });
      return;
    }
    say({
      type: 'refused',
      id: request.id,
      refusal: refuse('runtime-failed', `answering “${request.kind}” (${explain(error)})`),
    });
  }
}

witness(say);

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'connect') {
    (data.part === 'decoder' ? decoder : runtime).connect(data.line);
  } else if (data.type === 'lost') {
    decoder.lost(data.why);
  } else if (data.type === 'cancel') {
    queue.cancel(data.id);
  } else if (data.type === 'self-test') {
    void policyHolds().then((passed) => say({ type: 'self-test', passed }));
  } else {
    say({ type: 'arrived', id: data.id });
    queue.add({
      id: data.id,
      reads: reading.has(data.kind),
      run: () => answer(data),
      drop: () => say({ type: 'refused', id: data.id, refusal: refuse('cancelled') }),
    });
  }
});
