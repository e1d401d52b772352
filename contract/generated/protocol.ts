// Generated from contract/protocol.schema.json by npm run generate; do not edit.

/**
 * What page, worker, engine module and canvas module say to each other: small JSON values beside at most one block of bytes.
 */
export type Protocol = EngineRequest | EngineReply | ToWorker | FromWorker | CanvasRequest | CanvasReply;
/**
 * What the engine module is asked.
 */
export type EngineRequest =
  | EngineOpen
  | EngineDisplay
  | EnginePixels
  | EngineValue
  | EngineCard
  | EngineTensor
  | EngineScores
  | EngineCatalogue
  | EngineGate
  | EngineTruth
  | EnginePhantom
  | EngineClose;
/**
 * At most limits.steps of the catalogue; a longer one is refused by a code of its own.
 */
export type Chain = Step[];
/**
 * What it answers.
 */
export type EngineReply =
  | EngineOpenReply
  | EngineDisplayReply
  | EnginePixelsReply
  | EngineValueReply
  | EngineCardReply
  | EngineTensorReply
  | EngineScoresReply
  | EngineCatalogueReply
  | EngineGateReply
  | EngineTruthReply
  | EnginePhantomReply
  | EngineCloseReply
  | Refusal;
/**
 * From the page to its one worker; what `send` holds a kind is typed in web/wire/messages.ts, with its buffers.
 */
export type ToWorker =
  | {
      type: 'request';
      id: number;
      kind:
        | 'start'
        | 'open'
        | 'phantom'
        | 'truth'
        | 'display'
        | 'pixels'
        | 'value'
        | 'card'
        | 'load'
        | 'unload'
        | 'tensor'
        | 'predict';
      send: {
        [k: string]: unknown;
      };
    }
  | {
      type: 'cancel';
      id: number;
    }
  | {
      type: 'self-test';
    };
/**
 * From the worker to the page.
 */
export type FromWorker =
  | {
      type: 'arrived';
      id: number;
    }
  | {
      type: 'began';
      id: number;
    }
  | {
      type: 'done';
      id: number;
      give: {
        [k: string]: unknown;
      };
    }
  | {
      type: 'refused';
      id: number;
      refusal: Refusal;
    }
  | {
      type: 'broken';
      id: number;
      why: string;
    }
  | {
      type: 'self-test';
      passed: boolean;
    }
  | {
      type: 'requested';
      at: number;
    }
  | {
      type: 'blocked';
      directive: string;
      url: string;
    };
/**
 * What the canvas module is asked. Payload: of start the fonts, of texture the grey bytes.
 */
export type CanvasRequest =
  | {
      kind: 'start';
      catalogue: {
        [k: string]: unknown;
      };
      theme: {
        tokens: Tokens;
      };
      reducedMotion: boolean;
    }
  | {
      kind: 'theme';
      tokens: Tokens;
    }
  | {
      kind: 'motion';
      reduced: boolean;
    }
  | {
      kind: 'context';
      event: 'lost' | 'restored';
    }
  | {
      kind: 'slots';
      ratio: number;
      width: number;
      height: number;
      slots: {
        id: string;
        x: number;
        y: number;
        width: number;
        height: number;
        clip?: {
          x: number;
          y: number;
          width: number;
          height: number;
        };
      }[];
    }
  | {
      kind: 'texture';
      image: number;
      width: number;
      height: number;
    }
  | {
      kind: 'frame';
      time: number;
    }
  | {
      kind: 'state';
    }
  | {
      kind: 'undo';
    }
  | {
      kind: 'redo';
    }
  | {
      kind: 'reset';
    }
  | {
      kind: 'set';
      patch: Patch;
    }
  | {
      kind: 'permalink';
    }
  | {
      kind: 'mirror';
    }
  | {
      kind: 'command';
      command: Command;
    }
  | {
      kind: 'act';
      widget: string;
      value: unknown;
      done?: boolean;
    }
  | {
      kind: 'focus';
      widget: string | null;
    }
  | {
      kind: 'restore';
      state: {
        [k: string]: unknown;
      };
    }
  | {
      kind: 'restore';
      text: string;
    }
  | Input;
