// Brings the parts up: bytes are fetched and checked, compiled once on this page, and handed to the worker, so that a replaced
// worker needs neither a request nor a second compilation.
import { assets, models } from 'virtual:unseen/inputs';
import engineUrl from '../engine-worker/worker.ts?worker&url';
import runtimeUrl from '../runtime-worker/runtime-worker.ts?worker&url';
import type { FromWorker, ToWorker } from '../wire/messages';
import { WasmModule } from '../wire/module';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { Bridge, type Port, type Watching } from './bridge';
import { DecoderHost } from './decoder-host';
import { diagnose, download } from './download';
import { Lab } from './lab';
import { tokens } from './theme';

export interface Progress {
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

export { models };

/** Adds up what is fetched at the same time, so that one bar tells of all of it. */
class Sum {
  readonly #parts = new Map<string, { done: number; total: number }>();
  readonly #tell: (progress: Progress) => void;

  constructor(tell: (progress: Progress) => void) {
    this.#tell = tell;
  }

  part(name: string, total: number): (done: number) => void {
    this.#parts.set(name, { done: 0, total });
    return (done) => {
      this.#parts.set(name, { done, total });
      const parts = [...this.#parts.values()];
      this.#tell({
        what: 'the engine',
        done: parts.reduce((sum, part) => sum + part.done, 0),
        total: parts.reduce((sum, part) => sum + part.total, 0),
      });
    };
  }
}

type Name = keyof typeof assets;

export class Starter {
  readonly #sum: Sum;

  constructor(tell: (progress: Progress) => void) {
    this.#sum = new Sum(tell);
  }

  async engine(watching: Watching): Promise<{ bridge: Bridge; catalogue: object } | Refusal> {
    const decoder = new DecoderHost();
    const bridge = new Bridge(() => workers(decoder), watching);
    bridge.selfTest();
    const [engine, runtime, gate] = await Promise.all([
      this.#compile('engine', 'engineWasm'),
      this.#compile('runtime', 'runtimeWasm'),
      download({ what: 'gate', ...assets.gate }, { onProgress: this.#sum.part('gate', assets.gate.bytes) }),
    ]);
    if (isRefusal(engine)) {
      return engine;
    }
    if (isRefusal(runtime)) {
      return runtime;
    }
    if (isRefusal(gate)) {
      return gate;
    }
    const started = await bridge.start({
      engine: { glue: assets.engineGlue.url, code: engine },
      runtime: { glue: assets.runtimeGlue.url, code: runtime, provider: 'wasm' },
      gate: new TextDecoder().decode(gate),
      threads: 1,
    });
    if (!isRefusal(started)) {
      return { bridge, catalogue: started.catalogue };
    }
    for (const [what, url] of [
      ['engine’s worker', engineUrl],
      ['runtime’s worker', runtimeUrl],
      ['engine’s script', assets.engineGlue.url],
      ['runtime’s script', assets.runtimeGlue.url],
    ] as const) {
      const found = await diagnose(what, url);
      if (found) {
        return found;
      }
    }
    return started;
  }

  /** The laboratory; drawn where `draw` and the browser allow it, by its mirror alone otherwise. */
  async lab(
    draw: boolean,
  ): Promise<{ lab: Lab; start(catalogue: object): { gl: boolean; maxTexture: number } | Refusal } | Refusal> {
    const [code, fonts] = await Promise.all([this.#compile('canvas', 'canvasWasm'), draw ? this.#fonts() : new Uint8Array(0)]);
    if (isRefusal(code)) {
      return code;
    }
    let module: WasmModule;
    try {
      module = await WasmModule.start(assets.canvasGlue.url, code);
    } catch (error) {
      return (
        (await diagnose('canvas’s script', assets.canvasGlue.url)) ??
        refuse('runtime-failed', `starting the canvas (${String(error)})`)
      );
    }
    const lab = new Lab(module);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    return {
      lab,
      start: (catalogue) =>
        lab.ask<{ gl: boolean; maxTexture: number }>(
          { kind: 'start', catalogue, theme: { tokens: tokens() }, reducedMotion: calm },
          isRefusal(fonts) ? undefined : fonts,
        ),
    };
  }

  async #compile(what: string, name: Name): Promise<WebAssembly.Module | Refusal> {
    const { url, bytes, sha256 } = assets[name];
    const code = await download({ what, url, bytes, sha256 }, { onProgress: this.#sum.part(name, bytes) });
    if (isRefusal(code)) {
      return code;
    }
    try {
      return await WebAssembly.compile(code);
    } catch (error) {
      return refuse('runtime-failed', `compiling the ${what} (${String(error)})`);
    }
  }

  /** Two fonts as the canvas takes them: length and bytes of each. */
  async #fonts(): Promise<Uint8Array | Refusal> {
    const parts: Uint8Array[] = [];
    for (const font of await Promise.all(
      (['fontRegular', 'fontSemibold'] as const).map((name) => download({ what: 'font', ...assets[name] })),
    )) {
      if (isRefusal(font)) {
        return font;
      }
      parts.push(new Uint8Array(Uint32Array.of(font.byteLength).buffer), new Uint8Array(font));
    }
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => {
      all.set(part, at);
      return at + part.length;
    }, 0);
    return all;
  }
}

/**
 * The engine's worker and the runtime's, with a line between them; to the bridge they are one, and end as one. The decoder's is made when
 * the engine's first wants it, and outlives both.
 */
function workers(decoder: DecoderHost): Port {
  const engine = new Worker(engineUrl, { type: 'module', name: 'engine' });
  const runtime = new Worker(runtimeUrl, { type: 'module', name: 'runtime' });
  const both = [engine, runtime];
  const { port1, port2 } = new MessageChannel();
  engine.postMessage({ type: 'connect', line: port1 } satisfies ToWorker, [port1]);
  runtime.postMessage({ type: 'connect', line: port2 } satisfies ToWorker, [port2]);
  let passed = 0;
  return {
    post(message: ToWorker) {
      for (const worker of message.type === 'self-test' ? both : [engine]) {
        worker.postMessage(message);
      }
    },
    listen(heard, died) {
      for (const worker of both) {
        worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
          if (data.type === 'wanted' || data.type === 'stuck') {
            decoder.serve(engine, data.type, heard);
          } else if (data.type !== 'self-test' || !data.passed || ++passed === both.length) {
            // Of the policy each says one word: one that fails fails both; passed is what both passed.
            heard(data);
          }
        });
        worker.addEventListener('messageerror', () => died('its message could not be read'));
        worker.addEventListener('error', (event) => {
          event.preventDefault();
          died(event.message || 'its script did not load');
        });
      }
    },
    terminate() {
      for (const worker of both) {
        worker.terminate();
      }
    },
  };
}
