// What an experiment answered, as HTML: one renderer a form, so that any experiment of the catalogue can be shown. A form without one
// does not compile.
import type { Answer, AnswerMap, AnswerTable } from '../../wire/values';
import { chart, legend } from '../chart';
import { make } from '../dom';
import { table } from '../pieces';
import { estimateText } from './estimate';
import { mapLegend, mapParts } from './map';
import { rocParts } from './roc';

type Renderers = {
  readonly [Form in Answer['form']]: (answer: Extract<Answer, { form: Form }>, whole: boolean) => readonly Node[];
};

const text = (value: string | number | null) => (typeof value === 'number' ? String(Number(value.toFixed(3))) : (value ?? '–'));

const renderers: Renderers = {
  score: ({ title, of, estimate }) => [make('p', {}, `${title}: `, make('b', {}, estimateText(estimate)), ` (${of.title})`)],
  curve: (curve) => [chart(curve), legend(curve)],
  map: mapParts,
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

/** One answer, with its sentence for those who do not see it. `whole`: the run has ended, and nothing is drawn anew. */
export function rendered(answer: Answer, whole: boolean): HTMLElement {
  const render = renderers[answer.form] as (answer: Answer, whole: boolean) => readonly Node[];
  const says = answer.says && !isTable(answer) ? make('p', { class: 'says' }, answer.says) : null;
  return make('div', { class: 'form', 'data-answer': answer.id }, ...render(answer, whole), says);
}

/** Tables, folded away: they are long, and say again what is drawn. */
export const theNumbers = (answers: readonly Answer[]): HTMLElement =>
  make(
    'details',
    {},
    make('summary', {}, 'The numbers'),
    ...answers.filter(isTable).flatMap((one) => renderers.table(one, true)),
  );

/**
 * All of them in order; maps of one label stand side by side, and what their shades mean beneath. What can hold the focus (tables that
 * scroll, what unfolds) comes with the whole answer only: until then everything is drawn anew several times a second.
 */
export function renderAll(answers: readonly Answer[], whole: boolean): readonly HTMLElement[] {
  const groups = new Map<string, Answer[]>();
  for (const answer of answers.filter((one) => !isTable(one))) {
    const key = isMap(answer) ? `map ${answer.of.head} ${answer.of.label}` : answer.id;
    groups.set(key, [...(groups.get(key) ?? []), answer]);
  }
  const shown = [...groups.values()].map((group) =>
    make('div', { class: 'forms' }, ...group.map((answer) => rendered(answer, whole))),
  );
  return [
    ...shown,
    ...(answers.some(isMap) ? [mapLegend()] : []),
    ...(whole && answers.some(isTable) ? [theNumbers(answers)] : []),
  ];
}
