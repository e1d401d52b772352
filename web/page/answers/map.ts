// A map in the page: small ones as a table with its numbers in the cells, large ones as a drawing with the table beneath. The shade
// only repeats what the number says.
import type { AnswerMap } from '../../wire/values';
import { make } from '../dom';
import { list } from '../pieces';
import { measure } from '../sentences';
import { draw } from '../svg';
import { type Cell, cells, columnName, rowName, steps } from './grid';

/** Columns up to which numbers fit into cells on a phone. */
const widest = 5;

const hidden = (text: string) => make('span', { class: 'unseen' }, text);

function gridTable(map: AnswerMap, rows: readonly (readonly Cell[])[], caption: string): HTMLElement {
  return make(
    'table',
    { class: 'cells', 'data-map': map.id },
    make('caption', {}, caption),
    make(
      'thead',
      {},
      make('tr', {}, make('td', {}), ...(rows[0] ?? []).map((_, i) => make('th', { scope: 'col' }, hidden(columnName(map, i))))),
    ),
    make(
      'tbody',
      {},
      ...rows.map((row, i) =>
        make(
          'tr',
          {},
          make('th', { scope: 'row' }, hidden(rowName(map, i))),
          ...row.map(({ text, change, shade, place }) =>
            make(
              'td',
              { 'data-shade': String(shade), 'data-place': place },
              make('b', {}, text),
              change && make('small', {}, change),
            ),
          ),
        ),
      ),
    ),
  );
}

function drawing(map: AnswerMap, rows: readonly (readonly Cell[])[], name: string): SVGElement {
  const shown = rows.flatMap((row, y) =>
    row.map(({ shade, place, text }, x) =>
      draw('rect', { class: 'cell', 'data-shade': shade, x, y, width: 1, height: 1 }, draw('title', {}, `${place}: ${text}`)),
    ),
  );
  return draw('svg', { viewBox: `0 0 ${map.columns} ${map.rows}`, class: 'heat', role: 'img', 'aria-label': name }, ...shown);
}

/** The map, with the number of the untouched picture that every change is told against. */
export function mapParts(map: AnswerMap, whole: boolean): readonly Node[] {
  const rows = cells(map);
  const untouched = map.untouched === null ? '' : ` Untouched: ${measure(map.untouched)}.`;
  const caption = `${map.title}.${untouched}`;
  if (map.columns <= widest) {
    return [gridTable(map, rows, caption)];
  }
  const numbers = make('details', {}, make('summary', {}, 'Its numbers'), scrolled(gridTable(map, rows, caption), caption));
  return [make('p', {}, caption), drawing(map, rows, `${caption} ${map.says}`), ...(whole ? [numbers] : [])];
}

const scrolled = (table: HTMLElement, name: string) =>
  make('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': name }, table);

/** What the shades mean; stands once beneath any number of maps. */
export function mapLegend(): HTMLElement {
  const swatch = (shade: number) => make('span', { class: 'shade', 'data-shade': String(shade), 'aria-hidden': 'true' });
  const made = list([
    make('span', {}, swatch(-3), swatch(-2), swatch(-1), ' blue: lower than untouched'),
    make('span', {}, swatch(1), swatch(2), swatch(3), ' orange: higher than untouched'),
    `Deeper from ${steps.join(', ')} on. The number beneath is the change.`,
  ]);
  made.className = 'legend note';
  return made;
}
