// JPEG 2000: OpenJPEG.
import type { Codec } from './codec';
import { emscripten, type Factory } from './emscripten';

export async function jpeg2000(code: WebAssembly.Module): Promise<Codec> {
  const { default: factory } = await import('@cornerstonejs/codec-openjpeg/decodewasmjs');
  return emscripten(factory as unknown as Factory, code, 'J2KDecoder');
}
