// A small writer of TIFF directories, for tests: fields as they are given, whatever they say.

export interface TiffPage {
  /** Tag → numbers; 32 bits each. */
  readonly fields: Readonly<Record<number, readonly number[]>>;
}

/** Pages behind the data, which begins at byte 8. */
export function tiff(pages: readonly TiffPage[], data: Uint8Array, { littleEndian = true, loop = false } = {}): Uint8Array {
  const sizes = pages.map(({ fields }) => {
    const outside = Object.values(fields).reduce((sum, numbers) => sum + (numbers.length > 1 ? 4 * numbers.length : 0), 0);
    return { own: 6 + 12 * Object.keys(fields).length, outside };
  });
  const start = 8 + data.length + (data.length % 2);
  const bytes = new Uint8Array(sizes.reduce((sum, { own, outside }) => sum + own + outside, start));
  const view = new DataView(bytes.buffer);
  bytes.set(littleEndian ? [0x49, 0x49] : [0x4d, 0x4d]);
  view.setUint16(2, 42, littleEndian);
  view.setUint32(4, start, littleEndian);
  bytes.set(data, 8);
  let at = start;
  for (const [i, { fields }] of pages.entries()) {
    const entries = Object.entries(fields);
    const { own = 0, outside = 0 } = sizes[i] ?? {};
    view.setUint16(at, entries.length, littleEndian);
    let far = at + own;
    for (const [j, [tag, numbers]] of entries.entries()) {
      const entry = at + 2 + 12 * j;
      view.setUint16(entry, Number(tag), littleEndian);
      view.setUint16(entry + 2, 4, littleEndian);
      view.setUint32(entry + 4, numbers.length, littleEndian);
      if (numbers.length === 1) {
        view.setUint32(entry + 8, numbers[0] ?? 0, littleEndian);
      } else {
        view.setUint32(entry + 8, far, littleEndian);
        for (const number of numbers) {
          view.setUint32(far, number, littleEndian);
          far += 4;
        }
      }
    }
    const next = i + 1 < pages.length ? at + own + outside : loop ? start : 0;
    view.setUint32(at + own - 4, next, littleEndian);
    at += own + outside;
  }
  return bytes;
}

/** The fields of a grey picture of 8 bits in one strip at byte 8. */
export const greyFields = (width: number, height: number, more: Readonly<Record<number, readonly number[]>> = {}) => ({
  256: [width],
  257: [height],
  258: [8],
  259: [1],
  262: [1],
  273: [8],
  277: [1],
  278: [height],
  279: [width * height],
  ...more,
});
