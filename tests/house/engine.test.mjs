// The engine module as it ships, in node: the contract's dialogues through its binary interface, and its answers against the schema.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { at, text } from './files.mjs';

const { default: make } = await import(at('build/wasm/engine.mjs'));
const start = () => make({ wasmBinary: readFileSync(at('build/wasm/engine.wasm')) });

const protocol = new Ajv({ strict: true }).addSchema(JSON.parse(text('contract/protocol.schema.json')), 'protocol');
const camel = (kind) => kind.replaceAll(/(?:^|-)([a-z])/g, (_, letter) => letter.toUpperCase());
const reply = (kind) => protocol.getSchema(`protocol#/$defs/Engine${camel(kind)}Reply`);
const refusal = protocol.getSchema('protocol#/$defs/Refusal');

function ask(module, question, payload = new Uint8Array()) {
  const put = (bytes) => {
    const place = module._unseen_reserve(bytes.length);
    assert.notEqual(place, 0);
    module.HEAPU8.set(bytes, place);
    return place;
  };
  const words = new TextEncoder().encode(JSON.stringify(question));
  const json = put(words);
  const place = module._unseen_request(json, words.length, put(payload), payload.length) >> 2;
  const [at_, length, payloadAt, payloadLength] = module.HEAPU32.subarray(place, place + 4);
  return {
    json: JSON.parse(new TextDecoder().decode(module.HEAPU8.subarray(at_, at_ + length))),
    payload: module.HEAPU8.slice(payloadAt, payloadAt + payloadLength),
  };
}

const bytesOf = ({ hex, floats } = {}) =>
  floats ? new Uint8Array(new Float32Array(floats).buffer) : Uint8Array.from(Buffer.from(hex ?? '', 'hex'));

/** At least what is expected: numbers within 1e-6, lists whole, objects as far as named. */
function holds(answer, expected, where) {
  if (typeof expected === 'number') assert.ok(Math.abs(answer - expected) <= 1e-6, `${where}: ${answer}, not ${expected}`);
  else if (Array.isArray(expected)) {
    assert.equal(answer?.length, expected.length, where);
    for (const [i, each] of expected.entries()) holds(answer[i], each, `${where}[${i}]`);
  } else if (expected && typeof expected === 'object')
    for (const [key, each] of Object.entries(expected)) holds(answer?.[key], each, `${where}.${key}`);
  else assert.equal(answer, expected, where);
}

for (const kind of ['valid', 'invalid'])
  for (const name of readdirSync(at(`contract/fixtures/engine/${kind}`)))
    test(`engine in wasm: ${kind}/${name}`, async () => {
      const module = await start();
      for (const { request, payload, reply: expected, gives } of JSON.parse(text(`contract/fixtures/engine/${kind}/${name}`))
        .steps) {
        const answer = ask(module, request, bytesOf(payload));
        holds(answer.json, expected, `${name} ${request.kind}`);
        const fits = answer.json.ok ? reply(request.kind) : refusal;
        assert.ok(fits(answer.json), `${name} ${request.kind}: ${JSON.stringify(fits.errors)}`);
        if (gives?.bytes) assert.deepEqual([...answer.payload], gives.bytes);
        if (gives?.floats) holds([...new Float32Array(answer.payload.buffer)], gives.floats, name);
      }
    });

test('the tensor in wasm is the native program’s', async () => {
  const module = await start();
  const card = 'contract/fixtures/card/valid/study-race-resnet34.json';
  assert.ok(ask(module, { kind: 'card', text: text(card) }).json.ok);
  const folder = mkdtempSync(path.join(tmpdir(), 'unseen-engine-'));
  for (const name of ['png/grey-16-n.png', 'png/rgb-8-i.png', 'png/palette-4-n.png', 'jpeg/exif-6-ii.jpg']) {
    const file = at(`tests/corpus/${name}`);
    assert.ok(ask(module, { kind: 'open' }, readFileSync(file)).json.ok, name);
    const { payload } = ask(module, { kind: 'tensor', model: 'study-race-resnet34', window: null, chain: [] });
    const out = path.join(folder, 'tensor.npy');
    execFileSync(at('build/native-release/unseen'), ['preprocess', '--card', at(card), file, out]);
    const bytes = readFileSync(out);
    const native = bytes.subarray(10 + bytes.readUInt16LE(8));
    assert.equal(native.length, payload.length);
    for (let i = 0; i < payload.length; i += 4)
      assert.ok(Math.abs(Buffer.from(payload.buffer).readFloatLE(i) - native.readFloatLE(i)) <= 1e-6, `${name} at ${i / 4}`);
  }
  rmSync(folder, { recursive: true });
});

test('an image that does not fit into memory is refused, and the engine goes on', async () => {
  const module = await start();
  assert.equal(module._unseen_reserve(3e9), 0);
  assert.equal(ask(module, { kind: 'pixels', window: null, chain: [] }).json.code, 'no-image');
});

test('the same images again and again take no more memory', async () => {
  const module = await start();
  const film = readFileSync(at('tests/corpus/png/grey-16-n.png'));
  const once = () => {
    assert.ok(ask(module, { kind: 'open' }, film).json.ok);
    assert.ok(ask(module, { kind: 'display', side: 512, window: null, chain: [] }).json.ok);
  };
  for (let i = 0; i < 10; i++) once();
  const before = module.HEAPU8.length;
  for (let i = 0; i < 200; i++) once();
  assert.equal(module.HEAPU8.length, before);
});
