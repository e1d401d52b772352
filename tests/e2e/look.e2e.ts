// Pictures of the page in both themes and three sizes, for eyes. They go to build/screenshots and show a drawn film only; with
// UNSEEN_FILM set to a file, that film instead. The picture of README.md is made here too.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { drawPng } from './harness/films.ts';
import { byApi, given, predict } from './harness/give.ts';
import { root } from './harness/site.ts';
import { browser, onStage, site } from './harness/stage.ts';
import { visit } from './harness/visit.ts';

onStage();
const folder = path.join(root, 'build/screenshots');
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
});

const film = () =>
  process.env.UNSEEN_FILM ? readFileSync(process.env.UNSEEN_FILM) : drawPng({ width: 1024, height: 1229, seed: 3 });

const sizes = [
  { name: 'phone', width: 360, height: 640, scale: 2 },
  { name: 'laptop', width: 1440, height: 900, scale: 1 },
  { name: 'wall', width: 3840, height: 2160, scale: 1 },
];

it.each(sizes.flatMap((size) => (['dark', 'light'] as const).map((theme) => ({ ...size, theme }))))(
  '$name, $theme',
  async ({ name, width, height, scale, theme }) => {
    const phone = name === 'phone' ? { isMobile: true, hasTouch: true } : {};
    const tab = await visit(browser, site, {
      viewport: { width, height },
      deviceScaleFactor: scale,
      colorScheme: theme,
      ...phone,
    });
    await tab.page.waitForTimeout(300);
    await tab.page.screenshot({ path: path.join(folder, `${name}-${theme}-first.png`) });
    await byApi(tab.page, given(film()));
    await predict(tab.page);
    await tab.page.waitForTimeout(600);
    const shot = await tab.page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) });
    expect(shot.length).toBeGreaterThan(10_000);
    expect(tab.errors).toEqual([]);
    await tab.close();
  },
);

it('the picture of README.md', async () => {
  const tab = await visit(browser, site, { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
  await byApi(tab.page, given(drawPng({ width: 1024, height: 1229, seed: 3 })));
  await predict(tab.page);
  await tab.page.waitForTimeout(600);
  await tab.page.screenshot({ path: path.join(folder, 'readme.png') });
  await tab.close();
});
