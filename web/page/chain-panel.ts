// “How little is enough?”: the chain as native HTML, made from the catalogue: named chains, adding, one fieldset a step.
import type { Operation, Preset } from '../api';
import type { LabState } from '../wire/values';
import { type Chain, grouped, initial, isNamed, moved, operationOf, without } from './chain';
import { draggable } from './chain-drag';
import { StepFields } from './chain-step';
import { type Control, choice } from './controls';
import { make, setText } from './dom';

export interface ChainDoing {
  /** The chain that follows. Everything between a drag's begin and its end is one step of the history. */
  chain(chain: Chain, done: boolean): void;
  preset(id: string): void;
  brush(brush: LabState['brush']): void;
  look(look: LabState['look']): void;
  announce(text: string): void;
  /** Something took more or less room. */
  changed(): void;
}

const looks: readonly { readonly id: LabState['look']; readonly title: string; readonly says: string }[] = [
  { id: 'film', title: 'The film', says: '' },
  {
    id: 'difference',
    title: 'What changed',
    says: 'Orange: brighter than untouched; blue: darker; black: no change.',
  },
  {
    id: 'spectrum',
    title: 'The spectrum',
    says: 'How strong each wave is, on a logarithmic scale: coarse in the middle, fine outside. Rings mark where a filter cuts.',
  },
];

export class ChainPanel {
  readonly #operations: readonly Operation[];
  readonly #presets: readonly Preset[];
  readonly #doing: ChainDoing;
  readonly #steps = make('div', { class: 'steps', role: 'list', 'aria-label': 'Steps, applied from the top' });
  readonly #empty = make('p', { class: 'note' }, 'Nothing is changed yet: the film is as it was opened.');
  readonly #add = make('select', { id: 'chain-add' });
  readonly #help = make('p', { class: 'note', id: 'chain-add-help' });
  readonly #preset = make('select', { id: 'chain-preset' });
  readonly #source = make('p', { class: 'note', id: 'chain-preset-source' });
  readonly #look: Control<string>;
  readonly #all: HTMLElement;
  #fields: StepFields[] = [];
  #built = '';
  #chain: Chain = [];
  /** Where the focus goes once the list has been made anew. */
  #focus: { at: number; does: string } | null = null;

