// Tensors of a checkpoint, known by where they lie in the file; their numbers are read when they are wanted.
import { type Dtype, singleBits, sizes } from './dtype';

/** A run of numbers in the file that one or more tensors look into: `bytes` of it, somewhere between two places. */
export interface Storage {
  /** Bytes from the start of the file. */
  readonly from: number;
  readonly until: number;
  readonly bytes: number;
  /** The CRC-32 the bytes must have, which stand behind the local header of a zip archive; null where they fill the whole place. */
  readonly crc: number | null;
}

export interface Tensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Numbers, not bytes, from one index to the next, an axis each. */
  readonly strides: readonly number[];
  /** Of the first number, in numbers from the start of the storage. */
  readonly offset: number;
  readonly storage: Storage;
}

export const most = { tensors: 20_000, rank: 8, name: 300 };

export const countOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

/** Strides of a tensor whose numbers lie one after another, last axis first (C order). */
export function contiguous(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = step;
    step *= shape[i] as number;
  }
  return strides;
}

/** Whether every number of the tensor lies inside its storage, with a shape and strides that make sense. */
export function isSound({ shape, strides, offset, dtype, storage }: Tensor): boolean {
  const whole = (n: number) => Number.isSafeInteger(n) && n >= 0;
  if (shape.length > most.rank || strides.length !== shape.length || ![...shape, ...strides, offset].every(whole)) {
    return false;
  }
  const count = countOf(shape);
  if (!Number.isSafeInteger(count)) {
    return false;
  }
  const last = shape.reduce((at, length, i) => at + (length - 1) * (strides[i] as number), offset);
  return count === 0 || (last + 1) * sizes[dtype] <= storage.bytes;
}

/** Whether its numbers lie one after another; axes of length 1 have no say. */
export function isContiguous({ shape, strides }: Pick<Tensor, 'shape' | 'strides'>): boolean {
  const expected = contiguous(shape);
  return shape.every((length, i) => length === 1 || strides[i] === expected[i]);
}

/**
 * Copies a tensor of a floating kind in C order to `out` as float32. `bytes` are its storage's, whole, little-endian; `out` has as
 * many numbers as the tensor. float32 keeps its bits; float16 and bfloat16 are exact; float64 is rounded to the nearest.
 */
export function copyTo(out: Float32Array<ArrayBuffer>, tensor: Tensor, bytes: Uint8Array): void {
  const { dtype, shape, strides, offset } = tensor;
  const size = sizes[dtype];
  const straight = isContiguous(tensor);
  if (straight && dtype === 'float32') {
    const from = offset * size;
    new Uint8Array(out.buffer, out.byteOffset, out.byteLength).set(bytes.subarray(from, from + out.byteLength));
    return;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const bits = new Int32Array(out.buffer, out.byteOffset, out.length);
  const read = singleBits(dtype);
  if (straight) {
    for (let i = 0; i < bits.length; i++) {
      bits[i] = read(view, (offset + i) * size);
    }
    return;
  }
  const index = new Array<number>(shape.length).fill(0);
  let at = offset;
  for (let i = 0; i < bits.length; i++) {
    bits[i] = read(view, at * size);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const stride = strides[axis] as number;
      index[axis] = (index[axis] as number) + 1;
      at += stride;
      if ((index[axis] as number) < (shape[axis] as number)) {
        break;
      }
      at -= stride * (index[axis] as number);
      index[axis] = 0;
    }
  }
}
