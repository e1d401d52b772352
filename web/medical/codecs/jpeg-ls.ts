// JPEG-LS: CharLS.
import type { Codec } from './codec';
import { emscripten, type Factory } from './emscripten';

export async function jpegLs(code: WebAssembly.Module): Promise<Codec> {
  const { default: factory } = await import('@cornerstonejs/codec-charls/decodewasmjs');
  return emscripten(factory as unknown as Factory, code, 'JpegLSDecoder');
}
