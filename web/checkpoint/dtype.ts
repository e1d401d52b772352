// The kinds of number a checkpoint stores, and how each becomes float32.

export type Dtype = 'float32' | 'float16' | 'bfloat16' | 'float64' | 'int64' | 'int32' | 'int16' | 'int8' | 'uint8' | 'bool';

export const sizes: Readonly<Record<Dtype, number>> = {
  float32: 4,
  float16: 2,
  bfloat16: 2,
  float64: 8,
  int64: 8,
  int32: 4,
  int16: 2,
  int8: 1,
  uint8: 1,
  bool: 1,
};

/** Those that weights may be stored as; they become float32, a float64 rounded to the nearest. */
export const isFloat = (dtype: Dtype): boolean => dtype.includes('float');

/** Value of an IEEE 754 half-precision number given by its bits, as a bit pattern of single precision. */
function halfBits(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 0x1f;
  let fraction = half & 0x3ff;
  if (exponent === 0x1f) {
    return sign | 0x7f800000 | (fraction << 13);
  }
  if (exponent > 0) {
    return sign | ((exponent + 112) << 23) | (fraction << 13);
  }
  if (fraction === 0) {
    return sign;
  }
  let shift = 113;
  while ((fraction & 0x400) === 0) {
    fraction <<= 1;
    shift--;
  }
  return sign | (shift << 23) | ((fraction & 0x3ff) << 13);
}

let halves: Int32Array | null = null;

/** Bits of single precision for every half-precision number: made once, when first needed. */
function halfTable(): Int32Array {
  halves ??= Int32Array.from({ length: 65536 }, (_, half) => halfBits(half));
  return halves;
}

/** Reads the number at a byte position of little-endian bytes, as bits of single precision. Floating kinds only. */
export function singleBits(dtype: Dtype): (view: DataView, at: number) => number {
  switch (dtype) {
    case 'float16': {
      const table = halfTable();
      return (view, at) => table[view.getUint16(at, true)] as number;
    }
    case 'bfloat16':
      return (view, at) => view.getUint16(at, true) << 16;
    case 'float64': {
      const single = new Float32Array(1);
      const bits = new Int32Array(single.buffer);
      return (view, at) => {
        single[0] = view.getFloat64(at, true);
        return bits[0] as number;
      };
    }
    default:
      return (view, at) => view.getInt32(at, true);
  }
}
