// Where a volume's voxels lie in the patient, and how a slice is turned so that it stands as radiologists look at it: the patient's
// right at the left of the picture, the front or the head on top.

import type { Turning } from '../turned';

/** Three rows of direction: how x (to the right), y (to the front) and z (to the head) grow along each voxel axis. */
export type Affine = readonly (readonly [number, number, number])[];

/** The rows of an sform (nifti1.h, method 3); null where they make no sense. */
export function byRows(entry: (row: number, column: number) => number): Affine | null {
  return sensible([0, 1, 2].map((row) => [entry(row, 0), entry(row, 1), entry(row, 2)]) as unknown as Affine);
}

/** The rotation of a qform (nifti1.h, method 2): quaternion (b, c, d) and `pixdim`, whose first entry is the sign of the third axis. */
export function byQuaternion(
  [b, c, d]: readonly [number, number, number],
  [sign, ...spacing]: readonly [number, number, number, number],
): Affine | null {
  // Rounding may have made the three a little longer than 1.
  const a = Math.sqrt(Math.max(0, 1 - (b * b + c * c + d * d)));
  const rotation = [
    [a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)],
    [2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)],
    [2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - b * b - c * c],
  ];
  const steps = spacing.map((step, axis) => step * (axis === 2 && sign < 0 ? -1 : 1));
  return sensible(rotation.map((row) => row.map((value, axis) => value * (steps[axis] ?? 1))) as unknown as Affine);
}

const sensible = (affine: Affine): Affine | null =>
  affine.flat().every(Number.isFinite) && axesOf(affine) !== null ? affine : null;

/** Which of x, y, z each voxel axis runs along most; null where two run along the same. */
function axesOf(affine: Affine): readonly [number, number, number] | null {
  const axes = [0, 1, 2].map((axis) => {
    const along = affine.map((row) => Math.abs(row[axis] ?? 0));
    const most = Math.max(...along);
    return most > 0 ? along.indexOf(most) : -1;
  });
  return new Set(axes).size === 3 && !axes.includes(-1) ? (axes as unknown as readonly [number, number, number]) : null;
}

/** How a slice of the first two voxel axes is laid out as a picture. */
export interface Turn extends Turning {
  readonly plane: 'axial' | 'coronal' | 'sagittal';
  /** Whether the slices lie aslant to the body. */
  readonly oblique: boolean;
  /** What is at the top and at the left of the picture. */
  readonly top: string;
  readonly left: string;
}

/** For each axis of the body the way in which a picture's columns, or rows, run: down it is to the back or the feet, right it is to the left or the back. */
const planes = [
  { plane: 'sagittal', right: { axis: 1, sign: -1 }, down: { axis: 2, sign: -1 }, left: 'the front', top: 'the head' },
  { plane: 'coronal', right: { axis: 0, sign: -1 }, down: { axis: 2, sign: -1 }, left: 'the patient’s right', top: 'the head' },
  { plane: 'axial', right: { axis: 0, sign: -1 }, down: { axis: 1, sign: -1 }, left: 'the patient’s right', top: 'the front' },
] as const;

/** How slices along the third voxel axis are turned. */
export function turnOf(affine: Affine): Turn | null {
  const axes = axesOf(affine);
  const view = axes && planes[axes[2]];
  if (!axes || !view) {
    return null;
  }
  const transposed = axes[0] !== view.right.axis;
  const [across, along] = transposed ? [1, 0] : [0, 1];
  const grows = (voxel: number, axis: number) => Math.sign(affine[axis]?.[voxel] ?? 0);
  const share = [0, 1, 2].map((axis) => affine[axis]?.[2] ?? 0);
  return {
    transposed,
    mirrored: grows(across, view.right.axis) !== view.right.sign,
    upsideDown: grows(along, view.down.axis) !== view.down.sign,
    plane: view.plane,
    oblique: Math.abs(share[axes[2]] ?? 0) / Math.hypot(...share) < 0.99,
    top: view.top,
    left: view.left,
  };
}
