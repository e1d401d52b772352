// The engine module in the worker: decoding, windows, preprocessing, scores. It alone holds decoded pixels and tensors.
import type { Card } from '../wire/card';
import type { Count, Floats, Grey, Phantom, TensorFacts, View } from '../wire/messages';
import type { WasmModule, Answer as Written } from '../wire/module';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Answer, Facts, Gate, Histogram, Look, MedicalFrame, PhantomSpec, Scores } from '../wire/values';

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

  /** Opens a file, or with `medical` the samples that it describes; `frame` says which of a file's frames, from 0. */
  open(image: number, bytes: ArrayBuffer, how: { medical?: MedicalFrame; frame?: number } = {}): Facts | Refusal {
    const question = { kind: 'open', ...how };
    const facts = this.#ask(question, ({ json }) => (json as { image: Facts }).image, new Uint8Array(bytes));
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

  /** `look`: the picture, what the chain changed in it (128 is no change), or its frequencies. */
  display(view: View, side: number, look: Look = 'film'): Grey | Refusal {
    return (
      this.#of(view) ??
      this.#ask({ kind: 'display', side, look, window: view.window, chain: view.chain }, ({ json, payload }) => {
        const { width, height, scale, gain } = json as Omit<Grey, 'data'>;
        return { width, height, scale, gain, data: payload };
      })
    );
  }

  histogram(image: number): Histogram | Refusal {
    return this.#of({ image }) ?? this.#ask({ kind: 'histogram' }, ({ json }) => (json as { histogram: Histogram }).histogram);
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
        ({ json }) => json as { x: number; y: number; stored: number | null; shown: number },
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
  scores(
    model: string,
    variant: string | null,
    values: Float32Array,
    features: number,
  ): (Scores & { notes: readonly string[]; ood: Gate }) | Refusal {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    return this.#ask(
      { kind: 'scores', model, variant, features },
      ({ json }) => {
        const { labels, logits, scores, notes, ood } = json as Scores & { notes: readonly string[]; ood: Gate };
        return { labels, logits, scores, notes, ood };
      },
      bytes,
    );
  }

  /** Begins an experiment on what `view` shows; without a view nothing is open. */
  beginExperiment(experiment: string, parameters: object, model: string, view: View | null): Count | Refusal {
    const { window, chain } = view ?? { window: null, chain: [] };
    return (
      (view && this.#of(view)) ??
      this.#ask({ kind: 'experiment-begin', experiment, parameters, model, window, chain }, ({ json }) => json as Count)
    );
  }

  /** What the network is to be given next; no dims when there is nothing left, or before the film `needs` was given. */
  nextOfExperiment(most: number): (Floats & { needs: number | null }) | Refusal {
    return this.#ask({ kind: 'experiment-next', most }, ({ json, payload }) => {
      const { dims, needs } = json as { dims: number[]; needs?: number };
      return { dims, needs: needs ?? null, data: new Float32Array(payload.buffer) };
    });
  }

  /** The film that a run needs next: a file, or with `medical` the samples that it describes. */
  giveToExperiment(film: ArrayBuffer, medical?: MedicalFrame): true | Refusal {
    const question = { kind: 'experiment-film', ...(medical ? { medical } : {}) };
    return this.#ask(question, () => true as const, new Uint8Array(film));
  }

  absorbInExperiment(logits: Float32Array): Count | Refusal {
    const bytes = new Uint8Array(logits.buffer, logits.byteOffset, logits.byteLength);
    return this.#ask({ kind: 'experiment-absorb' }, ({ json }) => json as Count, bytes);
  }

  answerOfExperiment(): readonly Answer[] | Refusal {
    return this.#ask({ kind: 'experiment-answer' }, ({ json }) => (json as { answers: Answer[] }).answers);
  }

  endExperiment(): void {
    this.#ask({ kind: 'experiment-end' }, () => null);
  }

  #of(view: Pick<View, 'image'>): Refusal | null {
    if (this.#image === 0) {
      return refuse('no-image');
    }
    return view.image === this.#image ? null : refuse('superseded');
  }

  #ask<T>(question: object, read: (answer: Written) => T, payload?: Uint8Array): T | Refusal {
    const answer = this.#module.request(question, payload);
    if (!answer) {
      return refuse('out-of-memory');
    }
    return isRefusal(answer.json) ? answer.json : read(answer);
  }
}
