// A result as a picture to take along, drawn by arithmetic alone: what was asked, how it was answered, by whom, on what, and what it is
// not for. It holds no pixel of the film and no file's name.
import type { Bar } from './lab';
import { type Colour, printed, Raster, wrapped } from './raster';

const { ink, faint, rule, paper: white, warning } = printed;
/** A bar also has its label and its number. */
const bars = printed.series.slice(0, 2);
const size = { width: 1200, left: 60, right: 60, line: 34 } as const;
const track = { left: 420, right: 860, height: 24 } as const;

export interface PictureHead {
  readonly question: string;
  readonly rows: readonly Bar[];
  /** Whether the gate's refusal greys them. */
  readonly greyed: boolean;
  /** What the page says beneath them: chance, validation with its interval, doubts. */
  readonly says: readonly string[];
}

export interface ResultWords {
  readonly heads: readonly PictureHead[];
  /** What the gate says, in short and in full; the first is drawn as a warning where it refuses. */
  readonly gate: readonly [string, string];
  readonly refused: boolean;
  /** Label and text of each further line: model, chain, film… */
  readonly lines: readonly (readonly [string, string])[];
  /** What the picture is not for; stands last. */
  readonly notFor: string;
}

type Piece = (picture: Raster, y: number) => void;

/** Pieces one under another; the picture is as high as they are. */
class Column {
  readonly #pieces: { readonly at: number; readonly draw: Piece }[] = [];
  #y = 36;

  add(height: number, draw: Piece): void {
    this.#pieces.push({ at: this.#y, draw });
    this.#y += height;
  }

  gap(height: number): void {
    this.#y += height;
  }

  text(words: string, colour: Colour, left: number = size.left): void {
    for (const line of wrapped(words, size.width - size.right - left)) {
      this.add(size.line, (picture, y) => picture.text([left, y], line, colour));
    }
  }

  drawn(): Raster {
    const picture = new Raster(size.width, this.#y + 30, white);
    for (const { at, draw } of this.#pieces) {
      draw(picture, at);
    }
    return picture;
  }
}

function box(picture: Raster, left: number, top: number, right: number, bottom: number, colour: Colour): void {
  picture.polygon(
    [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ],
    colour,
  );
}

function bar(column: Column, { label, value, text, chance }: Bar, colour: Colour): void {
  const named = wrapped(label, track.left - size.left - 20);
  const at = (share: number) => track.left + Math.min(1, Math.max(0, share)) * (track.right - track.left);
  column.add(Math.max(1, named.length) * size.line + 8, (picture, y) => {
    for (const [i, line] of named.entries()) {
      picture.text([size.left, y + i * size.line], line, ink);
    }
    const top = y + 3;
    box(picture, track.left, top, track.right, top + track.height, rule);
    if (value !== null) {
      box(picture, track.left, top, at(value), top + track.height, colour);
    }
    if (chance !== null) {
      picture.line([at(chance), top - 4], [at(chance), top + track.height + 4], ink, 2, 4);
    }
    picture.text([track.right + 20, y], text, ink);
  });
}

export function resultPicture({ heads, gate, refused, lines, notFor }: ResultWords): Raster {
  const column = new Column();
  for (const { question, rows, greyed, says } of heads) {
    column.text(question, ink);
    column.gap(6);
    for (const [i, row] of rows.entries()) {
      bar(column, row, greyed ? faint : (bars[i % bars.length] ?? ink));
    }
    column.text(says.join(' '), faint);
    column.gap(20);
  }
  const [short, long] = gate;
  column.text(short, refused ? warning : ink);
  if (long.trim() !== '') {
    column.text(long.trim(), faint);
  }
  column.gap(20);
  for (const [name, text] of lines) {
    column.text(`${name}: ${text}`, faint);
  }
  column.gap(16);
  column.text(notFor, ink);
  return column.drawn();
}
