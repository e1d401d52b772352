// A small writer of DICOM, for tests: implicit or explicit, either byte order, with or without its start.

/** What an element may hold: text, 16-bit numbers, bytes, or items of elements. */
export type Value = string | readonly number[] | Uint8Array | readonly (readonly El[])[];

export interface El {
  /** Group and element as eight hexadecimal digits. */
  readonly tag: string;
  readonly vr: string;
  readonly value: Value;
  /** Stated instead of the true length. */
  readonly length?: number;
}

export const el = (tag: string, vr: string, value: Value, length?: number): El => ({
  tag,
  vr,
  value,
  ...(length === undefined ? {} : { length }),
});

export interface Form {
  readonly syntax?: string | null;
  readonly explicit?: boolean;
  readonly bigEndian?: boolean;
  /** 128 bytes and DICM. */
  readonly preamble?: boolean;
}

const long = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const open = 0xffffffff;

class Writer {
  readonly #bytes: number[] = [];
  readonly #explicit: boolean;
  readonly #big: boolean;

  constructor({ explicit = true, bigEndian = false }: Form) {
    this.#explicit = explicit;
    this.#big = bigEndian;
  }

  get bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  number(value: number, width: number): void {
    const bytes = Array.from({ length: width }, (_, i) => Math.floor(value / 256 ** i) % 256);
    this.#bytes.push(...(this.#big ? bytes.reverse() : bytes));
  }

  tag(tag: string): void {
    this.number(Number.parseInt(tag.slice(0, 4), 16), 2);
    this.number(Number.parseInt(tag.slice(4), 16), 2);
  }

  element({ tag, vr, value, length }: El): void {
    const bytes = this.#value(vr, value);
    const stated = length ?? (vr === 'SQ' ? open : bytes.length);
    this.tag(tag);
    if (!this.#explicit) {
      this.number(stated, 4);
    } else if (long.has(vr)) {
      this.#bytes.push(...vr.split('').map((c) => c.charCodeAt(0)), 0, 0);
      this.number(stated, 4);
    } else {
      this.#bytes.push(...vr.split('').map((c) => c.charCodeAt(0)));
      this.number(stated, 2);
    }
    for (const byte of bytes) {
      this.#bytes.push(byte);
    }
  }

  #value(vr: string, value: Value): Uint8Array {
    if (value instanceof Uint8Array) {
      return value;
    }
    const inner = new Writer({ explicit: this.#explicit, bigEndian: this.#big });
    if (typeof value === 'string') {
      const text = new TextEncoder().encode(value);
      return text.length % 2 === 0 ? text : Uint8Array.from([...text, vr === 'UI' ? 0 : 0x20]);
    }
    for (const part of value) {
      if (typeof part === 'number') {
        inner.number(part < 0 ? part + 65536 : part, 2);
      } else {
        inner.tag('fffee000');
        inner.number(open, 4);
        for (const element of part) {
          inner.element(element);
        }
        inner.tag('fffee00d');
        inner.number(0, 4);
      }
    }
    if (vr === 'SQ') {
      inner.tag('fffee0dd');
      inner.number(0, 4);
    }
    return inner.bytes;
  }
}

/** A file of those elements, which must be in order. `syntax: null` leaves group 0002 out. */
export function dicom(elements: readonly El[], form: Form = {}): Uint8Array {
  const { syntax = '1.2.840.10008.1.2.1', preamble = true } = form;
  const meta = new Writer({});
  if (syntax !== null) {
    meta.element(el('00020010', 'UI', syntax));
  }
  const body = new Writer(form);
  for (const element of elements) {
    body.element(element);
  }
  const start = preamble ? [...new Array(128).fill(0), 0x44, 0x49, 0x43, 0x4d] : [];
  return Uint8Array.from([...start, ...meta.bytes, ...body.bytes]);
}

/** Elements of a picture of 2 × 3 grey pixels of 16 bits, by keyword, so that a test may change or leave out any. */
export const picture = {
  SOPClassUID: el('00080016', 'UI', '1.2.840.10008.5.1.4.1.1.1.1'),
  Modality: el('00080060', 'CS', 'DX'),
  SamplesPerPixel: el('00280002', 'US', [1]),
  PhotometricInterpretation: el('00280004', 'CS', 'MONOCHROME2'),
  Rows: el('00280010', 'US', [2]),
  Columns: el('00280011', 'US', [3]),
  BitsAllocated: el('00280100', 'US', [16]),
  BitsStored: el('00280101', 'US', [12]),
  HighBit: el('00280102', 'US', [11]),
  PixelRepresentation: el('00280103', 'US', [0]),
  PixelData: el('7fe00010', 'OW', [1, 2, 3, 4, 5, 6]),
} satisfies Record<string, El>;

export type Keyword = keyof typeof picture;

/** A file of that picture with other elements in place of, or beside, its own; null leaves one out. */
export function pictureFile(
  changes: Partial<Record<Keyword, El | null>> = {},
  more: readonly El[] = [],
  form: Form = {},
): Uint8Array {
  const own = (Object.keys(picture) as Keyword[]).flatMap((name) => {
    const changed = changes[name];
    return changed === null ? [] : [changed ?? picture[name]];
  });
  return dicom(
    [...own, ...more].sort((a, b) => (a.tag < b.tag ? -1 : 1)),
    form,
  );
}

/** Encapsulated pixels: a table of offsets and fragments. */
export function fragments(parts: readonly Uint8Array[], table: readonly number[] = []): El {
  const bytes: number[] = [];
  const item = (mark: number, part: readonly number[]) => {
    const { length } = part;
    bytes.push(0xfe, 0xff, mark & 255, mark >> 8, length & 255, (length >> 8) & 255, (length >> 16) & 255, 0);
    for (const byte of part) {
      bytes.push(byte);
    }
  };
  item(
    0xe000,
    table.flatMap((offset) => [offset & 255, (offset >> 8) & 255, (offset >> 16) & 255, 0]),
  );
  for (const part of parts) {
    item(0xe000, part.length % 2 === 0 ? [...part] : [...part, 0]);
  }
  item(0xe0dd, []);
  return el('7fe00010', 'OB', Uint8Array.from(bytes), open);
}
