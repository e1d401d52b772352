// A picture turned by quarters and mirrored, whole samples at a time.

/** How a picture is turned: exchanged along its diagonal, then mirrored left to right, and upside down, as the result is seen. */
export interface Turning {
  readonly transposed: boolean;
  readonly mirrored: boolean;
  readonly upsideDown: boolean;
}

/** `from` holds rows of `across` pixels, `along` of them, each in `width` bytes. */
export function turned(
  from: Uint8Array,
  across: number,
  along: number,
  width: number,
  { transposed, mirrored, upsideDown }: Turning,
): Uint8Array<ArrayBuffer> {
  const to = new Uint8Array(across * along * width);
  const [columns, rows] = transposed ? [along, across] : [across, along];
  for (let row = 0, at = 0; row < rows; row++) {
    const y = upsideDown ? rows - 1 - row : row;
    for (let column = 0; column < columns; column++, at += width) {
      const x = mirrored ? columns - 1 - column : column;
      const source = width * (transposed ? x * across + y : y * across + x);
      for (let byte = 0; byte < width; byte++) {
        to[at + byte] = from[source + byte] ?? 0;
      }
    }
  }
  return to;
}
