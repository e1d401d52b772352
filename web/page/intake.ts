// Every way a file comes in: picker, drop, paste. Each ends in the same function as window.unseen.open. Neither a file's type nor
// its name is ever consulted; names stay on screen.
import { type Refusal, refuse } from '../wire/refusal';
import { make } from './dom';

export interface Intake {
  /** Opens one file and shows how it ended. */
  open(file: File): Promise<void>;
  refuse(refusal: Refusal): void;
  /** Takes files that belong together, such as a model and its card; false where they do not. */
  together(files: readonly File[]): Promise<boolean>;
}

export function takeFiles(
  intake: Intake,
  picker: HTMLInputElement,
  buttons: Iterable<HTMLElement>,
  chooser: HTMLDialogElement,
): void {
  const take = (files: readonly File[]) => {
    const [only] = files;
    if (!only) {
      intake.refuse(refuse('nothing-to-open'));
    } else if (files.length === 1) {
      void intake.open(only);
    } else {
      void intake.together(files).then(async (taken) => {
        const file = taken ? null : await choose(files, chooser);
        return file && intake.open(file);
      });
    }
  };
  for (const button of buttons) {
    button.addEventListener('click', () => picker.click());
  }
  picker.addEventListener('change', () => {
    const files = [...(picker.files ?? [])];
    // So that the same file can be chosen again, and no name stays in the field.
    picker.value = '';
    take(files);
  });
  listenForDrops(take);
  document.addEventListener('paste', (event) => {
    if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]')) {
      return;
    }
    event.preventDefault();
    take([...(event.clipboardData?.files ?? [])]);
  });
}

function listenForDrops(take: (files: readonly File[]) => void): void {
  let depth = 0;
  const over = (on: boolean) => document.documentElement.classList.toggle('dropping', on);
  const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  addEventListener('dragenter', (event) => {
    if (carriesFiles(event)) {
      depth++;
      over(true);
    }
  });
  addEventListener('dragleave', () => {
    depth = Math.max(0, depth - 1);
    over(depth > 0);
  });
  addEventListener('dragover', (event) => {
    if (carriesFiles(event)) {
      event.preventDefault();
    }
  });
  addEventListener('drop', (event) => {
    depth = 0;
    over(false);
    if (carriesFiles(event)) {
      event.preventDefault();
      take([...(event.dataTransfer?.files ?? [])]);
    }
  });
}

/** Several files are never stacked or guessed at: the visitor says which one. */
function choose(files: readonly File[], dialog: HTMLDialogElement): Promise<File | null> {
  return new Promise((resolve) => {
    const list = make('ul', { class: 'choices' });
    for (const file of files) {
      const button = make('button', { type: 'button' }, file.name || 'a file without a name');
      button.addEventListener('click', () => {
        resolve(file);
        dialog.close();
      });
      list.append(make('li', {}, button));
    }
    const close = make('button', { type: 'button' }, 'Open none of them');
    close.addEventListener('click', () => dialog.close());
    dialog.replaceChildren(
      make('h2', { id: 'chooser-title' }, `${files.length} files: which one shall be opened?`),
      make('p', {}, 'They stay separate images; one is looked at at a time.'),
      list,
      close,
    );
    // Nothing of the list, names least of all, outlives the choice.
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
