// One step of the chain as native controls: its settings, its standing, its place, and painting where it paints.
import type { Operation } from '../api';
import type { LabState } from '../wire/values';
import { type Chain, changed, initial, type Step, settingOf, standing } from './chain';
import { type Control, choice, slider } from './controls';
import { make, setText } from './dom';

export interface StepDoing {
  /** The chain that follows; `done` is false while something is dragged. */
  chain(chain: Chain, done?: boolean): void;
  move(from: number, to: number): void;
  remove(at: number): void;
  brush(brush: LabState['brush']): void;
}

export class StepFields {
  readonly element: HTMLFieldSetElement;
  /** By which the step is dragged to another place. */
  readonly handle = make(
    'button',
    { type: 'button', class: 'handle', 'aria-label': 'Drag to another place', tabindex: '-1' },
    '⠿',
  );
  readonly #doing: StepDoing;
  readonly #operation: Operation;
  readonly #at: number;
  readonly #title = make('span', {});
  readonly #says = make('small', { class: 'note' });
  readonly #controls: ((step: Step) => void)[] = [];
  readonly #bypass: HTMLInputElement;
  readonly #solo: HTMLInputElement;
  readonly #up: HTMLButtonElement;
  readonly #down: HTMLButtonElement;
  #painting: Painting | null = null;
  #chain: Chain = [];

  constructor(operation: Operation, at: number, doing: StepDoing) {
    this.#operation = operation;
    this.#at = at;
    this.#doing = doing;
    const tick = (label: string, flag: 'bypass' | 'solo') => {
      const box = make('input', { type: 'checkbox' });
      box.addEventListener('change', () => this.#change({ [flag]: box.checked }));
      return { box, element: make('label', { class: 'tick' }, box, label) };
    };
    const [bypass, solo] = [tick('Bypass', 'bypass'), tick('Solo', 'solo')];
    [this.#bypass, this.#solo] = [bypass.box, solo.box];
    this.#up = this.#button('up', 'Move up', () => doing.move(at, at - 1));
    this.#down = this.#button('down', 'Move down', () => doing.move(at, at + 1));
    this.element = make(
      'fieldset',
      { class: 'step', 'data-step': String(at) },
      make('legend', {}, this.handle, this.#title),
      make('p', { class: 'note' }, operation.help),
      ...operation.parameters.map((parameter) => this.#parameter(parameter)),
      operation.strokes && this.#paint(),
      make('div', { class: 'row' }, bypass.element, solo.element),
      make(
        'div',
        { class: 'row' },
        this.#up,
        this.#down,
        operation.parameters.length > 0 && this.#button('reset', 'Reset', () => this.#reset()),
        this.#button('remove', 'Remove', () => doing.remove(at)),
      ),
      this.#says,
    );
  }

  follow(chain: Chain, state: LabState): void {
    const step = chain[this.#at];
    this.#chain = chain;
    if (!step) {
      return;
    }
    setText(this.#title, `${this.#at + 1}. ${this.#operation.title}`);
    this.#bypass.checked = step.bypass === true;
    this.#solo.checked = step.solo === true;
    this.#up.disabled = this.#at === 0;
    this.#down.disabled = this.#at === chain.length - 1;
    setText(this.#says, standing(chain, this.#at));
    for (const control of this.#controls) {
      control(step);
    }
    this.#painting?.follow(step, state);
  }

  #change(change: Readonly<Record<string, unknown>>, done = true): void {
    this.#doing.chain(changed(this.#chain, this.#at, change), done);
  }

  #reset(): void {
    const step = this.#chain[this.#at];
    if (step) {
      this.#change(initial(step));
    }
  }

  #parameter(parameter: Operation['parameters'][number]): HTMLElement {
    const { id, title, help, unit, choices, min, max } = parameter;
    const control: Control<number> =
      choices.length > 0
        ? byNumber(
            choice(
              title,
              choices.map((name, i) => ({ id: String(i), title: name })),
              (name) => this.#change({ [id]: Number(name) }),
            ),
          )
        : slider(
            { label: title, help, unit, min, max, step: parameter.step, logarithmic: parameter.scale === 'logarithmic' },
            (value, done) => this.#change({ [id]: value }, done),
          );
    this.#controls.push((step) => control.set(settingOf(step, parameter)));
    return control.element;
  }

  #paint(): HTMLElement {
    this.#painting = new Painting(this.#at, {
      brush: (brush) => this.#doing.brush(brush),
      strokes: (strokes) => this.#change({ strokes }),
    });
    return this.#painting.element;
  }

  #button(id: string, label: string, press: () => void): HTMLButtonElement {
    const button = make('button', { type: 'button', 'data-does': id }, label);
    button.addEventListener('click', press);
    return button;
  }
}

const byNumber = ({ element, set }: Control<string>): Control<number> => ({ element, set: (value) => set(String(value)) });

const radius = { label: 'Brush, share of the longer side', unit: '', min: 0.005, max: 0.5, step: 0.005 };

/** The brush: taken up for the pointer, or a round patch at a point that is typed. */
class Painting {
  readonly element: HTMLElement;
  readonly #at: number;
  readonly #toggle = make('button', { type: 'button', 'aria-pressed': 'false' }, 'Paint on the film');
  readonly #size: Control<number>;
  readonly #says = make('p', { class: 'note', role: 'status' });
  #radius = 0.05;
  #strokes: readonly object[] = [];
  #on = false;

  constructor(at: number, doing: { brush(brush: LabState['brush']): void; strokes(strokes: readonly object[]): void }) {
    this.#at = at;
    this.#toggle.addEventListener('click', () => doing.brush(this.#on ? null : { step: at, radius: this.#radius }));
    this.#size = slider(radius, (value) => {
      this.#radius = value;
      if (this.#on) {
        doing.brush({ step: at, radius: value });
      }
    });
    const place = (label: string) => {
      const field = make('input', { type: 'number', inputmode: 'decimal', min: '0', max: '100', step: 'any', value: '50' });
      return { field, element: make('label', { class: 'control' }, make('span', {}, label), field) };
    };
    const [across, down] = [place('Across, % of the width'), place('Down, % of the height')];
    const share = ({ field }: { field: HTMLInputElement }) => Math.min(100, Math.max(0, field.valueAsNumber || 0)) / 100;
    const patch = make('button', { type: 'button', 'data-does': 'patch' }, 'Paint a round patch there');
    patch.addEventListener('click', () =>
      doing.strokes([...this.#strokes, { radius: this.#radius, points: [share(across), share(down)] }]),
    );
    const clear = make('button', { type: 'button', 'data-does': 'clear' }, 'Clear the painting');
    clear.addEventListener('click', () => doing.strokes([]));
    this.element = make(
      'div',
      { class: 'painting controls' },
      make('div', { class: 'row' }, this.#toggle, clear),
      this.#size.element,
      across.element,
      down.element,
      patch,
      this.#says,
    );
  }

  follow(step: Step, state: LabState): void {
    this.#strokes = step.strokes ?? [];
    this.#on = state.brush?.step === this.#at;
    if (this.#on && state.brush) {
      this.#radius = state.brush.radius;
    }
    this.#toggle.setAttribute('aria-pressed', String(this.#on));
    this.#size.set(this.#radius);
    const count = this.#strokes.length;
    setText(this.#says, `${count === 0 ? 'Nothing' : `${count} ${count === 1 ? 'stroke' : 'strokes'}`} painted.`);
  }
}
