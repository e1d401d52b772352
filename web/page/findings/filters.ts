// The controls above the table: what may be chosen follows from the rows, with how many there are of each.
import { make } from '../dom';
import type { Finding } from './read';
import { choices, type Facet, type FindingsFilter, facets } from './select';

const labels: Readonly<Record<Facet, string>> = {
  modality: 'Image',
  dataset: 'Data set',
  experiment: 'Experiment',
  group: 'Recorded group or label',
  metric: 'Measure',
  study: 'Source',
};

export class Filters {
  readonly element: HTMLElement;
  readonly #selects = new Map<Facet, HTMLSelectElement>();
  readonly #numbers = make('input', { type: 'checkbox', id: 'findings-numbers' });

  constructor(changed: () => void) {
    const pairs = facets.map((facet) => {
      const select = make('select', { id: `findings-${facet}` });
      select.addEventListener('change', changed);
      this.#selects.set(facet, select);
      return make('div', {}, make('label', { for: select.id }, labels[facet]), select);
    });
    this.#numbers.addEventListener('change', changed);
    const all = make('button', { type: 'button' }, 'Show all');
    all.addEventListener('click', () => {
      for (const select of this.#selects.values()) {
        select.value = '';
      }
      this.#numbers.checked = false;
      changed();
    });
    this.element = make(
      'fieldset',
      { class: 'filters' },
      make('legend', {}, 'Which figures'),
      ...pairs,
      make('div', { class: 'row' }, this.#numbers, make('label', { for: this.#numbers.id }, 'Only rows with a number'), all),
    );
  }

  /** Chooses what another part of the page asks for. A value that no row has is left out. */
  choose(findings: readonly Finding[], filter: FindingsFilter): void {
    this.follow(findings);
    for (const [facet, select] of this.#selects) {
      select.value = filter[facet] ?? '';
    }
    this.#numbers.checked = filter.numbers === true;
  }

  get filter(): FindingsFilter {
    const chosen = [...this.#selects].filter(([, { value }]) => value !== '').map(([facet, { value }]) => [facet, value]);
    return { ...Object.fromEntries(chosen), numbers: this.#numbers.checked };
  }

  /** Brings the lists up to what the other choices leave. */
  follow(findings: readonly Finding[]): void {
    const { filter } = this;
    for (const [facet, select] of this.#selects) {
      const { value } = select;
      const options = choices(findings, filter, facet);
      const sum = options.reduce((total, { count }) => total + count, 0);
      // A choice that the others leave nothing of stays to be seen, and to be undone.
      const gone = value !== '' && !options.some((option) => option.value === value) ? [{ value, title: value, count: 0 }] : [];
      select.replaceChildren(
        make('option', { value: '' }, `All (${sum})`),
        ...[...options, ...gone].map((option) => make('option', { value: option.value }, `${option.title} (${option.count})`)),
      );
      select.value = value;
    }
  }
}
