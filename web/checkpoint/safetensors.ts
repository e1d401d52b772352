// The safetensors format: the length of a JSON header in eight bytes, the header (name → dtype, shape, place), then the numbers.
import { type Refusal, refuse } from '../wire/refusal';
import type { Source } from '../zip/source';
import { type Dtype, sizes } from './dtype';
import { contiguous, countOf, most, type Tensor } from './tensor';

const longestHeader = 16 * 2 ** 20;
const dtypes: Readonly<Record<string, Dtype>> = {
  F64: 'float64',
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  I64: 'int64',
  I32: 'int32',
  I16: 'int16',
  I8: 'int8',
  U8: 'uint8',
  BOOL: 'bool',
};

const damaged = (why: string) => refuse('checkpoint-damaged', why);

/** The length of the header that the first eight bytes state, or null where they cannot be those of a safetensors file. */
export function headerLength(first: Uint8Array): number | null {
  if (first.length < 9 || first[8] !== 0x7b) {
    return null;
  }
  const view = new DataView(first.buffer, first.byteOffset, first.length);
  const length = view.getUint32(0, true);
  return view.getUint32(4, true) === 0 && length >= 2 && length <= longestHeader ? length : null;
}

/**
 * The tensors by name. Refused: `checkpoint-damaged` where the header is no such list or a tensor leaves the file, `checkpoint-kind`
 * for numbers of a kind that is not read.
 */
export async function readSafetensors(source: Source): Promise<ReadonlyMap<string, Tensor> | Refusal> {
  const length = headerLength(await source.read(0, Math.min(9, source.size)));
  if (length === null || 8 + length > source.size) {
    return damaged('its header ends too early');
  }
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await source.read(8, length)));
  } catch {
    return damaged('its header cannot be read');
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    return damaged('its header is no list of tensors');
  }
  const entries = Object.entries(header as Record<string, unknown>).filter(([name]) => name !== '__metadata__');
  if (entries.length > most.tensors) {
    return damaged(`it names ${entries.length} tensors`);
  }
  const tensors = new Map<string, Tensor>();
  for (const [name, entry] of entries) {
    const tensor = read(entry, 8 + length, source.size);
    if (tensor === null) {
      return damaged('a tensor of it leaves the file');
    }
    if (typeof tensor === 'string') {
      return refuse('checkpoint-kind', `its numbers are of the kind ${tensor.replace(/\W/g, '?').slice(0, 20)}`);
    }
    tensors.set(name, tensor);
  }
  return tensors;
}

function read(entry: unknown, from: number, size: number): Tensor | string | null {
  const {
    dtype: kind,
    shape,
    data_offsets: ends,
  } = (entry ?? {}) as { dtype?: unknown; shape?: unknown; data_offsets?: unknown };
  const whole = (list: unknown): list is number[] =>
    Array.isArray(list) && list.every((n) => Number.isSafeInteger(n) && (n as number) >= 0);
  if (typeof kind !== 'string' || !whole(shape) || shape.length > most.rank || !whole(ends) || ends.length !== 2) {
    return null;
  }
  const dtype = Object.hasOwn(dtypes, kind) ? dtypes[kind] : undefined;
  if (!dtype) {
    return kind;
  }
  const [begin = 0, end = 0] = ends;
  const bytes = end - begin;
  return from + end <= size && bytes === countOf(shape) * sizes[dtype]
    ? {
        dtype,
        shape,
        strides: contiguous(shape),
        offset: 0,
        storage: { from: from + begin, until: from + end, bytes, crc: null },
      }
    : null;
}
