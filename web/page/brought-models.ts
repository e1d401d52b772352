// Models that a visitor brings as ONNX files: with a card they are loaded, without one the wizard asks for what the file does not say.
// In the list of models: the fields to bring one, and those that are kept on this device.
import { samples } from 'virtual:unseen/samples';
import { largestModel } from '../onnx/judge';
import { isOnnxFile } from '../onnx/recognise';
import type { Card } from '../wire/card';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { withStop } from './bring-line';
import { judgeSize, needs } from './checkpoints';
import { make, setText } from './dom';
import { download } from './download';
import type { Kept, KeptModels } from './kept';
import type { BroughtOnnx } from './loader';
import type { Models } from './models';
import { megabytes } from './sentences';
import type { Session } from './session';
import { previewTensor, type TrialFilm, tryOn } from './trial';
import { type Subject, subjectOf } from './wizard/draft';
import { openWizard } from './wizard/wizard';

interface Telling {
  refuse(refusal: Refusal): void;
  announce(text: string): void;
}

const largestCard = 2 ** 24;

/** The films that a model is tried on: all samples. */
const films = (): TrialFilm[] =>
  samples.flatMap(({ id, title, phantom, file }) => {
    const fetched = file && (() => download({ what: `sample ${id}`, ...file }));
    const made = phantom ?? fetched;
    return made ? [{ title, made }] : [];
  });

export class BroughtModels {
  readonly #session: Session;
  readonly #models: Models;
  readonly #kept: KeptModels;
  readonly #dialog: HTMLDialogElement;
  readonly #telling: Telling;

  constructor(session: Session, models: Models, kept: KeptModels, dialog: HTMLDialogElement, telling: Telling) {
    this.#session = session;
    this.#models = models;
    this.#kept = kept;
    this.#dialog = dialog;
    this.#telling = telling;
  }

