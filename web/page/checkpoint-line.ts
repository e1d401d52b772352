// What a visitor sees of a checkpoint that comes in: what it needs, how far it is, a way to stop it, and where several cards fit, the
// question by which it is to be read.
import type { Refusal } from '../wire/refusal';
import { type Line, withStop } from './bring-line';
import { type BroughtCheckpoint, needs } from './checkpoints';
import { make } from './dom';

export interface Bringing extends Line {
  /** Loads it and says that it scores now; or why not. */
  load(brought: BroughtCheckpoint, signal: AbortSignal): Promise<Refusal | null>;
  refuse(refusal: Refusal): void;
  readonly dialog: HTMLDialogElement;
}

/** Brings a checkpoint in: by its one card, or by the one that the visitor chooses. Whatever is refused leaves the model before. */
export async function bringCheckpoint(checkpoint: Blob, bringing: Bringing, card?: string): Promise<void> {
  const sentence = `A checkpoint is being read on this machine. ${needs(checkpoint.size, 'checkpoint')} Nothing in it is run as code.`;
  const refusal = await withStop(sentence, bringing, (signal) => bringing.load({ checkpoint, card }, signal));
  if (!refusal) {
    return;
  }
  if (refusal.code !== 'checkpoint-choice') {
    bringing.refuse(refusal);
    return;
  }
  const chosen = await choice(refusal, bringing.dialog);
  if (chosen !== null) {
    await bringCheckpoint(checkpoint, bringing, chosen);
  }
}

/** Asks by which of the cards that the refusal lists; null where by none. */
function choice({ detail }: Refusal, dialog: HTMLDialogElement): Promise<string | null> {
  return new Promise((resolve) => {
    const answer = (card: string | null, text: string) => {
      const button = make('button', { type: 'button' }, text);
      button.addEventListener('click', () => {
        resolve(card);
        dialog.close();
      });
      return button;
    };
    dialog.replaceChildren(
      make('h2', { id: 'chooser-title' }, 'Which network is this?'),
      make(
        'p',
        {},
        'Its shape fits more than one, and they name its outputs differently. A wrong answer gives wrong names to right numbers.',
      ),
      make('ul', { class: 'choices' }, ...detail.split(', ').map((card) => make('li', {}, answer(card, card)))),
      answer(null, 'None of them'),
    );
    dialog.addEventListener(
      'close',
      () => {
        dialog.replaceChildren();
        resolve(null);
      },
      { once: true },
    );
    dialog.showModal();
  });
}
