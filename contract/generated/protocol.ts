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
  | EngineHistogram
  | EnginePixels
  | EngineValue
  | EngineCard
  | EngineTensor
  | EngineScores
  | EngineCatalogue
  | EngineGate
  | EngineTruth
  | EnginePhantom
  | EngineClose
  | EngineExperimentBegin
  | EngineExperimentNext
  | EngineExperimentAbsorb
  | EngineExperimentAnswer
  | EngineExperimentFilm
  | EngineExperimentEnd;
/**
 * What a file says of itself, for its facts: body part, view, modality, manufacturer and the like.
 */
export type Stated = {
  title: string;
  value: string;
}[];
/**
 * What stands in the film's place: the picture, what the chain changed in it, or its frequencies.
 */
export type Look = 'film' | 'difference' | 'spectrum';
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
  | EngineHistogramReply
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
  | EngineExperimentNextReply
  | EngineExperimentProgress
  | EngineExperimentAnswerReply
  | EngineExperimentFilmReply
  | EngineExperimentEndReply
  | Refusal;
/**
 * What an experiment answers, in one of a closed set of forms; says: the same in a sentence or two.
 */
export type Answer = AnswerScore | AnswerCurve | AnswerMap | AnswerTable | AnswerRoc;
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
        | 'survey'
        | 'phantom'
        | 'truth'
        | 'display'
        | 'histogram'
        | 'pixels'
        | 'value'
        | 'card'
        | 'inspect'
        | 'examine'
        | 'load'
        | 'unload'
        | 'tensor'
        | 'predict'
        | 'experiment-begin'
        | 'experiment-step'
        | 'experiment-end';
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
    }
  | {
      type: 'connect';
      line: {};
      part?: 'runtime' | 'decoder';
    }
  | {
      type: 'lost';
      why: string;
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
      type: 'progress';
      id: number;
      done: number;
      total: number;
    }
  | {
      type: 'wanted' | 'stuck';
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
      look?: Look;
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
      kind: 'read-link';
      text: string;
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
      /**
       * Another frame of the file that is open, or another slice of its series: window and view stay.
       */
      sameFile?: boolean;
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
    }
  | {
      kind: 'set-look';
      look: Look;
    }
  | {
      kind: 'set-brush';
      brush: Brush | null;
    }
  | {
      kind: 'histogram-read';
      image: number;
      histogram: Histogram;
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
      wantedUntouched?: Wanted | null;
      inForce?: Chain;
      fresh?: boolean;
      canUndo?: boolean;
      canRedo?: boolean;
      undoes?: string | null;
      redoes?: string | null;
      dropped?: string[];
      text?: string;
      /**
       * What did not fit the link, in words.
       */
      leftOut?: string[];
      link?: {};
      again?: boolean;
      cursor?: 'default' | 'grab' | 'grabbing' | 'pointer' | 'ew-resize' | 'crosshair';
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
      wantedUntouched?: Wanted | null;
      inForce?: Chain;
      fresh?: boolean;
      canUndo?: boolean;
      canRedo?: boolean;
      undoes?: string | null;
      redoes?: string | null;
      dropped?: string[];
      text?: string;
      /**
       * What did not fit the link, in words.
       */
      leftOut?: string[];
      link?: {};
      again?: boolean;
      cursor?: 'default' | 'grab' | 'grabbing' | 'pointer' | 'ew-resize' | 'crosshair';
      hovered?: string | null;
      consumed?: boolean;
      point?: {
        x: number;
        y: number;
      } | null;
      views?: MirrorView[];
    };

/**
 * Payload: the file, of which `frame` (from 0; the first where left out) is opened; or, with `medical`, the samples that it describes. A refusal leaves the previous image in place.
 */
export interface EngineOpen {
  kind: 'open';
  frame?: number;
  medical?: MedicalFrame;
}
/**
 * One frame of a medical image as its file states it, uncompressed and otherwise untouched; what the numbers mean is the engine's to work out. The samples are the payload: rows × columns × samplesPerPixel, little endian, each in bitsAllocated bits (1: packed, least significant first; YBR_FULL_422: rows × columns × 2, as PS3.3 C.7.6.3.1.2 has it).
 */
