// The one port behind which every decoder of compressed pixels stands.
import type { Refusal } from '../../wire/refusal';
import type { StreamHeader } from '../header';

/** Samples as a decoder gave them: little endian, colour by pixel unless the header says otherwise, each in 8 bits, or in 16 where the stream has more than 8. */
export interface Decoded {
  readonly samples: Uint8Array<ArrayBuffer>;
  readonly bitsAllocated: 8 | 16;
}

/** A decoder that is loaded. What it throws means that the stream is damaged and the decoder must not be used again. */
export interface Codec {
  /** Decodes the stream of a header, which was read before and fits what the file states. */
  decode(header: StreamHeader): Decoded;
}

/** Where the decoder for a stream comes from; each is loaded when it is first asked for. The refusal says why one could not be. */
export type Codecs = (header: StreamHeader) => Promise<Codec | Refusal>;

/** What a decoder says when its answer is not what the header promised. */
export class Misfit extends Error {}
