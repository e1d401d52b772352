// The one binary interface of both wasm modules (src/wasm/wire/desk.h): JSON and at most one block of bytes in, the same out.

/** What Emscripten's factory gives, as far as we use it. */
interface Glue {
  readonly HEAPU8: Uint8Array;
  _unseen_reserve(size: number): number;
  _unseen_request(json: number, jsonLength: number, payload: number, payloadLength: number): number;
}

type Factory = (options: {
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
}) => Promise<Glue>;

/** An answer as the module gave it. `payload` is a copy of its own: the module's memory may move. */
export interface Answer {
  readonly json: unknown;
  readonly payload: Uint8Array<ArrayBuffer>;
}

const nothing = new Uint8Array(0);

export class WasmModule {
  readonly #glue: Glue;

  constructor(glue: Glue) {
    this.#glue = glue;
  }

  /** Starts a module from its glue's address and its compiled code. */
  static async start(glue: string, code: WebAssembly.Module): Promise<WasmModule> {
    const { default: factory } = (await import(/* @vite-ignore */ glue)) as { default: Factory };
    return new WasmModule(
      await factory({
        instantiateWasm(imports, done) {
          void WebAssembly.instantiate(code, imports).then(done);
          return {};
        },
      }),
    );
  }

  /** Asks; null where the module has no memory left for the question. */
  request(question: object, payload: Uint8Array = nothing): Answer | null {
    const text = new TextEncoder().encode(JSON.stringify(question));
    const json = this.#put(text);
    const bytes = payload.length > 0 ? this.#put(payload) : 0;
    if (json === 0 || (payload.length > 0 && bytes === 0)) {
      return null;
    }
    const at = this.#glue._unseen_request(json, text.length, bytes, payload.length);
    const heap = this.#glue.HEAPU8;
    const place = new Uint32Array(heap.buffer, at, 4);
    const [jsonAt = 0, jsonLength = 0, payloadAt = 0, payloadLength = 0] = place;
    return {
      json: JSON.parse(new TextDecoder().decode(heap.subarray(jsonAt, jsonAt + jsonLength))) as unknown,
      payload: heap.slice(payloadAt, payloadAt + payloadLength) as Uint8Array<ArrayBuffer>,
    };
  }

  #put(bytes: Uint8Array): number {
    const at = this.#glue._unseen_reserve(bytes.length);
    if (at !== 0) {
      this.#glue.HEAPU8.set(bytes, at);
    }
    return at;
  }
}
