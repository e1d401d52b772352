// The numbers that a frame stands for, by the rules that the engine follows: masked and signed by BitsStored and HighBit.
import { createHash } from 'node:crypto';
import type { MedicalFrame } from '../../wire/values';
import type { Frame } from '../frame';

/** All numbers of a frame, colour by pixel. */
export function numbersOf({ medical, samples }: Frame): number[] {
  const { rows, columns, samplesPerPixel, planarConfiguration } = medical;
  const count = rows * columns * samplesPerPixel;
  const read = reader(medical, new DataView(samples));
  const pixels = rows * columns;
  if (medical.photometricInterpretation === 'YBR_FULL_422') {
    // Y Y Cb Cr for each two pixels.
    const halved = (pixel: number, sample: number) => 4 * (pixel >> 1) + (sample === 0 ? pixel % 2 : sample + 1);
    return Array.from({ length: count }, (_, i) => read(halved(Math.floor(i / 3), i % 3)));
  }
  return Array.from({ length: count }, (_, i) =>
    read(planarConfiguration === 1 ? (i % samplesPerPixel) * pixels + Math.floor(i / samplesPerPixel) : i),
  );
}

function reader({ bitsAllocated, bitsStored, highBit, pixelRepresentation }: MedicalFrame, view: DataView) {
  const raw = (i: number): bigint => {
    switch (bitsAllocated) {
      case 1:
        return BigInt((view.getUint8(i >> 3) >> (i & 7)) & 1);
      case 8:
        return BigInt(view.getUint8(i));
      case 16:
        return BigInt(view.getUint16(2 * i, true));
      case 32:
        return BigInt(view.getUint32(4 * i, true));
    }
  };
  const shift = BigInt(highBit - bitsStored + 1);
  const take = pixelRepresentation === 1 ? BigInt.asIntN : BigInt.asUintN;
  return (i: number) => Number(take(bitsStored, raw(i) >> shift));
}

const writers = {
  uint8: [1, 'setUint8'],
  int8: [1, 'setInt8'],
  uint16: [2, 'setUint16'],
  int16: [2, 'setInt16'],
  uint32: [4, 'setUint32'],
  int32: [4, 'setInt32'],
} as const;

/** SHA-256 of numbers written little endian as NumPy names their type ("int16", ">i2"). */
export function sha256As(dtype: string, numbers: readonly number[]): string {
  const plain = dtype
    .replace(/^[<>|]/, '')
    .replace(/^([iu])(\d)$/, (_, kind, bytes) => `${kind === 'u' ? 'uint' : 'int'}${8 * bytes}`);
  const [width, set] = writers[plain as keyof typeof writers];
  const view = new DataView(new ArrayBuffer(width * numbers.length));
  for (const [i, value] of numbers.entries()) {
    view[set](width * i, value, true);
  }
  return createHash('sha256').update(new Uint8Array(view.buffer)).digest('hex');
}
