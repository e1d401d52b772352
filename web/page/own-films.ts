// A set of the visitor's own films for an experiment: chosen all at once, each with what is true of it. Names stay on screen.
import type { Card } from '../wire/card';
import { make, setText } from './dom';
import { type Head, parse, type Truth, told } from './own-labels';

/** More are not shown one by one; a table labels them all the same. */
const shown = 100;

export class OwnFilms {
  readonly #choose = make('input', { type: 'file', id: 'own-films', multiple: true });
  readonly #table = make('input', { type: 'file', id: 'own-films-table' });
  readonly #list = make('ol', { class: 'own-films' });
  readonly #words = make('p', { class: 'note', id: 'own-films-says', 'aria-live': 'polite' });
  readonly #none: HTMLButtonElement;
  readonly #changed: () => void;
  readonly element: HTMLElement;
  #heads: readonly Head[] = [];
  #films: { readonly file: File; readonly truth: Record<string, string> }[] = [];

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#none = make('button', { type: 'button', id: 'own-films-none', hidden: true }, 'Remove these films');
    this.#none.addEventListener('click', () => {
      this.#films = [];
      this.#show();
      this.#choose.focus();
    });
    this.#choose.addEventListener('change', () => this.#take([...(this.#choose.files ?? [])]));
    this.#table.addEventListener('change', () => void this.#read(this.#table.files?.[0]));
    this.element = make(
      'div',
      { id: 'own-films-part' },
      make('label', { class: 'control choice' }, make('span', {}, 'Your films, several at once'), this.#choose),
      make(
        'p',
        { class: 'note' },
        'They stay on this machine and are read one at a time, each in its own window and through the chain. The gate is not asked about them. Intervals take films for independent: with several of one patient they come out too narrow.',
      ),
      make('label', { class: 'control choice' }, make('span', {}, 'A table that says what is true of them'), this.#table),
      make(
        'p',
        { class: 'note' },
        'As text between commas, a line a film: its file’s name, then what is true of it; the first line says what the columns are. Or say it of each film below.',
      ),
      this.#list,
      make('div', { class: 'row' }, this.#none),
      this.#words,
    );
  }

  get films(): readonly Blob[] {
    return this.#films.map(({ file }) => file);
  }

  get truths(): readonly Truth[] {
    return this.#films.map(({ truth }) => ({ ...truth }));
  }

  /** Labels of another model; what was said in words that it has too is kept. */
  follow(card: Card | null): void {
    const heads = card ? headsOf(card) : [];
    if (JSON.stringify(heads) === JSON.stringify(this.#heads)) {
      return;
    }
    this.#heads = heads;
    for (const { truth } of this.#films) {
      for (const [head, label] of Object.entries(truth)) {
        if (!heads.some(({ id, labels }) => id === head && labels.some((each) => each.id === label))) {
          delete truth[head];
        }
      }
    }
    this.#show();
  }

  #take(files: readonly File[]): void {
    this.#films.push(...files.map((file) => ({ file, truth: {} })));
    this.#choose.value = '';
    this.#show();
  }

  async #read(table: File | undefined): Promise<void> {
    if (!table) {
      return;
    }
    const { rows, problem } = parse(await table.text().catch(() => ''), this.#heads);
    let met = 0;
    for (const { file, truth } of this.#films) {
      const row = rows.get(file.name);
      if (row) {
        Object.assign(truth, row);
        met++;
      }
    }
    this.#table.value = '';
    this.#show(
      [problem, rows.size > 0 ? `The table names ${met} of ${this.#films.length} films.` : ''].filter(Boolean).join(' '),
    );
  }

  #show(words = ''): void {
    this.#list.replaceChildren(
      ...this.#films
        .slice(0, shown)
        .map(({ file, truth }) =>
          make(
            'li',
            {},
            make('span', { class: 'name' }, file.name),
            ...this.#heads.map((head) => this.#label(head, file, truth)),
          ),
        ),
    );
    this.#list.hidden = this.#films.length === 0;
    this.#none.hidden = this.#films.length === 0;
    this.#count(words);
    this.#changed();
  }

  #label(head: Head, file: File, truth: Record<string, string>): HTMLElement {
    const select = make(
      'select',
      { 'aria-label': `${head.title} of ${file.name}` },
      make('option', { value: '' }, `${head.title}: not known`),
      ...head.labels.map(({ id, title }) => make('option', { value: id }, title)),
    );
    select.value = truth[head.id] ?? '';
    select.addEventListener('change', () => {
      if (select.value) {
        truth[head.id] = select.value;
      } else {
        delete truth[head.id];
      }
      this.#count();
    });
    return select;
  }

  #count(words = ''): void {
    const more = this.#films.length > shown ? `The first ${shown} are listed.` : '';
    const counted = this.#films.length > 0 ? told(this.truths, this.#heads) : '';
    setText(this.#words, [words, counted, more].filter(Boolean).join(' '));
  }
}

/** The heads whose labels one can say of a film: of a value, such as an age, there is nothing to choose. */
const headsOf = ({ heads }: Card): Head[] =>
  heads
    .filter(({ activation, labels }) => activation !== 'value' && labels.length > 1)
    .map(({ id, title, labels }) => ({ id, title, labels: labels.map((label) => ({ id: label.id, title: label.title })) }));