/**
 * What changes the lab's state.
 */
export type Command =
  | {
      kind: 'set-window';
      window: Window | null;
      gesture?: number;
    }
  | {
      kind: 'set-view';
      view: View;
      gesture?: number;
    }
  | {
      kind: 'set-chain';
      chain: Chain;
      gesture?: number;
    }
  | {
      kind: 'set-seed';
      seed: number;
      gesture?: number;
    }
  | {
      kind: 'set-model';
      model: {
        id: string;
        variant?: string | null;
      } | null;
    }
  | {
      kind: 'reset';
    }
  | {
      kind: 'image-opened';
      id: number;
      image: {
        [k: string]: unknown;
      };
    }
  | {
      kind: 'image-closed';
    }
  | {
      kind: 'card-loaded';
      card: {
        [k: string]: unknown;
      };
    }
  | {
      kind: 'scored';
      wanted: Wanted;
      labels: ScoredLabel[];
      logits: number[];
      scores: number[];
      ood: Gate | null;
      timings: Timings;
    }
  | {
      kind: 'show-anyway';
      on: boolean;
    }
  | {
      kind: 'progress';
      progress: Progress | null;
    }
  | {
      kind: 'notice';
      notice: Notice | null;
    }
  | {
      kind: 'value-read';
      pointer: Pointer | null;
    };
/**
 * A pointer or key in a slot; x, y in CSS pixels from the canvas element's top left.
 */
export type Input =
  | {
      kind: 'input';
      slot: string;
      type: 'pointer-move' | 'double-click';
      x: number;
      y: number;
    }
  | {
      kind: 'input';
      slot: string;
      type: 'pointer-leave' | 'pointer-cancel';
      x: number;
      y: number;
    }
  | {
      kind: 'input';
      slot: string;
      type: 'pointer-down' | 'pointer-up';
      x: number;
      y: number;
      button: number;
    }
  | {
      kind: 'input';
      slot: string;
      type: 'wheel';
      x: number;
      y: number;
      pixels: number;
      ctrl?: boolean;
    }
  | {
      kind: 'input';
      slot: string;
      type: 'pinch';
      x: number;
      y: number;
      factor: number;
    }
  | {
      kind: 'input';
      slot: string;
      type: 'key';
      key: string;
      shift?: boolean;
      ctrl?: boolean;
    };
/**
 * Every reply says whether to draw a frame, and at which revision state and mirror are; the state comes whenever it changed.
 */
export type CanvasReply =
  | {
      ok: true;
      dirty: boolean;
      revision: number;
      mirror: number;
      gl?: boolean;
      maxTexture?: number;
      state?: State;
      wanted?: Wanted | null;
      fresh?: boolean;
      canUndo?: boolean;
      canRedo?: boolean;
      dropped?: string[];
      text?: string;
      again?: boolean;
      cursor?: 'default' | 'grab' | 'grabbing' | 'pointer' | 'ew-resize';
      hovered?: string | null;
      consumed?: boolean;
      point?: {
        x: number;
        y: number;
      } | null;
      views?: MirrorView[];
    }
  | {
      ok: false;
      code: string;
      cause: 'bad-file' | 'unsupported' | 'over-limit' | 'misuse' | 'internal';
      message: string;
      detail: string;
      dirty: boolean;
      revision: number;
      mirror: number;
      gl?: boolean;
      maxTexture?: number;
      state?: State;
      wanted?: Wanted | null;
      fresh?: boolean;
      canUndo?: boolean;
      canRedo?: boolean;
      dropped?: string[];
      text?: string;
      again?: boolean;
      cursor?: 'default' | 'grab' | 'grabbing' | 'pointer' | 'ew-resize';
      hovered?: string | null;
      consumed?: boolean;
      point?: {
        x: number;
        y: number;
      } | null;
      views?: MirrorView[];
    };

/**
 * Payload: the file. A refusal leaves the previous image in place.
 */
export interface EngineOpen {
  kind: 'open';
}
/**
 * The shown image, reduced by area so that its longer side is at most `side`. Payload back: u8 grey, height × width.
 */
