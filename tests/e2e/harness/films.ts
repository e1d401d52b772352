// Drawn stand-ins for chest films: no patient, no file of another, the same bytes each time. Good enough to be opened, looked at
// and scored; a score of such a picture means nothing.
import { greyFile } from '../../../scripts/png.mjs';

export interface Film {
  readonly width: number;
  readonly height: number;
  readonly bits: 8 | 16;
  /** Stored values, row by row. */
  readonly values: Uint16Array;
}

/** Small, seeded, the same on every machine (mulberry32). */
function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const smooth = (edge: number, softness: number) => 1 / (1 + Math.exp(-edge / softness));
/** 1 inside an ellipse, 0 outside, soft at its rim. */
const ellipse = (x: number, y: number, cx: number, cy: number, rx: number, ry: number, softness: number) =>
  smooth(1 - Math.hypot((x - cx) / rx, (y - cy) / ry), softness);

/** The grey of a drawn chest at (x, y), both from 0 to 1; `turn` shifts its proportions a little. */
function chest(x: number, y: number, turn: number): number {
  const trunk = ellipse(x, y, 0.5, 0.75, 0.46 + 0.02 * turn, 0.72, 0.02) * smooth(y - 0.02, 0.015);
  const neck = ellipse(x, y, 0.5, 0.02, 0.12, 0.2, 0.03);
  const body = Math.max(trunk, neck);
  const lungs = Math.max(ellipse(x, y, 0.31, 0.45, 0.155, 0.3, 0.05), ellipse(x, y, 0.69, 0.45, 0.15, 0.3, 0.05));
  const under = smooth(y - 0.72 - 0.05 * Math.sin(9 * x + turn), 0.012);
  const heart = ellipse(x, y, 0.555, 0.62, 0.13 + 0.01 * turn, 0.15, 0.05);
  const spine = Math.exp(-(((x - 0.5) / 0.035) ** 2)) * (0.9 + 0.1 * Math.cos(y * 70));
  const rib =
    Math.max(0, Math.cos(62 * (y - 0.55 * (x - 0.5) ** 2 * 2.2) + turn)) ** 6 * ellipse(x, y, 0.5, 0.44, 0.37, 0.36, 0.06);
  const collar = Math.exp(-(((y - 0.135 - 0.25 * Math.abs(x - 0.5)) / 0.012) ** 2)) * (Math.abs(x - 0.5) < 0.3 ? 1 : 0);
  const air = lungs * (1 - under) * (1 - 0.75 * heart);
  return body * (0.62 - 0.46 * air + 0.17 * spine + 0.09 * rib + 0.13 * collar + 0.06 * heart);
}

/** `flat`: one even grey, and no film at all. */
export function drawFilm({ width = 320, height = 384, bits = 8 as 8 | 16, seed = 1, flat = false } = {}): Film {
  const random = noise(seed);
  const values = new Uint16Array(width * height);
  const top = 2 ** bits - 1;
  for (let i = 0; i < values.length; i++) {
    const x = ((i % width) + 0.5) / width;
    const y = (Math.floor(i / width) + 0.5) / height;
    const grey = chest(x, y, (seed % 5) / 2 - 1) + 0.03 * (random() - 0.5);
    values[i] = flat ? Math.round(top / 2) : Math.round(top * Math.min(1, Math.max(0, grey)));
  }
  return { width, height, bits, values };
}

/** A grey PNG of 8 or 16 bits. */
export function png({ width, height, bits, values }: Film): Buffer {
  const bytes = bits / 8;
  const raw = Buffer.alloc(height * (1 + width * bytes));
  for (let i = 0; i < values.length; i++) {
    const at = Math.floor(i / width) * (1 + width * bytes) + 1 + (i % width) * bytes;
    raw.writeUIntBE(values[i] ?? 0, at, bytes);
  }
  return greyFile(width, height, bits, raw);
}

export const drawPng = (options: Parameters<typeof drawFilm>[0] = {}): Buffer => png(drawFilm(options));
