// Links: the part of the address after #. It holds settings and, of a simulated film, the recipe; never pixels, never a file's name.
import { isRefusal, type Refusal } from '../wire/refusal';
import type { PhantomSpec } from '../wire/values';
import type { Lab } from './lab';
import type { Session } from './session';

export interface Link {
  /** This page's address with the state after `#`; never a query. */
  readonly url: string;
  /** What did not fit, in words; empty nearly always. */
  readonly leftOut: readonly string[];
}

export function permalink(lab: Lab | undefined): Link {
  const reply = lab?.ask<{ text: string; leftOut: readonly string[] }>({ kind: 'permalink' });
  const { text, leftOut } = reply && !isRefusal(reply) ? reply : { text: '', leftOut: [] };
  const here = new URL(location.href);
  here.search = '';
  here.hash = text;
  return { url: here.href, leftOut };
}

/** The part after `#`, or the text itself where it is no address. */
export function fragment(url: string): string {
  const at = url.indexOf('#');
  return at >= 0 ? url.slice(at + 1) : url;
}

interface Telling {
  refuse(refusal: Refusal): void;
  announce(text: string): void;
  progress(progress: { what: string; done: number; total: number } | null): void;
}

interface Settings {
  readonly model?: { readonly id: string; readonly variant?: string | null } | null;
  readonly phantom?: object;
}

export class Links {
  readonly #session: Session;
  readonly #telling: Telling;
  /** The recipe that was asked for last: one that is refused is not asked for again and again. */
  #asked = '';

  constructor(session: Session, telling: Telling) {
    this.#session = session;
    this.#telling = telling;
    session.lab.on('state', () => void this.#follow());
  }

  /** Takes over a link whole or not at all: its model first, then its settings, then its simulated film. Says whether it did. */
  async open(text: string): Promise<boolean> {
    const { lab } = this.#session;
    const read = lab.ask<{ link: Settings }>({ kind: 'read-link', text });
    if (isRefusal(read)) {
      this.#telling.refuse(read);
      return false;
    }
    const before = lab.state?.model ?? null;
    const { model } = read.link;
    if (model) {
      const loaded = await this.#load(model.id, model.variant ?? null);
      if (isRefusal(loaded)) {
        this.#telling.refuse(loaded);
        return false;
      }
    }
    const restored = lab.ask<{ dropped: readonly string[] }>({ kind: 'restore', text });
    if (isRefusal(restored)) {
      if (model && before) {
        await this.#load(before.id, before.variant);
      }
      this.#telling.refuse(restored);
      return false;
    }
    const { dropped } = restored;
    this.#telling.announce(
      dropped.length
        ? `The link’s settings are taken over, except what a newer page wrote: ${dropped.join(', ')}.`
        : 'The link’s settings are taken over.',
    );
    return true;
  }

  async #load(id: string, variant: string | null) {
    const progress = (done: number, total: number) => this.#telling.progress({ what: `the model ${id}`, done, total });
    const card = await this.#session.loadModel(id, progress, undefined, variant);
    this.#telling.progress(null);
    return card;
  }

  /** The simulated film that the state speaks of, where another is open. */
  async #follow(): Promise<void> {
    const { state } = this.#session.lab;
    const recipe = state?.phantom ?? null;
    const key = JSON.stringify(recipe);
    if (!recipe || key === this.#asked || key === JSON.stringify(state?.image?.phantom ?? null)) {
      return;
    }
    this.#asked = key;
    const made = await this.#session.phantom(recipe as PhantomSpec);
    this.#asked = '';
    if (isRefusal(made) && made.code !== 'superseded' && made.code !== 'cancelled') {
      this.#asked = key;
      this.#telling.refuse(made);
    }
  }
}
