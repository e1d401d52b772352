// A curve as a picture to take along: drawn and encoded by us, with what was measured, on what, and what it is not for.
import type { AnswerCurve } from '../wire/values';
import { axes, corners, type Overlay } from './chart';
import { place, ticks, written } from './chart-scale';
import { png } from './png';
import { printed, Raster, wrapped } from './raster';

const { ink, faint, rule, series: colours } = printed;
const size = { width: 1200, left: 90, right: 40, plot: 560 };

/**
 * `who`: what network the curve is of, in words. `lines`: what stands beneath, e.g. model, films, date; the last one says what the
 * picture is not for.
 */
export async function chartPng(
  curve: AnswerCurve,
  overlays: readonly Overlay[],
  who: string,
  lines: readonly string[],
): Promise<Blob> {
  const wide = size.width - size.left - size.right;
  const title = wrapped(curve.title, wide);
  const overs = overlays.map(({ label, source, condition }) => `${label} (${condition}). ${source}`);
  const beneath = [...curve.lines.map((line) => `${line.of.title}, ${who}`), ...overs, ...lines].map((text) =>
    wrapped(text, wide - 50),
  );
  const top = 30 + title.length * 34;
  const bottom = top + size.plot;
  const height = bottom + 100 + beneath.reduce((sum, text) => sum + text.length * 32, 0) + 20;
  const picture = new Raster(size.width, height, [255, 255, 255]);
  for (const [i, text] of title.entries()) {
    picture.text([size.left, 20 + i * 34], text, ink);
  }
  const { x, y } = axes(curve, overlays);
  const right = size.width - size.right;
  const atX = (value: number) => place(x, value, size.left, right);
  const atY = (value: number) => place(y, Math.min(y.max, Math.max(y.min, value)), bottom, top);
  for (const value of ticks(y, 5)) {
    picture.line([size.left, atY(value)], [right, atY(value)], rule, 1);
    picture.text([size.left - 12, atY(value) - 14], written(value), faint, 'right');
  }
  for (const value of ticks(x, 10)) {
    picture.text([atX(value), bottom + 8], written(value), faint, 'middle');
  }
  picture.text([(size.left + right) / 2, bottom + 44], curve.x.title + (curve.x.unit ? `, ${curve.x.unit}` : ''), ink, 'middle');
  if (curve.y.chance !== null) {
    picture.line([size.left, atY(curve.y.chance)], [right, atY(curve.y.chance)], faint, 2, 4);
  }
  const dash = (i: number) => (i === 0 ? 0 : 6 + i * 6);
  curve.lines.forEach((line, i) => {
    const colour = colours[i % colours.length] ?? ink;
    const known = line.points.flatMap((point) => (point.value === null ? [] : [{ ...point, value: point.value }]));
    const banded = known.flatMap(({ x: at, low, high }) => (low === null || high === null ? [] : [{ x: at, low, high }]));
    if (banded.length > 1) {
      const above = banded.map((point) => [atX(point.x), atY(point.high)] as const);
      const below = banded.map((point) => [atX(point.x), atY(point.low)] as const).reverse();
      picture.polygon([...above, ...below], colour, 0.18);
    }
    if (line.untouched.value !== null) {
      const level = atY(line.untouched.value);
      picture.line([size.left, level], [right, level], colour, 1, 12);
    }
    known.forEach((point, k) => {
      const next = known[k + 1];
      if (next) {
        picture.line([atX(point.x), atY(point.value)], [atX(next.x), atY(next.value)], colour, 3, dash(i));
      }
      picture.dot([atX(point.x), atY(point.value)], 6, colour);
    });
  });
  for (const overlay of overlays) {
    for (const point of overlay.points) {
      if (point.low !== undefined && point.high !== undefined) {
        picture.line([atX(point.x), atY(point.low)], [atX(point.x), atY(point.high)], ink, 2);
      }
      mark(picture, overlay, atX(point.x), atY(point.y));
    }
  }
  let at = bottom + 90;
  beneath.forEach((text, i) => {
    if (i < curve.lines.length) {
      picture.line([size.left, at + 14], [size.left + 36, at + 14], colours[i % colours.length] ?? ink, 3, dash(i));
    }
    const overlay = overlays[i - curve.lines.length];
    if (overlay) {
      mark(picture, overlay, size.left + 18, at + 14);
    }
    for (const words of text) {
      picture.text([size.left + 50, at], words, i < curve.lines.length ? ink : faint);
      at += 32;
    }
  });
  return png(size.width, height, picture.rgb);
}

/** The mark of a series: filled, or an outline on white where it was trained anew for each setting. */
function mark(picture: Raster, { mark: shape, hollow }: Overlay, left: number, up: number): void {
  const flat = corners[shape];
  const at = Array.from(
    { length: flat.length / 2 },
    (_, i) => [left + 1.7 * (flat[2 * i] ?? 0), up + 1.7 * (flat[2 * i + 1] ?? 0)] as const,
  );
  picture.polygon(at, hollow ? [255, 255, 255] : ink);
  for (const [i, from] of at.entries()) {
    picture.line(from, at[(i + 1) % at.length] ?? from, ink, 2);
  }
}
