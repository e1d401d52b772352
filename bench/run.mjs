// npm run bench: one table of ratios, all from one run.
import { cpus } from 'node:os';
import { build } from '../scripts/build.mjs';
import { main, say } from '../scripts/run.mjs';
import { setup } from '../scripts/setup.mjs';
import { run as checkpoint } from './checkpoint/task.mjs';
import { run as filter } from './filter/task.mjs';
import { run as load } from './load/task.mjs';
import { run as predict } from './predict/task.mjs';
import { run as resize } from './resize/task.mjs';
import { run as simulate } from './simulate/task.mjs';
import { openSite } from './site.mjs';
import { run as sweep } from './sweep/task.mjs';
import { run as wasm } from './wasm/task.mjs';

await main(import.meta.url, async () => {
  await setup('test');
  await build();
  const site = await openSite();
  const rows = [];
  try {
    rows.push(...(await predict(site)));
    rows.push(...(await sweep(site)), ...(await checkpoint(site)));
    const resized = await resize(site);
    rows.push(...resized.rows, ...(await wasm(site, resized.engine)), ...(await simulate(site)), ...(await filter(site)));
  } finally {
    await site.close();
  }
  rows.push(...(await load()));
  say(`\n${'ratio'.padStart(7)}  ${'promise'.padEnd(8)} what\n`);
  for (const { what, ratio, promise = '', holds, note } of rows) {
    const verdict = holds ? (holds(ratio) ? ' ' : '!') : ' ';
    say(`${ratio.toFixed(3).padStart(7)}${verdict} ${promise.padEnd(8)} ${what}${note ? `\n${' '.repeat(18)}${note}` : ''}`);
  }
  const [{ model }] = cpus();
  say(`\nOn ${cpus().length} × ${model.trim()}. "!" marks a promise that was not kept in this run.`);
});
