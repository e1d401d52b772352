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
      | 'engineGlue'
      | 'engineWasm'
      | 'canvasGlue'
      | 'canvasWasm'
      | 'runtimeGlue'
      | 'runtimeWasm'
      | 'graphicsGlue'
      | 'graphicsWasm'
      | 'gate'
      | 'findings'
      | 'fontRegular'
      | 'fontSemibold',
      Asset
    >
  >;
  /** Each shipped model: where its files lie, and its card as text. */
  export const models: readonly { readonly folder: string; readonly text: string }[];
  interface Area {
    readonly auc: number;
    readonly low: number;
    readonly high: number;
  }
  /** Model → areas over its held-out films with 95% intervals, as they are and with their pixels shuffled (models/matrix.json). */
  export const shuffled: Readonly<
    Record<string, { readonly images: number; readonly untouched: Area; readonly shuffled: Area } | undefined>
  >;
}

declare module 'virtual:unseen/samples' {
  interface SampleEntry {
    readonly id: string;
    readonly title: string;
    readonly source: string;
    readonly licence: string;
    /** What it is simulated from; null where it is a file. */
    readonly phantom: import('../../contract/generated/protocol').PhantomSpec | null;
    /** A host's own film, on this site; null where it is simulated. */
    readonly file: { readonly url: string; readonly bytes: number; readonly sha256: string } | null;
    readonly thumb: { readonly url: string; readonly width: number; readonly height: number };
  }
  /** In the order of assets/samples/samples.json; the page opens on the first. */
  export const samples: readonly SampleEntry[];
}

declare module 'virtual:unseen/skeletons' {
  interface Asset {
    readonly url: string;
    readonly bytes: number;
    readonly sha256: string;
  }
  /** Graphs without weights that a visitor's checkpoint may fill; `files` are their cards by id. */
  export const skeletons: readonly (import('../checkpoint/choose').Known & {
    readonly graph: Asset;
    readonly table: Asset;
    readonly files: Readonly<Record<string, Asset | undefined>>;
  })[];
}
