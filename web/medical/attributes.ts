// One data set or item, read safely: whatever an element claims, nothing outside the file is touched and nothing is thrown.
import type { Element } from 'dicom-parser';
import { library, Stream } from './stream';
import { type Tag, tag } from './tags';

/** The bytes that elements point into. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly bigEndian: boolean;
  /** Whether value representations are written in the file. */
  readonly explicit: boolean;
}

type Elements = Readonly<Record<string, Element | undefined>>;

/** Longest text that is read from one element. */
const longest = 1024;

/** SpecificCharacterSet (PS3.3 C.12.1.1.2) → the browser's name; what is not here is read as ASCII. */
const charsets: Readonly<Record<string, string>> = {
  'ISO_IR 100': 'iso-8859-1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
};

export class Attributes {
  readonly source: Source;
  readonly #elements: Elements;

  constructor(source: Source, elements: Elements) {
    this.source = source;
    this.#elements = elements;
  }

  /** Tags that are there, in the parser's form ("x00280010"), with what they are. */
  all(): readonly (readonly [string, Element])[] {
    return Object.entries(this.#elements) as [string, Element][];
  }

  /** Whether the element is there with a value, which is more than blanks. */
  has(key: string): boolean {
    return this.items(key).length > 0 || this.bytes(key).some((byte) => byte !== 0x20 && byte !== 0);
  }

  /** Whether the element is there with a value of whatever kind: a number may be 0. */
  present(key: string): boolean {
    return this.bytes(key).length > 0;
  }

  /** The value representation as written; '' where the syntax is implicit or the element is absent. */
  vr(key: string): string {
    return this.#elements[key]?.vr ?? '';
  }

  /** The value's bytes, as many as the file holds; none where it is absent. */
  bytes(key: string): Uint8Array {
    const element = this.#elements[key];
    if (!element) {
      return this.source.bytes.subarray(0, 0);
    }
    const end = Math.min(element.dataOffset + element.length, this.source.bytes.length);
    return this.source.bytes.subarray(Math.min(element.dataOffset, end), end);
  }

  /** Values of an element of 16-bit numbers (US, or SS where `signed`). */
  shorts(key: string, signed = false): number[] {
    const bytes = this.bytes(key);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const little = !this.source.bigEndian;
    return Array.from({ length: Math.min(bytes.length >> 1, 16) }, (_, i) =>
      signed ? view.getInt16(2 * i, little) : view.getUint16(2 * i, little),
    );
  }

  /** The first 16-bit number; null where it is absent. */
  short(key: Tag, signed = false): number | null {
    return this.shorts(key, signed)[0] ?? null;
  }

  /** 64-bit unsigned numbers (OV); one above 2^53 is given as it rounds. */
  longs(key: Tag): number[] {
    const bytes = this.bytes(key);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    return Array.from({ length: bytes.length >> 3 }, (_, i) => Number(view.getBigUint64(8 * i, !this.source.bigEndian)));
  }

  /** The values of a text, without the blanks around them. */
  strings(key: string): string[] {
    const bytes = this.bytes(key).subarray(0, longest);
    return bytes.length === 0
      ? []
      : this.#text(bytes)
          .split('\\')
          .map((value) => value.replaceAll('\0', ' ').trim());
  }

  /** The first value of a text; '' where there is none. */
  string(key: string): string {
    return this.strings(key)[0] ?? '';
  }

  /** The numbers of a text (DS, IS); what is empty or no number is NaN, so that places are kept. */
  numbers(key: Tag): number[] {
    return this.strings(key).map((value) => (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? Number(value) : Number.NaN));
  }

  /** The first number of a text; null where it is absent, empty or no number. */
  number(key: Tag): number | null {
    const [value = Number.NaN] = this.numbers(key);
    return Number.isFinite(value) ? value : null;
  }

  /** The items of a sequence, one of an unknown representation too (PS3.5 6.2.2 note 2); none where it is absent. */
  items(key: string): Attributes[] {
    const element = this.#elements[key];
    const items = element?.items ?? (element?.vr === 'UN' ? this.#unknown(element) : []);
    return items.flatMap(({ dataSet }) =>
      dataSet
        ? [
            new Attributes(
              element?.vr === 'UN' ? { ...this.source, explicit: false, bigEndian: false } : this.source,
              dataSet.elements,
            ),
          ]
        : [],
    );
  }

  #unknown(element: Element): Element[] {
    const end = Math.min(element.dataOffset + element.length, this.source.bytes.length);
    const read: Element = { tag: element.tag, dataOffset: element.dataOffset, length: end - element.dataOffset };
    try {
      const stream = new Stream(this.source.bytes.subarray(0, end), element.dataOffset, false);
      library.readSequenceItemsImplicit(stream, read);
      return read.items ?? [];
    } catch {
      // It is no sequence, or a damaged one.
      return [];
    }
  }

  #text(bytes: Uint8Array): string {
    if (bytes.every((byte) => byte < 0x80)) {
      return String.fromCharCode(...bytes);
    }
    const set = this.#elements[tag.SpecificCharacterSet];
    const name = set
      ? String.fromCharCode(...this.source.bytes.subarray(set.dataOffset, set.dataOffset + Math.min(set.length, 16)))
      : '';
    return new TextDecoder(charsets[name.trim()] ?? 'us-ascii').decode(bytes);
  }
}
