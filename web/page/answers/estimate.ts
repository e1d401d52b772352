// An estimate in words: the number, its interval, and on how many it rests.
import type { Estimate } from '../../wire/values';
import { measure } from '../sentences';

export function estimateText({ value, low, high, n, positives }: Estimate): string {
  if (value === null) {
    return 'not known';
  }
  const interval = low === null || high === null ? '' : ` (${measure(low)}–${measure(high)})`;
  const of = n > 1 ? `, n ${n}${positives > 0 ? `, ${positives} of them so labelled` : ''}` : '';
  return `${measure(value)}${interval}${of}`;
}
