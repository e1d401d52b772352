// A drawn film: smooth, with some grain; the same each time.
import { greyFile } from '../scripts/png.mjs';

export const size = { width: 2048, height: 2500 };

/** 8-bit grey values, row by row. */
export function film({ width, height } = size) {
  const values = new Uint8Array(width * height);
  let state = 1;
  for (let i = 0; i < values.length; i++) {
    const x = (i % width) / width - 0.5;
    const y = Math.floor(i / width) / height - 0.5;
    const body = Math.exp(-4 * (x * x + y * y));
    const lungs = Math.exp(-40 * ((Math.abs(x) - 0.2) ** 2 + 0.4 * y * y));
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[i] = Math.max(0, Math.min(255, 200 * body - 110 * lungs + 20 * Math.sin(y * 90) * lungs + (state >>> 28)));
  }
  return values;
}

/** The film as a PNG, each row's filter being "up", as common writers choose for such pictures. */
export function filmPng({ width, height } = size) {
  const values = film({ width, height });
  const raw = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) {
    raw[y * (width + 1)] = 2;
    for (let x = 0; x < width; x++) {
      raw[y * (width + 1) + 1 + x] = values[y * width + x] - (y ? values[(y - 1) * width + x] : 0);
    }
  }
  return greyFile(width, height, 8, raw);
}
