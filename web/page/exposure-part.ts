// The same simulated person taken again: voltage and dose, the score before and now, and the way back.

import { slider } from './controls';
import { make, setText } from './dom';
import { Exposure, exposureWords } from './exposure';
import type { Lab } from './lab';
import { type PhantomLists, setting } from './phantom-lists';

interface Doing {
  /** Takes the open simulated film again; `done` is false while something is dragged. */
  expose(change: { readonly kvp?: number; readonly mas?: number }, done: boolean): void;
  /** Opens a simulated film. */
  simulate(): void;
  slotsChanged(): void;
}

export class ExposurePart {
  readonly element: HTMLElement;
  readonly #exposure = new Exposure();
  readonly #units: { readonly kvp: string; readonly mas: string };
  readonly #sliders: readonly { readonly id: 'kvp' | 'mas'; readonly control: ReturnType<typeof slider> }[];
  readonly #says = make('p', { id: 'exposure-says', class: 'told' });
  readonly #back = make('button', { type: 'button', id: 'exposure-back', disabled: true }, 'As it was taken before');
  readonly #simulate = make(
    'button',
    { type: 'button', id: 'exposure-simulate' },
    'Only a simulated film can be taken again: open one',
  );
  readonly #controls: HTMLElement;
  readonly #doing: Doing;

  constructor(lists: PhantomLists, doing: Doing) {
    this.#doing = doing;
    this.#sliders = (['kvp', 'mas'] as const).map((id) => {
      const of = setting(lists, id);
      const control = slider({ ...of, label: of.title }, (value, done) => doing.expose({ [id]: value }, done));
      return { id, control };
    });
    this.#units = { kvp: setting(lists, 'kvp').unit, mas: setting(lists, 'mas').unit };
    this.#back.addEventListener('click', () => {
      const { before } = this.#exposure;
      if (before) {
        this.#sliders[0]?.control.element.querySelector('input')?.focus();
        doing.expose({ kvp: before.kvp, mas: before.mas }, true);
      }
    });
    this.#simulate.addEventListener('click', () => doing.simulate());
    this.#controls = make(
      'div',
      { class: 'controls' },
      ...this.#sliders.map(({ control }) => control.element),
      this.#says,
      this.#back,
    );
    this.element = make('div', {}, this.#controls, this.#simulate);
  }

  follow({ state, fresh, inForce }: Pick<Lab, 'state' | 'fresh' | 'inForce'>): void {
    const spec = state?.image?.phantom ?? null;
    this.#controls.hidden = spec === null;
    this.#simulate.hidden = spec !== null;
    for (const { id, control } of spec ? this.#sliders : []) {
      control.set(spec?.[id] ?? 0);
    }
    if (state && this.#exposure.follow(state, fresh, inForce)) {
      setText(this.#says, exposureWords(this.#exposure, this.#units));
      this.#back.disabled = !this.#exposure.changed;
      this.#doing.slotsChanged();
    }
  }
}
