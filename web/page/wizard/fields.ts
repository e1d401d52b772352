// The native controls of the wizard's questions. Each shows a value that came from elsewhere through `set`, and leaves alone what is
// being typed; none has a value before it is given one.
import { make, setText } from '../dom';
import type { Stated } from './draft';

export interface Part<T> {
  readonly element: HTMLElement;
  set(value: T): void;
}

const typing = (field: HTMLElement) => document.activeElement === field;

/** A line, or several, of text. */
export function words(label: string, changed: (text: string) => void, { rows = 1 } = {}): Part<string> {
  const field =
    rows > 1
      ? make('textarea', { rows: String(rows), spellcheck: 'false' })
      : make('input', { type: 'text', autocomplete: 'off', spellcheck: 'false' });
  field.addEventListener('input', () => changed(field.value));
  return {
    element: make('label', { class: 'control choice' }, make('span', {}, label), field),
    set(text) {
      if (!typing(field) && field.value !== text) {
        field.value = text;
      }
    },
  };
}

/** One of several, none of them chosen beforehand. */
export function pick<T extends string>(
  label: string,
  options: readonly (readonly [T, string])[],
  changed: (value: T) => void,
): Part<T | null> {
  const field = make(
    'select',
    {},
    make('option', { value: '', disabled: true, hidden: true }, 'Choose'),
    ...options.map(([value, title]) => make('option', { value }, title)),
  );
  field.value = '';
  field.addEventListener('change', () => field.value && changed(field.value as T));
  return {
    element: make('label', { class: 'control choice' }, make('span', {}, label), field),
    set(value) {
      field.value = value ?? '';
    },
  };
}

/** A number; empty where none is given. */
export function figure(label: string, changed: (value: number | null) => void): Part<number | null> {
  const field = make('input', { type: 'number', step: 'any', inputmode: 'text' });
  field.addEventListener('input', () => changed(Number.isFinite(field.valueAsNumber) ? field.valueAsNumber : null));
  return {
    element: make('label', { class: 'control' }, make('span', {}, label), field),
    set(value) {
      if (!typing(field)) {
        field.value = value === null ? '' : String(value);
      }
    },
  };
}

export function tick(label: string, changed: (on: boolean) => void): Part<boolean> {
  const field = make('input', { type: 'checkbox' });
  field.addEventListener('change', () => changed(field.checked));
  return {
    element: make('label', { class: 'tick' }, field, make('span', {}, label)),
    set(on) {
      field.checked = on;
    },
  };
}

/** A text, or the tick that nothing is stated. */
export function stated(label: string, now: () => Stated, changed: (value: Stated) => void): Part<Stated> {
  const text = words(label, (value) => changed({ text: value, unstated: false }), { rows: 2 });
  const none = tick('Not stated', (unstated) => changed({ ...now(), unstated }));
  return {
    element: make('div', {}, text.element, none.element),
    set(value) {
      text.set(value.text);
      none.set(value.unstated);
    },
  };
}

/** A field a label, as many as there are numbers, and one to paste them all into. */
export class Labels implements Part<readonly string[]> {
  readonly #list = make('ol', { class: 'labels' });
  readonly #said = make('p', { class: 'note', role: 'status' });
  readonly #changed: (labels: readonly string[]) => void;
  #fields: HTMLInputElement[] = [];
  readonly element: HTMLElement;

  constructor(paste: (text: string) => string, changed: (labels: readonly string[]) => void) {
    this.#changed = changed;
    const all = make('textarea', { rows: '2', spellcheck: 'false' });
    const fill = make('button', { type: 'button' }, 'Fill in from the list');
    fill.addEventListener('click', () => setText(this.#said, paste(all.value)));
    this.element = make(
      'div',
      {},
      make('label', { class: 'control choice' }, make('span', {}, 'All at once, between commas'), all),
      make('div', { class: 'row' }, fill),
      this.#said,
      this.#list,
    );
  }

  set(labels: readonly string[]): void {
    while (this.#fields.length < labels.length) {
      const field = make('input', { type: 'text', autocomplete: 'off', 'aria-label': `Label ${this.#fields.length + 1}` });
      field.addEventListener('input', () => this.#changed(this.#fields.map(({ value }) => value)));
      this.#fields.push(field);
      this.#list.append(make('li', {}, field));
    }
    for (const field of this.#fields.splice(labels.length)) {
      field.parentElement?.remove();
    }
    this.#fields.forEach((field, i) => {
      const label = labels[i] ?? '';
      if (!typing(field) && field.value !== label) {
        field.value = label;
      }
    });
  }
}
