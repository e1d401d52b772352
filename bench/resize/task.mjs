import { readFileSync } from 'node:fs';
import { at, Stop } from '../../scripts/run.mjs';
import { shipped } from '../site.mjs';

const size = 224;

/** A card that asks for plain values in [0,1], so that all three give the same picture. */
export function plainCard(id) {
  const card = JSON.parse(readFileSync(at('models', id, 'card.json'), 'utf8'));
  const plain = {
    channels: 1,
    width: size,
    height: size,
    fit: 'squash',
    kernel: 'area',
    range: { 8: [0, 1], 16: [0, 1] },
    mean: [0],
    spread: [1],
  };
  return { ...card, id: 'bench', input: { ...card.input, ...plain } };
}

export async function run({ page }) {
  const id = await page.evaluate(() => globalThis.unseen.models()[0].id);
  const given = { card: plainCard(id), size, glue: `/${shipped('engine.', '.mjs')}`, wasm: `/${shipped('engine.', '.wasm')}` };
  const { gaps, times, engine } = await page.evaluate(async (g) => {
    const { distance, inTurns, median } = await import('/bench/bench/measure.mjs');
    const own = await import('/bench/bench/resize/unseen.mjs');
    const blob = await (await fetch('/bench/film.png')).blob();
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const ask = await own.startEngine(g.glue, g.wasm);
    const open = () => ask({ kind: 'open' }, bytes).took;
    const opens = Array.from({ length: 9 }, open);
    const unseen = await own.prepare({ ask, card: g.card });
    const work = { unseen };
    for (const name of ['canvas', 'pica'])
      work[name] = await (await import(`/bench/bench/resize/${name}.mjs`)).prepare({ blob, size: g.size });
    const ours = unseen();
    const measured = {};
    for (const name of ['canvas', 'pica']) measured[name] = distance(ours, await work[name]());
    const took = await inTurns(work, { rounds: 25, warm: 4 });
    return { gaps: measured, times: took, engine: { open: median(opens), tensor: took.unseen } };
  }, given);
  for (const [name, { mean, most }] of Object.entries(gaps)) {
    if (mean > 2 / 255 || most > 40 / 255) throw new Stop(`resize: ${name} gives another picture (mean ${mean}, most ${most}).`);
  }
  const row = (name, title) => ({
    what: `${title} / Unseen, 2500 × 2048 to ${size} × ${size}`,
    ratio: times[name] / times.unseen,
    promise: '≥ 1',
    holds: (r) => r >= 1,
    note: `${times[name].toFixed(1)} ms; Unseen ${times.unseen.toFixed(1)} ms; mean gap ${(gaps[name].mean * 255).toFixed(2)} of 255`,
  });
  return { rows: [row('canvas', 'canvas drawImage'), row('pica', 'pica (box)')], engine };
}
