// Twins of the widgets of a chain: a step's head, the order of steps, the histogram's two ends, the trail, the brush.
import { make, setText } from './dom';
import type { Build } from './twins';

const focusedIn = (element: HTMLElement): HTMLElement | null =>
  document.activeElement instanceof HTMLElement && element.contains(document.activeElement) ? document.activeElement : null;

/** One stop of the Tab key for all buttons of a row; arrow keys, Home and End go from one to the next. */
function rove(row: HTMLElement, event: KeyboardEvent): void {
  const buttons = [...row.querySelectorAll('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined || at < 0) {
    return;
  }
  event.preventDefault();
  const next = buttons.at(to % buttons.length);
  for (const button of buttons) {
    button.tabIndex = button === next ? 0 : -1;
  }
  next?.focus();
}

export const line: Build = ({ id }, act) => {
  const says = make('span', { class: 'name' });
  const row = make('div', { class: 'row' });
  row.addEventListener('keydown', (event) => {
    if (row.role === 'toolbar') {
      rove(row, event);
    }
  });
  return {
    element: make('div', { class: 'twin-line', role: 'group' }, says, row),
    patch({ label, text, items = [] }) {
      setText(says, text || label);
      const element = row.parentElement;
      element?.setAttribute('aria-label', label);
      const key = JSON.stringify(items.map((item) => [item.id, item.title]));
      if (row.dataset.key !== key) {
        row.dataset.key = key;
        const used = focusedIn(row)?.dataset.item;
        row.replaceChildren(
          ...items.map((item) => {
            const button = make('button', { type: 'button', 'data-item': item.id }, item.title);
            button.addEventListener('click', () => act(id, item.id));
            return button;
          }),
        );
        // Buttons that only do, and none that stays pressed: a list to choose from.
        if (items.every(({ on }) => on === null)) {
          row.role = 'toolbar';
          row.setAttribute('aria-label', label);
          for (const [i, button] of row.querySelectorAll('button').entries()) {
            button.tabIndex = i === 0 ? 0 : -1;
          }
        }
        if (used) {
          row.querySelector<HTMLElement>(`[data-item="${used}"]`)?.focus();
        }
      }
      for (const [i, item] of items.entries()) {
        const button = row.children[i];
        if (item.on !== null) {
          button?.setAttribute('aria-pressed', String(item.on));
        }
        button?.setAttribute('aria-label', `${item.title}: ${label}`);
      }
    },
  };
};

export const order: Build = ({ id }, act) => {
  const element = make('div', { class: 'twin-order row', role: 'group' });
  /** Where the focus goes once the list has been made anew: with the step that moved. */
  let wish = '';
  const move = (from: number, to: number, words: string, off: boolean) => {
    const button = make('button', { type: 'button', 'data-move': `${from}-${to}`, disabled: off }, words);
    button.addEventListener('click', () => {
      wish = `${to}-${to + to - from}`;
      act(id, { from, to });
    });
    return button;
  };
  return {
    element,
    patch({ label, lines = [] }) {
      element.setAttribute('aria-label', label);
      const key = JSON.stringify(lines);
      if (element.dataset.key !== key) {
        element.dataset.key = key;
        const at = focusedIn(element) && (wish || focusedIn(element)?.dataset.move);
        wish = '';
        element.replaceChildren(
          ...lines.flatMap((title, i) => [
            move(i, i - 1, `Move ${title} up`, i === 0),
            move(i, i + 1, `Move ${title} down`, i === lines.length - 1),
          ]),
        );
        if (at) {
          const there = element.querySelector<HTMLButtonElement>(`[data-move="${at}"]:enabled`);
          (there ?? element.querySelector<HTMLButtonElement>(`[data-move^="${at.split('-')[0]}-"]:enabled`))?.focus();
        }
      }
    },
  };
};

export const levels: Build = ({ id }, act) => {
  const says = make('p', {});
  const element = make('div', { class: 'twin-levels', role: 'group' }, says);
  let [low, high] = [0, 0];
  const end = (name: string, use: (value: number) => { low: number; high: number }) => {
    const field = make('input', { type: 'number', inputmode: 'decimal', step: 'any' });
    field.addEventListener('change', () => Number.isFinite(field.valueAsNumber) && act(id, use(field.valueAsNumber)));
    element.append(make('label', {}, make('span', {}, name), field));
    return field;
  };
  const lowest = end('Black up to', (value) => ({ low: Math.min(value, high - 1), high }));
  const highest = end('White from', (value) => ({ low, high: Math.max(value, low + 1) }));
  return {
    element,
    patch({ label, text, low: from = 0, high: to = 1 }) {
      [low, high] = [from, to];
      element.setAttribute('aria-label', label);
      setText(says, text);
      for (const [field, value] of [
        [lowest, from],
        [highest, to],
      ] as const) {
        if (document.activeElement !== field) {
          field.value = String(value);
        }
      }
    },
  };
};

export const spark: Build = () => {
  const element = make('p', { class: 'note' });
  return {
    element,
    patch({ text }) {
      setText(element, text);
    },
  };
};

/** Where nothing is drawn with a pointer, a round patch is painted at a point that is typed. */
export const brush: Build = ({ id }, act) => {
  const says = make('p', {});
  const at = (name: string) => {
    const field = make('input', { type: 'number', min: '0', max: '100', step: 'any', value: '50' });
    return { field, element: make('label', {}, make('span', {}, name), field) };
  };
  const [across, down] = [at('Across, % of the width'), at('Down, % of the height')];
  const paint = make('button', { type: 'button' }, 'Paint a round patch here');
  const share = (field: HTMLInputElement) => Math.min(100, Math.max(0, field.valueAsNumber || 0)) / 100;
  paint.addEventListener('click', () => act(id, { x: share(across.field), y: share(down.field) }));
  const element = make('div', { class: 'twin-brush', role: 'group' }, says, across.element, down.element, paint);
  return {
    element,
    patch({ label, text }) {
      element.setAttribute('aria-label', label);
      setText(says, text);
    },
  };
};
