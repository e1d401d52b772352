// The same person in the other cohort: what differs, amplified, signed, in two colours that colour-blind eyes tell apart, and in
// words for those who do not see the picture.

export interface Map2 {
  readonly width: number;
  readonly height: number;
  /** B less A, in shares of the film's whole range of brightness. */
  readonly data: Float32Array;
}

export interface Summary {
  /** How often a difference is multiplied before it is drawn. */
  readonly gain: number;
  readonly most: number;
  /** Mean of its size, over all of the film. */
  readonly mean: number;
  /** Share of pixels that differ by more than one of 255 grey levels. */
  readonly changed: number;
  /** The ninth of the film with the largest mean difference, and whether it stands out. */
  readonly where: string | null;
}

const gains = [1, 2, 5, 10, 20, 50, 100, 200];
const rows = ['at the top', 'in the middle', 'at the bottom'];
const columns = ['left', 'centre', 'right'];

/** Drawn full at the size that all but the largest half percent of the pixels stay below. */
function gainFor(sizes: Float32Array): number {
  const counts = new Uint32Array(1024);
  for (const size of sizes) {
    counts[Math.min(1023, Math.floor(size * 1024))] = (counts[Math.min(1023, Math.floor(size * 1024))] ?? 0) + 1;
  }
  let left = sizes.length * 0.005;
  let at = 1023;
  for (; at > 0 && left >= (counts[at] ?? 0); at--) {
    left -= counts[at] ?? 0;
  }
  const top = (at + 1) / 1024;
  return gains.filter((gain) => gain * top <= 1).at(-1) ?? 1;
}

export function summarise({ width, height, data }: Map2): Summary {
  const sizes = data.map(Math.abs);
  const cells = new Float64Array(9);
  let [sum, most, changed] = [0, 0, 0];
  for (let i = 0; i < sizes.length; i++) {
    const size = sizes[i] ?? 0;
    sum += size;
    most = Math.max(most, size);
    changed += size > 1 / 255 ? 1 : 0;
    const cell = 3 * Math.floor((3 * Math.floor(i / width)) / height) + Math.floor((3 * (i % width)) / width);
    cells[cell] = (cells[cell] ?? 0) + size;
  }
  const strongest = cells.indexOf(Math.max(...cells));
  const stands = sum > 0 && (9 * (cells[strongest] ?? 0)) / sum > 1.5;
  return {
    gain: gainFor(sizes),
    most,
    mean: sum / (sizes.length || 1),
    changed: changed / (sizes.length || 1),
    where: stands ? `${rows[Math.floor(strongest / 3)]}, ${columns[strongest % 3]}` : null,
  };
}

const levels = (share: number) => (255 * share).toFixed(share < 0.04 ? 1 : 0);

export function inWords({ gain, most, mean, changed, where }: Summary): string {
  if (most === 0) {
    return 'Both films are the same, pixel for pixel: no mechanism is at work.';
  }
  return [
    `As B and as A, the same person’s films differ by ${levels(mean)} of 255 grey levels on average and by ${levels(most)} at most;`,
    `${(100 * changed).toFixed(0)} % of the pixels differ by more than one level${where ? `, most of all ${where} of the picture` : ', all over the picture'}.`,
    `Drawn ${gain} times as strong as it is.`,
  ].join(' ');
}

const brighter = [240, 169, 74] as const;
const darker = [86, 168, 245] as const;

/** A look that came as bytes, 128 being no change, in the same two colours. Only drawn: nothing is read back. */
export function drawChange(canvas: HTMLCanvasElement, width: number, height: number, bytes: Uint8Array): void {
  drawDifference(canvas, { width, height, data: Float32Array.from(bytes, (byte) => (byte - 128) / 127) }, 1);
}

/** Orange where B is brighter, blue where B is darker, black where both are alike. Only drawn: nothing is read back. */
export function drawDifference(canvas: HTMLCanvasElement, { width, height, data }: Map2, gain: number): void {
  canvas.width = width;
  canvas.height = height;
  const picture = new ImageData(width, height);
  for (let i = 0, at = 0; i < data.length; i++, at += 4) {
    const value = data[i] ?? 0;
    const colour = value > 0 ? brighter : darker;
    const share = Math.min(1, Math.abs(value) * gain);
    for (let channel = 0; channel < 3; channel++) {
      picture.data[at + channel] = 6 + share * ((colour[channel] ?? 0) - 6);
    }
    picture.data[at + 3] = 255;
  }
  canvas.getContext('2d')?.putImageData(picture, 0, 0);
}
