// The browser of published figures: filters, a drawing, the table, citations and a file. What it shows follows from filter, order
// and page, and is drawn anew when one of them changes.
import { isRefusal } from '../../wire/refusal';
import { make, setText } from '../dom';
import { save } from '../exports';
import { list, showFrame } from '../pieces';
import { cautionsFor } from './cautions';
import { caution, csv } from './csv';
import { Filters } from './filters';
import { loadFindings } from './load';
import { plot } from './plot';
import type { Finding } from './read';
import { Rows } from './rows';
import { type Column, choices, type FindingsFilter, type Order, select, sorted } from './select';
import { citation, locatorText } from './words';

/** So many rows at once: more would hold the page up, and nobody reads them. */
const pageSize = 40;

const title = 'Published figures';

/** Opens the dialog at once; the list, with `filter` chosen, follows when it has come, or the reason why it did not. */
export async function showFindings(dialog: HTMLDialogElement, filter: FindingsFilter = {}): Promise<void> {
  const body = showFrame(dialog, title, 'The list is being fetched from this site.');
  const findings = await loadFindings();
  if (isRefusal(findings)) {
    const again = make('button', { type: 'button' }, 'Try again');
    again.addEventListener('click', () => void showFindings(dialog, filter));
    body.replaceChildren(make('p', { role: 'alert' }, findings.message), again);
    return;
  }
  body.replaceChildren(...new Browser(findings, filter).content);
}

/** "653 figures of 18 studies: Chest X-ray 486, Chest CT 47, …": how many of each sort of image. */
export function summary(findings: readonly Finding[]): string {
  const bodies = choices(findings, {}, 'modality').map(({ title: name, count }) => `${name} ${count}`);
  const studies = new Set(findings.map(({ study }) => study)).size;
  const unread = findings.length - select(findings, { numbers: true }).length;
  return `${findings.length} rows from ${studies} studies: ${bodies.join(', ')}. ${unread} of them say what could not be read. Each names the place it stands at.`;
}

class Browser {
  readonly content: readonly Node[];
  readonly #findings: readonly Finding[];
  readonly #filters = new Filters(() => {
    this.#page = 0;
    this.#show();
  });
  readonly #rows = new Rows({ sort: (column) => this.#sort(column), cite: (finding) => void this.#cite(finding) });
  readonly #count = make('p', { role: 'status' });
  readonly #said = make('p', { role: 'status', class: 'note' });
  readonly #cautions = make('details', { class: 'cautions' });
  readonly #plot = make('div');
  readonly #before = make('button', { type: 'button' }, 'Previous rows');
  readonly #after = make('button', { type: 'button' }, 'Next rows');
  #order: Order | null = null;
  #page = 0;

  constructor(findings: readonly Finding[], filter: FindingsFilter) {
    this.#findings = findings;
    this.#filters.choose(findings, filter);
    this.#before.addEventListener('click', () => this.#turn(-1));
    this.#after.addEventListener('click', () => this.#turn(1));
    const file = make('button', { type: 'button' }, 'Save these rows as CSV');
    file.addEventListener('click', () => {
      save(new Blob([csv(this.#shown)], { type: 'text/csv' }), 'published-figures.csv');
      setText(this.#said, `${this.#shown.length} rows saved.`);
    });
    this.content = [
      make('p', {}, caution),
      make('p', {}, summary(findings)),
      this.#filters.element,
      make('div', { class: 'row' }, this.#before, this.#after, file),
      this.#count,
      this.#said,
      this.#cautions,
      this.#plot,
      this.#rows.element,
    ];
    this.#show();
  }

  get #shown(): readonly Finding[] {
    return sorted(select(this.#findings, this.#filters.filter), this.#order);
  }

  #turn(by: number): void {
    this.#page += by;
    this.#show();
  }

  /** Once: rising; again: falling; a third time: the list's own order. */
  #sort(column: Column): void {
    const same = this.#order?.column === column ? this.#order : null;
    this.#order = same?.descending ? null : { column, descending: same !== null };
    this.#page = 0;
    this.#show();
  }

  #show(): void {
    const shown = this.#shown;
    const from = this.#page * pageSize;
    const here = shown.slice(from, from + pageSize);
    const to = from + here.length;
    this.#filters.follow(this.#findings);
    const where = shown.length === 0 ? 'No row is left. Choose less.' : `Rows ${from + 1} to ${to} of ${shown.length}.`;
    setText(this.#count, where);
    setText(this.#said, '');
    this.#step(this.#before, from > 0, this.#after);
    this.#step(this.#after, to < shown.length, this.#before);
    const cautions = cautionsFor(shown, this.#findings);
    this.#cautions.hidden = cautions.length === 0;
    this.#cautions.replaceChildren(
      make('summary', {}, `How not to read these figures (${cautions.length})`),
      list(cautions.map(({ claim, answer }) => make('span', {}, make('strong', {}, claim), ` ${answer}`))),
    );
    const drawn = plot(here);
    this.#plot.replaceChildren(...(drawn ? [drawn] : []));
    this.#rows.show(here, this.#order, `Published figures, ${where.toLowerCase()} A heading sorts by its column.`);
  }

  /** A button that goes out of use while it has the focus hands it to its neighbour. */
  #step(button: HTMLButtonElement, usable: boolean, neighbour: HTMLButtonElement): void {
    const held = document.activeElement === button;
    button.disabled = !usable;
    if (held && !usable) {
      neighbour.disabled = false;
      neighbour.focus();
    }
  }

  async #cite(finding: Finding): Promise<void> {
    const text = citation(finding);
    const copied = await (navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    ) ?? false);
    setText(
      this.#said,
      copied ? `Citation copied: ${locatorText(finding)}.` : `The citation could not be copied; here it is: ${text}`,
    );
  }
}
