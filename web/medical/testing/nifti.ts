// A small writer of NIfTI volumes, for tests: both versions, both byte orders, every kind of number.

export interface Volume {
  readonly version?: 1 | 2;
  readonly littleEndian?: boolean;
  /** Voxels along each axis. */
  readonly size?: readonly number[];
  /** Code of the kind of number (nifti1.h). */
  readonly type?: number;
  readonly bytesPerVoxel?: number;
  readonly slope?: number;
  readonly intercept?: number;
  readonly calibrated?: readonly [number, number];
  readonly spacing?: readonly number[];
  readonly sform?: readonly (readonly number[])[];
  /** b, c, d and the sign of the third axis. */
  readonly qform?: readonly [number, number, number, number];
  readonly description?: string;
  readonly magic?: string;
  /** Writes one voxel; left out: its number in 16 bits. */
  readonly put?: (view: DataView, at: number, i: number, littleEndian: boolean) => void;
}

/** A volume whose voxels are 0, 1, 2 … in the order in which they are stored. */
export function nifti(volume: Volume = {}): Uint8Array {
  const { version = 1, littleEndian = true, size = [3, 2, 2], type = 4, bytesPerVoxel = 2 } = volume;
  const { put = (view, at, i, little) => view.setInt16(at, i, little) } = volume;
  const two = version === 2;
  const at = two ? 544 : 352;
  const count = size.reduce((product, n) => product * n, 1);
  const bytes = new Uint8Array(at + count * bytesPerVoxel);
  const view = new DataView(bytes.buffer);
  const real = (offset: number, value: number) =>
    two ? view.setFloat64(offset, value, littleEndian) : view.setFloat32(offset, value, littleEndian);
  const whole = (offset: number, value: number) =>
    two ? view.setBigInt64(offset, BigInt(value), littleEndian) : view.setInt16(offset, value, littleEndian);
  const code = (offset: number, value: number) =>
    two ? view.setInt32(offset, value, littleEndian) : view.setInt16(offset, value, littleEndian);
  const step = two ? 8 : 4;
  view.setInt32(0, two ? 540 : 348, littleEndian);
  const text = (offset: number, value: string) => bytes.set(new TextEncoder().encode(value), offset);
  text(two ? 4 : 344, volume.magic ?? (two ? 'n+2\0' : 'n+1\0'));
  for (let i = 0; i < 8; i++) {
    whole((two ? 16 : 40) + i * (two ? 8 : 2), i === 0 ? size.length : (size[i - 1] ?? 1));
    real((two ? 104 : 76) + i * step, i === 0 ? (volume.qform?.[3] ?? 1) : (volume.spacing?.[i - 1] ?? 1));
  }
  view.setInt16(two ? 12 : 70, type, littleEndian);
  if (two) {
    whole(168, at);
  } else {
    real(108, at);
  }
  real(two ? 176 : 112, volume.slope ?? 0);
  real(two ? 184 : 116, volume.intercept ?? 0);
  const [least, most] = volume.calibrated ?? [0, 0];
  real(two ? 192 : 124, most);
  real(two ? 200 : 128, least);
  text(two ? 240 : 148, volume.description ?? '');
  code(two ? 344 : 252, volume.qform ? 1 : 0);
  code(two ? 348 : 254, volume.sform ? 1 : 0);
  for (let i = 0; i < 3; i++) {
    real((two ? 352 : 256) + i * step, volume.qform?.[i] ?? 0);
  }
  for (const [i, value] of (volume.sform ?? []).flat().entries()) {
    real((two ? 400 : 280) + i * step, value);
  }
  for (let i = 0; i < count; i++) {
    put(view, at + i * bytesPerVoxel, i, littleEndian);
  }
  return bytes;
}

/** Voxel axes to the right, the front and the head: rows of an sform. */
export const plain = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
];
