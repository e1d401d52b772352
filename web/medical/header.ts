// What a compressed stream says of itself, read before any decoder sees it: its kind, its size, its numbers. A header that does not
// fit the file around it, or that claims more than it holds, ends here.
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { readJ2k } from './j2k-header';
import { readJpeg } from './jpeg-header';

export type CodecName = 'jpeg' | 'jpeg-lossless' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k';

/** The header of a compressed stream. */
export interface StreamHeader {
  readonly codec: CodecName;
  /** Its kind in words, as in "compressed as …". */
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** Bits of one number. */
  readonly bits: number;
  readonly signed: boolean;
  /** What its colours are, where the stream says so: it was made to be RGB, or luminance and chrominance. */
  readonly colours: 'RGB' | 'YBR_FULL' | null;
  /** Whether each colour was compressed apart, so that they come out one after another. */
  readonly byPlane: boolean;
  /** The stream itself, without a container around it. */
  readonly stream: Uint8Array;
}

/** Reads the header of a stream. Refused: `dicom-codec` by name for kinds that are not decoded, `dicom-pixels` for damaged ones. */
export function readHeader(bytes: Uint8Array): StreamHeader | Refusal {
  const codestream = unwrap(bytes);
  if (isRefusal(codestream)) {
    return codestream;
  }
  const [a, b, c] = codestream;
  if (a === 0xff && b === 0xd8) {
    return readJpeg(codestream);
  }
  if (a === 0xff && b === 0x4f && c === 0xff) {
    return readJ2k(codestream);
  }
  if ((a === 0xff && b === 0x0a) || holds(bytes, 4, 'JXL ')) {
    return refuse('dicom-codec', 'JPEG XL');
  }
  return refuse('dicom-pixels', 'they do not begin as any known kind does');
}

const holds = (bytes: Uint8Array, at: number, text: string) => [...text].every((c, i) => bytes[at + i] === c.charCodeAt(0));

/** The codestream of a JP2 file (ISO 15444-1 annex I), which is not allowed here and occurs; anything else as it is. */
function unwrap(bytes: Uint8Array): Uint8Array | Refusal {
  if (!holds(bytes, 4, 'jP  ')) {
    return bytes;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (holds(bytes, at + 4, 'jp2c')) {
      const from = length === 1 ? at + 16 : at + 8;
      return bytes.subarray(from, length > 8 ? at + length : undefined);
    }
    if (length < 8) {
      break;
    }
    at += length;
  }
  return refuse('dicom-pixels', 'its JP2 container holds no picture');
}
