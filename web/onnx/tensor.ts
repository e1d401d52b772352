// A stored tensor of an ONNX file: how many numbers it says it has against the bytes that are there.
import { Broken, type Fields } from './protobuf';

/** What all stored tensors of a file come to. */
export interface Tally {
  numbers: number;
  bytes: number;
  readonly byType: Map<string, number>;
  readonly external: Set<string>;
}

export const emptyTally = (): Tally => ({ numbers: 0, bytes: 0, byType: new Map(), external: new Set() });

/** Whether a varint is a length that can be reckoned with. */
export const count = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** Type number → its name and the bits that one element takes in `raw_data`; a type that is missing takes no part in the check. */
const widths: ReadonlyMap<number, readonly [string, number]> = new Map([
  [1, ['float32', 32]],
  [2, ['uint8', 8]],
  [3, ['int8', 8]],
  [4, ['uint16', 16]],
  [5, ['int16', 16]],
  [6, ['int32', 32]],
  [7, ['int64', 64]],
  [9, ['bool', 8]],
  [10, ['float16', 16]],
  [11, ['float64', 64]],
  [12, ['uint32', 32]],
  [13, ['uint64', 64]],
  [14, ['complex64', 64]],
  [15, ['complex128', 128]],
  [16, ['bfloat16', 16]],
  [21, ['uint4', 4]],
  [22, ['int4', 4]],
]);
const mostExternal = 100;
const largestTensor = 2 ** 31;

/**
 * TensorProto: dims = 1, data_type = 2, name = 8, raw_data = 9, external_data = 13 {key = 1, value = 2}, data_location = 14. Gives the
 * tensor's name and adds it to `tally`; throws `Broken` where it says more numbers than there are.
 */
export function readTensor(fields: Fields, tally: Tally): string {
  let name = '';
  let type = 0;
  let numbers = 1;
  let raw = -1;
  let other = 0;
  let outside = false;
  let location = '';
  while (fields.next()) {
    if (fields.number === 1) {
      fields.integers((length) => {
        numbers *= count(length) ? length : Number.NaN;
      });
    } else if (fields.number === 2) {
      type = fields.value;
    } else if (fields.number === 8) {
      name = fields.text();
    } else if (fields.number === 9) {
      raw = fields.end - fields.start;
    } else if (fields.number === 13) {
      const [key, value] = readEntry(fields.inner());
      location = key === 'location' ? value : location;
    } else if (fields.number === 14) {
      outside = fields.value === 1;
    } else if ([4, 5, 7, 10, 11].includes(fields.number)) {
      other += fields.end - fields.start;
    }
  }
  const [called, bits] = widths.get(type) ?? [`type ${type}`, 0];
  const bytes = Math.ceil((numbers * bits) / 8);
  if (!(bytes < largestTensor)) {
    throw new Broken(`its tensor ${name} says that it has ${numbers} numbers`, true);
  }
  if (outside || location !== '') {
    if (tally.external.size < mostExternal) {
      tally.external.add(location || 'a file that is not named');
    }
  } else if (raw >= 0 ? raw !== bytes && bits > 0 : numbers > 0 && bits > 0 && other === 0) {
    throw new Broken(`its tensor ${name} says ${numbers} numbers of ${called}, and ${raw >= 0 ? raw : other} bytes follow`, true);
  }
  tally.numbers += numbers;
  tally.bytes += bytes;
  tally.byType.set(called, (tally.byType.get(called) ?? 0) + bytes);
  return name;
}

function readEntry(fields: Fields): [string, string] {
  let key = '';
  let value = '';
  while (fields.next()) {
    if (fields.number === 1) {
      key = fields.text();
    } else if (fields.number === 2) {
      value = fields.text();
    }
  }
  return [key, value];
}
