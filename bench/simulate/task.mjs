import { cmake } from '../../scripts/build.mjs';
import { ask, at, Stop } from '../../scripts/run.mjs';
import { plainCard } from '../resize/task.mjs';
import { shipped } from '../site.mjs';

const size = 224;
const rounds = 40;
const perSecond = 20;

/** Films of the same seeds in Chromium and by the native program, on one core each: pixels first, then time. */
export async function run({ page }) {
  await cmake('native-release', ['unseen_bench_simulate']);
  const said = ask(at('build/native-release/bench/unseen_bench_simulate'), [`${size}`, `${rounds}`]);
  if (!said) throw new Stop('simulate: unseen_bench_simulate failed.');
  const native = JSON.parse(said);
  const id = await page.evaluate(() => globalThis.unseen.models()[0].id);
  const given = {
    card: plainCard(id),
    size,
    rounds,
    glue: `/${shipped('engine.', '.mjs')}`,
    wasm: `/${shipped('engine.', '.wasm')}`,
  };
  const wasm = await page.evaluate(async (g) => {
    const { median } = await import('/bench/bench/measure.mjs');
    const { startEngine } = await import('/bench/bench/resize/unseen.mjs');
    const { simulated } = await import('/bench/bench/simulate/unseen.mjs');
    const films = simulated(await startEngine(g.glue, g.wasm), g);
    return { median: median(films.map((film) => film.took)), checksums: films.map((film) => film.checksum) };
  }, given);
  const other = native.checksums.findIndex((sum, i) => sum !== wasm.checksums[i]);
  if (other >= 0) throw new Stop(`simulate: seed ${other + 1} has other pixels in WebAssembly than natively.`);
  return [
    {
      what: `films a second on one core, of the ${perSecond} promised, ${size} × ${size}`,
      ratio: 1000 / native.median / perSecond,
      promise: '≥ 1',
      holds: (r) => r >= 1,
      note: `${(1000 / native.median).toFixed(0)} films a second, natively`,
    },
    {
      what: `WebAssembly / native, simulating a film of ${size} × ${size}`,
      ratio: wasm.median / native.median,
      promise: '≤ 2',
      holds: (r) => r <= 2,
      note: `${wasm.median.toFixed(1)} ms; native ${native.median.toFixed(1)} ms; the same pixels for ${rounds} seeds`,
    },
  ];
}