export interface EngineDisplay {
  kind: 'display';
  side: number;
  window: Window | null;
  chain: Chain;
}
/**
 * A display window in stored values, DICOM PS3.3 C.11.2.1.2.
 */
export interface Window {
  center: number;
  width: number;
}
/**
 * One operation of a chain: its id and the values of its parameters.
 */
export interface Step {
  op: string;
  [k: string]: number | string | boolean | unknown[];
}
/**
 * Payload back: f32 in [0,1], height × width.
 */
export interface EnginePixels {
  kind: 'pixels';
  window: Window | null;
  chain: Chain;
}
/**
 * The pixel that holds the point x, y.
 */
export interface EngineValue {
  kind: 'value';
  x: number;
  y: number;
  window: Window | null;
  chain: Chain;
}
/**
 * The text of a card.json; kept under its id. Notes: what looks odd in it.
 */
export interface EngineCard {
  kind: 'card';
  text: string;
}
/**
 * Exactly what the network is to be given. Payload back: f32. Notes: what does not fit the card.
 */
export interface EngineTensor {
  kind: 'tensor';
  model: string;
  window: Window | null;
  chain: Chain;
}
/**
 * Payload: the network's outputs, f32, flat and in output order, and after them `features` values of its map of features (0 where the card's gate asks for none). The gate judges the image that `tensor` was asked for last.
 */
export interface EngineScores {
  kind: 'scores';
  model: string;
  features: number;
}
/**
 * contract/catalog.json, as this engine has it.
 */
export interface EngineCatalogue {
  kind: 'catalogue';
}
/**
 * Loads the part of the gate that all models share: the text of models/gate/gate.json.
 */
export interface EngineGate {
  kind: 'gate';
  text: string;
}
/**
 * What the mechanisms of the open simulated film changed: the same person as B less as A.
 */
export interface EngineTruth {
  kind: 'truth';
}
/**
 * Simulates a film, which becomes the open image; fields left out are the catalogue's initial ones. A refusal leaves the previous image in place.
 */
export interface EnginePhantom {
  kind: 'phantom';
  spec: PhantomWish;
}
/**
 * A spec of which fields may be left out. Ranges are the simulator's to refuse (phantom-parameter).
 */
export interface PhantomWish {
  seed?: number;
  body?: 'chest' | 'hand';
  mechanisms?: string[];
  strength?: number;
  cohort?: ('A' | 'B') | null;
  covariates?: {
    [k: string]: number;
  };
  size?: number;
  kvp?: number;
  mas?: number;
}
/**
 * Forgets the image.
 */
export interface EngineClose {
  kind: 'close';
}
export interface EngineOpenReply {
  ok: true;
  image: Facts;
}
/**
 * What was read from a file. No file name, ever.
 */
export interface Facts {
  format: string;
  width: number;
  height: number;
  storedWidth: number;
  storedHeight: number;
  bits: number;
  photometric: string;
  channels: number;
  frames: number;
  orientation: number;
  window: Window;
  /**
   * @minItems 1
   */
  windows: [Window, ...Window[]];
  minimum: number;
  maximum: number;
  notes: string[];
}
export interface EngineDisplayReply {
  ok: true;
  width: number;
  height: number;
  scale: number;
}
export interface EnginePixelsReply {
  ok: true;
  width: number;
  height: number;
}
export interface EngineValueReply {
  ok: true;
  x: number;
  y: number;
  stored: number;
  shown: number;
}
export interface EngineCardReply {
  ok: true;
  card: {
    [k: string]: unknown;
  };
  notes: string[];
}
export interface EngineTensorReply {
  ok: true;
  /**
   * @minItems 1
   */
  dims: [number, ...number[]];
  minimum: number;
  maximum: number;
  mean: number;
  notes: string[];
}
export interface EngineScoresReply {
  ood: Gate;
  ok: true;
  labels: {
    id: string;
    title: string;
    head: string;
    untrained: boolean;
  }[];
  logits: number[];
  scores: number[];
  notes: string[];
}
export interface Gate {
  verdict: 'in' | 'out' | 'unknown';
  score?: number | null;
  threshold?: number | null;
  reasons: string[];
}
export interface EngineCatalogueReply {
  ok: true;
  catalogue: {
    [k: string]: unknown;
  };
}
export interface EngineGateReply {
  ok: true;
}
/**
 * Payload: width × height, f32 in [-1,1], row-major.
 */
