// A curve as SVG in the page: the line, its interval as a band, what the untouched film gives, chance, and figures of others with
// marks of their own. Colours and dashes come from styles/sweep.css by class; with each colour goes a dash or a mark of its own.
import type { AnswerCurve } from '../wire/values';
import { type Axis, place, ticks, written } from './chart-scale';
import { make } from './dom';
import { draw } from './svg';

/** Marks of others' points, and the cross of our own; as corners about the point itself. */
export const corners = {
  diamond: [0, -6, 6, 0, 0, 6, -6, 0],
  square: [-5, -5, 5, -5, 5, 5, -5, 5],
  triangle: [0, -6, 6, 5, -6, 5],
  cross: [-2, -6, 2, -6, 2, -2, 6, -2, 6, 2, 2, 2, 2, 6, -2, 6, -2, 2, -6, 2, -6, -2, -2, -2],
} as const;
export type Mark = keyof typeof corners;

/** How a curve's lines came about: in words for the legend, and drawn as outlines where a network was trained anew for each setting. */
export interface Manner {
  who(line: number): string;
  hollow(line: number): boolean;
  /** What the level of the untouched film is, in words. */
  readonly untouched: string;
}

/** The manner of a curve all of whose points are of one network. */
export const ofOne = (who: string): Manner => ({ who: () => who, hollow: () => false, untouched: 'untouched' });

/** Somebody's points over a curve. What was retrained for each setting is never drawn without saying so. */
export interface Overlay {
  readonly label: string;
  /** How the figures came about, in words: retrained for each setting, test time only… Always beside the label. */
  readonly condition: string;
  /** Drawn as an outline: the model was trained anew for each setting. */
  readonly hollow: boolean;
  readonly mark: Mark;
  /** Where the figures are from, as a line. */
  readonly source: string;
  readonly points: readonly { readonly x: number; readonly y: number; readonly low?: number; readonly high?: number }[];
}

const box = { width: 480, height: 270, left: 44, right: 14, top: 12, bottom: 42 };

/** Both axes of a curve, wide enough for what is laid over it. */
export function axes(curve: AnswerCurve, overlays: readonly Overlay[]): { x: Axis; y: Axis } {
  const xs = [
    ...curve.lines.flatMap(({ points }) => points.map(({ x }) => x)),
    ...overlays.flatMap(({ points }) => points.map(({ x }) => x)),
  ];
  const positive = xs.every((x) => x > 0);
  return {
    x: { min: Math.min(...xs), max: Math.max(...xs), scale: positive ? curve.x.scale : 'linear' },
    y: { min: curve.y.min, max: curve.y.max, scale: 'linear' },
  };
}

