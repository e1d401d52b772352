// Generated from models/card.schema.json by npm run generate; do not edit.

/**
 * All that is needed to run a model and to judge its answer. Every key but variants and published is required: nothing is defaulted or guessed.
 */
export interface ModelCard {
  schema: 1;
  /**
   * Also the name of the folder below models/.
   */
  id: string;
  version: string;
  title: string;
  /**
   * In plain words, what the model is asked.
   */
  question: string;
  summary: string;
  /**
   * Of the weights.
   */
  licence: string;
  /**
   * Sentences to repeat wherever the model is described.
   */
  attribution: string[];
  /**
   * Groups of labels; all labels of all heads, in this order, are the order of the logits.
   *
   * @minItems 1
   */
  heads: [Head, ...Head[]];
  /**
   * True where the network already applies the activation of its heads.
   */
  activated: boolean;
  input: Image | Histogram | Covariates;
  outputs: {
    /**
     * Name of the ONNX output [N, labels].
     */
    logits: string;
    /**
     * Name of the ONNX output [N,C,h,w]: the last map, of which the logits are a linear function of the mean.
     */
    features: string | null;
    /**
     * The initializer [labels, C], float32, that weighs the features' channels: sum_c w[k,c] f[c,y,x] averages to logit k less its bias.
     */
    cam: {
      initializer: string;
    } | null;
  };
  training: {
    sources: Source[];
    /**
     * Trained on. Null: not stated by those who made the model.
     */
    images: number | null;
    /**
     * Trained on. Null: not stated by those who made the model.
     */
    patients: number | null;
    notes: string[];
  };
  metrics: Metric[];
  /**
   * What the model's authors report of it and this site did not measure, each a row of assets/findings/findings.json. The other key that may be missing.
   *
   * @minItems 1
   */
  published?: [Published, ...Published[]];
  use: {
    /**
     * @minItems 1
     */
    intended: [string, ...string[]];
    /**
     * @minItems 1
     */
    misuse: [string, ...string[]];
    /**
     * @minItems 1
     */
    limits: [string, ...string[]];
  };
  /**
   * What the model may be shown, beside the shared router of models/gate. Null: the gate cannot judge for this model.
   */
  gate: Gate | null;
  weights: Weights;
  reproduce: Reproduce;
  /**
   * The same network, or one like it, trained anew on images that a chain changed. A variant takes the card's input and gives the card's outputs. The one key that may be missing: then there are none.
   *
   * @minItems 1
   */
  variants?: [Variant, ...Variant[]];
}
/**
 */
export interface Head {
  id: string;
  title: string;
  activation: 'softmax' | 'sigmoid' | 'value';
  /**
   * Area under the curve, or share of right answers, of a model that knows nothing. Null for a value.
   */
  chance: number | null;
  /**
   * What the labels mean and who wrote them down.
   */
  about: string;
  question: string;
  /**
   * @minItems 1
   */
  labels: [
    {
      id: string;
      title: string;
      colour: string;
      /**
       * True for an output that was never trained and is not shown.
       */
      untrained: boolean;
    },
    ...{
      id: string;
      title: string;
      colour: string;
      /**
       * True for an output that was never trained and is not shown.
       */
      untrained: boolean;
    }[],
  ];
}
/**
 */
export interface Image {
  kind: 'image';
  /**
   * Of the ONNX input.
   */
  name: string;
  layout: 'NCHW' | 'NHWC';
  channels: 1 | 3;
  height: number;
  width: number;
  fit: 'squash' | 'centre-crop-square' | 'pad';
  kernel: 'bilinear' | 'bilinear-antialias' | 'area';
  /**
   * The values that stored 0 and stored full scale become, for depths of 1 to 8 ("8") and of 9 to 16 bits ("16"); then mean is taken off and spread divides. An image of a depth with no range is refused.
   */
  range: {
    /**
     * @minItems 2
     * @maxItems 2
     */
    '8'?: [number, number];
    /**
     * @minItems 2
     * @maxItems 2
     */
    '16'?: [number, number];
  };
  /**
   * One number a channel.
   *
   * @minItems 1
   */
  mean: [number, ...number[]];
  /**
   * One number a channel.
   *
   * @minItems 1
   */
  spread: [number, ...number[]];
}
/**
 */
