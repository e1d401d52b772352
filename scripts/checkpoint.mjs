// The page's own reader of checkpoints, for scripts: which network a file is of, and its weights in the order of that network's graph.
import { openAsBlob, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { at, Stop } from './run.mjs';

const folder = at('models/skeletons');
const ending = '.card.json';
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The networks that there are graphs of, as `choose` of web/checkpoint takes them. */
export const networks = () =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== '__pycache__')
    .map(({ name: id }) => {
      const cards = readdirSync(path.join(folder, id)).filter((name) => name.endsWith(ending));
      return { id, ...json(path.join(folder, id, 'tensors.json')), cards: cards.map((name) => name.slice(0, -ending.length)) };
    });

async function reader() {
  // Only now: on a fresh clone set-up fetches it first.
  const { runnerImport } = await import('vite');
  const options = { configFile: false, root: at(), logLevel: 'silent' };
  const parts = [
    'checkpoint/recognise',
    'checkpoint/read',
    'zip/source',
    'checkpoint/choose',
    'checkpoint/table',
    'checkpoint/weights',
  ];
  const modules = await Promise.all(parts.map((name) => runnerImport(at(`web/${name}.ts`), options)));
  return Object.assign({}, ...modules.map(({ module }) => module));
}

const refused = (value) => value?.ok === false;
function given(value) {
  if (refused(value)) throw new Stop(`${value.message} (${value.code})`);
  return value;
}

/** Whether a file is a checkpoint of any sort, by its first bytes. */
export const isCheckpoint = async (file) => (await reader()).isCheckpoint(await openAsBlob(file));

/**
 * Reads a checkpoint as the page does: {network, card, skeleton, weights}, the card parsed, `skeleton` a path, `weights` an
 * ArrayBuffer. A refusal is a Stop in its own words. `wanted`: the id of the card to read it by.
 */
export async function readCheckpoint(file, wanted) {
  const page = await reader();
  const source = page.ofBlob(await openAsBlob(file));
  const checkpoint = given(await page.readCheckpoint(source));
  const rows = [...checkpoint.tensors].map(([name, { shape }]) => [name, shape]);
  const { network, card } = given(page.choose(rows, networks(), wanted));
  const weights = given(await page.readWeights(source, network, given(page.matched(checkpoint, network))));
  const inside = (name) => path.join(folder, network.id, name);
  return {
    network,
    card: json(inside(card + ending)),
    cardFile: inside(card + ending),
    skeleton: inside('skeleton.onnx'),
    weights,
  };
}
