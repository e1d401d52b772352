// The wizard: what the graph of a file says, the questions it leaves open, the tensor as the network will see it, a test, and the card.
import type { Card } from '../../wire/card';
import type { Refusal } from '../../wire/refusal';
import { make, setText } from '../dom';
import { save } from '../exports';
import { list, showFrame } from '../pieces';
import { Ask } from './ask';
import { cardOf, previewOf } from './card';
import { type Draft, emptyDraft, missing, type Subject } from './draft';
import { graphWords } from './graph-words';
import { Preview, type Tensor } from './preview';
import { questionAt, questions } from './questions';
import { type Run, TryOut } from './try-out';

export interface Doing {
  /** What the engine has against a card; null: nothing. */
  check(card: Card): Promise<Refusal | null>;
  preview(card: Card): Promise<Tensor | Refusal>;
  readonly trial: Run;
  /** Loads the model with that card. */
  use(card: Card): void;
}

/** The last answers, so that a dialog closed by mistake loses nothing: they are of the file with that hash. */
let kept: { readonly sha256: string; readonly draft: Draft } | null = null;

export function openWizard(dialog: HTMLDialogElement, subject: Subject, doing: Doing): void {
  const body = showFrame(dialog, 'This model has no card: what is it given, and what do its numbers mean?', '');
  const before = kept?.sha256 === subject.sha256 ? kept.draft : null;
  const preview = new Preview(doing.preview);
  const tryOut = new TryOut(doing.trial);
  const status = make('p', { role: 'status', class: 'wrong' });
  const open = make('div', { class: 'open' });
  const follow = (draft: Draft) => {
    kept = { sha256: subject.sha256, draft };
    preview.want(previewOf(draft, subject));
    stillOpen(open, draft, subject, (id) => ask.reveal(id));
  };
  const ask = new Ask(subject, before ?? emptyDraft(subject), follow);

  /** The card, if nothing is missing and the engine takes it. */
  const card = async (): Promise<Card | null> => {
    setText(status, '');
    const left = ask.demand();
    const made = cardOf(ask.draft, subject);
    if (!made) {
      setText(status, left === 1 ? 'One answer is still open.' : `${left} answers are still open.`);
      return null;
    }
    const refused = await doing.check(made);
    if (refused) {
      const question = questionAt(refused.detail);
      if (question) {
        ask.blame(question, refused.message);
      }
      setText(status, refused.message);
    }
    return refused ? null : made;
  };
  const button = (text: string, id: string, click: (card: Card) => void) => {
    const made = make('button', { type: 'button', id }, text);
    made.addEventListener('click', () => void card().then((ready) => ready && click(ready)));
    return made;
  };
  body.replaceChildren(
    make(
      'p',
      {},
      'A file holds a network and nothing of what it was trained to be given. Nothing is guessed here: a wrong answer gives wrong scores that look right. Your answers become a card, a file of its own that you can keep beside the model.',
    ),
    ...(before ? [make('p', {}, 'Your answers from before are still here.')] : []),
    make('h3', {}, 'What the file says'),
    list(graphWords(subject)),
    make('h3', {}, 'What it does not say'),
    ask.element,
    open,
    status,
    make(
      'div',
      { class: 'row' },
      button('Test on samples', 'wizard-test', (made) => void tryOut.start(made)),
      button('Save the card', 'wizard-save', (made) =>
        save(new Blob([JSON.stringify(made, null, 2)], { type: 'application/json' }), 'card.json'),
      ),
      button('Use this model', 'wizard-use', (made) => {
        dialog.close();
        doing.use(made);
      }),
    ),
    tryOut.element,
  );
  // Where the answers are that it shows.
  ask.element.querySelector('[data-question="scale"]')?.after(preview.element);
  follow(ask.draft);
  dialog.addEventListener(
    'close',
    () => {
      tryOut.stop();
      preview.want(null);
      dialog.replaceChildren();
    },
    { once: true },
  );
}

/** The questions without an answer, each leading to its place. The list is patched: what has the focus stays where it can be seen. */
function stillOpen(
  root: HTMLElement,
  draft: Draft,
  subject: Subject,
  reveal: (id: (typeof questions)[number]['id']) => void,
): void {
  const left = missing(draft, subject);
  if (root.childElementCount === 0) {
    root.append(
      make('p', {}),
      make(
        'ul',
        { class: 'open-list' },
        ...questions.map(({ id, title }) => {
          const link = make('button', { type: 'button', class: 'link', 'data-open': id }, title);
          link.addEventListener('click', () => reveal(id));
          return make('li', {}, link);
        }),
      ),
    );
  }
  const [words, items] = root.children;
  setText(words as Element, left.length === 0 ? 'Nothing is left open.' : `Still open, ${left.length} of ${questions.length}:`);
  for (const link of items?.querySelectorAll<HTMLElement>('[data-open]') ?? []) {
    (link.parentElement as HTMLElement).hidden = !left.some(({ id }) => id === link.dataset.open);
  }
}
