// A ROC curve in the page: the lines over chance, and each area with its interval and how many films it is of.
import type { AnswerRoc } from '../../wire/values';
import { make } from '../dom';
import { draw } from '../svg';
import { estimateText } from './estimate';

const box = { side: 240, left: 44, top: 10, bottom: 40, right: 12 };

export function rocParts(roc: AnswerRoc): readonly Node[] {
  const { side, left, top } = box;
  const at = ([x = 0, y = 0]: readonly number[]) => `${(left + x * side).toFixed(1)},${(top + (1 - y) * side).toFixed(1)}`;
  const text = (x: number, y: number, words: string, anchor: string, kind = 'tick') =>
    draw('text', { class: kind, x, y, 'text-anchor': anchor }, words);
  const svg = draw(
    'svg',
    {
      viewBox: `0 0 ${left + side + box.right} ${top + side + box.bottom}`,
      class: 'chart roc',
      role: 'img',
      'aria-label': `${roc.title}. ${roc.says}`,
    },
    ...[0, 0.5, 1].flatMap((value) => [
      draw('line', { class: 'grid', x1: left, x2: left + side, y1: top + (1 - value) * side, y2: top + (1 - value) * side }),
      text(left - 6, top + (1 - value) * side + 4, String(value), 'end'),
      text(left + value * side, top + side + 16, String(value), 'middle'),
    ]),
    text(left + side / 2, top + side + 34, 'Share wrongly named; upwards: rightly named', 'middle', 'axis'),
    draw('line', { class: 'chance', x1: left, y1: top + side, x2: left + side, y2: top }),
    ...roc.lines.map(({ points }, i) => draw('polyline', { class: `curve line-${i + 1}`, points: points.map(at).join(' ') })),
  );
  const legend = make(
    'ul',
    { class: 'chart-legend' },
    ...roc.lines.map(({ title, area }, i) =>
      make(
        'li',
        {},
        draw(
          'svg',
          { viewBox: '0 0 28 14', class: 'key', 'aria-hidden': 'true' },
          draw('line', { class: `curve line-${i + 1}`, x1: 0, x2: 28, y1: 7, y2: 7 }),
        ),
        ` ${title}: area under the curve ${estimateText(area)}`,
      ),
    ),
    make('li', {}, 'Dotted: chance, an area of 0.50.'),
  );
  return [make('p', { class: 'form-title' }, roc.title), svg, legend];
}
