// The checksum of ZIP (ISO 3309).

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) {
    value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return value;
});

/** Grows with each part. */
export class Crc32 {
  #value = 0xffffffff;

  add(part: Uint8Array): void {
    let value = this.#value;
    for (const byte of part) {
      value = (value >>> 8) ^ (table[(value ^ byte) & 255] ?? 0);
    }
    this.#value = value;
  }

  /** Of all parts so far; an unsigned number of 32 bits. */
  get value(): number {
    return (this.#value ^ 0xffffffff) >>> 0;
  }
}
