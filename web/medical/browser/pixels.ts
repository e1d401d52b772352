// What a browser's decoder hands over, as red, green and blue of 8 bits: it may be colours in several orders, or luminance and
// chrominance as the file stores them.

/** A plane of what was copied. */
export interface Plane {
  readonly offset: number;
  readonly stride: number;
}

/** How luminance and chrominance were made of colours. */
export interface Matrix {
  readonly matrix: string | null;
  readonly fullRange: boolean | null;
}

/** Order of the colours in a pixel of four bytes. */
const packed: Readonly<Record<string, readonly [number, number, number]>> = {
  RGBA: [0, 1, 2],
  RGBX: [0, 1, 2],
  BGRA: [2, 1, 0],
  BGRX: [2, 1, 0],
};
/** How many pixels share a pair of chrominance, across and down. */
const subsampled: Readonly<Record<string, readonly [number, number]>> = {
  I420: [2, 2],
  I420A: [2, 2],
  NV12: [2, 2],
  I422: [2, 1],
  I422A: [2, 1],
  I444: [1, 1],
  I444A: [1, 1],
};

export const isPacked = (format: string) => format in packed;

/** Weights of red and blue in luminance (ITU-T H.273, table 4). */
const weights: Readonly<Record<string, readonly [number, number]>> = {
  bt709: [0.2126, 0.0722],
  bt470bg: [0.299, 0.114],
  smpte170m: [0.299, 0.114],
  'bt2020-ncl': [0.2627, 0.0593],
};

/** Colours of `width` × `height` pixels, by pixel; null where the format is not one of 8 bits that is known. */
export function toRgb(
  bytes: Uint8Array,
  format: string,
  width: number,
  height: number,
  planes: readonly Plane[],
  colour: Matrix,
): Uint8Array<ArrayBuffer> | null {
  const order = packed[format];
  const shared = subsampled[format];
  const out = new Uint8Array(width * height * 3);
  const [first] = planes;
  if (order && first) {
    for (let y = 0, at = 0; y < height; y++) {
      for (let x = 0, from = first.offset + y * first.stride; x < width; x++, from += 4) {
        out[at++] = bytes[from + order[0]] ?? 0;
        out[at++] = bytes[from + order[1]] ?? 0;
        out[at++] = bytes[from + order[2]] ?? 0;
      }
    }
    return out;
  }
  return shared && colour.matrix !== 'rgb' ? fromLuminance(bytes, format, width, height, planes, shared, colour, out) : null;
}

function fromLuminance(
  bytes: Uint8Array,
  format: string,
  width: number,
  height: number,
  planes: readonly Plane[],
  [across, down]: readonly [number, number],
  colour: Matrix,
  out: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> | null {
  const [luma, blue, red] = format === 'NV12' ? [planes[0], planes[1], planes[1]] : planes;
  if (!luma || !blue || !red) {
    return null;
  }
  const interleaved = format === 'NV12' ? 1 : 0;
  const [kr, kb] = weights[colour.matrix ?? 'smpte170m'] ?? [0.299, 0.114];
  const kg = 1 - kr - kb;
  const [black, gain, swing] = colour.fullRange ? [0, 1, 1] : [16, 255 / 219, 255 / 224];
  const level = (value: number) => Math.min(255, Math.max(0, Math.round(value)));
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / down);
    for (let x = 0; x < width; x++) {
      const column = Math.floor(x / across);
      const light = ((bytes[luma.offset + y * luma.stride + x] ?? 0) - black) * gain;
      const cb = ((bytes[blue.offset + row * blue.stride + (column << interleaved)] ?? 128) - 128) * swing;
      const cr = ((bytes[red.offset + row * red.stride + (column << interleaved) + interleaved] ?? 128) - 128) * swing;
      out[at++] = level(light + 2 * (1 - kr) * cr);
      out[at++] = level(light - (2 * kb * (1 - kb) * cb + 2 * kr * (1 - kr) * cr) / kg);
      out[at++] = level(light + 2 * (1 - kb) * cb);
    }
  }
  return out;
}
