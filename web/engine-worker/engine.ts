// The engine module in the worker: decoding, windows, preprocessing, scores. It alone holds decoded pixels and tensors.
import type { Card } from '../wire/card';
import type { Floats, Grey, TensorFacts, View } from '../wire/messages';
import type { Answer, WasmModule } from '../wire/module';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Facts, Scores } from '../wire/values';

export class Engine {
  readonly #module: WasmModule;
  /** Number of the file that is open; 0 while there is none. */
  #image = 0;

  constructor(module: WasmModule) {
    this.#module = module;
  }

  catalogue(): object | Refusal {
    return this.#ask({ kind: 'catalogue' }, ({ json }) => (json as { catalogue: object }).catalogue);
  }

  open(image: number, bytes: ArrayBuffer): Facts | Refusal {
    const facts = this.#ask({ kind: 'open' }, ({ json }) => (json as { image: Facts }).image, new Uint8Array(bytes));
    if (!isRefusal(facts)) {
      this.#image = image;
    }
    return facts;
  }

  display(view: View, side: number): Grey | Refusal {
    return (
      this.#of(view) ??
      this.#ask({ kind: 'display', side, window: view.window, chain: view.chain }, ({ json, payload }) => {
        const { width, height, scale } = json as { width: number; height: number; scale: number };
        return { width, height, scale, data: payload };
      })
    );
  }

  pixels(view: View): Floats | Refusal {
    return (
      this.#of(view) ??
      this.#ask({ kind: 'pixels', window: view.window, chain: view.chain }, ({ json, payload }) => {
        const { width, height } = json as { width: number; height: number };
        return { dims: [height, width], data: new Float32Array(payload.buffer) };
      })
    );
  }

  value(view: View, x: number, y: number) {
    return (
      this.#of(view) ??
      this.#ask(
        { kind: 'value', x, y, window: view.window, chain: view.chain },
        ({ json }) => json as { x: number; y: number; stored: number; shown: number },
      )
    );
  }

  card(text: string): { card: Card; notes: readonly string[] } | Refusal {
    return this.#ask({ kind: 'card', text }, ({ json }) => {
      const { card, notes } = json as { card: Card; notes: readonly string[] };
      return { card, notes };
    });
  }

  tensor(view: View, model: string): (Floats & TensorFacts) | Refusal {
    return (
      this.#of(view) ??
      this.#ask({ kind: 'tensor', model, window: view.window, chain: view.chain }, ({ json, payload }) => {
        const { dims, minimum, maximum, mean, notes } = json as { dims: number[] } & TensorFacts;
        return { dims, minimum, maximum, mean, notes, data: new Float32Array(payload.buffer) };
      })
    );
  }

  scores(model: string, logits: Float32Array): (Scores & { notes: readonly string[] }) | Refusal {
    const bytes = new Uint8Array(logits.buffer, logits.byteOffset, logits.byteLength);
    return this.#ask(
      { kind: 'scores', model },
      ({ json }) => {
        const { labels, logits: raw, scores, notes } = json as Scores & { notes: readonly string[] };
        return { labels, logits: raw, scores, notes };
      },
      bytes,
    );
  }

  #of(view: View): Refusal | null {
    if (this.#image === 0) {
      return refuse('no-image');
    }
    return view.image === this.#image ? null : refuse('superseded');
  }

  #ask<T>(question: object, read: (answer: Answer) => T, payload?: Uint8Array): T | Refusal {
    const answer = this.#module.request(question, payload);
    if (!answer) {
      return refuse('out-of-memory');
    }
    return isRefusal(answer.json) ? answer.json : read(answer);
  }
}
