// JPEG of 8 bits: libjpeg-turbo, told to leave the colours as they are coded. Otherwise it would guess from markers whether they are
// RGB or luminance and chrominance, and medical files often do not bear them.
import type { StreamHeader } from '../header';
import type { Codec } from './codec';
import { emscripten, type Factory } from './emscripten';

/** An Adobe marker that says: no transform. */
const untransformed = Uint8Array.of(0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0);

/** The stream with that marker in front, and those that would contradict it (APP0 and APP14) renamed so that nobody reads them. */
export function withoutTransform({ stream, components }: Pick<StreamHeader, 'stream' | 'components'>): Uint8Array {
  if (components !== 3) {
    return stream;
  }
  const marked = new Uint8Array(stream.length + untransformed.length);
  marked.set(stream.subarray(0, 2));
  marked.set(untransformed, 2);
  marked.set(stream.subarray(2), 2 + untransformed.length);
  for (let at = 2 + untransformed.length; at + 4 <= marked.length && marked[at] === 0xff && marked[at + 1] !== 0xda; ) {
    if (marked[at + 1] === 0xff) {
      at++;
      continue;
    }
    if (marked[at + 1] === 0xe0 || marked[at + 1] === 0xee) {
      marked[at + 1] = 0xef;
    }
    at += 2 + (marked[at + 2] ?? 0) * 256 + (marked[at + 3] ?? 0);
  }
  return marked;
}

export async function jpeg(code: WebAssembly.Module): Promise<Codec> {
  const { default: factory } = await import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs');
  return emscripten(factory as unknown as Factory, code, 'JPEGDecoder', withoutTransform);
}
