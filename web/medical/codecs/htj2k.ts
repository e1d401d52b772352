// High-Throughput JPEG 2000: OpenJPH.
import type { Codec } from './codec';
import { emscripten, type Factory } from './emscripten';

export async function htj2k(code: WebAssembly.Module): Promise<Codec> {
  const { default: factory } = await import('@cornerstonejs/codec-openjph/wasmjs');
  return emscripten(factory as unknown as Factory, code, 'HTJ2KDecoder');
}
