// Which model is in use and why: the visitor's choice, or the page's where an image of another sort was opened. A switch is said in
// a sentence, with the way back.
import type { Card } from '../wire/card';
import { isRefusal, type Refusal } from '../wire/refusal';
import type { PhantomSpec } from '../wire/values';
import type { Line } from './bring-line';
import { bringCheckpoint } from './checkpoint-line';
import type { BroughtCheckpoint } from './checkpoints';
import { find, make } from './dom';
import { switched, switchTo } from './fit';
import { keepBox } from './keep-box';
import type { KeptModels } from './kept';
import type { BroughtOnnx } from './loader';
import type { Session } from './session';

interface Telling {
  progress(progress: { what: string; done: number; total: number } | null): void;
  refuse(refusal: Refusal): void;
  announce(text: string): void;
  slotsChanged(): void;
}

export class Models {
  readonly #session: Session;
  readonly #line: HTMLElement;
  readonly #telling: Telling;
  readonly #shipped: readonly string[];
  readonly #kept: KeptModels;
  #chosen: string | null = null;

  constructor(session: Session, shipped: readonly string[], kept: KeptModels, line: HTMLElement, telling: Telling) {
    this.#session = session;
    this.#shipped = shipped;
    this.#kept = kept;
    this.#line = line;
    this.#telling = telling;
  }

  /** The model the visitor chose stays for as long as it is for the sort of image that is open. */
  async choose(id: string, variant: string | null = null): Promise<void> {
    this.#chosen = id;
    this.#say(null);
    await this.#load(id, variant);
  }

  /** A checkpoint of the visitor's own: what it scores by stays in use until another is chosen. */
  async bring(file: Blob): Promise<void> {
    await bringCheckpoint(file, {
      dialog: find<HTMLDialogElement>('#chooser'),
      refuse: (refusal) => this.#telling.refuse(refusal),
      ...this.line,
      load: (brought, signal) => this.take(brought, 'the checkpoint', signal),
    });
  }

  /** Where the page says which model scores, for what is being brought. */
  readonly line: Line = {
    announce: (text) => this.#telling.announce(text),
    show: (nodes) => {
      this.#line.hidden = nodes === null;
      this.#line.replaceChildren(...(nodes ?? []));
      this.#telling.slotsChanged();
    },
  };

  /** Loads what was brought and says that it scores now, with the question whether to keep it; or gives why not. */
  async take(brought: BroughtOnnx | BroughtCheckpoint, what: string, signal: AbortSignal): Promise<Refusal | null> {
    const before = this.#session.lab.state?.model?.id ?? null;
    const progress = (done: number, total: number) => this.#telling.progress({ what, done, total });
    const card = await this.#session.loadModel(brought, progress, signal);
    this.#telling.progress(null);
    if (isRefusal(card)) {
      return card;
    }
    this.#chosen = card.id;
    this.#session.lab.notice(null);
    this.#say(`“${card.title}” scores the film now, by the weights you brought. They stay on this machine.`, before);
    this.#line.append(await keepBox(this.#kept, brought, card, this.#telling));
    return null;
  }

  /** A variant of the model in use, or with null the model itself. */
  async useVariant(variant: string | null): Promise<void> {
    const model = this.#session.lab.state?.model;
    if (model) {
      const card = await this.#load(model.id, variant);
      const used = card && (card.variants?.find(({ id }) => id === variant)?.title ?? card.title);
      if (used) {
        this.#telling.announce(`Scored by: ${used}.`);
      }
    }
  }

  /** After an image was opened: goes over to the model that fits, if the present one does not. */
  async fit(phantom: PhantomSpec | null): Promise<void> {
    const before = this.#session.lab.state?.model?.id ?? null;
    const id = switchTo({ phantom, model: before, chosen: this.#chosen, shipped: this.#shipped });
    if (id === null) {
      return;
    }
    const card = await this.#load(id);
    if (card) {
      this.#say(switched(phantom, card), before);
    }
  }

  async #load(id: string, variant: string | null = null): Promise<Card | null> {
    const progress = (done: number, total: number) => this.#telling.progress({ what: `the model ${id}`, done, total });
    const card = await this.#session.loadModel(id, progress, undefined, variant);
    this.#telling.progress(null);
    if (isRefusal(card)) {
      this.#telling.refuse(card);
      return null;
    }
    return card;
  }

  #say(sentence: string | null, before: string | null = null): void {
    this.#line.hidden = sentence === null;
    this.#line.replaceChildren();
    if (sentence !== null) {
      this.#line.append(make('p', {}, sentence));
      this.#telling.announce(sentence);
    }
    const card = before === null ? undefined : this.#session.cards.get(before);
    if (card && before !== null) {
      const back = make('button', { type: 'button', class: 'link' }, `Back to “${card.title}”`);
      back.addEventListener('click', () => void this.choose(before));
      this.#line.append(back);
    }
    this.#telling.slotsChanged();
  }
}
