// The contract's fixtures against its schemas; the C++ rooms read the same files. What a schema cannot say stands in a fixture as
// "schema": false.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import test from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { at, text } from './files.mjs';

const json = (name) => JSON.parse(text(name));
const fixtures = (folder) =>
  readdirSync(at(`contract/fixtures/${folder}`)).map((name) => [name, json(`contract/fixtures/${folder}/${name}`)]);

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
const card = ajv.compile(json('models/card.schema.json'));
const protocol = ajv.addSchema(json('contract/protocol.schema.json'), 'protocol');
const shape = (name) => protocol.getSchema(`protocol#/$defs/${name}`);

/** The path of an error as our parser writes it: heads[0].labels[1].id */
function path({ instancePath, params }) {
  const parts = instancePath.split('/').slice(1);
  const last = params.missingProperty ?? params.additionalProperty;
  if (last !== undefined) parts.push(last);
  return parts.map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`)).join('');
}
const same = (a, b) => a.replace(/\[(\d+)\]/g, '.$1').replace(/^\./, '') === b.replace(/\[(\d+)\]/g, '.$1').replace(/^\./, '');

/** RFC 6902's add and remove, as the fixtures use them. */
function patched(value, operations) {
  const copy = structuredClone(value);
  for (const { op, path: pointer, value: added } of operations) {
    const keys = pointer.split('/').slice(1);
    const last = keys.pop();
    const parent = keys.reduce((inner, key) => inner[key], copy);
    if (op === 'remove') Array.isArray(parent) ? parent.splice(Number(last), 1) : delete parent[last];
    else if (Array.isArray(parent)) parent.splice(Number(last), 0, added);
    else parent[last] = added;
  }
  return copy;
}

test('the card schema takes every valid card', () => {
  for (const [name, value] of fixtures('card/valid')) assert.ok(card(value), `${name}: ${JSON.stringify(card.errors)}`);
});

test('the card schema refuses every invalid card at the same field, where a schema can', () => {
  for (const [name, { base, patch, expect }] of fixtures('card/invalid')) {
    const takes = card(patched(json(`contract/fixtures/card/valid/${base}`), patch));
    assert.equal(takes, !expect.schema, name);
    if (takes || expect.path === '') continue;
    const places = card.errors.map(path);
    assert.ok(
      places.some((place) => same(place, expect.path)),
      `${name}: ${expect.path} is not among ${places.join(' ')}`,
    );
  }
});

test('engine requests: what the engine calls a bad request is none in the schema, all else is one', () => {
  const request = shape('EngineRequest');
  for (const folder of ['engine/valid', 'engine/invalid'])
    for (const [name, { steps }] of fixtures(folder))
      for (const step of steps) {
        const bad = step.reply.code === 'bad-request' && !step.reply.detail?.startsWith('payload');
        assert.equal(request(step.request), !bad, `${folder}/${name}: ${JSON.stringify(step.request).slice(0, 200)}`);
      }
});

test('canvas requests of the valid fixtures fit the schema', () => {
  const request = shape('CanvasRequest');
  assert.ok(request(json('contract/fixtures/canvas/start.json')), JSON.stringify(request.errors));
  for (const [name, { requests }] of fixtures('canvas/valid'))
    for (const each of requests) assert.ok(request(each), `${name}: ${JSON.stringify(each).slice(0, 300)}`);
});

test('messages between page and worker', () => {
  for (const kind of ['valid', 'invalid'])
    for (const [name, { shape: wanted, values }] of fixtures(`worker/${kind}`))
      for (const value of values)
        assert.equal(shape(wanted)(value), kind === 'valid', `${kind}/${name}: ${JSON.stringify(value)}`);
});

test('the catalogue states each refusal, limit and word once', () => {
  const { refusals, card: words, limits, versions } = json('contract/catalog.json');
  assert.equal(new Set(refusals.map(({ code }) => code)).size, refusals.length);
  for (const list of Object.values(words)) for (const word of list) assert.ok(word.id && word.title && word.help);
  const input = json('models/card.schema.json').$defs.image.properties;
  const ids = (list) => words[list].map(({ id }) => id);
  assert.deepEqual(ids('fits'), input.fit.enum);
  assert.deepEqual(ids('kernels'), input.kernel.enum);
  assert.deepEqual(ids('activations'), json('models/card.schema.json').$defs.head.properties.activation.enum);
  assert.deepEqual(ids('populations'), json('models/card.schema.json').$defs.metric.properties.population.enum);
  assert.deepEqual(limits, { pixels: 64_000_000, side: 16_384, bytes: 2 ** 28, steps: 32, strokes: 64, points: 4096 });
  assert.deepEqual(versions, { api: 1, state: 1, card: 1 });
});
