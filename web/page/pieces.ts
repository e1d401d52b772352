// Pieces that the dialogs are made of.
import { make } from './dom';

export const list = (items: readonly (string | Node)[]) => make('ul', {}, ...items.map((item) => make('li', {}, item)));

export const table = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]) =>
  make(
    'div',
    { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': caption },
    make(
      'table',
      {},
      make('caption', {}, caption),
      make('thead', {}, make('tr', {}, ...head.map((title) => make('th', { scope: 'col' }, title)))),
      make('tbody', {}, ...rows.map((cells) => make('tr', {}, ...cells.map((text) => make('td', {}, text))))),
    ),
  );

/** Opens the dialog at once with a way to close it; gives the place for what is still being fetched, where `status` stands until then. */
export function showFrame(dialog: HTMLDialogElement, title: string, status: string): HTMLElement {
  const close = make('button', { type: 'button' }, 'Close');
  close.addEventListener('click', () => dialog.close());
  const body = make('div', {}, make('p', { role: 'status' }, status));
  dialog.replaceChildren(make('div', { class: 'row spread' }, make('h2', { id: `${dialog.id}-title` }, title), close), body);
  if (!dialog.open) {
    dialog.showModal();
  }
  dialog.scrollTop = 0;
  return body;
}

/** Opens the dialog with a title, what it holds, and a way to close it. */
export function show(dialog: HTMLDialogElement, title: string, ...content: Node[]): void {
  const close = make('button', { type: 'button' }, 'Close');
  close.addEventListener('click', () => dialog.close());
  dialog.replaceChildren(make('h2', { id: `${dialog.id}-title` }, title), ...content, make('div', { class: 'row end' }, close));
  dialog.showModal();
  dialog.scrollTop = 0;
}