export interface Histogram {
  kind: 'histogram';
  name: string;
  bins: number;
}
/**
 */
export interface Covariates {
  kind: 'covariates';
  name: string;
  /**
   * @minItems 1
   */
  fields: [
    {
      id: string;
      unit: string;
      min: number;
      max: number;
    },
    ...{
      id: string;
      unit: string;
      min: number;
      max: number;
    }[],
  ];
}
/**
 */
export interface Source {
  name: string;
  url: string;
  licence: string;
  attribution: string;
  /**
   * Null: not stated by those who made the model.
   */
  images: number | null;
  /**
   * Null: not stated by those who made the model.
   */
  patients: number | null;
  /**
   * How its films were used.
   */
  split: string;
}
/**
 */
export interface Metric {
  head: string;
  label: string;
  /**
   * For example AUC, accuracy, Brier, ECE.
   */
  metric: string;
  on: string;
  population: 'held-out' | 'unseen-hospital' | 'ablation' | 'calibration';
  value: number;
  /**
   * Lower end of the 95% interval.
   */
  low: number;
  high: number;
  images: number;
  patients: number;
  note: string | null;
}
/**
 */
export interface Published {
  head: string;
  label: string;
  /**
   * Id in assets/findings/findings.json.
   */
  finding: string;
  /**
   * Which films, as a part of a sentence: on …
   */
  on: string;
  metric: string;
  value: number;
  /**
   * Lower end of the 95% interval; null where none is reported.
   */
  low: number | null;
  high: number | null;
}
/**
 */
export interface Gate {
  /**
   * Completes: the model was trained on …
   */
  about: string;
  /**
   * Kinds of the router that the model may be shown.
   *
   * @minItems 1
   */
  accepts: [string, ...string[]];
  /**
   * The router's margin (best accepted kind less best other kind) from which a picture passes.
   */
  pass: number;
  /**
   * The margin below which it is out; between the two it is unknown.
   */
  refuse: number;
  features: FeatureGate | null;
  /**
   * Rates on held-out images.
   */
  measured: GateRate[];
}
/**
 * Gaussian of the network's pooled features.
 *
 */
export interface FeatureGate {
  /**
   * Of each channel of the pooled features, over the training films.
   *
   * @minItems 1
   */
  mean: [number, ...number[]];
  /**
   * Standard deviation of each channel.
   *
   * @minItems 1
   */
  spread: [number, ...number[]];
  /**
   * Rank × channels, flat: directions of largest variance of the scaled features, shrunk covariance.
   */
  axes: number[];
  /**
   * Along each axis.
   */
  variances: number[];
  /**
   * Variance along every other direction.
   */
  rest: number;
  /**
   * Distance (root of the mean squared distance a channel) up to which a picture passes.
   */
  threshold: number;
  /**
   * Above this it is out; between the two it is unknown.
   */
  far: number;
}
/**
 */
export interface GateRate {
  kind: string;
  on: string;
  /**
   * refused: not passed though it should have been; detected: not passed, as it should be.
   */
  what: 'refused' | 'detected';
  images: number;
  count: number;
  rate: number;
  /**
   * Lower end of the 95% interval.
   */
  low: number;
  high: number;
}
/**
 */
export interface Weights {
  file: string;
  sha256: string;
  bytes: number;
  /**
   * Every operator of the graph, sorted.
   *
   * @minItems 1
   */
  operators: [string, ...string[]];
  ir: number;
  opset: number;
  precision: string;
  parameters: number;
}
/**
 */
export interface Reproduce {
  command: string;
  seed: number;
  commit: string | null;
}
/**
 */
export interface Variant {
  /**
   * Unique in the card.
   */
  id: string;
  title: string;
  /**
   * The steps that made its images; a parameter left out has its initial value.
   *
   * @minItems 1
   * @maxItems 32
   */
  chain: [Step, ...Step[]];
  weights: Weights;
  /**
   * Of the variant, on held-out images that the chain changed.
   *
   * @minItems 1
   */
  metrics: [Metric, ...Metric[]];
  /**
   * Of the card's own weights on the same images.
   */
  fixed: Metric[];
  reproduce: Reproduce;
}
/**
 */
export interface Step {
  op: string;
  [k: string]: number | string;
}
