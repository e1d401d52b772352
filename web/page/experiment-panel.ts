// The panel of one experiment of the catalogue: its parameters, start, pause, cancel, and whatever it answers, by form.
import type { Operation } from '../api';
import type { Card } from '../wire/card';
import type { Grey } from '../wire/messages';
import { isRefusal, type Refusal } from '../wire/refusal';
import type { Answer, AnswerMap } from '../wire/values';
import { publishedFor, publishedTable } from './answers/published';
import { renderAll } from './answers/render';
import { make } from './dom';
import { type Asked, type Entry, wished } from './experiment-choices';
import { save } from './exports';
import { overlays } from './findings/overlay';
import type { Finding } from './findings/read';
import { ended, RunControls, type RunDoing } from './run-controls';
import type { Ran } from './runs';
import { drawGrey } from './shell';
import { draw } from './svg';
import { asCsv, asJson } from './sweep-export';
import { onlyOne, scorer } from './variant-text';

export interface ExperimentDoing extends RunDoing {
  /** The card of that model. */
  card(model: string): Card | null;
  /** Why the score of the open film is not to be believed, where the gate says so; else empty. */
  doubt(): string;
  /** The film as it is scored, small; null where none is open. */
  picture(): Promise<Grey | null>;
  findings(): Promise<readonly Finding[] | Refusal>;
  readonly operations: readonly Operation[];
}

export class ExperimentPanel {
  readonly #entry: Entry;
  readonly #doing: ExperimentDoing;
  readonly #controls: RunControls;
  readonly #typed = new Map<string, string>();
  readonly #figure: HTMLElement;
  #film: HTMLElement | null = null;

  constructor(root: HTMLElement, entry: Entry, doing: ExperimentDoing) {
    this.#entry = entry;
    this.#doing = doing;
    this.#controls = new RunControls(entry.id, 'Start', doing, () => void this.#run());
    this.#figure = make('figure', { id: `${entry.id}-figure`, class: 'answers', hidden: true });
    root.replaceChildren(
      make('p', { class: 'note' }, entry.help),
      ...entry.parameters.map((one) => this.#parameter(one)),
      ...this.#controls.elements,
      this.#figure,
    );
  }

  #parameter({ id, title, help, kind, min, max, initial, choices }: Asked): HTMLElement {
    const titled = choices?.map((name) => ({ id: name, title: name })) ?? (kind === 'operation' ? this.#doing.operations : null);
    const input = titled
      ? make(
          'select',
          {},
          make('option', { value: '' }, 'as it comes'),
          ...titled.map((one) => make('option', { value: one.id }, one.title)),
        )
      : make('input', {
          type: kind === 'whole' ? 'number' : 'text',
          placeholder: initial === undefined ? 'as it comes' : String(initial),
          min: min === undefined ? null : String(min),
          max: max === undefined ? null : String(max),
        });
    input.addEventListener('change', () => this.#typed.set(id, input.value));
    return make('label', { class: 'control choice' }, make('span', {}, title), input, make('small', { class: 'note' }, help));
  }

  async #run(): Promise<void> {
    this.#film = await this.#picture();
    const ran = await this.#controls.run(this.#entry.id, wished(this.#entry, this.#typed), (answers, whole) =>
      this.#show(answers, whole),
    );
    if (ran) {
      const says = ran.answers.find((answer) => answer.says)?.says ?? '';
      this.#doing.announce(`${ended(ran)} ${says}`);
    }
  }