export interface MedicalFrame {
  format: string;
  rows: number;
  columns: number;
  samplesPerPixel: 1 | 3;
  /**
   * 0: colour by pixel, 1: by plane.
   */
  planarConfiguration: 0 | 1;
  bitsAllocated: 1 | 8 | 16 | 32;
  bitsStored: number;
  highBit: number;
  /**
   * 0: unsigned, 1: two's complement.
   */
  pixelRepresentation: 0 | 1;
  /**
   * integer where left out; float: IEEE 754, in 32 bits.
   */
  sampleFormat?: 'integer' | 'float';
  /**
   * Of the samples in the payload, which a codec may have changed from what the file states.
   */
  photometricInterpretation: 'MONOCHROME1' | 'MONOCHROME2' | 'PALETTE COLOR' | 'RGB' | 'YBR_FULL' | 'YBR_FULL_422';
  frames: number;
  /**
   * Which of them this is, from 0.
   */
  frame: number;
  paddingValue?: number;
  paddingRangeLimit?: number;
  rescaleSlope?: number;
  rescaleIntercept?: number;
  modalityLut?: LookupTable;
  /**
   * As written; absent or empty means LINEAR.
   */
  voiFunction?: string;
  windows: StatedWindow[];
  voiLuts: LookupTable[];
  presentationLutShape?: 'IDENTITY' | 'INVERSE';
  /**
   * @minItems 3
   * @maxItems 3
   */
  palette?: [LookupTable, LookupTable, LookupTable];
  /**
   * Height of a pixel, then its width; only their ratio matters.
   *
   * @minItems 2
   * @maxItems 2
   */
  pixelAspectRatio?: [number, number];
  stated: Stated;
  /**
   * Names of attributes in the file that may identify the patient; never their values.
   */
  identifying: string[];
  notes: string[];
}
/**
 * PS3.3 C.11.1.1.1: `first` is the value that the first entry is for; each entry has `bits` bits.
 */
export interface LookupTable {
  first: number;
  bits: number;
  /**
   * @minItems 1
   * @maxItems 65536
   */
  entries: [number, ...number[]];
  explanation?: string;
}
/**
 * A window as the file states it: in values after the modality transform. Width may be below 1.
 */
export interface StatedWindow {
  center: number;
  width: number;
  explanation?: string;
}
/**
 * The shown image, reduced by area so that its longer side is at most `side`. Payload back: u8 grey, height × width. Another look: what the chain changed (128 is no change, multiplied by the reply's gain), or the 224 × 224 waves.
 */
