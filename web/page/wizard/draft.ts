// What has been answered of a model's card so far, as a value. Nothing is answered beforehand but what the graph itself leaves no
// choice in; what is missing is listed, and a card is made only when nothing is.

import type { Image } from '../../../contract/generated/card';
import type { OnnxModel } from '../../onnx/graph';
import { lengthOf, type PictureInput, pictureInput } from '../../onnx/judge';
import { isRefusal, type Refusal, refuse } from '../../wire/refusal';
import { type QuestionId, questions } from './questions';

/** A file that a card is being made for: what its graph says, and what identifies it. */
export interface Subject {
  readonly model: OnnxModel;
  readonly picture: PictureInput;
  readonly sha256: string;
  readonly bytes: number;
}

/** Refused where no card could make it run: `onnx-input`, `onnx-graph`, `onnx-shape`. */
export function subjectOf(model: OnnxModel, sha256: string, bytes: number): Subject | Refusal {
  const picture = pictureInput(model);
  if (isRefusal(picture)) {
    return picture;
  }
  if (model.numbers === 0 || model.operators.length === 0) {
    return refuse('onnx-graph', 'it holds no weights, or does nothing with them');
  }
  if (!model.outputs.some(({ type }) => type === 'float32')) {
    return refuse('onnx-shape', `its outputs are ${model.outputs.map(({ type }) => type).join(', ')}, float32 is read`);
  }
  return { model, picture, sha256, bytes };
}

/** A text, or the statement that nothing is stated. */
export interface Stated {
  readonly text: string;
  readonly unstated: boolean;
}

/** What stored 0 and stored full scale become; or that images of that depth are to be refused. */
export interface Ends {
  readonly low: number | null;
  readonly high: number | null;
  readonly refused: boolean;
}

export interface Draft {
  readonly title: string;
  readonly question: string;
  /** Name of the output that holds the scores. */
  readonly output: string | null;
  /** In the order of the output's numbers. */
  readonly labels: readonly string[];
  readonly heads: 'softmax' | 'sigmoid' | 'value' | null;
  readonly about: Stated;
  readonly activated: boolean | null;
  readonly layout: Image['layout'] | null;
  readonly height: number | null;
  readonly width: number | null;
  readonly fit: Image['fit'] | null;
  readonly kernel: Image['kernel'] | null;
  readonly range: { readonly '8': Ends; readonly '16': Ends };
  /** One number a channel. */
  readonly mean: readonly (number | null)[];
  readonly spread: readonly (number | null)[];
  readonly training: Stated;
  readonly licence: Stated;
  readonly attribution: Stated;
  readonly intended: Stated;
  readonly misuse: Stated;
  readonly limits: Stated;
}

const unsaid: Stated = { text: '', unstated: false };
const open: Ends = { low: null, high: null, refused: false };

/** Everything open, but for what the graph decides: its only output, its only layout, a size that it fixes. */
export function emptyDraft({ model, picture }: Subject): Draft {
  const outputs = model.outputs.filter(({ type }) => type === 'float32');
  const [layout] = picture.layouts;
  const draft: Draft = {
    title: '',
    question: '',
    output: outputs.length === 1 ? (outputs[0]?.name ?? null) : null,
    labels: [],
    heads: null,
    about: unsaid,
    activated: null,
    layout: null,
    height: null,
    width: null,
    fit: null,
    kernel: null,
    range: { '8': open, '16': open },
    mean: [],
    spread: [],
    training: unsaid,
    licence: unsaid,
    attribution: unsaid,
    intended: unsaid,
    misuse: unsaid,
    limits: unsaid,
  };
  const laid = picture.layouts.length === 1 && layout ? withLayout(draft, layout, picture) : draft;
  return withOutput(laid, laid.output, model);
}

/** Takes a layout, and with it what the graph says of channels and size there. */
export function withLayout(draft: Draft, layout: Image['layout'], picture: PictureInput): Draft {
  const { channels, height, width } = picture.sizeIn(layout);
  const perChannel = (values: Draft['mean']) => Array.from({ length: channels }, (_, c) => values[c] ?? null);
  return { ...draft, layout, height, width, mean: perChannel(draft.mean), spread: perChannel(draft.spread) };
}

/** Takes an output, with room for as many labels as it has numbers. */
export function withOutput(draft: Draft, output: string | null, model: OnnxModel): Draft {
  const count = countOf({ ...draft, output }, model);
  const labels = count === null ? draft.labels : Array.from({ length: count }, (_, i) => draft.labels[i] ?? '');
  return { ...draft, output, labels };
}

