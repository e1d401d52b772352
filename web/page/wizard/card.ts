// From a draft in which nothing is missing to the card, and from one whose picture is settled to what shows it.
import type { Head, Image } from '../../../contract/generated/card';
import { called } from '../../onnx/operators';
import type { Card } from '../../wire/card';
import { type Draft, idOf, missing, type Stated, type Subject } from './draft';

/** Told apart by eye also by the colour-blind; those of the cards of this site. */
const colours = ['#56a8f5', '#f0a94a', '#3fc9a2', '#f2e04c', '#d98cc0', '#ef7f5a', '#9ad5f7', '#b7b7b7'];
const notStated = 'Not stated by whoever wrote this card.';
/** The id under which a picture is shown before there is a card; no file holds it. */
export const previewId = 'card-wizard-preview';

const lines = ({ text, unstated }: Stated): [string, ...string[]] => {
  const found = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [first, ...rest] = unstated ? [notStated] : found;
  return [first ?? notStated, ...rest];
};
const line = (stated: Stated) => lines(stated).join(' ');

/** What the network is given; null while something of it is open. */
export function imageOf(draft: Draft, subject: Subject): Image | null {
  const pictures = new Set(['layout', 'size', 'fit', 'kernel', 'range', 'scale']);
  const { layout, height, width, fit, kernel, mean, spread } = draft;
  if (!layout || !height || !width || !fit || !kernel || missing(draft, subject).some(({ id }) => pictures.has(id))) {
    return null;
  }
  const { channels } = subject.picture.sizeIn(layout);
  const ends = (bits: '8' | '16') => {
    const { low, high, refused } = draft.range[bits];
    return refused ? {} : { [bits]: [low, high] };
  };
  return {
    kind: 'image',
    name: subject.picture.name,
    layout,
    channels: channels as 1 | 3,
    height,
    width,
    fit,
    kernel,
    range: { ...ends('8'), ...ends('16') },
    mean: mean as [number, ...number[]],
    spread: spread as [number, ...number[]],
  };
}

/** Numbers of a float16 or float32 file are told by the type that most of them have. */
function precisionOf({ model }: Subject): string {
  const [most] = Object.entries(model.byType).sort(([, a], [, b]) => b - a);
  return `${most?.[0] ?? 'float32'} weights, as the file has them`;
}

function headOf(draft: Draft): Head {
  const ids = draft.labels.map(idOf);
  const labels = draft.labels.map((title, i) => ({
    // “T+” and “T−” make one id, and some titles none.
    id: ids[i] && ids.indexOf(ids[i]) === i ? ids[i] : [ids[i] || 'label', i + 1].join('-'),
    title: title.trim(),
    colour: colours[i % colours.length] as string,
    untrained: false,
  }));
  const activation = draft.heads as NonNullable<Draft['heads']>;
  return {
    id: 'scores',
    title: draft.title.trim(),
    activation,
    chance: activation === 'value' ? null : 0.5,
    about: line(draft.about),
    question: draft.question.trim(),
    labels: labels as Head['labels'],
  };
}

/** The card; null while something is missing. */
export function cardOf(draft: Draft, subject: Subject): Card | null {
  const input = imageOf(draft, subject);
  if (!input || draft.output === null || draft.activated === null || missing(draft, subject).length > 0) {
    return null;
  }
  const { model, sha256, bytes } = subject;
  return {
    schema: 1,
    // With the beginning of its hash: no other file has it, whatever it is called.
    id: [idOf(draft.title) || 'model', sha256.slice(0, 8)].join('-'),
    version: '1',
    title: draft.title.trim(),
    question: draft.question.trim(),
    summary:
      'A model that was brought along. What it is given, and what its numbers mean, is as whoever wrote this card says; this site measured nothing of it.',
    licence: line(draft.licence),
    attribution: draft.attribution.unstated ? [] : lines(draft.attribution),
    heads: [headOf(draft)],
    activated: draft.activated,
    input,
    outputs: { logits: draft.output, features: null, cam: null },
    training: { sources: [], images: null, patients: null, notes: lines(draft.training) },
    metrics: [],
    use: { intended: lines(draft.intended), misuse: lines(draft.misuse), limits: lines(draft.limits) },
    gate: null,
    weights: {
      file: 'model.onnx',
      sha256,
      bytes,
      operators: model.operators.map(({ domain, name }) => called(domain, name)).sort() as [string, ...string[]],
      ir: model.ir,
      opset: model.opset,
      precision: precisionOf(subject),
      parameters: model.numbers,
    },
    reproduce: { command: 'Not stated: the weights were brought along as a file.', seed: 0, commit: null },
  };
}

/** A card that is good for nothing but showing the picture: its one label is never scored. */
export function previewOf(draft: Draft, subject: Subject): Card | null {
  const input = imageOf(draft, subject);
  if (!input) {
    return null;
  }
  const nothing: Stated = { text: '', unstated: true };
  const texts = {
    about: nothing,
    training: nothing,
    licence: nothing,
    attribution: nothing,
    intended: nothing,
    misuse: nothing,
    limits: nothing,
  };
  const output = subject.model.outputs.find(({ type }) => type === 'float32')?.name ?? null;
  const outputs = subject.model.outputs.map((port) => (port.name === output ? { ...port, dims: null } : port));
  const filled: Draft = {
    ...draft,
    ...texts,
    title: 'Preview',
    question: 'Preview',
    output,
    labels: ['Preview'],
    heads: 'value',
    activated: true,
  };
  const card = cardOf(filled, { ...subject, model: { ...subject.model, outputs } });
  return card && { ...card, id: previewId };
}
