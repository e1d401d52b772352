// npm run models:add -- FILE --card CARD: adds an ONNX model with its card to this site. npm run models:add -- FILE --licence TEXT
// [--card ID or CARD]: adds a checkpoint of a network that this project knows, made into one ONNX file. A host does this for its own copy with
// a model that it may publish; nothing is added without a statement of the licence, and nothing of the file's name is kept.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isCheckpoint, readCheckpoint } from './checkpoint.mjs';
import { at, main, run, Stop, say } from './run.mjs';
import { setup } from './setup.mjs';

const usage = `npm run models:add -- FILE.onnx --card CARD.json
npm run models:add -- CHECKPOINT --licence LICENCE [--card ID]
npm run models:add -- CHECKPOINT --card CARD.json`;

function options(args) {
  let parsed;
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { card: { type: 'string' }, licence: { type: 'string' } } });
  } catch (e) {
    throw new Stop(`${e.message}\n${usage}`);
  }
  const [file, ...more] = parsed.positionals;
  if (!file || more.length) throw new Stop(`One model is added at a time.\n${usage}`);
  if (!existsSync(file)) throw new Stop(`${file} does not exist.`);
  return { file, ...parsed.values };
}

/** Words that say that the weights may not be given to others. */
const forbids = /not (be )?redistribut|no redistribution/i;

function licensed(card) {
  if (!card.licence?.trim() || forbids.test(card.licence))
    throw new Stop(
      `The card states no licence by which everyone may be given these weights (licence: ${card.licence ?? 'none'}).`,
    );
}

async function valid(card) {
  // Only now: on a fresh clone set-up fetches it first.
  const { default: Ajv } = await import('ajv/dist/2020.js');
  const schema = JSON.parse(readFileSync(at('models/card.schema.json'), 'utf8'));
  const check = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
  if (!check(card)) {
    const [first] = check.errors;
    throw new Stop(`The card has a mistake at ${first.instancePath || '/'}: ${first.message}. See models/card.schema.json.`);
  }
}

function readCard(file) {
  if (!existsSync(file)) throw new Stop(`${file} does not exist.`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (e) {
    throw new Stop(`${file} is no JSON: ${e.message}`);
  }
}

/** An ONNX file with its card. */
function fromOnnx(file, cardFile) {
  if (!cardFile) throw new Stop(`--card is missing: no card, no run.\n${usage}`);
  return { card: readCard(cardFile), bytes: readFileSync(file) };
}

/** A checkpoint and the graph of its network as one ONNX file; with a card of the host's, or the one that goes with the network. */
async function fromCheckpoint(file, cardName, licence) {
  const own = cardName && existsSync(cardName) ? readCard(cardName) : undefined;
  if (!own && !licence?.trim())
    throw new Stop(`--licence is missing: by which licence may everyone be given these weights?\n${usage}`);
  const { card, skeleton, weights } = await readCheckpoint(file, own ? undefined : cardName);
  const folder = mkdtempSync(path.join(tmpdir(), 'unseen-model-'));
  try {
    cpSync(skeleton, path.join(folder, 'skeleton.onnx'));
    writeFileSync(path.join(folder, 'weights.bin'), new Uint8Array(weights));
    const out = path.join(folder, 'model.onnx');
    run('/usr/bin/python3', ['-m', 'models.skeletons.whole', folder, out], { cwd: at() });
    // The card that goes with the network speaks to whoever brought a file of their own.
    const summary = card.summary.replace(/ You brought .*$/s, '');
    return { card: own ?? { ...card, summary, licence: licence.trim() }, bytes: readFileSync(out) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The model runs, takes what the card says and gives as many numbers as the card has labels. */
async function runs(bytes, card) {
  // Only now: on a fresh clone set-up fetches it first.
  const ort = await import('onnxruntime-node');
  const session = await ort.InferenceSession.create(bytes);
  if (session.inputNames.join() !== card.input.name)
    throw new Stop(`The card names the input ${card.input.name}, the model has ${session.inputNames}.`);
  if (!session.outputNames.includes(card.outputs.logits))
    throw new Stop(`The card names the output ${card.outputs.logits}, the model has ${session.outputNames}.`);
  const { kind, layout, channels, height, width, bins, fields } = card.input;
  const image = layout === 'NHWC' ? [1, height, width, channels] : [1, channels, height, width];
  const dims = { image, histogram: [1, bins], covariates: [1, fields?.length] }[kind];
  const data = new Float32Array(dims.reduce((a, b) => a * b, 1)).fill(0.25);
  const answer = await session.run({ [card.input.name]: new ort.Tensor('float32', data, dims) }, [card.outputs.logits]);
  const labels = card.heads.reduce((sum, head) => sum + head.labels.length, 0);
  const given = answer[card.outputs.logits].data.length;
  if (given !== labels) throw new Stop(`The model gives ${given} numbers, its card names ${labels} labels.`);
}

/** Adds a model to `folder`; gives its id. */
export async function add({ file, card: cardName, licence }, folder = at('models')) {
  const found = (await isCheckpoint(file)) ? await fromCheckpoint(file, cardName, licence) : fromOnnx(file, cardName);
  const { bytes } = found;
  const weights = {
    ...found.card.weights,
    file: 'model.onnx',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
  };
  const card = { ...found.card, weights };
  licensed(card);
  await valid(card);
  const place = path.join(folder, card.id);
  if (existsSync(place)) throw new Stop(`There is a model called ${card.id} already.`);
  await runs(bytes, card);
  mkdirSync(place);
  writeFileSync(path.join(place, 'model.onnx'), bytes);
  writeFileSync(path.join(place, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
  return { id: card.id, bytes: bytes.length };
}

await main(import.meta.url, async (args) => {
  const wanted = options(args);
  await setup('models');
  const { id, bytes } = await add(wanted);
  say(`Added models/${id} (${(bytes / 1e6).toFixed(1)} MB). npm run build puts it on the site, for everyone who asks for it.`);
});