export interface EngineDisplay {
  kind: 'display';
  side: number;
  look?: Look;
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
 * One operation of a chain: its id and the values of its parameters; strokes (radius, points as x, y, x, y, …) where it paints. A bypassed step does nothing; where any is solo, only those do something. Whoever reads a chain leaves the others out.
 */
export interface Step {
  op: string;
  [k: string]: number | string | boolean | unknown[];
}
/**
 * How often stored values of the open film occur, over its own window and all values that occur.
 */
export interface EngineHistogram {
  kind: 'histogram';
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
 * Payload: the network's outputs, f32, flat and in output order, and after them `features` values of its map of features (0 where the card's gate asks for none). The gate judges the image that `tensor` was asked for last; where a `variant` of the card scored, it judges the film before the variant's chain, and refuses any other chain.
 */
export interface EngineScores {
  kind: 'scores';
  model: string;
  variant?: string | null;
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
/**
 * Begins an experiment of the catalogue with a model whose card is loaded; the open picture is kept for it as it is now, and one begun before ends. A refusal leaves that one in place.
 */
export interface EngineExperimentBegin {
  kind: 'experiment-begin';
  experiment: string;
  parameters: {
    [k: string]: unknown;
  };
  model: string;
  window: Window | null;
  chain: Chain;
}
/**
 * What the network is to be given next, at most so many pictures. Payload back: f32; no dims and no payload when all were given, or when a film of the visitor's own must be given first: needs is its number.
 */
export interface EngineExperimentNext {
  kind: 'experiment-next';
  most: number;
}
/**
 * Payload: the network's outputs for what was given last, f32, picture by picture.
 */
export interface EngineExperimentAbsorb {
  kind: 'experiment-absorb';
}
/**
 * What the experiment says so far.
 */
export interface EngineExperimentAnswer {
  kind: 'experiment-answer';
}
/**
 * The film that the experiment needs next. Payload: the file, or with `medical` the samples that it describes. A refusal leaves the experiment waiting for it.
 */
export interface EngineExperimentFilm {
  kind: 'experiment-film';
  medical?: MedicalFrame;
}
/**
 * Forgets the experiment and the picture it kept.
 */
export interface EngineExperimentEnd {
  kind: 'experiment-end';
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
  frame: number;
  orientation: number;
  window: Window;
  /**
   * @minItems 1
   */
  windows: [OfferedWindow, ...OfferedWindow[]];
  /**
   * Least and largest value that such a file can hold, after the modality transform: windows are bounded by them.
   */
  lowest: number;
  highest: number;
  minimum: number;
  maximum: number;
  stated: Stated;
  identifying: string[];
  notes: string[];
}
/**
 * A window to choose, with the file's own word for it.
 */
export interface OfferedWindow {
  center: number;
  width: number;
  title: string;
}
export interface EngineDisplayReply {
  ok: true;
  width: number;
  height: number;
  scale: number;
  gain?: number;
}
export interface EngineHistogramReply {
  ok: true;
  histogram: Histogram;
}
/**
 * How often stored values occur: equal bins from minimum to maximum.
 */
export interface Histogram {
  minimum: number;
  maximum: number;
  counts: number[];
}
export interface EnginePixelsReply {
  ok: true;
  width: number;
  height: number;
}
/**
 * `stored` is null under a chain, which may move every pixel; x and y count in the picture shown.
 */
export interface EngineValueReply {
  ok: true;
  x: number;
  y: number;
  stored: number | null;
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
export interface EngineExperimentNextReply {
  ok: true;
  dims: number[];
  needs?: number;
}
/**
 * Pictures scored, and of how many. Begin and absorb answer this.
 */
export interface EngineExperimentProgress {
  ok: true;
  done: number;
  total: number;
}
export interface EngineExperimentAnswerReply {
  ok: true;
  done: number;
  total: number;
  answers: Answer[];
}
export interface AnswerScore {
  id: string;
  title: string;
  says: string;
  form: 'score';
  of: Of;
  estimate: Estimate;
}
/**
 * Whose number it is.
 */
export interface Of {
  head: string;
  label: string;
  title: string;
}
/**
 * A number, its interval, and on how many pictures or seeds; positives: how many of them the label is true of, 0 where no truth is known. Null where there are too few.
 */
export interface Estimate {
  value: number | null;
  low: number | null;
  high: number | null;
  n: number;
  positives: number;
}
/**
 * A figure against a setting; y.interval says what low and high are.
 */
export interface AnswerCurve {
  id: string;
  title: string;
  says: string;
  form: 'curve';
  x: {
    operation: string;
    parameter: string;
    title: string;
    unit: string;
    scale: 'linear' | 'logarithmic';
  };
  y: {
    title: string;
    min: number;
    max: number;
    chance: number | null;
    interval: string;
  };
  lines: CurveLine[];
}
/**
 * untouched: the same without the operation.
 */
export interface CurveLine {
  of: Of;
  points: CurvePoint[];
  untouched: Estimate;
}
export interface CurvePoint {
  x: number;
  value: number | null;
  low: number | null;
  high: number | null;
  n: number;
  positives: number;
}
/**
 * Row by row, as the picture lies.
 */
export interface AnswerMap {
  id: string;
  title: string;
  says: string;
  form: 'map';
  of: Of;
  rows: number;
  columns: number;
  values: (number | null)[];
  untouched: number | null;
}
export interface AnswerTable {
  id: string;
  title: string;
  says: string;
  form: 'table';
  columns: string[];
  rows: (number | string | null)[][];
}
/**
 * Points are shares of false and of true positives.
 */
export interface AnswerRoc {
  id: string;
  title: string;
  says: string;
  form: 'roc';
  of: Of;
  lines: {
    title: string;
    points: [number, number][];
    area: Estimate;
  }[];
}
export interface EngineExperimentFilmReply {
  ok: true;
}
export interface EngineExperimentEndReply {
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
  /**
   * Names a chain of the catalogue, which takes the place of the chain.
   */
  preset?: string;
  seed?: number;
  view?: View;
  look?: Look;
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
  stored: number | null;
  shown: number;
}
/**
 * While there is one, the pointer paints into that step; the radius is a share of the film's longer side.
 */
export interface Brush {
  step: number;
  radius: number;
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
  /**
   * The recipe of the simulated film that is open; after a link, of the one to be simulated.
   */
  phantom: PhantomSpec | null;
  look: Look;
  result: {
    [k: string]: unknown;
  } | null;
  /**
   * The result of the open film as it was read, without chain and window.
   */
  untouched: {
    [k: string]: unknown;
  } | null;
  /**
   * The latest scores of this film by this model, oldest first, each with the setting that was in hand.
   *
   * @maxItems 60
   */
  trail: {
    op: string;
    parameter: string;
    value: number | null;
    scores: number[];
  }[];
  /**
   * The setting that was changed last.
   */
  hand: {
    op: string;
    parameter: string;
  } | null;
  brush: Brush | null;
  histogram: Histogram | null;
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
  role:
    | 'button'
    | 'toggle'
    | 'choice'
    | 'slider'
    | 'number'
    | 'image'
    | 'bars'
    | 'curve'
    | 'map'
    | 'table'
    | 'line'
    | 'order'
    | 'levels'
    | 'spark'
    | 'brush';
  label: string;
  text: string;
  enabled: boolean;
  [k: string]: unknown;
}
