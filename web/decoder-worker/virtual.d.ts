declare module 'virtual:unseen/codecs' {
  /** Each decoder's WebAssembly: address, size and SHA-256 (web/tooling/codecs.ts). */
  export const codecs: Readonly<
    Record<
      import('../medical/codecs/registry').WasmCodec,
      { readonly url: string; readonly bytes: number; readonly sha256: string }
    >
  >;
}
