// The runtime's worker: ONNX Runtime Web alone, so that a network runs while the engine makes its next picture. The engine's worker
// is its only caller; to the page it says what the browser reports of its policy, and when it starts.
import * as wasm from 'onnxruntime-web/wasm';
import { readCheckpoint } from '../checkpoint/read';
import { explain } from '../wire/explain';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { RuntimeArrived, RuntimeCalls, RuntimeKind, RuntimeProgress, RuntimeReply, RuntimeRequest } from '../wire/runtime';
import { sha256 } from '../wire/sha256';
import { attend } from '../wire/witness';
import { ofBlob } from '../zip/source';
import { examine } from './examine';
import { Runtime, type Tell } from './runtime';

const runtime = new Runtime();

type Handlers = { [K in RuntimeKind]: (send: RuntimeCalls[K]['send'], tell: Tell) => Promise<RuntimeCalls[K]['give'] | Refusal> };

const handlers: Handlers = {
  async start({ threads, ...code }) {
    // The build that knows the graphics processor is fetched only where it is asked for.
    runtime.start(code.provider === 'webgpu' ? await import('onnxruntime-web/jspi') : wasm, code, threads);
    return {};
  },
  load: ({ card, variant, given }, tell) => runtime.load(card, variant, given, tell),
  async inspect({ checkpoint }) {
    const read = await readCheckpoint(ofBlob(checkpoint));
    if (isRefusal(read)) {
      return read;
    }
    const tensors = [...read.tensors].map(([name, { shape }]) => [name, shape] as const);
    return { tensors, sha256: await sha256(await checkpoint.arrayBuffer()) };
  },
  examine: ({ onnx }, tell) => examine(onnx, tell),
  async unload() {
    await runtime.unload();
    return {};
  },
  run: ({ dims, data, withFeatures }) => runtime.run(dims, data, withFeatures),
};

async function answer<K extends RuntimeKind>(
  { kind, send }: RuntimeRequest<K>,
  tell: Tell,
): Promise<RuntimeCalls[K]['give'] | Refusal> {
  try {
    return await (handlers[kind] as Handlers[K])(send, tell);
  } catch (error) {
    return refuse('runtime-failed', `answering “${kind}” (${explain(error)})`);
  }
}

/** One at a time: the runtime is never entered twice. */
function serve(line: MessagePort): void {
  let last = Promise.resolve();
  line.onmessage = ({ data }: MessageEvent<RuntimeRequest>) => {
    line.postMessage({ id: data.id } satisfies RuntimeArrived);
    last = last.then(async () => {
      const given = await answer(data, (done, total) => {
        line.postMessage({ id: data.id, done, total } satisfies RuntimeProgress);
      });
      const reply: RuntimeReply = { id: data.id, answer: given };
      line.postMessage(reply, 'values' in given ? [given.values.buffer] : []);
    });
  };
}

attend(serve);
