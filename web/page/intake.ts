// Every way a file comes in: picker, drop, paste. Each ends in the same function as window.unseen.open. Neither a file's type nor
// its name is ever consulted to tell what it is; names stay on screen.
import type { Survey } from '../medical/survey';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { choose } from './files/choose';
import { droppedEntries, filesBelow } from './files/folder';
import { type Found, given, isHidden, mostFiles } from './files/found';
import { isSlices, listOf } from './files/list';
import { isZip, readZip } from './files/zip';
import type { Slices } from './frames';

export interface Intake {
  /**
   * Whether somebody else takes files: a model, alone or with its card, or a checkpoint, which is an archive too. Asked before anything
   * else looks at them.
   */
  taken(files: readonly Blob[]): Promise<boolean>;
  /** Opens one file and shows how it ended. */
  open(file: Blob): Promise<void>;
  /** Opens slices that lie one behind the other. */
  openSlices(slices: Slices): Promise<void>;
  /** What files are, by their first bytes. */
  survey(heads: readonly Blob[]): Promise<Survey | Refusal>;
  refuse(refusal: Refusal): void;
}

export interface Ways {
  readonly picker: HTMLInputElement;
  readonly folderPicker: HTMLInputElement;
  readonly pick: HTMLElement;
  readonly pickFolder: HTMLElement;
  readonly chooser: HTMLDialogElement;
}

export function takeFiles(intake: Intake, { picker, folderPicker, pick, pickFolder, chooser }: Ways): void {
  const take = (files: readonly File[]) => void taking(intake, files, chooser);
  for (const [button, input] of [
    [pick, picker],
    [pickFolder, folderPicker],
  ] as const) {
    button.addEventListener('click', () => input.click());
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      // So that the same file can be chosen again, and no name stays in the field.
      input.value = '';
      if (input === picker) {
        take(files);
      } else {
        const worth = files.filter((file) => !isHidden(file.webkitRelativePath || file.name));
        void (worth.length > 0 ? look(intake, worth.map(given), chooser) : intake.refuse(refuse('zip-empty')));
      }
    });
  }
  listenForDrops(take, (entries) => {
    void filesBelow(entries).then((files) => (isRefusal(files) ? intake.refuse(files) : look(intake, files.map(given), chooser)));
  });
  document.addEventListener('paste', (event) => {
    if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]')) {
      return;
    }
    event.preventDefault();
    take([...(event.clipboardData?.files ?? [])]);
  });
}

async function taking(intake: Intake, files: readonly File[], chooser: HTMLDialogElement): Promise<void> {
  const [only] = files;
  if (!only) {
    intake.refuse(refuse('nothing-to-open'));
  } else if (await intake.taken(files)) {
    return;
  } else if (files.length > 1) {
    await look(intake, files.map(given), chooser);
  } else if (await isZip(only)) {
    const found = await readZip(only);
    await (isRefusal(found) ? intake.refuse(found) : look(intake, found, chooser));
  } else {
    await intake.open(only);
  }
}

/** Has one of several chosen, and opens it. What is alone needs no choice. */
async function look(intake: Intake, found: readonly Found[], chooser: HTMLDialogElement): Promise<void> {
  if (found.length > mostFiles) {
    intake.refuse(refuse('too-many-files', `${found.length.toLocaleString('en')}; at most ${mostFiles.toLocaleString('en')}`));
    return;
  }
  const [only] = found;
  const choice =
    only && found.length === 1
      ? only
      : await choose(
          found.length,
          listOf(found, (heads) => intake.survey(heads)),
          chooser,
        );
  if (!choice) {
    return;
  }
  if (isSlices(choice)) {
    await intake.openSlices(choice);
    return;
  }
  const file = await choice.whole();
  if (isRefusal(file)) {
    intake.refuse(file);
  } else if (!(await intake.taken([file]))) {
    await intake.open(file);
  }
}

function listenForDrops(
  take: (files: readonly File[]) => void,
  takeEntries: (entries: readonly FileSystemEntry[]) => void,
): void {
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
      const entries = droppedEntries(event.dataTransfer);
      if (entries) {
        takeEntries(entries);
      } else {
        take([...(event.dataTransfer?.files ?? [])]);
      }
    }
  });
}
