// Where an archive's bytes come from: a Blob, of which only the parts that are asked for are read, or bytes in memory.

/** Bytes by position. Positions and lengths are in bytes, from 0. */
export interface Source {
  readonly size: number;
  /**
   * Exactly `length` bytes from `at`, as a copy or a view that nobody else writes to. Rejects where the range leaves the source or
   * the file can no longer be read.
   */
  read(at: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Reads a file by slices: the whole of it is never in memory at once. */
export function ofBlob(blob: Blob): Source {
  return {
    size: blob.size,
    async read(at, length) {
      inside(blob.size, at, length);
      const bytes = new Uint8Array(await blob.slice(at, at + length).arrayBuffer());
      if (bytes.length !== length) {
        throw new Error('the file ended early');
      }
      return bytes;
    },
  };
}

/** Bytes in memory; what is read is a view of them. */
export function ofBytes(bytes: Uint8Array<ArrayBuffer>): Source {
  return {
    size: bytes.length,
    read(at, length) {
      inside(bytes.length, at, length);
      return Promise.resolve(bytes.subarray(at, at + length));
    },
  };
}

function inside(size: number, at: number, length: number): void {
  if (!(at >= 0 && length >= 0 && at + length <= size)) {
    throw new RangeError('outside the file');
  }
}
