import path from 'node:path';
import { expect, it } from 'vitest';
import { folder } from '../../web/checkpoint/testing/torch-made.ts';
import { predict } from './harness/give.ts';
import { shared } from './harness/shared.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { visit } from './harness/visit.ts';
import { readFileSync } from 'node:fs';
onStage();
it('probe', async () => {
  const tab = await visit(browser, site);
  await tab.page.evaluate(() => { const i = document.createElement('input'); i.type = 'file'; i.id = 'brought'; document.body.append(i); });
  const film = readFileSync(path.join(shared, 'test/radiograph/00027426_000.png')).toString('base64');
  await tab.page.evaluate(async (b) => window.unseen.open(new Blob([Uint8Array.from(atob(b), (c) => c.charCodeAt(0))])), film);
  for (const name of ['study-parallel','dense-all','study-plain-half','dense-race-half']) {
    await tab.page.locator('#brought').setInputFiles(path.join(folder, `${name}.pt`));
    const r = await tab.page.evaluate(async () => {
      const file = (document.querySelector('#brought') as HTMLInputElement).files![0]!;
      const t0 = performance.now(); let first = 0, last = 0, n = 0;
      const a = await window.unseen.loadModel({ checkpoint: file }, { onProgress: (d, t) => { n++; if (!first) first = performance.now() - t0; if (d === t) last = performance.now() - t0; } });
      const whole = performance.now() - t0;
      const mem = { bytes: 0 };
      return { a: 'card' in a ? a.card.id : a, first, last, n, whole, mem: mem.bytes / 2 ** 20 };
    });
    console.log(name, JSON.stringify(r));
    const p = await predict(tab.page);
    console.log(JSON.stringify([p.model, p.logits.slice(0, 3), p.scores.slice(0, 3), p.ood.verdict, p.timings]));
  }
  const back = await tab.page.evaluate(async () => { const t0 = performance.now(); const a = await window.unseen.loadModel('chest-view-sex'); const whole = performance.now() - t0; const mem = { bytes: 0 }; return [a.ok, whole, mem.bytes / 2 ** 20]; });
  console.log(JSON.stringify(back), tab.errors);
  expect(tab.errors).toEqual([]);
}, 120_000);
