// Decoders in WebAssembly, which all have one form: a factory, a class in the module, and buffers in the module's memory.
import type { StreamHeader } from '../header';
import { type Codec, type Decoded, Misfit } from './codec';

interface Info {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
}

interface Decoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): Info;
  readHeader?(): void;
  decode(): void;
  delete(): void;
}

type Module = Readonly<Record<string, new () => Decoder>>;

/** What the package's script exports. */
export type Factory = (options: {
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
  print(): void;
  printErr(): void;
}) => Promise<Module>;

/** Starts a decoder; `name` is its class in the module. `toStream` may put another stream in the place of the header's. */
export async function emscripten(
  factory: Factory,
  code: WebAssembly.Module,
  name: string,
  toStream: (header: StreamHeader) => Uint8Array = ({ stream }) => stream,
): Promise<Codec & { readonly decoder: () => Decoder }> {
  const module = await factory({
    instantiateWasm(imports, done) {
      void WebAssembly.instantiate(code, imports).then(done);
      return {};
    },
    print() {},
    printErr() {},
  });
  const Class = module[name];
  if (!Class) {
    throw new Misfit(`the module has no ${name}`);
  }
  return {
    decoder: () => new Class(),
    decode(header) {
      const decoder = new Class();
      const stream = toStream(header);
      decoder.getEncodedBuffer(stream.length).set(stream);
      decoder.readHeader?.();
      decoder.decode();
      const decoded = take(decoder, header);
      decoder.delete();
      return decoded;
    },
  };
}

/** A copy of the answer, which must be what the stream's header said: the memory it lies in is used again. */
function take(decoder: Decoder, { width, height, components, bits }: StreamHeader): Decoded {
  const info = decoder.getFrameInfo();
  const bitsAllocated = bits > 8 ? 16 : 8;
  const length = (width * height * components * bitsAllocated) / 8;
  const buffer = decoder.getDecodedBuffer();
  if (info.width !== width || info.height !== height || info.componentCount !== components || buffer.length !== length) {
    throw new Misfit('another size came out');
  }
  return { samples: new Uint8Array(buffer), bitsAllocated };
}
