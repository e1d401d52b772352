// The list from which one is chosen: series first, then pictures, then what cannot be opened and why. Nothing is stacked or guessed at;
// nothing of the list, names least of all, outlives the choice.
import { make } from '../dom';
import type { Slices } from '../frames';
import { type Choice, isSlices, type Listed } from './list';

/** More than so many files that cannot be opened are counted, not listed. */
const mostUnopened = 20;

/** Shows that files are being looked at, and then the list; gives what was chosen, or null. `listing` is what they turn out to be. */
export async function choose(count: number, listing: Promise<Listed>, dialog: HTMLDialogElement): Promise<Choice | null> {
  if (dialog.open) {
    // Files that come while others wait for a choice take their place, once the list of those is gone.
    const gone = new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    dialog.close();
    await gone;
  }
  let settle: (choice: Choice | null) => void = () => undefined;
  const chosen = new Promise<Choice | null>((resolve) => {
    settle = resolve;
  });
  dialog.addEventListener(
    'close',
    () => {
      dialog.replaceChildren();
      settle(null);
    },
    { once: true },
  );
  dialog.replaceChildren(
    make('h2', { id: 'chooser-title' }, `Looking at the beginnings of ${files(count)}…`),
    closing(dialog, 'Stop'),
  );
  dialog.showModal();
  const listed = await listing;
  if (dialog.open) {
    show(listed, count, dialog, (choice) => {
      settle(choice);
      dialog.close();
    });
  }
  return chosen;
}

const files = (count: number) => (count === 1 ? '1 file' : `${count.toLocaleString('en')} files`);

/** How a series is called: "CT, axial: 40 slices". */
const called = ({ title, count }: Slices) => `${title}: series of ${count} slices`;

function show(
  { series, pictures, unopened, leftOut }: Listed,
  count: number,
  dialog: HTMLDialogElement,
  take: (choice: Choice) => void,
): void {
  const entry = (choice: Choice, text: string, kind: string) => {
    const button = make('button', { type: 'button' }, text, kind && make('span', { class: 'kind' }, ` ${kind}`));
    button.addEventListener('click', () => take(choice));
    return make('li', isSlices(choice) ? { class: 'series' } : {}, button);
  };
  const entries = [
    ...series.map((slices) => entry(slices, called(slices), '')),
    ...pictures.map(({ found, kind }) => entry(found, found.name, kind)),
  ];
  const more = unopened.length - mostUnopened;
  const parts: (HTMLElement | false)[] = [
    make(
      'h2',
      { id: 'chooser-title' },
      entries.length > 0 ? `${files(count)}: which one shall be opened?` : 'None of these can be opened',
    ),
    entries.length > 0 &&
      make(
        'p',
        {},
        'They stay separate images; one is looked at at a time. Only files that say themselves where they lie in one body are offered as a series.',
      ),
    make('ul', { class: 'choices' }, ...entries),
    unopened.length > 0 && make('h3', {}, `Not opened: ${files(unopened.length)}`),
    unopened.length > 0 &&
      make(
        'ul',
        { class: 'unopened' },
        ...unopened.slice(0, mostUnopened).map(({ name, why }) => make('li', {}, `${name}: ${why}`)),
        more > 0 && make('li', {}, `and ${more} more`),
      ),
    leftOut > 0 && make('p', { class: 'note' }, 'A disc’s table of contents was left out.'),
    closing(dialog, 'Open none of them'),
  ];
  dialog.replaceChildren(...parts.filter((part) => part !== false));
  dialog.querySelector<HTMLButtonElement>('button')?.focus();
}

function closing(dialog: HTMLDialogElement, text: string): HTMLElement {
  const close = make('button', { type: 'button' }, text);
  close.addEventListener('click', () => dialog.close());
  return close;
}
