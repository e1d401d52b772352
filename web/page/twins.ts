// The native HTML twin of each drawn widget. One function a role: builds the element once and patches it afterwards, so that focus
// and a half-typed number survive.
import { arrows } from './controls';
import { make, setText } from './dom';
import type { Bar, Widget } from './lab';
import { fromRange, rangeOf, type Spread, toRange } from './scale';
import { brush, levels, line, order, spark } from './twins-chain';

/** What a twin does when it is used: the same as its drawn widget. `done` false while a slider is being dragged. */
export type Act = (widget: string, value: unknown, done?: boolean) => void;

export interface Twin {
  readonly element: HTMLElement;
  patch(widget: Widget): void;
}

export type Build = (widget: Widget, act: Act) => Twin;

const number = (value: unknown, otherwise = 0) => (typeof value === 'number' && Number.isFinite(value) ? value : otherwise);

/** Replaces the children only where there are others now; returns whether it did. */
function rebuild(element: HTMLElement, key: string, children: () => Node[]): boolean {
  if (element.dataset.key === key) {
    return false;
  }
  element.dataset.key = key;
  element.replaceChildren(...children());
  return true;
}

const image: Build = ({ id }, act) => {
  const element = make('div', { role: 'group', class: 'twin-image' });
  const buttons = make('div', { class: 'row' });
  const says = make('p', {});
  element.append(says, buttons);
  return {
    element,
    patch({ label, text, options = [], enabled }) {
      element.setAttribute('aria-label', label);
      setText(says, text);
      rebuild(buttons, JSON.stringify(options), () =>
        options.map((option) => {
          const button = make('button', { type: 'button', 'data-option': option.id }, option.title);
          button.addEventListener('click', () => act(id, option.id));
          return button;
        }),
      );
      for (const button of buttons.querySelectorAll('button')) {
        button.disabled = !enabled;
      }
    },
  };
};

const slider: Build = ({ id, role }, act) => {
  const name = make('span', {});
  const range = role === 'slider' ? make('input', { type: 'range' }) : null;
  const field = make('input', { type: 'number', inputmode: 'decimal' });
  const unit = make('span', { class: 'unit' });
  const element = make('div', { class: 'twin-slider', role: 'group' }, name, range, field, unit);
  let of: Spread = { min: 0, max: 1, step: 0 };
  let current = 0;
  range?.addEventListener('input', () => act(id, fromRange(range.valueAsNumber, of), false));
  range?.addEventListener('change', () => act(id, fromRange(range.valueAsNumber, of)));
  if (range) {
    arrows(
      range,
      () => of,
      () => current,
      (value) => act(id, value),
    );
  }
  field.addEventListener('change', () => Number.isFinite(field.valueAsNumber) && act(id, field.valueAsNumber));
  return {
    element,
    patch({ label, text, value, min, max, step, unit: named, logarithmic, enabled }) {
      of = { min: number(min), max: number(max, 1), step: number(step), logarithmic: logarithmic === true };
      current = number(value);
      const spread = rangeOf(of);
      element.setAttribute('aria-label', label);
      setText(name, label);
      setText(unit, named ?? '');
      for (const input of [range, field]) {
        if (!input) {
          continue;
        }
        input.min = String(input === range ? spread.min : of.min);
        input.max = String(input === range ? spread.max : of.max);
        input.step = input === range ? String(spread.step) : 'any';
        input.disabled = !enabled;
        input.setAttribute('aria-label', input === range ? label : `${label}, as a number`);
        if (document.activeElement !== input || input === range) {
          input.value = String(input === range ? toRange(number(value), of) : number(value));
        }
      }
      range?.setAttribute('aria-valuetext', text || `${number(value)}${named ? ` ${named}` : ''}`);
    },
  };
};

const button: Build = ({ id }, act) => {
  const element = make('button', { type: 'button' });
  element.addEventListener('click', () => act(id, null));
  return {
    element,
    patch({ label, enabled }) {
      setText(element, label);
      element.disabled = !enabled;
    },
  };
};

const toggle: Build = ({ id }, act) => {
  const box = make('input', { type: 'checkbox' });
  const name = make('span', {});
  box.addEventListener('change', () => act(id, box.checked));
  return {
    element: make('label', { class: 'twin-toggle' }, box, name),
    patch({ label, value, enabled }) {
      setText(name, label);
      box.checked = value === true;
      box.disabled = !enabled;
    },
  };
};

const choice: Build = ({ id }, act) => {
  const select = make('select', {});
  const name = make('span', {});
  select.addEventListener('change', () => act(id, select.value));
  return {
    element: make('label', { class: 'twin-choice' }, name, select),
    patch({ label, value, options = [], enabled }) {
      setText(name, label);
      rebuild(select, JSON.stringify(options), () => options.map((option) => make('option', { value: option.id }, option.title)));
      select.value = typeof value === 'string' ? value : '';
      select.disabled = !enabled;
    },
  };
};

const bars: Build = () => {
  const element = make('div', { role: 'group', class: 'twin-bars' });
  const says = make('p', {});
  const list = make('ul', {});
  const small = make('div', { class: 'note' });
  element.append(says, list, small);
  return {
    element,
    patch({ label, text, rows = [], min, max, stale, greyed, note = '' }) {
      element.setAttribute('aria-label', label);
      element.classList.toggle('stale', stale === true);
      element.classList.toggle('greyed', greyed === true);
      setText(small, note);
      setText(says, text);
      rebuild(list, JSON.stringify(rows), () => (rows as readonly Bar[]).map((row) => barRow(row, number(min), number(max, 1))));
    },
  };
};

function barRow(row: Bar, min: number, max: number): HTMLElement {
  const meter =
    row.value === null
      ? null
      : make('meter', { min: String(min), max: String(max), value: String(row.value), 'aria-label': `Score for ${row.label}` });
  return make('li', {}, make('span', { class: 'name' }, row.label), make('span', { class: 'number' }, row.text), meter);
}

const table: Build = () => {
  const caption = make('caption', {});
  const head = make('thead', {});
  const body = make('tbody', {});
  const element = make('table', {}, caption, head, body);
  return {
    element,
    patch({ label, columns = [], rows = [] }) {
      setText(caption, label);
      rebuild(head, JSON.stringify(columns), () => [
        make('tr', {}, ...columns.map((title) => make('th', { scope: 'col' }, title))),
      ]);
      rebuild(body, JSON.stringify(rows), () =>
        (rows as readonly (readonly string[])[]).map(([first = '', ...rest]) =>
          make('tr', {}, make('th', { scope: 'row' }, first), ...rest.map((cell) => make('td', {}, cell))),
        ),
      );
    },
  };
};

/** One builder a role; a curve and a map are read as the table of their values. */
export const builders: Readonly<Record<Widget['role'], Build>> = {
  image,
  slider,
  number: slider,
  button,
  toggle,
  choice,
  bars,
  line,
  order,
  levels,
  spark,
  brush,
  curve: table,
  map: table,
  table,
};