  constructor(
    top: HTMLElement,
    fields: HTMLElement,
    operations: readonly Operation[],
    presets: readonly Preset[],
    doing: ChainDoing,
  ) {
    this.#operations = operations;
    this.#presets = presets;
    this.#doing = doing;
    const options = <T extends { id: string; title: string }>(all: readonly T[], group: (entry: T) => string) =>
      grouped(all, group).map(([label, entries]) =>
        make('optgroup', { label }, ...entries.map(({ id, title }) => make('option', { value: id }, title))),
      );
    this.#preset.append(make('option', { value: '' }, 'Choose…'), ...options(presets, ({ figure }) => figure));
    this.#preset.addEventListener('change', () => this.#choose());
    this.#add.append(...options(operations, ({ group }) => named(group)));
    this.#add.addEventListener('change', () => this.#explain());
    this.#look = choice('Shown in the film’s place', looks, (id) => doing.look(id as LabState['look']));
    this.#all = make(
      'div',
      { class: 'row', hidden: true },
      this.#button('chain-reset-all', 'Reset all settings', () =>
        this.#change(this.#chain.map((step) => initial(step, operations))),
      ),
      this.#button('chain-remove-all', 'Remove all steps', () => this.#change([])),
    );
    top.replaceChildren(
      this.#labelled('As in a figure of the study', this.#preset, this.#source),
      this.#labelled(
        'Add a step',
        this.#add,
        this.#help,
        this.#button('chain-add-button', 'Add', () => this.#addStep()),
      ),
      this.#look.element,
      this.#empty,
    );
    fields.replaceChildren(this.#steps, this.#all);
    this.#explain();
  }

  follow(state: LabState): void {
    const chain = state.chain as Chain;
    this.#chain = chain;
    const key = JSON.stringify(chain.map(({ op }) => op));
    if (key !== this.#built) {
      this.#built = key;
      this.#build();
    }
    for (const fields of this.#fields) {
      fields.follow(chain, state);
    }
    this.#refocus();
    this.#look.set(state.look, looks.find(({ id }) => id === state.look)?.says);
    const preset = this.#presets.find((one) => isNamed(one.chain as Chain, chain, this.#operations));
    this.#preset.value = preset?.id ?? '';
    setText(this.#source, preset ? `${preset.source}.` : '');
  }

  #build(): void {
    this.#fields = this.#chain.flatMap((step, at) => {
      const operation = operationOf(step, this.#operations);
      return operation
        ? [
            new StepFields(operation, at, {
              chain: (chain, done = true) => this.#doing.chain(chain, done),
              move: (from, to) => this.#move(from, to, to < from ? 'up' : 'down'),
              remove: (gone) => this.#remove(gone),
              brush: (brush) => this.#doing.brush(brush),
            }),
          ]
        : [];
    });
    this.#steps.replaceChildren(
      ...this.#fields.map(({ element, handle }) => {
        const item = make('div', { role: 'listitem' }, element);
        draggable(this.#steps, item, handle, (from, to) => this.#move(from, to, 'up'));
        return item;
      }),
    );
    const none = this.#fields.length === 0;
    this.#empty.hidden = !none;
    this.#all.hidden = none;
    this.#steps.hidden = none;
    this.#doing.changed();
  }

  /** The list was made anew, and its buttons know what they may do: the focus goes where the step went. */
  #refocus(): void {
    const wish = this.#focus;
    this.#focus = null;
    const step = wish && this.#steps.querySelector<HTMLElement>(`[data-step="${wish.at}"]`);
    if (step) {
      const button = step.querySelector<HTMLButtonElement>(`[data-does="${wish.does}"]`);
      (button?.disabled ? step.querySelector<HTMLElement>(':is([data-does="up"], [data-does="down"]):enabled') : button)?.focus();
    } else if (wish) {
      this.#add.focus();
    }
  }

  #change(chain: Chain): void {
    this.#doing.chain(chain, true);
  }

  #title(at: number): string {
    const step = this.#chain[at];
    return (step && operationOf(step, this.#operations)?.title) ?? '';
  }

  #move(from: number, to: number, does: string): void {
    this.#doing.announce(`${this.#title(from)} is step ${to + 1} now.`);
    this.#focus = { at: to, does };
    this.#built = '';
    this.#change(moved(this.#chain, from, to));
  }

  #remove(at: number): void {
    this.#doing.announce(`${this.#title(at)} is removed.`);
    this.#focus = { at: Math.min(at, this.#chain.length - 2), does: 'remove' };
    this.#change(without(this.#chain, at));
  }

  #addStep(): void {
    const operation = this.#operations.find(({ id }) => id === this.#add.value);
    if (operation) {
      this.#doing.announce(`${operation.title} is added as step ${this.#chain.length + 1}.`);
      // What it begins with is the laboratory's to fill in: the seed is the one that is set for all.
      this.#change([...this.#chain, { op: operation.id }]);
    }
  }

  #choose(): void {
    if (this.#preset.value) {
      this.#doing.preset(this.#preset.value);
    }
  }

  #explain(): void {
    setText(this.#help, this.#operations.find(({ id }) => id === this.#add.value)?.help ?? '');
  }

  #labelled(label: string, select: HTMLSelectElement, note: HTMLElement, more: Node | null = null): HTMLElement {
    select.setAttribute('aria-describedby', note.id);
    const name = make('label', { for: select.id }, label);
    return make('div', { class: 'control choice' }, name, make('div', { class: 'row pick' }, select, more), note);
  }

  #button(id: string, label: string, press: () => void): HTMLButtonElement {
    const button = make('button', { type: 'button', id }, label);
    button.addEventListener('click', press);
    return button;
  }
}

const named = (group: string) => group.charAt(0).toUpperCase() + group.slice(1);