  /** Two files of which one is a model and the other its card; false where they are none. */
  async pair(files: readonly Blob[]): Promise<boolean> {
    if (files.length !== 2) {
      return false;
    }
    const onnx = await Promise.all(files.map(isOnnxFile));
    const [model, card] = onnx[0] ? files : [files[1], files[0]];
    if (onnx[0] === onnx[1] || !model || !card || !/^\s*\{/.test(await card.slice(0, 64).text())) {
      return false;
    }
    await this.bring(model, card);
    return true;
  }

  /** Loads a model with its card; without one, opens the wizard. */
  async bring(onnx: Blob, card: Blob | null): Promise<void> {
    const refused =
      judgeSize(onnx.size, largestModel, 'onnx') ??
      (card && card.size > largestCard ? refuse('card-not-json', 'it is too large') : null);
    if (refused) {
      this.#telling.refuse(refused);
    } else if (card) {
      const text = await card.text().catch(() => refuse('unreadable-file'));
      await (isRefusal(text) ? this.#telling.refuse(text) : this.#load({ onnx, card: text }));
    } else {
      await this.#ask(onnx);
    }
  }

  async #load(model: BroughtOnnx): Promise<Refusal | null> {
    const sentence = `A model is being read on this machine. ${needs(model.onnx.size, 'onnx')}`;
    const refusal = await withStop(sentence, this.#models.line, (signal) => this.#models.take(model, 'the model', signal));
    if (refusal) {
      this.#telling.refuse(refusal);
    }
    return refusal;
  }

  /** Reads what the graph says; the rest is asked. */
  async #ask(onnx: Blob): Promise<void> {
    let subject: Subject | null = null;
    const sentence = `A model without a card is being read on this machine. ${needs(onnx.size, 'onnx')}`;
    const refusal = await withStop(sentence, this.#models.line, async (signal) => {
      const read = await this.#session.bridge.call('examine', { onnx }, signal);
      const found = isRefusal(read) ? read : subjectOf(read.model, read.sha256, onnx.size);
      subject = isRefusal(found) ? null : found;
      return isRefusal(found) ? found : null;
    });
    this.#models.line.show(null);
    if (refusal || !subject) {
      this.#telling.refuse(refusal ?? refuse('cancelled'));
      return;
    }
    const session = this.#session;
    const withCard = (card: Card): BroughtOnnx => ({ onnx, card: JSON.stringify(card) });
    openWizard(this.#dialog, subject, {
      check: async (card) => {
        const answer = await session.bridge.call('card', { text: JSON.stringify(card) });
        return isRefusal(answer) ? answer : null;
      },
      preview: (card) => previewTensor(session, card),
      trial: (card, told, signal) => tryOn(session, withCard(card), films(), { told, signal }),
      use: (card) => void this.#load(withCard(card)),
    });
  }

  /** For the list of models. */
  section(list: HTMLDialogElement): HTMLElement {
    const onnx = make('input', { type: 'file', id: 'bring-onnx' });
    const card = make('input', { type: 'file', id: 'bring-card' });
    const said = make('p', { class: 'wrong', role: 'status' });
    const go = make('button', { type: 'button', id: 'bring-model' }, 'Bring this model');
    go.addEventListener('click', () => {
      const [model] = onnx.files ?? [];
      if (!model) {
        setText(said, 'Choose the model’s file first.');
        onnx.focus();
        return;
      }
      const beside = card.files?.[0] ?? null;
      list.close();
      void this.bring(model, beside);
    });
    const kept = make('div', { class: 'kept' });
    void this.#listKept(kept, list);
    return make(
      'div',
      {},
      make(
        'details',
        { class: 'own-model' },
        make('summary', {}, 'Bring a model…'),
        make(
          'div',
          { class: 'bring' },
          make(
            'p',
            {},
            `A network as an ONNX file of at most ${megabytes(largestModel)}. It stays on this machine. Without a card you are asked for what the file does not say.`,
          ),
          make('label', { class: 'control choice' }, make('span', {}, 'The model (.onnx)'), onnx),
          make('label', { class: 'control choice' }, make('span', {}, 'Its card (card.json), if there is one'), card),
          make('div', { class: 'row' }, go),
          said,
        ),
      ),
      kept,
    );
  }

  async #listKept(root: HTMLElement, list: HTMLDialogElement): Promise<void> {
    const { models, damaged } = await this.#kept.list();
    const said =
      damaged === 1
        ? 'A kept model was damaged and has been forgotten.'
        : `${damaged} kept models were damaged and have been forgotten.`;
    const again = async (words: string) => {
      await this.#listKept(root, list);
      this.#telling.announce(words);
      (root.querySelector<HTMLElement>('button') ?? list.querySelector<HTMLElement>('summary'))?.focus();
    };
    const all = make('button', { type: 'button', id: 'forget-all' }, 'Forget all');
    all.addEventListener(
      'click',
      () => void this.#kept.forgetAll().then(() => again('Nothing is kept on this device any more.')),
    );
    const rows = models.map((one) => {
      const use = make('button', { type: 'button', 'aria-label': `Use: ${one.title}` }, 'Use');
      const forget = make('button', { type: 'button', 'aria-label': `Forget: ${one.title}` }, 'Forget');
      use.addEventListener('click', () => {
        list.close();
        void this.#useKept(one);
      });
      forget.addEventListener('click', () => void this.#kept.forget(one.id).then(() => again(`${one.title} is forgotten.`)));
      return make(
        'li',
        { 'data-kept': one.id },
        `${one.title}, ${megabytes(one.bytes)} `,
        make('span', { class: 'row' }, use, forget),
      );
    });
    root.replaceChildren(
      ...(damaged > 0 ? [make('p', { class: 'wrong' }, said)] : []),
      ...(rows.length > 0
        ? [make('h3', {}, 'Kept on this device'), make('ul', {}, ...rows), make('div', { class: 'row' }, all)]
        : []),
    );
  }

  /** Bytes that are no longer those that were kept are forgotten, and that is said. */
  async #useKept({ id, title, sha256 }: Kept): Promise<void> {
    const model = await this.#kept.bring(id);
    const damaged = async () => {
      await this.#kept.forget(id);
      const sentence = `What was kept of “${title}” is damaged; it has been forgotten. Bring it again.`;
      this.#models.line.show([make('p', {}, sentence)]);
      this.#telling.announce(sentence);
    };
    if (isRefusal(model)) {
      await damaged();
      return;
    }
    const file = 'onnx' in model ? model.onnx : model.checkpoint;
    const sentence = `A model that is kept on this device is being read. ${needs(file.size, 'onnx' in model ? 'onnx' : 'checkpoint')}`;
    const refusal = await withStop(sentence, this.#models.line, (signal) => this.#models.take(model, 'the model', signal));
    const card = this.#session.cards.get(id);
    if (
      refusal &&
      ['onnx-shape', 'onnx-not-a-model', 'onnx-graph', 'checkpoint-damaged', 'unreadable-file'].includes(refusal.code)
    ) {
      await damaged();
    } else if (refusal) {
      this.#telling.refuse(refusal);
    } else if (card?.weights.sha256 !== sha256) {
      await damaged();
    }
  }
}
