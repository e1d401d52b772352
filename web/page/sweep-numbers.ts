// What an experiment answered, sorted by form: curves to draw, and its tables behind a summary.
import type { Answer, AnswerCurve, AnswerTable } from '../wire/values';
import { make } from './dom';
import { table } from './pieces';

export const curvesOf = (answers: readonly Answer[]) =>
  answers.filter((answer): answer is AnswerCurve => answer.form === 'curve');

const text = (value: string | number | null) => (typeof value === 'number' ? String(Number(value.toFixed(3))) : (value ?? '–'));

/** The tables, closed until they are asked for. */
export function numbersOf(answers: readonly Answer[]): HTMLElement {
  const found = answers.filter((answer): answer is AnswerTable => answer.form === 'table');
  return make(
    'details',
    {},
    make('summary', {}, 'The numbers'),
    ...found.map(({ title, says, columns, rows }) =>
      table(
        `${title}. ${says}`,
        columns,
        rows.map((row) => row.map(text)),
      ),
    ),
  );
}
