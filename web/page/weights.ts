// The weights of this site's models: fetched when first wanted, then kept, because they are small and going back needs no request.
import { type Card, weightsOf } from '../wire/card';
import type { Refusal } from '../wire/refusal';
import { download } from './download';

type Options = Parameters<typeof download>[1];

export class Weights {
  readonly #kept = new Map<string, ArrayBuffer>();

  /** The file of the model itself, or of a variant of it. `folder`: address of the model's folder, with a slash at its end. */
  async of(card: Card, variant: string | null, folder: string, options: Options): Promise<ArrayBuffer | Refusal> {
    const { file, bytes, sha256 } = weightsOf(card, variant);
    const what = `model ${[card.id, variant].filter(Boolean).join(', ')}`;
    return this.#kept.get(sha256) ?? download({ what, url: new URL(file, folder).href, bytes, sha256 }, options);
  }

  /** Keeps what the runtime has taken. */
  keep(card: Card, variant: string | null, bytes: ArrayBuffer): void {
    this.#kept.set(weightsOf(card, variant).sha256, bytes);
  }
}
