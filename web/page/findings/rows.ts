// The table of rows: sortable, each row headed by what was done and cited by where it stands. The head stays while rows change, so
// that a sort keeps the keyboard's place.
import { make, outward, setText } from '../dom';
import { bodyOf, groupOf, readings, trainingOf, trainingWords } from './groups';
import { type Finding, studyOf } from './read';
import type { Column, Order } from './select';
import { addressText, datasetText, locatorText, noteText, noun, valueText } from './words';

const heads: Readonly<Record<Column, string>> = {
  condition: 'What was done',
  modality: 'Image',
  dataset: 'Data',
  group: 'Recorded group or label',
  metric: 'Measure',
  value: 'Value (95% interval)',
  network: 'Network',
  source: 'Source',
};

export interface Asked {
  sort(column: Column): void;
  cite(finding: Finding): void;
}

function source(finding: Finding, cite: Asked['cite']): Node[] {
  const { url } = studyOf(finding);
  const addresses = [...new Set([finding.source_url, url])].filter((address) => address !== null);
  const copy = make('button', { type: 'button', class: 'link' }, 'Copy citation');
  copy.setAttribute('aria-label', `Copy citation: ${groupOf(finding)}, ${finding.condition}`);
  copy.addEventListener('click', () => cite(finding));
  return [
    make('span', {}, `${locatorText(finding)}; ${readings[finding.source_type]}. `),
    ...addresses.flatMap((address) => [outward(address, addressText(address)), document.createTextNode(' ')]),
    copy,
  ];
}

function row(finding: Finding, cite: Asked['cite']): HTMLTableRowElement {
  const cell = (...children: (Node | string)[]) => make('td', {}, ...children);
  const training = trainingOf(finding);
  const note = noteText(finding);
  return make(
    'tr',
    { 'data-finding': finding.id },
    make(
      'th',
      { scope: 'row' },
      make('span', { class: 'note' }, `${finding.experiment}: `),
      finding.condition,
      note && make('span', { class: 'note aside' }, ` ${note}`),
    ),
    cell(bodyOf(finding)?.title ?? finding.modality),
    cell(datasetText(finding)),
    cell(groupOf(finding)),
    cell(noun(finding)),
    cell(valueText(finding)),
    cell(training === 'none' ? '–' : trainingWords[training]),
    cell(...source(finding, cite)),
  );
}

export class Rows {
  readonly element: HTMLElement;
  readonly #body = make('tbody');
  readonly #caption = make('span');
  readonly #heads = new Map<Column, HTMLElement>();
  readonly #asked: Asked;

  constructor(asked: Asked) {
    this.#asked = asked;
    for (const [column, title] of Object.entries(heads) as [Column, string][]) {
      const button = make('button', { type: 'button', class: 'link' }, title);
      button.addEventListener('click', () => asked.sort(column));
      this.#heads.set(column, make('th', { scope: 'col' }, button));
    }
    this.element = make(
      'div',
      { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Table of published figures' },
      make(
        'table',
        { class: 'findings' },
        make('caption', { class: 'note' }, this.#caption),
        make('thead', {}, make('tr', {}, ...this.#heads.values())),
        this.#body,
      ),
    );
  }

  show(findings: readonly Finding[], order: Order | null, caption: string): void {
    setText(this.#caption, caption);
    for (const [column, head] of this.#heads) {
      if (order?.column === column) {
        head.setAttribute('aria-sort', order.descending ? 'descending' : 'ascending');
      } else {
        head.removeAttribute('aria-sort');
      }
    }
    this.#body.replaceChildren(...findings.map((finding) => row(finding, this.#asked.cite)));
  }
}
