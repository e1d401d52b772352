declare const __VERSION__: string;
declare const __COMMIT__: string;

declare module 'virtual:unseen/inputs' {
  interface Asset {
    readonly url: string;
    readonly bytes: number;
    readonly sha256: string;
  }
  export const assets: Readonly<
    Record<
      'engineGlue' | 'engineWasm' | 'canvasGlue' | 'canvasWasm' | 'runtimeGlue' | 'runtimeWasm' | 'fontRegular' | 'fontSemibold',
      Asset
    >
  >;
  /** Each shipped model: where its files lie, and its card as text. */
  export const models: readonly { readonly folder: string; readonly text: string }[];
}
