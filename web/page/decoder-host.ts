// The decoder's worker, as the page has it: made when the engine's worker first wants it, kept while that is replaced, ended when it
// is stuck or broken. The page makes the line between the two and never sees what goes over it.
import decoderUrl from '../decoder-worker/decoder-worker.ts?worker&url';
import type { FromWorker, ToWorker } from '../wire/messages';

export class DecoderHost {
  #worker: Worker | null = null;
  /** The engine's worker that was connected last. */
  #engine: Worker | null = null;

  /** Does what the engine's worker asks for. `heard` is told of what the browser reports of the decoder's policy and requests. */
  serve(engine: Worker, asked: 'wanted' | 'stuck', heard: (message: FromWorker) => void): void {
    this.#engine = engine;
    if (asked === 'stuck') {
      this.#end();
      return;
    }
    this.#worker ??= this.#make(heard);
    const { port1, port2 } = new MessageChannel();
    engine.postMessage({ type: 'connect', part: 'decoder', line: port1 } satisfies ToWorker, [port1]);
    this.#worker.postMessage({ type: 'connect', line: port2 } satisfies ToWorker, [port2]);
  }

  #make(heard: (message: FromWorker) => void): Worker {
    const worker = new Worker(decoderUrl, { type: 'module', name: 'decoder' });
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      // The page has its verdict by now; a worker that fails where the others passed takes it back.
      if (data.type !== 'self-test' || !data.passed) {
        heard(data);
      }
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (this.#worker === worker) {
        this.#end();
        this.#engine?.postMessage({ type: 'lost', why: 'its script did not load, or broke' } satisfies ToWorker);
      }
    });
    worker.postMessage({ type: 'self-test' } satisfies ToWorker);
    return worker;
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