/** How many labels the chosen output needs; null where the graph does not say, or none is chosen. */
export function countOf({ output }: Pick<Draft, 'output'>, { outputs }: OnnxModel): number | null {
  const port = outputs.find(({ name }) => name === output);
  return port ? lengthOf(port) : null;
}

/** The labels of a list that was pasted: between commas, semicolons or line ends, with or without quotes and brackets. */
export const labelsIn = (text: string): string[] =>
  text
    .replace(/^[\s[({]+|[\s\])}]+$/g, '')
    .split(/[,;\n\t]+/)
    .map((label) =>
      label
        .trim()
        .replace(/^(["'])(.*)\1$/, '$2')
        .trim(),
    )
    .filter((label) => label !== '');

export interface Missing {
  readonly id: QuestionId;
  readonly sentence: string;
}

const isWhole = (value: number | null) => value !== null && Number.isInteger(value) && value >= 1 && value <= 4096;
const isNumber = (value: number | null): value is number => value !== null && Number.isFinite(value) && Math.abs(value) <= 1e6;
const isOpen = ({ text, unstated }: Stated) => text.trim() === '' && !unstated;

/** What still has to be answered, in the order of the questions. Empty: the card can be made. */
export function missing(draft: Draft, { model, picture }: Subject): Missing[] {
  const count = countOf(draft, model);
  const { channels } = picture.sizeIn(draft.layout ?? 'NCHW');
  const texts = ['about', 'training', 'licence', 'attribution', 'intended', 'misuse', 'limits'] as const;
  const found = new Map<QuestionId, string>();
  const say = (id: QuestionId, holds: boolean, sentence: string) => !holds && !found.has(id) && found.set(id, sentence);
  say('title', draft.title.trim() !== '', 'Give it a title.');
  say('question', draft.question.trim() !== '', 'Say what the model is asked.');
  say('output', draft.output !== null, 'Choose the output that holds the scores.');
  const named = draft.labels.filter((label) => label.trim() !== '').length;
  say('labels', draft.labels.length > 0, 'Name the labels.');
  say('labels', count === null || draft.labels.length === count, `Name ${count} labels.`);
  say('labels', named === draft.labels.length, `${named} of ${draft.labels.length} labels are named.`);
  const titles = new Set(draft.labels.map((label) => label.trim().toLowerCase()));
  say('labels', titles.size === draft.labels.length, 'Two labels are called the same.');
  say('labels', named <= 1000, 'At most 1000 labels are taken.');
  say('heads', draft.heads !== null, 'Say how the labels belong together.');
  say('heads', draft.heads !== 'softmax' || draft.labels.length > 1, 'Of a single label there is nothing to choose between.');
  say('activated', draft.activated !== null, 'Say whether its numbers are scores already.');
  say('layout', draft.layout !== null, 'Say where the channels stand.');
  say('size', isWhole(draft.height) && isWhole(draft.width), 'Give height and width, from 1 to 4096.');
  say('fit', draft.fit !== null, 'Choose how a film becomes that size.');
  say('kernel', draft.kernel !== null, 'Choose how it is resampled.');
  for (const bits of ['8', '16'] as const) {
    const { low, high, refused } = draft.range[bits];
    const films = `films of ${bits === '8' ? 'up to 8' : '9 to 16'} bits`;
    say('range', refused || (isNumber(low) && isNumber(high)), `Give both ends for ${films}, or say that they are refused.`);
    say('range', refused || low !== high, `The two ends for ${films} are the same.`);
  }
  say('range', !draft.range['8'].refused || !draft.range['16'].refused, 'Refusing both leaves nothing to score.');
  const whole = (values: Draft['mean']) => draft.layout !== null && values.length === channels && values.every(isNumber);
  say('scale', whole(draft.mean) && whole(draft.spread), 'Give mean and spread of every channel.');
  say(
    'scale',
    draft.spread.every((value) => value === null || value > 0),
    'A spread is above 0.',
  );
  for (const id of texts) {
    say(id, !isOpen(draft[id]), 'Write it down, or tick that it is not stated.');
  }
  return questions.flatMap(({ id }) => {
    const sentence = found.get(id);
    return sentence === undefined ? [] : [{ id, sentence }];
  });
}

/** Letters, digits and hyphens, as ids are made. */
export const idOf = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
