// How a slider spreads its range: evenly, or evenly in the logarithm, where it then counts thousandths of its way.

export interface Spread {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly logarithmic?: boolean;
}

const ways = 1000;

/** The value in steps from the minimum, within the bounds; a step of 0 leaves it as it is. */
export function stepped(value: number, { min, max, step }: Spread): number {
  const near = step > 0 ? min + Math.round((value - min) / step) * step : value;
  return Number(Math.min(max, Math.max(min, near)).toPrecision(12));
}

export const bends = ({ min, max, logarithmic }: Spread) => logarithmic === true && min > 0 && max > min;

/** What a native range input is given. */
export function rangeOf(of: Spread): { min: number; max: number; step: number | 'any' } {
  return bends(of) ? { min: 0, max: ways, step: 1 } : { min: of.min, max: of.max, step: of.step > 0 ? of.step : 'any' };
}

export const toRange = (value: number, of: Spread): number =>
  bends(of) ? (ways * Math.log(value / of.min)) / Math.log(of.max / of.min) : value;

export const fromRange = (position: number, of: Spread): number =>
  bends(of) ? stepped(of.min * (of.max / of.min) ** (position / ways), of) : position;

/** On a bent scale, the value one press of an arrow away: a thousandth of the way, and at least one step of the value. */
export function nudged(value: number, way: 1 | -1, of: Spread): number {
  const next = fromRange(toRange(value, of) + way, of);
  return (next - value) * way > 0 ? next : stepped(value + way * of.step, of);
}
