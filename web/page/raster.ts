// A picture drawn by arithmetic alone: lines, areas and letters into RGB bytes, the same on every machine.
import { bits, height as letterHeight, letters, widths } from './glyphs';

export type Colour = readonly [number, number, number];
type Point = readonly [number, number];

/** Colours of pictures to take along: those of the light theme, for lines and bars with safe companions. */
export const printed = {
  paper: [255, 255, 255],
  ink: [26, 30, 34],
  faint: [102, 111, 120],
  rule: [220, 216, 206],
  warning: [150, 60, 20],
  series: [
    [31, 111, 196],
    [181, 104, 10],
    [33, 120, 90],
    [140, 80, 160],
  ],
} as const satisfies Readonly<Record<string, Colour | readonly Colour[]>>;

export class Raster {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;

  constructor(width: number, height: number, background: Colour) {
    this.width = width;
    this.height = height;
    this.rgb = new Uint8Array(width * height * 3);
    const [red, green, blue] = background;
    for (let at = 0; at < this.rgb.length; at += 3) {
      this.rgb[at] = red;
      this.rgb[at + 1] = green;
      this.rgb[at + 2] = blue;
    }
  }

  /** Lays a colour over a pixel; `share` from 0, nothing, to 1. Outside the picture nothing happens. */
  put(x: number, y: number, colour: Colour, share = 1): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height || share <= 0) {
      return;
    }
    const at = (y * this.width + x) * 3;
    for (let i = 0; i < 3; i++) {
      const below = this.rgb[at + i] ?? 0;
      this.rgb[at + i] = Math.round(below + ((colour[i] ?? 0) - below) * Math.min(1, share));
    }
  }

  /** A straight line, smooth at its edges; `dash` is drawn and left out in turn, in pixels. */
  line([x1, y1]: Point, [x2, y2]: Point, colour: Colour, thick = 2, dash = 0): void {
    const length = Math.hypot(x2 - x1, y2 - y1);
    const [dx, dy] = length > 0 ? [(x2 - x1) / length, (y2 - y1) / length] : [1, 0];
    // Along the longer axis, and across it as far as the line reaches.
    const flat = Math.abs(dx) >= Math.abs(dy);
    const reach = thick / 2 + 1;
    const across = reach / Math.max(Math.abs(dx), Math.abs(dy), 0.1);
    const [from, to] = flat ? [Math.min(x1, x2), Math.max(x1, x2)] : [Math.min(y1, y2), Math.max(y1, y2)];
    for (let main = Math.floor(from - reach); main <= to + reach; main++) {
      const centre = flat ? y1 + ((main - x1) * dy) / dx : x1 + ((main - y1) * dx) / dy;
      for (let side = Math.floor(centre - across); side <= centre + across; side++) {
        const [x, y] = flat ? [main, side] : [side, main];
        const near = Math.max(0, Math.min(length, (x - x1) * dx + (y - y1) * dy));
        if (dash === 0 || Math.floor(near / dash) % 2 === 0) {
          this.put(x, y, colour, thick / 2 + 0.5 - Math.hypot(x - x1 - near * dx, y - y1 - near * dy));
        }
      }
    }
  }

  /** A filled polygon, even-odd. */
  polygon(points: readonly Point[], colour: Colour, share = 1): void {
    const ys = points.map(([, y]) => y);
    for (let y = Math.ceil(Math.min(...ys)); y <= Math.max(...ys); y++) {
      const crossings = points
        .flatMap(([x1, y1], i) => {
          const [x2, y2] = points[(i + 1) % points.length] ?? [0, 0];
          return y1 <= y !== y2 <= y ? [x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)] : [];
        })
        .sort((a, b) => a - b);
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        for (let x = Math.ceil(crossings[i] ?? 0); x < (crossings[i + 1] ?? 0); x++) {
          this.put(x, y, colour, share);
        }
      }
    }
  }

  dot([x, y]: Point, radius: number, colour: Colour): void {
    this.line([x, y], [x, y], colour, radius * 2);
  }

  /** One line of text, its top at y; gives its width. A letter that is not known is a question mark. */
  text([x, y]: Point, words: string, colour: Colour, align: 'left' | 'middle' | 'right' = 'left'): number {
    const chosen = [...plain(words)].map((letter) =>
      Math.max(0, letters.includes(letter) ? letters.indexOf(letter) : letters.indexOf('?')),
    );
    const width = chosen.reduce((sum, index) => sum + (widths[index] ?? 0), 0);
    let at = Math.round(x - (align === 'middle' ? width / 2 : align === 'right' ? width : 0));
    for (const index of chosen) {
      const wide = widths[index] ?? 0;
      const first = starts()[index] ?? 0;
      for (let i = 0; i < wide * letterHeight; i++) {
        this.put(at + (i % wide), Math.round(y) + Math.floor(i / wide), colour, shade(first + i));
      }
      at += wide;
    }
    return width;
  }
}

const plainly: readonly (readonly [RegExp, string])[] = [
  [/[‘’]/g, "'"],
  [/[“”]/g, '"'],
  [/−/g, '-'],
  [/±/g, '+/-'],
  [/…/g, '...'],
  [/[→]/g, '->'],
  [/\s/g, ' '],
];

/** The text in letters that the atlas has, as far as there is a plain way to write them. */
const plain = (words: string) => plainly.reduce((text, [sign, instead]) => text.replace(sign, instead), words);

let unpacked: Uint8Array | null = null;
let firsts: number[] | null = null;

function shade(index: number): number {
  unpacked ??= Uint8Array.from(atob(bits), (letter) => letter.charCodeAt(0));
  const byte = unpacked[index >> 1] ?? 0;
  return (index % 2 === 0 ? byte >> 4 : byte & 15) / 15;
}

/** Where each letter begins. */
function starts(): number[] {
  if (!firsts) {
    let at = 0;
    firsts = widths.map((width) => {
      const first = at;
      at += width * letterHeight;
      return first;
    });
  }
  return firsts;
}

/** Breaks a text into lines of at most so many pixels. */
export function wrapped(words: string, most: number): string[] {
  const wide = (text: string) => [...text].reduce((sum, letter) => sum + (widths[Math.max(0, letters.indexOf(letter))] ?? 0), 0);
  const lines: string[] = [];
  for (const word of plain(words).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && wide(`${last} ${word}`) <= most) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
