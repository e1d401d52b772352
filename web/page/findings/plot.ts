// A dot with its whisker for every row that holds an AUC, in the table's order. The drawing says nothing that the table does not,
// so screen readers are given the table.
import { make } from '../dom';
import { draw } from '../svg';
import { bodyOf, groupOf, type Training, trainingOf, trainingWords } from './groups';
import type { Finding } from './read';
import { type Extent, extent } from './words';

export interface Mark {
  readonly finding: Finding;
  readonly at: Extent;
  readonly training: Training;
}

/** Rows on the one axis there is: areas under the ROC curve. Other measures stand in the table alone. */
export function marks(findings: readonly Finding[]): readonly Mark[] {
  return findings.flatMap((finding) => {
    const at = /^AUC(?! drop)/.test(finding.metric) ? extent(finding) : null;
    return at === null ? [] : [{ finding, at, training: trainingOf(finding) }];
  });
}

/** Where the axis starts: at chance, or at the tenth below the least number. */
export const axisStart = (shown: readonly Mark[]): number =>
  Math.min(0.5, ...shown.map(({ at }) => Math.floor(10 * (at.low ?? at.middle) + 1e-9) / 10));

const chance = 0.5;
const margin = 4;
/** A value's place across the strip, in percent. */
const across = (value: number, start: number) => `${(margin + (100 - 2 * margin) * ((value - start) / (1 - start))).toFixed(2)}%`;

const middle = '50%';
const line = (from: string, to: string, kind: string) => draw('line', { x1: from, x2: to, y1: middle, y2: middle, class: kind });

/** Told apart by shape, and only then by colour. */
const shapes: Readonly<Record<Training, string>> = {
  retrained: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z',
  'test-time': 'M0 -6.5L6.5 0L0 6.5L-6.5 0z',
  'not-stated': 'M0 -6L6 5H-6z',
  none: 'M-4 -4H4V4H-4z',
};

const symbol = (training: Training, x: string) =>
  draw('svg', { x, y: middle, class: 'symbol', overflow: 'visible' }, draw('path', { d: shapes[training], class: training }));

function strip({ at, training }: Mark, start: number): SVGElement {
  const place = (value: number) => across(value, start);
  const whisker = at.low !== null && at.high !== null ? line(place(at.low), place(at.high), `${at.kind} ${training}`) : '';
  const parts: Readonly<Record<Extent['kind'], (Node | string)[]>> = {
    value: [whisker, symbol(training, place(at.middle))],
    range: [whisker, ...[at.low, at.high].map((end) => symbol(training, place(end ?? at.middle)))],
    'lower-bound': [line(place(at.middle), place(1), 'lower-bound'), symbol(training, place(at.middle))],
  };
  return draw(
    'svg',
    { class: 'strip' },
    draw('line', { x1: place(chance), x2: place(chance), y1: '0', y2: '100%', class: 'chance' }),
    ...parts[at.kind],
  );
}

function axis(start: number): SVGElement {
  const ticks = Array.from({ length: Math.round((1 - start) * 10) + 1 }, (_, i) => start + i / 10);
  return draw(
    'svg',
    { class: 'axis' },
    ...ticks.map((tick) => draw('text', { x: across(tick, start), y: '75%', class: 'tick' }, tick.toFixed(1))),
  );
}

/** `mixed`: several sorts of image stand in the figure, so each row names its own. */
const label = (finding: Finding, mixed: boolean) =>
  [mixed ? (bodyOf(finding)?.title ?? finding.modality) : '-', groupOf(finding), finding.condition, finding.dataset]
    .filter((part) => part !== '-')
    .join(' · ');

function key(shown: readonly Mark[]): HTMLElement {
  const present = (Object.keys(shapes) as Training[]).filter((training) => shown.some((mark) => mark.training === training));
  return make(
    'ul',
    { class: 'key' },
    ...present.map((training) =>
      make('li', {}, draw('svg', { class: 'sample' }, symbol(training, middle)) as Node, trainingWords[training]),
    ),
  );
}

/** The figure for these rows; null where none of them is an AUC. */
export function plot(findings: readonly Finding[]): HTMLElement | null {
  const shown = marks(findings);
  if (shown.length === 0) {
    return null;
  }
  const start = axisStart(shown);
  const mixed = new Set(shown.map(({ finding }) => bodyOf(finding)?.id)).size > 1;
  const rest = findings.length - shown.length;
  return make(
    'figure',
    { class: 'whiskers' },
    make(
      'figcaption',
      { class: 'note' },
      `AUC of ${shown.length} ${shown.length === 1 ? 'row' : 'rows'} of the table below; 0.5 is chance. A whisker is the 95% interval, where one is printed; two marks joined by a bar are the ends of a range of values; a broken line is “at least”.${rest > 0 ? ` ${rest} ${rest === 1 ? 'row is' : 'rows are'} not drawn: no AUC could be read, or the measure is another.` : ''}`,
    ),
    key(shown),
    make(
      'div',
      { class: 'strips', 'aria-hidden': 'true' },
      make('div', { class: 'strip-row' }, make('span'), axis(start)),
      ...shown.map((mark) =>
        make(
          'div',
          { class: 'strip-row', 'data-finding': mark.finding.id },
          make('span', { class: 'strip-label' }, label(mark.finding, mixed)),
          strip(mark, start),
        ),
      ),
    ),
  );
}