export interface EngineTruthReply {
  ok: true;
  width: number;
  height: number;
}
export interface EnginePhantomReply {
  ok: true;
  image: Facts;
  phantom: Phantom;
}
/**
 * What is known of a simulated film beside its pixels: the whole spec, its cohort, the covariates recorded with it.
 */
export interface Phantom {
  spec: PhantomSpec;
  cohort: 'A' | 'B';
  covariates: {
    [k: string]: number;
  };
  hidden: {
    [k: string]: number;
  };
}
/**
 * What a simulated film was made from: equal ones are equal films. What is not given is drawn from the seed.
 */
export interface PhantomSpec {
  seed: number;
  body: 'chest' | 'hand';
  mechanisms: string[];
  strength: number;
  cohort: ('A' | 'B') | null;
  covariates: {
    [k: string]: number;
  };
  size: number;
  kvp: number;
  mas: number;
}
export interface EngineCloseReply {
  ok: true;
}
/**
 * No, with the stable code and the sentence for the visitor; contract/refusals.def lists them.
 */
export interface Refusal {
  ok: false;
  code: string;
  cause: 'bad-file' | 'unsupported' | 'over-limit' | 'misuse' | 'internal';
  message: string;
  detail: string;
}
/**
 * The theme's colours.
 */
export interface Tokens {
  ground: string;
  panel: string;
  raised: string;
  line: string;
  ink: string;
  dim: string;
  faint: string;
  action: string;
  data1: string;
  data2: string;
  calm: string;
}
/**
 * What unseen.set() takes.
 */
export interface Patch {
  model?: {
    id: string;
    variant?: string | null;
  } | null;
  window?: Window | null;
  chain?: Chain;
  seed?: number;
  view?: View;
}
/**
 * zoom 1 fits the slot; x, y: the image point, 0 to 1, at the slot's centre.
 */
export interface View {
  zoom: number;
  x: number;
  y: number;
}
/**
 * What must be scored for the state as it is.
 */
export interface Wanted {
  image: number;
  model: string;
  variant: string | null;
  window: Window | null;
  chain: Chain;
  revision: number;
}
export interface ScoredLabel {
  id: string;
  title: string;
  head: string;
}
/**
 * Milliseconds.
 */
export interface Timings {
  decode: number;
  preprocess: number;
  inference: number;
  total: number;
  firstInference?: number | null;
  threads?: number | null;
  threadsReason?: string | null;
}
export interface Progress {
  what: string;
  done: number;
  total: number;
  unit: string;
}
export interface Notice {
  code: string;
  message: string;
}
export interface Pointer {
  x: number;
  y: number;
  stored: number;
  shown: number;
}
/**
 * The lab's state, as unseen.get() gives it.
 */
export interface State {
  version: 1;
  revision: number;
  image: {
    phantom: PhantomSpec | null;
    [k: string]: unknown;
  } | null;
  model: Model | null;
  window: Window | null;
  chain: Chain;
  seed: number;
  view: View;
  result: {
    [k: string]: unknown;
  } | null;
  /**
   * A refused score is shown in full, at the visitor's wish; ends with film and model.
   */
  showAnyway: boolean;
  cards: string[];
  progress: Progress | null;
  notice: Notice | null;
  pointer: Pointer | null;
}
export interface Model {
  id: string;
  variant: string | null;
}
export interface MirrorView {
  slot: string;
  title: string;
  height: number | null;
  widgets: Widget[];
}
/**
 * One widget as native HTML is made from it; what else it holds depends on its role.
 */
export interface Widget {
  id: string;
  role: 'button' | 'toggle' | 'choice' | 'slider' | 'number' | 'image' | 'bars' | 'curve' | 'map' | 'table';
  label: string;
  text: string;
  enabled: boolean;
  [k: string]: unknown;
}
