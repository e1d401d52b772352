// The engine module in the worker: decoding, windows, preprocessing, scores. It alone holds decoded pixels and tensors.
import type { Card } from '../wire/card';
import type { Floats, Grey, Phantom, TensorFacts, View } from '../wire/messages';
import type { Answer, WasmModule } from '../wire/module';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Facts, Gate, PhantomSpec, Scores } from '../wire/values';

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

  /** The part of the gate that all models share. */
  gate(text: string): true | Refusal {
    return this.#ask({ kind: 'gate', text }, () => true as const);
  }

  phantom(image: number, spec: Partial<PhantomSpec>): { facts: Facts; phantom: Phantom } | Refusal {
    const made = this.#ask({ kind: 'phantom', spec }, ({ json }) => {
      const { image: facts, phantom } = json as { image: Facts; phantom: Phantom };
      return { facts, phantom };
    });
    if (!isRefusal(made)) {
      this.#image = image;
    }
    return made;
  }

  truth(image: number): Floats | Refusal {
    return (
      this.#of({ image }) ??
      this.#ask({ kind: 'truth' }, ({ json, payload }) => {
        const { width, height } = json as { width: number; height: number };
        return { dims: [height, width], data: new Float32Array(payload.buffer) };
      })
    );
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

  /** `values`: the network's outputs and after them `features` values of its map of features. */
  scores(model: string, values: Float32Array, features: number): (Scores & { notes: readonly string[]; ood: Gate }) | Refusal {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    return this.#ask(
      { kind: 'scores', model, features },
      ({ json }) => {
        const { labels, logits, scores, notes, ood } = json as Scores & { notes: readonly string[]; ood: Gate };
        return { labels, logits, scores, notes, ood };
      },
      bytes,
    );
  }

  #of(view: Pick<View, 'image'>): Refusal | null {
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