  async #picture(): Promise<HTMLElement | null> {
    const grey = await this.#doing.picture();
    if (!grey) {
      return null;
    }
    const canvas = make('canvas', { role: 'img', 'aria-label': 'The film as it was scored' });
    drawGrey(canvas, grey.width, grey.height, (i) => grey.data[i] ?? 0);
    return make('div', { class: 'scored-film' }, canvas);
  }

  #show(answers: readonly Answer[], ran: Ran | null): void {
    const [map] = maps(answers);
    this.#figure.replaceChildren(
      ...(this.#film && map ? [withLines(this.#film, map)] : []),
      ...renderAll(answers, ran && scorer(this.#doing.card(ran.model), ran.variant)),
      ...(ran ? this.#whole(answers, ran) : []),
    );
    const wasHidden = this.#figure.hidden;
    this.#figure.hidden = false;
    if (ran || wasHidden) {
      this.#doing.slotsChanged();
    }
  }

  /** What stands beneath the answers once they are all there. */
  #whole(answers: readonly Answer[], ran: Ran): Node[] {
    const doubt = this.#doing.doubt();
    const compared = maps(answers).filter(({ id }) => overlays.some(({ operation }) => operation === id.split(':')[0]));
    const row = make('div', { class: 'row' });
    const card = this.#doing.card(ran.model);
    const { id } = this.#entry;
    for (const [form, label, file] of [
      ['csv', 'Save as CSV', asCsv],
      ['json', 'Save as JSON', asJson],
    ] as const) {
      const button = make('button', { type: 'button', id: `${id}-${form}` }, label);
      button.addEventListener('click', () => card && save(file(ran, card), `unseen-${id}.${form}`));
      row.append(button);
    }
    return [
      make('p', { class: 'note' }, doubt, doubt && ' ', onlyOne(card, ran.variant)),
      ...(compared.length > 0 ? [this.#published(compared)] : []),
      row,
    ];
  }

  /** Fetched when it is opened for the first time. */
  #published(compared: readonly AnswerMap[]): HTMLElement {
    const body = make('div', { class: 'forms' });
    const details = make(
      'details',
      { class: 'published-all' },
      make('summary', {}, 'What was published for the same cells'),
      body,
    );
    const fill = async () => {
      const found = await this.#doing.findings();
      body.replaceChildren(...(isRefusal(found) ? [make('p', { role: 'alert' }, found.message)] : this.#tables(compared, found)));
      this.#doing.slotsChanged();
    };
    details.addEventListener('toggle', () => void (details.open && body.childElementCount === 0 && fill()));
    return details;
  }

  #tables(compared: readonly AnswerMap[], findings: readonly Finding[]): readonly Node[] {
    // Each label has a map of the same operation; what was published is of none of them.
    const once = [...new Map(compared.map((map) => [map.id.split(':')[0] ?? '', map])).entries()];
    const found = once.map(([operation, map]) => ({
      map,
      title: this.#doing.operations.find(({ id }) => id === operation)?.title ?? operation,
      series: publishedFor(map, this.#doing.operations, findings),
    }));
    const citations = new Set(found.flatMap(({ series }) => series.map(({ citation }) => citation)));
    return [
      make(
        'p',
        { class: 'note' },
        'Areas under the curve (0.50 is chance) for recorded race, over many patients; what stands above are scores of one film.',
      ),
      ...found.flatMap(({ map, title, series }) => series.map((one) => publishedTable(one, map, title))),
      make('p', { class: 'note' }, [...citations].join(' ')),
    ];
  }
}

const maps = (answers: readonly Answer[]) => answers.filter((answer): answer is AnswerMap => answer.form === 'map');

/** Lines where the map's cells lie on the film. */
function withLines(film: HTMLElement, { rows, columns }: AnswerMap): HTMLElement {
  const line = (x1: number, y1: number, x2: number, y2: number) => draw('line', { x1, y1, x2, y2 });
  film.querySelector('svg')?.remove();
  film.append(
    draw(
      'svg',
      { viewBox: '0 0 300 300', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      ...Array.from({ length: columns - 1 }, (_, i) => line((300 * (i + 1)) / columns, 0, (300 * (i + 1)) / columns, 300)),
      ...Array.from({ length: rows - 1 }, (_, i) => line(0, (300 * (i + 1)) / rows, 300, (300 * (i + 1)) / rows)),
    ),
  );
  return film;
}
