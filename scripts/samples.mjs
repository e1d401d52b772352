// The samples of the site (assets/samples/samples.json): for each a picture for the first paint, a thumbnail and the score of the model
// that fits it, made by the native program and the native runtime, so that no pixels are committed. Part of npm run build.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { greyPng } from './png.mjs';
import { ask, at, Stop } from './run.mjs';

const program = () => at('build/native-release/unseen');
const folder = at('assets/samples');
const made = at('build/samples');
const sides = { preview: 512, thumb: 160 };

/** The listed samples, each checked: {id, title, source, licence, phantom | file}. */
export function listed(file = path.join(folder, 'samples.json')) {
  const beside = path.dirname(file);
  const { samples } = JSON.parse(readFileSync(file, 'utf8'));
  const seen = new Set();
  for (const { id, title, source, licence, phantom, file: name } of samples) {
    const wrong = (why) => new Stop(`assets/samples/samples.json: sample ${JSON.stringify(id)} ${why}`);
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id ?? '') || seen.has(id)) throw wrong('needs an id of its own, in kebab-case');
    seen.add(id);
    if (!title || !source || !licence) throw wrong('needs title, source and licence');
    if (!phantom === !name) throw wrong('needs either a phantom or a file');
    if (name && !existsSync(path.join(beside, name))) throw wrong(`names ${name}, which is not beside the list`);
  }
  return samples;
}

const cards = () =>
  readdirSync(at('models'))
    .filter((id) => existsSync(at('models', id, 'card.json')))
    .map((id) => JSON.parse(readFileSync(at('models', id, 'card.json'), 'utf8')));

/** Runs the native program, or stops with what it said. */
function unseen(sample, ...args) {
  const out = ask(program(), args);
  if (out === undefined)
    throw new Stop(`sample ${sample.id} cannot be made: unseen ${args.join(' ')} failed. Correct it or take it off the list.`);
  return out;
}

/** The sample as a file: simulated, or the host's own. */
function fileOf(sample, work) {
  if (sample.file) return path.join(folder, sample.file);
  const { seed, body, mechanisms, strength, cohort, covariates, size, kvp, mas } = sample.phantom;
  const given = Object.entries(covariates).flatMap(([id, value]) => ['--set', `${id}=${value}`]);
  const options = { person: seed, body, strength, size, kvp, mas, out: work };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  if (mechanisms.length) flags.push('--mechanisms', mechanisms.join(','));
  if (cohort) flags.push('--cohort', cohort.toLowerCase());
  unseen(sample, 'simulate', ...flags, ...given);
  return path.join(work, '000000.png');
}

/** The numbers of a `.npy` file of float32. */
function npy(file) {
  const raw = readFileSync(file);
  const begin = 10 + raw.readUInt16LE(8);
  return new Float32Array(raw.buffer.slice(raw.byteOffset + begin, raw.byteOffset + raw.length));
}

/** What the model whose input is `input` would be given. */
function tensor(sample, card, file, work) {
  const text = path.join(work, 'card.json');
  writeFileSync(text, JSON.stringify(card));
  unseen(sample, 'preprocess', '--card', text, file, path.join(work, 'tensor.npy'));
  return npy(path.join(work, 'tensor.npy'));
}

/** A picture at most `side` pixels wide and high, by the preprocessing that models use: no second resampler. */
function picture(sample, some, file, side, { width, height }, work) {
  const scale = Math.min(1, side / Math.max(width, height));
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const input = { ...some.input, channels: 1, height: h, width: w, fit: 'squash', kernel: 'area', mean: [0], spread: [1] };
  const range = { 8: [0, 1], 16: [0, 1] };
  return {
    width: w,
    height: h,
    png: greyPng(w, h, tensor(sample, { ...some, gate: null, input: { ...input, range } }, file, work)),
  };
}

const softmax = (z) => {
  const top = Math.max(...z);
  const e = z.map((x) => Math.exp(x - top));
  const sum = e.reduce((a, b) => a + b);
  return e.map((x) => x / sum);
};
const activations = { softmax, sigmoid: (z) => z.map((x) => 1 / (1 + Math.exp(-x))), value: (z) => z };

/** The page's own rule of which model fits. Packages are there only after set-up, so none is imported at the top. */
async function rule() {
  const { runnerImport } = await import('vite');
  return (await runnerImport(at('web/page/fit.ts'))).module.fitting;
}

/** The scores of the model that fits, in output order. */
async function earlier(sample, card, file, work) {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const { channels, height, width, layout } = card.input;
  const dims = layout === 'NHWC' ? [1, height, width, channels] : [1, channels, height, width];
  const session = await InferenceSession.create(at('models', card.id, card.weights.file));
  const input = new Tensor('float32', tensor(sample, card, file, work), dims);
  const logits = Array.from((await session.run({ [card.input.name]: input }))[card.outputs.logits].data);
  let from = 0;
  const heads = card.heads.map((head) => {
    const z = logits.slice(from, from + head.labels.length);
    from += head.labels.length;
    const scores = card.activated ? z : activations[head.activation](z);
    return {
      id: head.id,
      question: head.question || head.title,
      chance: head.chance,
      labels: head.labels.map(({ title }, i) => ({ title, score: scores[i] })),
    };
  });
  return { model: card.id, version: card.version, question: card.question, heads };
}

/** Everything that decides what is made. */
function key(samples, all) {
  const hash = createHash('sha256').update(JSON.stringify(samples)).update(readFileSync(program()));
  for (const sample of samples.filter(({ file }) => file)) hash.update(readFileSync(path.join(folder, sample.file)));
  for (const { id, weights } of all) hash.update(`${id} ${weights.sha256}`).update(JSON.stringify(all.find((c) => c.id === id)));
  for (const script of ['scripts/samples.mjs', 'scripts/png.mjs', 'web/page/fit.ts']) hash.update(readFileSync(at(script)));
  return hash.digest('hex');
}

async function one(sample, card, all) {
  const work = mkdtempSync(path.join(tmpdir(), 'unseen-sample-'));
  try {
    const file = fileOf(sample, work);
    const facts = JSON.parse(unseen(sample, 'describe', file));
    const some = all.find((card) => card.input.kind === 'image');
    const pictures = {};
    for (const [name, side] of Object.entries(sides)) {
      const { width, height, png } = picture(sample, some, file, side, facts, work);
      writeFileSync(path.join(made, `${sample.id}-${name}.png`), png);
      pictures[name] = { file: `${sample.id}-${name}.png`, width, height };
    }
    return { ...sample, ...pictures, earlier: await earlier(sample, card, file, work) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

export async function makeSamples() {
  const samples = listed();
  const all = cards();
  const stamp = path.join(made, 'index.json');
  const now = key(samples, all);
  if (existsSync(stamp) && JSON.parse(readFileSync(stamp, 'utf8')).key === now) return 'unchanged';
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made, { recursive: true });
  const fitting = await rule();
  const ids = all.map(({ id }) => id);
  const rows = [];
  const left = [];
  for (const sample of samples) {
    // Only what a shipped model fits is a sample.
    const card = all.find(({ id }) => id === fitting(sample.phantom ?? null, ids));
    if (card) rows.push(await one(sample, card, all));
    else left.push(sample.id);
  }
  writeFileSync(stamp, `${JSON.stringify({ key: now, samples: rows }, null, 1)}\n`);
  return left.length ? `${rows.length}; no model here fits ${left.join(', ')}` : `${rows.length}`;
}
