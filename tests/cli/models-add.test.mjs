// A host's own models: an ONNX file with its card, a checkpoint made into one; and what is refused.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import * as ort from 'onnxruntime-node';
import { add } from '../../scripts/models-add.mjs';
import { at, sharedData } from '../../scripts/run.mjs';

const work = mkdtempSync(path.join(tmpdir(), 'unseen-add-'));
after(() => rmSync(work, { recursive: true, force: true }));
const python = (...args) =>
  execFileSync('/usr/bin/python3', args, { cwd: at(), env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } });
python('-m', 'tests.golden.checkpoint.make', work, 'dense-sex', 'study-plain-half');
const checkpoint = path.join(work, 'dense-sex.pt');
const floats = (part) => {
  const bytes = readFileSync(path.join(work, `dense-sex.${part}.f32`));
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};
const folderFor = (name) => mkdtempSync(path.join(work, `${name}-`));

test('a checkpoint becomes one ONNX file that gives torch’s logits, its card names that file', async () => {
  const folder = folderFor('added');
  const { id } = await add({ file: checkpoint, licence: 'CC0-1.0' }, folder);
  const bytes = readFileSync(path.join(folder, id, 'model.onnx'));
  const card = JSON.parse(readFileSync(path.join(folder, id, 'card.json'), 'utf8'));
  assert.equal(card.licence, 'CC0-1.0');
  assert.equal(card.weights.sha256, createHash('sha256').update(bytes).digest('hex'));
  assert.equal(card.weights.bytes, bytes.length);
  const session = await ort.InferenceSession.create(bytes);
  const answer = await session.run({ image: new ort.Tensor('float32', floats('input'), [1, 3, 224, 224]) });
  const off = floats('logits').map((value, i) => Math.abs(value - answer.logits.data[i]));
  assert.ok(Math.max(...off) <= 1e-4, String(off));
  await assert.rejects(add({ file: checkpoint, licence: 'CC0-1.0' }, folder), /already/);
});

test('an ONNX file is added with its card and not without; a card that does not fit it is told', async () => {
  const folder = folderFor('onnx');
  const file = at('models/chest-view-sex/model.onnx');
  const cardFile = path.join(folder, 'card.json');
  const card = { ...JSON.parse(readFileSync(at('models/chest-view-sex/card.json'), 'utf8')), id: 'host-model' };
  delete card.variants;
  const write = (change) => writeFileSync(cardFile, JSON.stringify({ ...card, ...change }));
  await assert.rejects(add({ file }, folder), /no card, no run/);
  write({ licence: 'Not redistributable' });
  await assert.rejects(add({ file, card: cardFile }, folder), /no licence/);
  write({ heads: card.heads.slice(1) });
  await assert.rejects(add({ file, card: cardFile }, folder), /card/);
  write({ input: { ...card.input, name: 'other' } });
  await assert.rejects(add({ file, card: cardFile }, folder), /input other/);
  write({ extra: 1 });
  await assert.rejects(add({ file, card: cardFile }, folder), /mistake at/);
  assert.deepEqual(readdirSync(folder), ['card.json']);
  write({});
  assert.equal((await add({ file, card: cardFile }, folder)).id, 'host-model');
  assert.ok(existsSync(path.join(folder, 'host-model/model.onnx')));
});

test('without a licence no checkpoint is added', async () => {
  const folder = folderFor('none');
  await assert.rejects(add({ file: checkpoint }, folder), /--licence is missing/);
  const cut = path.join(folder, 'cut.pt');
  cpSync(checkpoint, cut);
  writeFileSync(cut, readFileSync(checkpoint).subarray(0, 1_000_000));
  await assert.rejects(add({ file: cut, licence: 'CC0-1.0' }, folder), /checkpoint-damaged/);
});

test('another checkpoint than the study’s is told, with the three scores', {
  skip: sharedData() ? false : 'needs ../shared/data/test',
}, () => {
  const done = spawnSync(process.execPath, [at('scripts/models-check-study.mjs'), path.join(work, 'study-plain-half.pt')], {
    cwd: at(),
    encoding: 'utf8',
  });
  assert.notEqual(done.status, 0);
  assert.match(done.stdout, /Asian .*published.*\n.*Black .*\n.*White /);
  assert.match(done.stderr, /not the published scores/);
});
