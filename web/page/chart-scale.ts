// Where values stand on a chart's axes, and which of them are written there.

export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly scale: 'linear' | 'logarithmic';
}

/** The place of a value on an axis that runs from `from` to `to`. */
export function place({ min, max, scale }: Axis, value: number, from: number, to: number): number {
  const share =
    max === min ? 0.5 : scale === 'linear' ? (value - min) / (max - min) : Math.log(value / min) / Math.log(max / min);
  return from + share * (to - from);
}

/** About `count` round values within the axis, ends included where they are round themselves. */
export function ticks({ min, max, scale }: Axis, count: number): number[] {
  if (max === min) {
    return [min];
  }
  if (scale === 'logarithmic') {
    const all: number[] = [];
    for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
      for (const digit of [1, 2, 5]) {
        const value = Number((digit * 10 ** power).toPrecision(3));
        if (value >= min * 0.999 && value <= max * 1.001) {
          all.push(value);
        }
      }
    }
    const tens = all.filter((value) => Number.isInteger(Math.round(Math.log10(value) * 1e9) / 1e9));
    return all.length <= count ? (all.length > 0 ? all : [min, max]) : tens.length > 1 ? tens : all.filter((_, i) => i % 2 === 0);
  }
  const rough = (max - min) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5].find((digit) => digit * power >= rough * 0.999) ?? 10);
  const found: number[] = [];
  for (let i = Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i++) {
    found.push(Number((i * step).toPrecision(10)));
  }
  return found;
}

/** A setting as it is written on an axis. */
export const written = (value: number): string => String(Number(value.toPrecision(6)));
