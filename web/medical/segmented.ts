// Segmented palettes (PS3.3 C.7.9.2): a table written as runs of values and as straight lines.
import { type Refusal, refuse } from '../wire/refusal';

const damaged = (name: string, why: string) => refuse('dicom-attribute', `its segmented ${name} ${why}`);

/**
 * The `count` entries of a table; `data` are numbers of as many bits as an entry has. Refused by name: the third kind of segment,
 * which repeats earlier ones from an offset that its writers count in different units.
 */
export function unfold(data: readonly number[], count: number, name: string): number[] | Refusal {
  const entries: number[] = [];
  for (let at = 0; entries.length < count; ) {
    const [opcode, length = 0, end] = data.slice(at, at + 3);
    if (opcode === 0) {
      const run = data.slice(at + 2, at + 2 + length);
      if (run.length < length) {
        return damaged(name, 'ends too early');
      }
      entries.push(...run);
      at += 2 + length;
    } else if (opcode === 1 && end !== undefined && entries.length > 0) {
      const from = entries.at(-1) ?? 0;
      for (let i = 1; i <= length; i++) {
        entries.push(Math.round(from + ((end - from) * i) / length));
      }
      at += 3;
    } else {
      return damaged(name, opcode === 2 ? 'repeats earlier parts (indirect segments)' : 'makes no sense');
    }
  }
  return entries.length === count ? entries : damaged(name, `gives ${entries.length} entries for ${count}`);
}
