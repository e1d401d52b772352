// Every decoder by name. Each is loaded when it is first needed; one that has failed is started anew for the next picture, since what
// it keeps in its memory cannot be trusted any longer.
import { isRefusal, type Refusal } from '../../wire/refusal';
import type { CodecName } from '../header';
import type { Codec, Codecs } from './codec';
import { htj2k } from './htj2k';
import { jpeg } from './jpeg';
import { jpeg2000 } from './jpeg-2000';
import { jpegLossless } from './jpeg-lossless';
import { jpegLs } from './jpeg-ls';

/** Those that are WebAssembly. */
export const wasmCodecs = ['jpeg', 'jpeg-ls', 'jpeg-2000', 'htj2k'] as const;
export type WasmCodec = (typeof wasmCodecs)[number];

const starts: Readonly<Record<WasmCodec, (code: WebAssembly.Module) => Promise<Codec>>> = {
  jpeg,
  'jpeg-ls': jpegLs,
  'jpeg-2000': jpeg2000,
  htj2k,
};

/** The decoders; `compile` gives the compiled code of one, or the refusal that says why it is not there. */
export function decoders(compile: (name: WasmCodec) => Promise<WebAssembly.Module | Refusal>): Codecs {
  const codes = new Map<WasmCodec, WebAssembly.Module>();
  const ready = new Map<CodecName, Codec>();
  const start = async (name: CodecName): Promise<Codec | Refusal> => {
    if (name === 'jpeg-lossless') {
      return jpegLossless();
    }
    const code = codes.get(name) ?? (await compile(name));
    if (isRefusal(code)) {
      return code;
    }
    codes.set(name, code);
    return starts[name](code);
  };
  return async ({ codec: name }) => {
    const codec = ready.get(name) ?? (await start(name));
    if (isRefusal(codec)) {
      return codec;
    }
    // Back in use only after a picture that went well.
    ready.delete(name);
    return {
      decode(header) {
        const decoded = codec.decode(header);
        ready.set(name, codec);
        return decoded;
      },
    };
  };
}