/** The picture; what it says is its name for those who do not see it. */
export function chart(curve: AnswerCurve, overlays: readonly Overlay[], manner: Manner): SVGElement {
  const { x, y } = axes(curve, overlays);
  const right = box.width - box.right;
  const bottom = box.height - box.bottom;
  // A mark at the end of the axis leaves its numbers readable.
  const atX = (value: number) => place(x, value, box.left + 8, right);
  const atY = (value: number) => place(y, Math.min(y.max, Math.max(y.min, value)), bottom, box.top);
  const svg = draw('svg', {
    viewBox: `0 0 ${box.width} ${box.height}`,
    class: 'chart',
    role: 'img',
    'aria-label': `${curve.title}. ${curve.says}`,
  });
  for (const value of ticks(y, 5)) {
    svg.append(
      draw('line', { class: 'grid', x1: box.left, x2: right, y1: atY(value), y2: atY(value) }),
      draw('text', { class: 'tick', x: box.left - 6, y: atY(value) + 4, 'text-anchor': 'end' }, written(value)),
    );
  }
  for (const value of ticks(x, 8)) {
    svg.append(draw('text', { class: 'tick', x: atX(value), y: bottom + 16, 'text-anchor': 'middle' }, written(value)));
  }
  const unit = curve.x.unit ? `, ${curve.x.unit}` : '';
  svg.append(
    draw('text', { class: 'axis', x: (box.left + right) / 2, y: box.height - 6, 'text-anchor': 'middle' }, curve.x.title + unit),
  );
  if (curve.y.chance !== null) {
    svg.append(draw('line', { class: 'chance', x1: box.left, x2: right, y1: atY(curve.y.chance), y2: atY(curve.y.chance) }));
  }
  curve.lines.forEach((line, i) => {
    const known = line.points.filter((point) => point.value !== null);
    const banded = known.filter(({ low, high }) => low !== null && high !== null);
    const way = (points: readonly { x: number; value: number | null }[]) =>
      points.map((point) => `${atX(point.x).toFixed(1)},${atY(point.value ?? 0).toFixed(1)}`);
    if (banded.length > 1) {
      const above = way(banded.map((point) => ({ x: point.x, value: point.high })));
      const below = way(banded.map((point) => ({ x: point.x, value: point.low }))).reverse();
      svg.append(draw('polygon', { class: `band line-${i + 1}`, points: [...above, ...below].join(' ') }));
    }
    if (line.untouched.value !== null) {
      const level = atY(line.untouched.value);
      svg.append(draw('line', { class: `untouched line-${i + 1}`, x1: box.left, x2: right, y1: level, y2: level }));
    }
    svg.append(draw('polyline', { class: `curve line-${i + 1}`, points: way(known).join(' ') }));
    for (const point of known) {
      if (point.low !== null && point.high !== null) {
        svg.append(
          draw('line', {
            class: `whisker line-${i + 1}`,
            x1: atX(point.x),
            x2: atX(point.x),
            y1: atY(point.low),
            y2: atY(point.high),
          }),
        );
      }
      svg.append(dot(manner, i, atX(point.x), atY(point.value ?? 0)));
    }
  });
  for (const overlay of overlays) {
    for (const point of overlay.points) {
      if (point.low !== undefined && point.high !== undefined) {
        svg.append(
          draw('line', {
            class: `whisker over ${style(overlay)}`,
            x1: atX(point.x),
            x2: atX(point.x),
            y1: atY(point.low),
            y2: atY(point.high),
          }),
        );
      }
      svg.append(mark(overlay, atX(point.x), atY(point.y)));
    }
  }
  return svg;
}

const dot = ({ hollow }: Manner, line: number, cx: number, cy: number) =>
  draw('circle', { class: `dot${hollow(line) ? ' hollow' : ''} line-${line + 1}`, cx, cy, r: 3.5 });

const style = ({ hollow }: Pick<Overlay, 'hollow'>) => (hollow ? 'retrained' : 'fixed');

function mark({ mark: shape, hollow }: Overlay, x: number, y: number): SVGElement {
  const points = corners[shape].map((value, i) => (value + (i % 2 === 0 ? x : y)).toFixed(1)).join(' ');
  return draw('polygon', { class: `over ${style({ hollow })}`, points });
}

/** What each line and mark is, in words, with its source. */
export function legend(curve: AnswerCurve, overlays: readonly Overlay[], manner: Manner): HTMLElement {
  const key = (...shapes: SVGElement[]) => draw('svg', { viewBox: '0 0 28 14', class: 'key', 'aria-hidden': 'true' }, ...shapes);
  const rows = curve.lines.map((line, i) =>
    make(
      'li',
      {},
      key(draw('line', { class: `curve line-${i + 1}`, x1: 0, x2: 28, y1: 7, y2: 7 }), dot(manner, i, 14, 7)),
      ` ${line.of.title}, ${manner.who(i)}${curve.y.interval ? `; band: ${curve.y.interval}` : ''}`,
    ),
  );
  const level = curve.lines.findIndex(({ untouched }) => untouched.value !== null);
  const drawn = [
    ...rows,
    ...(level < 0
      ? []
      : [
          make(
            'li',
            {},
            key(draw('line', { class: `untouched line-${level + 1}`, x1: 0, x2: 28, y1: 7, y2: 7 })),
            ` ${manner.untouched}`,
          ),
        ]),
    ...(curve.y.chance === null
      ? []
      : [
          make(
            'li',
            {},
            key(draw('line', { class: 'chance', x1: 0, x2: 28, y1: 7, y2: 7 })),
            ` chance, ${curve.y.chance.toFixed(2)}`,
          ),
        ]),
    ...overlays.map((overlay, i) => {
      // Series of one source name it once, after the last of them.
      const source = overlays[i + 1]?.source === overlay.source ? '' : ` ${overlay.source}`;
      return make('li', {}, key(mark(overlay, 14, 7)), ` ${overlay.label} (${overlay.condition}).${source}`);
    }),
  ];
  return make('ul', { class: 'chart-legend' }, ...drawn);
}
