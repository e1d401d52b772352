// The graphics processor, where the browser offers it to networks: never used unasked, checked against the processor before it is, and
// not offered on WebKit, where it has eaten processor and memory long after a run (microsoft/onnxruntime#26827).
import { assets } from 'virtual:unseen/inputs';
import type { Loaded, RuntimeCode } from '../wire/messages';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { download } from './download';
import type { Session } from './session';
import { safe } from './threads';

/** As far as the type library of this project knows WebGPU. */
interface Gpu {
  requestAdapter(): Promise<{ readonly info?: { readonly isFallbackAdapter?: boolean } } | null>;
}

/** What a browser offers. `software`: the processor plays graphics processor, which is hardly faster. */
export interface Graphics {
  readonly software: boolean;
}

/** Every browser on an iPhone is WebKit, whatever it is called. */
const isWebKit = (agent: string) => /AppleWebKit/.test(agent) && !/Chrome\//.test(agent);

/** What this browser offers, or why nothing. */
export async function offered(
  where: { readonly gpu?: Gpu; readonly userAgent: string } = navigator as { gpu?: Gpu; userAgent: string },
): Promise<Graphics | Refusal> {
  const missing = (why: string) => refuse('gpu-missing', why);
  if (safe()) {
    return missing('is left alone, as this address asks (safe=1)');
  }
  if (isWebKit(where.userAgent)) {
    return missing('is left alone in this browser, where it has been seen to take memory and not give it back');
  }
  if (!where.gpu || !('Suspending' in WebAssembly)) {
    return missing('is not offered to networks by this browser');
  }
  const adapter = await where.gpu.requestAdapter().catch(() => null);
  return adapter ? { software: adapter.info?.isFallbackAdapter === true } : missing('is not offered to networks on this machine');
}

let compiled: WebAssembly.Module | null = null;

/** Bytes of what is fetched once, before it is packed. */
export const graphicsBytes = assets.graphicsWasm.bytes;

/**
 * Has the graphics processor run the model in use, or with `on` false the processor again, and scores the film anew. The refusal says
 * why it does not: not offered (`gpu-missing`), failing (`gpu-failed`), or with other numbers (`gpu-differs`).
 */
export async function useGraphics(
  session: Session,
  on: boolean,
  onProgress?: (done: number, total: number) => void,
): Promise<Loaded | Refusal> {
  if (session.busy) {
    return refuse('experiment-busy');
  }
  if (on === session.loader.onGraphics) {
    return session.times ?? refuse('no-model');
  }
  const there = on ? await offered() : null;
  if (isRefusal(there)) {
    return there;
  }
  const code = on ? await graphicsCode(onProgress) : null;
  if (isRefusal(code)) {
    return code;
  }
  const times = await session.loader.moveTo(code);
  if (!isRefusal(times) && session.lab.state?.image) {
    await session.predict();
  }
  return times;
}

/** The build of the runtime that knows the graphics processor; fetched and checked once. */
export async function graphicsCode(onProgress?: (done: number, total: number) => void): Promise<RuntimeCode | Refusal> {
  if (!compiled) {
    const code = await download({ what: 'runtime for the graphics processor', ...assets.graphicsWasm }, { onProgress });
    if (isRefusal(code)) {
      return code;
    }
    compiled = await WebAssembly.compile(code);
  }
  return { glue: assets.graphicsGlue.url, code: compiled, provider: 'webgpu' };
}
