// Native controls of a panel: a labelled slider with a field beside it, and a labelled choice. Each tells a drag from its end.
import { make, setText } from './dom';
import { bends, fromRange, nudged, rangeOf, type Spread, stepped, toRange } from './scale';

export interface Control<T> {
  readonly element: HTMLElement;
  /** Shows a value that came from elsewhere; what is being typed is left alone. `note` stands beside it. */
  set(value: T, note?: string): void;
}

interface Slide {
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly help?: string;
  readonly logarithmic?: boolean;
}

const ways: ReadonlyMap<string, 1 | -1> = new Map([
  ['ArrowLeft', -1],
  ['ArrowDown', -1],
  ['ArrowRight', 1],
  ['ArrowUp', 1],
]);
let labels = 0;

/** Arrow keys on a slider whose scale is bent: its native step, a thousandth of the way, may round to the value it has. */
export function arrows(range: HTMLInputElement, of: () => Spread, value: () => number, use: (value: number) => void): void {
  range.addEventListener('keydown', (event) => {
    const way = ways.get(event.key);
    if (way && bends(of()) && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      use(nudged(value(), way, of()));
    }
  });
}

/** `changed(value, done)`: `done` is false while it is dragged. */
export function slider(of: Slide, changed: (value: number, done: boolean) => void): Control<number> {
  const id = `control-${++labels}`;
  const common = { min: String(of.min), max: String(of.max), step: String(of.step) };
  const spread = rangeOf(of);
  const range = make('input', {
    type: 'range',
    'aria-labelledby': id,
    min: String(spread.min),
    max: String(spread.max),
    step: String(spread.step),
  });
  const field = make('input', {
    type: 'number',
    inputmode: 'decimal',
    'aria-label': `${of.label}, as a number`,
    ...common,
    step: 'any',
  });
  const note = make('small', { class: 'note' });
  let current = of.min;
  let open = false;
  const end = () => {
    if (open) {
      open = false;
      changed(current, true);
    }
  };
  range.addEventListener('input', () => {
    current = fromRange(range.valueAsNumber, of);
    field.value = String(current);
    open = true;
    changed(current, false);
  });
  arrows(
    range,
    () => of,
    () => current,
    (value) => {
      current = value;
      range.value = String(toRange(value, of));
      field.value = String(value);
      changed(value, true);
    },
  );
  range.addEventListener('change', end);
  // A drag that ends where it began brings no `change`; it ends all the same.
  range.addEventListener('pointerup', end);
  field.addEventListener('change', () => {
    const value = field.valueAsNumber;
    if (Number.isFinite(value)) {
      const held = stepped(value, of.step === 1 ? of : { ...of, step: 0 });
      field.value = String(held);
      changed(held, true);
    }
  });
  const element = make(
    'div',
    { class: 'control', title: of.help ?? null },
    make('span', { id }, of.unit ? `${of.label}, ${of.unit}` : of.label),
    field,
    range,
    note,
  );
  return {
    element,
    set(value, words = '') {
      const shown = String(Number(value.toPrecision(6)));
      current = value;
      if (document.activeElement !== range) {
        range.value = String(toRange(value, of));
      }
      if (document.activeElement !== field) {
        field.value = shown;
      }
      range.setAttribute('aria-valuetext', `${shown}${of.unit && ` ${of.unit}`}${words && `, ${words}`}`);
      setText(note, words);
    },
  };
}

/** A whole number, typed. */
export function field(of: Slide, changed: (value: number) => void): Control<number> {
  const input = make('input', { type: 'number', inputmode: 'numeric', min: String(of.min), max: String(of.max), step: '1' });
  input.addEventListener('change', () => {
    const value = Math.round(input.valueAsNumber);
    if (Number.isFinite(value)) {
      changed(Math.min(of.max, Math.max(of.min, value)));
    }
  });
  return {
    element: make('label', { class: 'control', title: of.help ?? null }, make('span', {}, of.label), input),
    set(value) {
      if (document.activeElement !== input) {
        input.value = String(value);
      }
    },
  };
}

export function choice(
  label: string,
  options: readonly { readonly id: string; readonly title: string }[],
  changed: (id: string) => void,
): Control<string> {
  const select = make('select', {}, ...options.map(({ id, title }) => make('option', { value: id }, title)));
  const note = make('small', { class: 'note' });
  select.addEventListener('change', () => changed(select.value));
  return {
    element: make('label', { class: 'control choice' }, make('span', {}, label), select, note),
    set(value, words = '') {
      select.value = value;
      setText(note, words);
    },
  };
}
