// What an experiment answered, as HTML: one renderer a form, so that any experiment of the catalogue can be shown. A form without one
// does not compile.
import type { Answer, AnswerMap, AnswerTable } from '../../wire/values';
import { chart, legend, ofOne } from '../chart';
import { make } from '../dom';
import { table } from '../pieces';
import { estimateText } from './estimate';
import { mapLegend, mapParts } from './map';
import { rocParts } from './roc';

type Renderers = {
  readonly [Form in Answer['form']]: (answer: Extract<Answer, { form: Form }>, by: string | null) => readonly Node[];
};

const text = (value: string | number | null) => (typeof value === 'number' ? String(Number(value.toFixed(3))) : (value ?? '–'));

const renderers: Renderers = {
  score: ({ title, of, estimate }) => [make('p', {}, `${title}: `, make('b', {}, estimateText(estimate)), ` (${of.title})`)],
  curve: (curve, by) => [chart(curve, [], ofOne(by ?? '')), legend(curve, [], ofOne(by ?? ''))],
  map: (map, by) => mapParts(map, by !== null),
  table: ({ title, says, columns, rows }) => [
    table(
      says ? `${title}. ${says}` : title,
      columns,
      rows.map((row) => row.map(text)),
    ),
  ],
  roc: rocParts,
};

const isTable = (answer: Answer): answer is AnswerTable => answer.form === 'table';
const isMap = (answer: Answer): answer is AnswerMap => answer.form === 'map';

/** One answer, with its sentence for those who do not see it. `by`: what scored, once the run has ended and nothing is drawn anew. */
export function rendered(answer: Answer, by: string | null): HTMLElement {
  const render = renderers[answer.form] as (answer: Answer, by: string | null) => readonly Node[];
  const says = answer.says && !isTable(answer) ? make('p', { class: 'says' }, answer.says) : null;
  return make('div', { class: 'form', 'data-answer': answer.id }, ...render(answer, by), says);
}

/** Tables, folded away: they are long, and say again what is drawn. */
export const theNumbers = (answers: readonly Answer[]): HTMLElement =>
  make(
    'details',
    {},
    make('summary', {}, 'The numbers'),
    ...answers.filter(isTable).flatMap((one) => renderers.table(one, null)),
  );

/**
 * All of them in order; maps of one label stand side by side, and what their shades mean beneath. What can hold the focus (tables that
 * scroll, what unfolds) comes with the whole answer only: until then everything is drawn anew several times a second.
 */
export function renderAll(answers: readonly Answer[], by: string | null): readonly HTMLElement[] {
  const groups = new Map<string, Answer[]>();
  for (const answer of answers.filter((one) => !isTable(one))) {
    const key = isMap(answer) ? `map ${answer.of.head} ${answer.of.label}` : answer.id;
    groups.set(key, [...(groups.get(key) ?? []), answer]);
  }
  const shown = [...groups.values()].map((group) =>
    make('div', { class: 'forms' }, ...group.map((answer) => rendered(answer, by))),
  );
  return [
    ...shown,
    ...(answers.some(isMap) ? [mapLegend()] : []),
    ...(by !== null && answers.some(isTable) ? [theNumbers(answers)] : []),
  ];
}
