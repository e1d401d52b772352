// JPEG lossless, of 2 to 16 bits.
import { type Codec, Misfit } from './codec';

export async function jpegLossless(): Promise<Codec> {
  const { Decoder } = await import('jpeg-lossless-decoder-js');
  return {
    decode({ stream, bits, width, height, components }) {
      const bitsAllocated = bits > 8 ? 16 : 8;
      // A decoder keeps what it read of one stream; each gets its own.
      const decoder = new Decoder(null, bitsAllocated / 8);
      const copy = stream.slice();
      const given = decoder.decode(copy.buffer, 0, copy.length, bitsAllocated / 8);
      if (given === null || given.length !== width * height * components) {
        throw new Misfit('another size came out');
      }
      return { samples: new Uint8Array(given.buffer as ArrayBuffer, given.byteOffset, given.byteLength), bitsAllocated };
    },
  };
}
