// Archives and pickles written by hand, so that tests say every byte of a checkpoint that no torch would write.
import { crc32 } from '../../zip/crc';

const bytesOf = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const concat = (parts: readonly Uint8Array[]) => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => {
    all.set(part, at);
    return at + part.length;
  }, 0);
  return all;
};
const little = (value: number, bytes: number) => Uint8Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);

export interface Part {
  readonly name: string;
  readonly data: Uint8Array;
  /** What the headers claim; the truth where left out. */
  readonly claims?: {
    readonly bytes?: number;
    readonly method?: number;
    readonly flags?: number;
    readonly crc?: number;
    readonly at?: number;
  };
}

/** A zip archive of stored members; `long`: with the 64-bit end that torch may write. */
export function zip(parts: readonly Part[], { long = false, comment = '' } = {}): Uint8Array<ArrayBuffer> {
  const locals: Uint8Array[] = [];
  const entries: Uint8Array[] = [];
  let at = 0;
  for (const { name, data, claims = {} } of parts) {
    const { bytes = data.length, method = 0, flags = 0, crc = crc32(data), at: place = at } = claims;
    const common = concat([
      little(20, 2),
      little(flags, 2),
      little(method, 2),
      little(0, 4),
      little(crc, 4),
      little(bytes, 4),
      little(bytes, 4),
    ]);
    const local = concat([bytesOf('PK\x03\x04'), common, little(name.length, 2), little(0, 2), bytesOf(name), data]);
    const tail = concat([little(name.length, 2), little(0, 12), little(place, 4)]);
    entries.push(concat([bytesOf('PK\x01\x02'), little(20, 2), common, tail, bytesOf(name)]));
    locals.push(local);
    at += local.length;
  }
  const directory = concat(entries);
  const [count, length, from] = [entries.length, directory.length, at];
  const longEnd = concat([
    bytesOf('PK\x06\x06'),
    ...[
      little(44, 8),
      little(45, 2),
      little(45, 2),
      little(0, 8),
      little(count, 8),
      little(count, 8),
      little(length, 8),
      little(from, 8),
    ],
    bytesOf('PK\x06\x07'),
    ...[little(0, 4), little(from + length, 8), little(1, 4)],
  ]);
  const end = concat([
    bytesOf('PK\x05\x06'),
    ...[little(0, 4), little(long ? 0xffff : count, 2), little(long ? 0xffff : count, 2)],
    ...[little(long ? 0xffffffff : length, 4), little(long ? 0xffffffff : from, 4), little(comment.length, 2), bytesOf(comment)],
  ]);
  return concat([...locals, directory, ...(long ? [longEnd] : []), end]) as Uint8Array<ArrayBuffer>;
}

export const op = (...codes: (number | string | Uint8Array)[]) =>
  concat(codes.map((code) => (typeof code === 'number' ? Uint8Array.of(code) : typeof code === 'string' ? bytesOf(code) : code)));
/** BINUNICODE. */
export const text = (value: string) => op('X', little(value.length, 4), value);
/** BININT. */
export const int = (value: number) => op('J', little(value < 0 ? value + 2 ** 32 : value, 4));
/** GLOBAL. */
export const global = (module: string, name: string) => op(`c${module}\n${name}\n`);
export const pickle = (...codes: (number | string | Uint8Array)[]) => op(0x80, 2, ...codes, '.');

/** A tensor as torch pickles it, over the storage `key`. */
export const tensor = (
  key: string,
  shape: readonly number[],
  { type = 'FloatStorage', strides = [] as readonly number[], offset = 0, count = 0 } = {},
) => {
  const all = shape.reduce((a, b) => a * b, 1);
  const steps = strides.length ? strides : shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
  const tuple = (values: readonly number[]) => op('(', ...values.map(int), 't');
  return op(
    ...[global('torch._utils', '_rebuild_tensor_v2'), '(', '(', text('storage'), global('torch', type), text(key), text('cpu')],
    ...[
      int(count || all),
      't',
      'Q',
      int(offset),
      tuple(shape),
      tuple(steps),
      0x89,
      global('collections', 'OrderedDict'),
      ')',
      'R',
      't',
      'R',
    ],
  );
};

/** A dictionary of values that are pickled already. */
export const dictionary = (entries: Readonly<Record<string, Uint8Array>>) =>
  op('}', '(', ...Object.entries(entries).flatMap(([key, value]) => [text(key), value]), 'u');

/** An archive with that list of tensors and those numbers. */
export const checkpoint = (list: Uint8Array, numbers: Readonly<Record<string, Uint8Array>> = {}, more: readonly Part[] = []) =>
  zip([
    { name: 'archive/data.pkl', data: list },
    ...Object.entries(numbers).map(([key, data]) => ({ name: `archive/data/${key}`, data })),
    { name: 'archive/version', data: bytesOf('3\n') },
    ...more,
  ]);

export const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);
export const asciiBytes = bytesOf;
