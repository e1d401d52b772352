// What was published for the same cells as a map's: areas under the curve of networks trained by others, so in tables of their own and
// never beside a score without saying so.
import type { Operation } from '../../api';
import type { AnswerMap } from '../../wire/values';
import { make } from '../dom';
import { overlayFor, type PublishedSeries } from '../findings/overlay';
import type { Finding } from '../findings/read';
import { columnName, rowName } from './grid';

/** Series with a point for every cell of this map; a map's id begins with the operation that its cells are choices of. */
export function publishedFor(
  { id, rows, columns }: Pick<AnswerMap, 'id' | 'rows' | 'columns'>,
  operations: readonly Operation[],
  findings: readonly Finding[],
): readonly PublishedSeries[] {
  const operation = operations.find((one) => one.id === id.split(':')[0]);
  const parameter = operation?.parameters.find(({ choices }) => choices?.length === rows * columns);
  if (!operation || !parameter) {
    return [];
  }
  return overlayFor(findings, operation.id, parameter.id).filter(({ points }) =>
    Array.from({ length: rows * columns }, (_, cell) => points.some(({ x, kind }) => x === cell && kind === 'value')).every(
      Boolean,
    ),
  );
}

/** One published series as a table of its own, with what was measured, on what, how, and where it stands. */
export function publishedTable(
  { label, condition, metric, caveats, points }: PublishedSeries,
  map: Pick<AnswerMap, 'rows' | 'columns'>,
  title: string,
): HTMLElement {
  const at = (cell: number) => points.find(({ x }) => x === cell);
  const columns = Array.from({ length: map.columns }, (_, i) => i);
  return make(
    'div',
    { class: 'form published' },
    make(
      'table',
      { class: 'cells' },
      make('caption', {}, `${metric} of other networks, ${condition}; ${title}. ${label}.`),
      make(
        'thead',
        {},
        make('tr', {}, make('td', {}), ...columns.map((i) => make('th', { scope: 'col' }, unseen(columnName(map, i))))),
      ),
      make(
        'tbody',
        {},
        ...Array.from({ length: map.rows }, (_, row) =>
          make(
            'tr',
            {},
            make('th', { scope: 'row' }, unseen(rowName(map, row))),
            ...columns.map((column) => {
              const point = at(row * map.columns + column);
              return make('td', { 'data-finding': point?.id ?? null }, make('b', {}, point ? String(point.middle) : '–'));
            }),
          ),
        ),
      ),
    ),
    make('p', { class: 'note' }, `${points[0]?.locator ?? ''}; ${caveats.join('; ')}`),
  );
}

const unseen = (text: string) => make('span', { class: 'unseen' }, text);
