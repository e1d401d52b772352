// “How the film was taken”: what was found elsewhere, what this page does differently, and the way into presets and sweeps for it.
import type { LabState } from '../wire/values';
import { shortcuts, type Topic, topics } from './acquisition-topics';
import { type Chain, isNamed, operations } from './chain';
import { make } from './dom';
import type { FindingsFilter } from './findings/select';

export interface AcquisitionDoing {
  preset(id: string): void;
  chain(chain: Chain): void;
  sweep(wish: Topic['operations'][number]): void;
  figures(filter: FindingsFilter): void;
}

export class AcquisitionPanel {
  readonly #doing: AcquisitionDoing;
  /** Buttons that are pressed while the chain is as they make it. */
  readonly #buttons: { readonly button: HTMLButtonElement; readonly is: (chain: Chain) => boolean }[] = [];
  #chain: Chain = [];

  /** `parts`: what belongs to a topic beside shortcuts. */
  constructor(root: HTMLElement, parts: Partial<Record<Topic['id'], HTMLElement>>, doing: AcquisitionDoing) {
    this.#doing = doing;
    root.replaceChildren(...topics.map((topic) => this.#topic(topic, parts[topic.id])));
  }

  follow(state: LabState): void {
    this.#chain = state.chain as Chain;
    for (const { button, is } of this.#buttons) {
      button.setAttribute('aria-pressed', String(is(this.#chain)));
    }
  }

  #topic({ id, title, found, here, operations: listed, source, figures }: Topic, part?: HTMLElement): HTMLElement {
    const all = make('button', { type: 'button', class: 'link' }, `Published figures: ${source}`);
    all.addEventListener('click', () => this.#doing.figures(figures));
    return make(
      'section',
      { class: 'topic', id: `topic-${id}`, 'aria-labelledby': `topic-${id}-title` },
      make('h4', { id: `topic-${id}-title` }, title),
      make('p', { class: 'note' }, `${found} ${here} `, all),
      ...listed.map((one) => this.#shortcuts(one)),
      part ?? null,
    );
  }

  #shortcuts(wish: Topic['operations'][number]): HTMLElement {
    const operation = operations.find(({ id }) => id === wish.id);
    const parameter = operation?.parameters.find(({ id }) => id === wish.parameter);
    const name = operation?.title === undefined ? '' : `${operation.title}: ${parameter?.title.toLowerCase() ?? ''}`;
    const found = shortcuts(wish.id, wish.parameter);
    const chosen = found.map(({ preset, title, setting, chain }) =>
      this.#button(
        setting,
        title,
        (now) => isNamed(chain, now),
        () => this.#doing.preset(preset),
      ),
    );
    const without = (chain: Chain) => chain.filter(({ op }) => op !== wish.id);
    const untouched = this.#button(
      parameter?.neutral === parameter?.max ? 'full' : 'untouched',
      `${name}, untouched`,
      (now) => without(now).length === now.length,
      () => this.#doing.chain(without(this.#chain)),
    );
    const sweep = make('button', { type: 'button', 'data-sweep': `${wish.id} ${wish.parameter}` }, 'Go through it…');
    sweep.setAttribute('aria-label', `${name}: go through it…`);
    sweep.addEventListener('click', () => this.#doing.sweep(wish));
    return make(
      'div',
      { class: 'row shortcuts', role: 'group', 'aria-label': name },
      make('span', { 'aria-hidden': 'true' }, name),
      ...(found.length > 0 ? [...chosen, untouched] : []),
      sweep,
    );
  }

  #button(label: string, title: string, is: (chain: Chain) => boolean, press: () => void): HTMLButtonElement {
    const button = make('button', { type: 'button', 'aria-label': title, 'aria-pressed': 'false' }, label);
    button.addEventListener('click', press);
    this.#buttons.push({ button, is });
    return button;
  }
}
