// A model's card, as models/card.schema.json says it. Every field is required; nothing is defaulted.

export interface Label {
  readonly id: string;
  readonly title: string;
  readonly colour: string;
  readonly untrained: boolean;
}

export interface Head {
  readonly id: string;
  readonly title: string;
  readonly activation: 'softmax' | 'sigmoid' | 'value';
  readonly chance: number;
  readonly about: string;
  readonly question: string;
  readonly labels: readonly Label[];
}

export interface Metric {
  readonly head: string;
  readonly label: string | null;
  readonly metric: string;
  readonly on: string;
  readonly population: 'held-out' | 'unseen-hospital' | 'ablation' | 'calibration';
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly images: number;
  readonly patients: number;
  readonly note: string | null;
}

export interface Source {
  readonly name: string;
  readonly url: string;
  readonly licence: string;
  readonly attribution: string;
  readonly images: number;
  readonly patients: number;
  readonly split: string;
}

export interface Card {
  readonly schema: number;
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly question: string;
  readonly summary: string;
  readonly licence: string;
  readonly attribution: readonly string[];
  readonly heads: readonly Head[];
  readonly activated: boolean;
  readonly input: {
    readonly kind: string;
    readonly name: string;
    readonly layout: string;
    readonly channels: number;
    readonly height: number;
    readonly width: number;
    readonly fit: string;
    readonly kernel: string;
    readonly range: Readonly<Record<string, readonly [number, number]>>;
    readonly mean: readonly number[];
    readonly spread: readonly number[];
  };
  readonly outputs: {
    readonly logits: string;
    readonly features: string | null;
    readonly cam: { readonly initializer: string } | null;
  };
  readonly training: {
    readonly sources: readonly Source[];
    readonly images: number;
    readonly patients: number;
    readonly notes: readonly string[];
  };
  readonly metrics: readonly Metric[];
  readonly use: {
    readonly intended: readonly string[];
    readonly misuse: readonly string[];
    readonly limits: readonly string[];
  };
  readonly gate: object | null;
  readonly weights: {
    readonly file: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly operators: readonly string[];
    readonly ir: number;
    readonly opset: number;
    readonly precision: string;
    readonly parameters: number;
  };
  readonly reproduce: { readonly command: string; readonly seed: number; readonly commit: string | null };
}

/** All labels of a card in output order, each with its head. */
export function labelsOf(card: Card): { id: string; title: string; head: string }[] {
  return card.heads.flatMap((head) => head.labels.map(({ id, title }) => ({ id, title, head: head.id })));
}
