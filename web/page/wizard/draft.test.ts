import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type OnnxModel, readModel } from '../../onnx/graph';
import { graph, meansNetwork, model, node, port, tensor } from '../../onnx/testing/writer';
import { isRefusal } from '../../wire/refusal';
import { cardOf, imageOf, previewId, previewOf } from './card';
import { type Draft, emptyDraft, labelsIn, missing, type Subject, subjectOf, withLayout, withOutput } from './draft';
import { presets, presetsFor, withPreset } from './presets';
import { questionAt, questions } from './questions';

const sha256 = 'ab'.repeat(32);
function subject(bytes = meansNetwork()): Subject {
  const found = subjectOf(readModel(bytes) as OnnxModel, sha256, bytes.length);
  if (isRefusal(found)) {
    throw new Error(found.detail);
  }
  return found;
}
const ids = (draft: Draft, of = subject()) => missing(draft, of).map(({ id }) => id);
const said = (text: string) => ({ text, unstated: false });
const unstated = { text: '', unstated: true };

/** Every question answered. */
function answered(of = subject()): Draft {
  const draft = withPreset(emptyDraft(of), presets[0]!);
  return {
    ...draft,
    title: 'Two means',
    question: 'Is it bright?',
    labels: ['Bright', 'Dark'],
    heads: 'sigmoid',
    activated: false,
    fit: 'squash',
    kernel: 'area',
    about: said('Set by hand.'),
    training: unstated,
    licence: said('MIT'),
    attribution: said('One\nTwo'),
    intended: said('Tests.'),
    misuse: said('People.'),
    limits: unstated,
  };
}

test('nothing is answered beforehand but what the graph decides', () => {
  const draft = emptyDraft(subject());
  expect(draft).toMatchObject({
    output: 'scores',
    layout: 'NCHW',
    height: 32,
    width: 32,
    labels: ['', ''],
    mean: [null],
    spread: [null],
  });
  const decided = new Set(['output', 'layout', 'size']);
  expect(ids(draft)).toEqual(questions.map(({ id }) => id).filter((id) => !decided.has(id)));
  expect([cardOf(draft, subject()), previewOf(draft, subject())]).toEqual([null, null]);
});

test('where the graph leaves a choice, it is asked for', () => {
  const two = subject(
    model(
      graph({
        nodes: [node('Relu', ['x'], ['y'])],
        initialisers: [tensor('w', [1], [1])],
        inputs: [port('x', ['n', 3, 'h', 3])],
        outputs: [port('y', ['n', 'k']), port('z', ['n', 4])],
      }),
    ),
  );
  const draft = emptyDraft(two);
  expect(draft).toMatchObject({ output: null, layout: null, height: null, labels: [] });
  expect(ids(draft, two)).toEqual(questions.map(({ id }) => id));
  expect(withLayout(draft, 'NHWC', two.picture)).toMatchObject({ height: 3, width: null, mean: [null, null, null] });
  expect(withOutput(draft, 'z', two.model).labels).toEqual(['', '', '', '']);
  // Of an output whose length the file does not say, the labels say it.
  expect(withOutput({ ...draft, labels: ['a'] }, 'y', two.model).labels).toEqual(['a']);
});

test.each<[string, Partial<Draft>, string]>([
  ['too few labels', { labels: ['Bright'] }, 'labels'],
  ['a label without a name', { labels: ['Bright', ' '] }, 'labels'],
  ['two labels of one name', { labels: ['Bright', 'bright '] }, 'labels'],
  [
    'an end that is missing',
    { range: { '8': { low: 0, high: null, refused: false }, '16': { low: 0, high: 1, refused: false } } },
    'range',
  ],
  [
    'ends that are the same',
    { range: { '8': { low: 1, high: 1, refused: false }, '16': { low: 0, high: 1, refused: false } } },
    'range',
  ],
  [
    'no depth that is taken',
    { range: { '8': { low: 0, high: 1, refused: true }, '16': { low: 0, high: 1, refused: true } } },
    'range',
  ],
  ['a spread of 0', { spread: [0] }, 'scale'],
  ['no mean', { mean: [null] }, 'scale'],
  ['half a pixel', { height: 32.5 }, 'size'],
  ['neither a licence nor the word that none is stated', { licence: { text: '  ', unstated: false } }, 'licence'],
])('%s is told', (_, lacks, id) => {
  const draft = { ...answered(), ...lacks };
  expect(ids(draft)).toEqual([id]);
  expect(cardOf(draft, subject())).toBeNull();
});

test('one softmax head needs something to choose between', () => {
  const one = subject(meansNetwork({ weights: [1, 2], bias: [0] }));
  const draft = { ...answered(one), labels: ['Bright'], heads: 'softmax' as const };
  expect(ids(draft, one)).toEqual(['heads']);
  expect(ids({ ...draft, heads: 'sigmoid' }, one)).toEqual([]);
});

