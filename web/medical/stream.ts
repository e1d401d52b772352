// The parser's stream with a budget, so that a file made to do harm is left before it has filled the memory. The parser itself takes
// every element it meets, however many there are.
import * as parser from 'dicom-parser';

/** What the library exports: under Node's loader as the default export, in a bundle by name. */
export const library = ((parser as unknown as { default?: typeof parser }).default ?? parser) as typeof parser;

/** Elements of one file at most: a thousand frames with 250 for each. */
export const mostElements = 250_000;

/** More elements than `mostElements`. */
export class Exhausted extends Error {}

/** Representations that the library does not know to have a length of four bytes (PS3.5 table 7.1-1). */
const long = new Set(['OV', 'SV', 'UV']);

/** A stream over a data set; every element, item and fragment costs a unit of the budget. */
export class Stream extends library.ByteStream {
  #left = mostElements;

  constructor(bytes: Uint8Array, position: number, bigEndian: boolean) {
    super(bigEndian ? library.bigEndianByteArrayParser : library.littleEndianByteArrayParser, bytes, position);
    // Assigned, since the library's types have its methods as properties.
    this.readUint32 = () => {
      this.#spend();
      return this.byteArrayParser.readUint32(this.byteArray, this.#step(4));
    };
    this.readFixedString = (length) => {
      this.#spend();
      const text = library.readFixedString(this.byteArray, this.#step(length), length);
      return long.has(text) && length === 2 ? 'OB' : text;
    };
  }

  #step(length: number): number {
    const at = this.position;
    this.position += length;
    return at;
  }

  #spend(): void {
    if (--this.#left < 0) {
      throw new Exhausted();
    }
  }
}
