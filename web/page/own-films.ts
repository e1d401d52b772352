// A set of the visitor's own films for an experiment: chosen all at once, each with what is true of it. Names stay on screen.
import type { Card } from '../wire/card';
import { make, setText } from './dom';
import { type Head, parse, type Truth, told } from './own-labels';

export class OwnFilms {
  readonly #choose = make('input', { type: 'file', id: 'own-films', multiple: true, accept: 'image/*,.csv,.tsv,.txt' });
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
    this.#choose.addEventListener('change', () => void this.#take([...(this.#choose.files ?? [])]));
    this.element = make(
      'div',
      { id: 'own-films-part' },
      make('label', { class: 'control choice' }, make('span', {}, 'Your films, several at once'), this.#choose),
      make(
        'p',
        { class: 'note' },
        'Say of each what is true, or choose with them a table: a line a film, first the file’s name, then a column for each of the words on the first line. The films stay on this machine and are read one at a time; the gate is not asked about them.',
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

  async #take(files: readonly File[]): Promise<void> {
    const isTable = (file: File) => /\.(csv|tsv|txt)$/i.test(file.name);
    const pictures = files.filter((file) => !isTable(file));
    this.#films.push(...pictures.map((file) => ({ file, truth: {} })));
    let words = '';
    for (const file of files.filter(isTable)) {
      const { rows, problem } = parse(await file.text(), this.#heads);
      let met = 0;
      for (const { file: film, truth } of this.#films) {
        const row = rows.get(film.name);
        if (row) {
          Object.assign(truth, row);
          met++;
        }
      }
      words = problem || `The table names ${met} of ${this.#films.length} films.`;
    }
    this.#choose.value = '';
    this.#show(words);
  }

  #show(words = ''): void {
    this.#list.replaceChildren(
      ...this.#films.map(({ file, truth }) =>
        make('li', {}, make('span', { class: 'name' }, file.name), ...this.#heads.map((head) => this.#label(head, file, truth))),
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
    setText(this.#words, [words, this.#films.length > 0 ? told(this.truths, this.#heads) : ''].filter(Boolean).join(' '));
  }
}

/** The heads whose labels one can say of a film: of a value, such as an age, there is nothing to choose. */
const headsOf = ({ heads }: Card): Head[] =>
  heads
    .filter(({ activation, labels }) => activation !== 'value' && labels.length > 1)
    .map(({ id, title, labels }) => ({ id, title, labels: labels.map((label) => ({ id: label.id, title: label.title })) }));