test('the card says what was answered, and what identifies the file; nothing is claimed of how well it does', () => {
  const card = cardOf(answered(), subject());
  expect(card).toMatchObject({
    id: 'two-means-abababab',
    metrics: [],
    gate: null,
    licence: 'MIT',
    attribution: ['One', 'Two'],
    input: { channels: 1, height: 32, width: 32, layout: 'NCHW', range: { '8': [0, 1], '16': [0, 1] }, mean: [0], spread: [1] },
    outputs: { logits: 'scores', features: null, cam: null },
    training: { sources: [], images: null, patients: null, notes: ['Not stated by whoever wrote this card.'] },
    weights: { sha256, ir: 8, opset: 13, parameters: 9, precision: 'float32 weights, as the file has them' },
  });
  expect(card?.heads[0]).toMatchObject({ chance: 0.5, activation: 'sigmoid' });
  expect(card?.heads[0]?.labels.map(({ id }) => id)).toEqual(['bright', 'dark']);
  expect(cardOf({ ...answered(), heads: 'value' }, subject())?.heads[0]?.chance).toBeNull();
});

test('labels that would have one id, or none, get their own', () => {
  const card = cardOf({ ...answered(), labels: ['T+', 'T−'] }, subject());
  expect(card?.heads[0]?.labels.map(({ id }) => id)).toEqual(['t', 't-2']);
  const none = cardOf({ ...answered(), labels: ['肺', '心'] }, subject());
  expect(none?.heads[0]?.labels.map(({ id }) => id)).toEqual(['label-1', 'label-2']);
});

test('every key that the card’s schema requires is there, and no other', () => {
  const schema = JSON.parse(readFileSync('models/card.schema.json', 'utf8'));
  const card = cardOf(answered(), subject()) as unknown as Record<string, Record<string, unknown>>;
  const keys = (value: object | undefined) => Object.keys(value ?? {}).sort();
  expect(keys(card)).toEqual([...schema.required].sort());
  expect(keys(card.input)).toEqual([...schema.$defs.image.required].sort());
  expect(keys(card.weights)).toEqual([...schema.$defs.weights.required].sort());
  expect(keys((card.heads as unknown as object[])[0])).toEqual([...schema.$defs.head.required].sort());
});

test('the picture can be looked at before anything else is answered', () => {
  const of = subject();
  const { fit, kernel, range, mean, spread } = answered();
  const draft = { ...emptyDraft(of), fit, kernel, range, mean, spread };
  expect(imageOf(draft, of)).not.toBeNull();
  const preview = previewOf(draft, of);
  expect(preview).toMatchObject({ id: previewId, input: imageOf(draft, of) as object });
});

test('a preset fills what it names for the channels that there are', () => {
  expect(presetsFor(1).map(({ id }) => id)).not.toContain('imagenet');
  const three = withPreset(
    { ...answered(), mean: [null, null, null], spread: [null, null, null] },
    presets.find(({ id }) => id === 'imagenet')!,
  );
  expect([three.mean, three.spread]).toEqual([
    [0.485, 0.456, 0.406],
    [0.229, 0.224, 0.225],
  ]);
  expect(withPreset(answered(), presets.find(({ id }) => id === 'torchxrayvision')!)).toMatchObject({
    range: { '16': { low: -1024, high: 1024, refused: false } },
    mean: [0],
    spread: [1],
  });
});

test.each([
  ['Atelectasis, Mass;Nodule', ['Atelectasis', 'Mass', 'Nodule']],
  ['[\'Pleural effusion\', "No finding"]', ['Pleural effusion', 'No finding']],
  ['a\nb\n\n', ['a', 'b']],
  ['', []],
])('the list %j holds %j', (text, labels) => expect(labelsIn(text)).toEqual(labels));

test('the engine’s word on a mistake is told beside its question', () => {
  expect(questionAt('input.range.16')).toBe('range');
  expect(questionAt('input.mean[0]')).toBe('scale');
  expect(questionAt('heads[0].labels[3].title')).toBe('labels');
  expect(questionAt('heads[0].about')).toBe('about');
  expect(questionAt('use.misuse[0]')).toBe('misuse');
  expect(questionAt('weights.sha256')).toBeNull();
});

test.each([
  [
    'no weights',
    graph({ nodes: [node('Relu', ['x'], ['y'])], inputs: [port('x', [1, 1, 8, 8])], outputs: [port('y', [1, 2])] }),
    'onnx-graph',
  ],
  [
    'outputs that are whole numbers',
    graph({
      nodes: [node('ArgMax', ['x'], ['y'])],
      initialisers: [tensor('w', [1], [1])],
      inputs: [port('x', [1, 1, 8, 8])],
      outputs: [port('y', [1], 'int64')],
    }),
    'onnx-shape',
  ],
  [
    'no picture',
    graph({ initialisers: [tensor('w', [1], [1])], inputs: [port('x', [1, 8])], outputs: [port('y', [1, 2])] }),
    'onnx-input',
  ],
])('a file with %s gets no card', (_, content, code) => {
  expect(subjectOf(readModel(model(content)) as OnnxModel, sha256, 1)).toMatchObject({ ok: false, code });
});
