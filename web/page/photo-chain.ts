// A photograph of a film, as steps of the chain: the film straightened first, then made positive; what else is in the chain follows.
import type { Chain, Step } from './chain';

/** A corner as shares of the picture's width and height, from edge to edge. */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Upper left, upper right, lower right, lower left. */
export type Corners = readonly [Corner, Corner, Corner, Corner];

/** As the operation `deskew` names them, in the order of Corners. */
export const cornerIds = ['top-left', 'top-right', 'bottom-right', 'bottom-left'] as const;

export interface Photo {
  readonly corners: Corners;
  /** Whether black and white are exchanged. */
  readonly negative: boolean;
}

/** Formats that are never a photograph: their pixels come from a machine. */
const machines = new Set(['DICOM', 'NIfTI', 'NumPy']);

/** Whether an open film might be a photograph of one. */
export const mayBePhoto = (image: { readonly format: string; readonly phantom: object | null } | null | undefined): boolean =>
  Boolean(image && !image.phantom && !machines.has(image.format));

const straightened = 'deskew';
const exchanged = 'invert';

/** Twice the least area of the triangle of three neighbouring corners, in shares; the same as in src/filter/geometry/deskew.cpp. */
const leastTurn = 1e-3;

/** Whether corners go round a film in their order: at each of them the way turns to the right. */
export function isFilm(corners: Corners): boolean {
  return corners.every((a, i) => {
    const [b, c] = [corners[(i + 1) % 4] ?? a, corners[(i + 2) % 4] ?? a];
    return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) >= leastTurn;
  });
}

/** What a chain says of a photograph; null where its first step straightens none. */
export function photoOf(chain: Chain): Photo | null {
  const [first, second] = chain;
  if (first?.op !== straightened) {
    return null;
  }
  const share = (name: string) => (typeof first[name] === 'number' ? first[name] : 0);
  const corners = cornerIds.map((id) => ({ x: share(`${id}-x`), y: share(`${id}-y`) })) as unknown as Corners;
  return { corners, negative: second?.op === exchanged };
}

/** The chain with that photograph in place of the one that was; null takes it out. */
export function withPhoto(chain: Chain, photo: Photo | null): Chain {
  const before = photoOf(chain);
  const rest = before ? chain.slice(before.negative ? 2 : 1) : chain;
  if (!photo) {
    return rest;
  }
  const step: Step = {
    op: straightened,
    ...Object.fromEntries(
      cornerIds.flatMap((id, i) => [
        [`${id}-x`, photo.corners[i]?.x ?? 0],
        [`${id}-y`, photo.corners[i]?.y ?? 0],
      ]),
    ),
  };
  return [step, ...(photo.negative ? [{ op: exchanged }] : []), ...rest];
}

/** Where the handles begin: a little inside the picture. */
export const firstCorners: Corners = [
  { x: 0.05, y: 0.05 },
  { x: 0.95, y: 0.05 },
  { x: 0.95, y: 0.95 },
  { x: 0.05, y: 0.95 },
];

/** A corner moved, within the picture, to a thousandth. */
export const placed = (corners: Corners, at: number, { x, y }: Corner): Corners =>
  corners.map((corner, i) => (i === at ? { x: share(x), y: share(y) } : corner)) as unknown as Corners;

const share = (value: number) => Math.round(Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0)) * 1000) / 1000;
