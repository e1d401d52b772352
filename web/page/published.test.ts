// What stands beside the score of a network that this site has not measured: its authors' figures, as theirs.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Card } from '../wire/card';
import { needs } from './checkpoints';
import { unmeasured, validation } from './sentences';

const card = (network: string, id: string) =>
  JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, `../../models/skeletons/${network}/${id}.card.json`), 'utf8'),
  ) as Card;

test('the study’s network: chance, what its authors report on whose films, and that nobody here measured it', () => {
  const said = validation(card('resnet34-320-3', 'study-race-resnet34'), 'race').join(' ');
  expect(said).toMatch(/^Chance is 0\.50\./);
  expect(said).toContain('Its authors report for test films of MIMIC-CXR: AUC Asian 0.986 (0.984–0.988), Black 0.982');
  expect(said).toContain('Emory’s films'.replace('’', "'"));
  expect(said).toMatch(/Not measured by this site\.$/);
});

test('a figure without an interval stands without one; a network without figures says so', () => {
  expect(validation(card('densenet121-3-3', 'chexploration-race-densenet121'), 'race').join(' ')).toContain(
    'White 0.960, Asian 0.960 and Black',
  );
  expect(validation(card('densenet121-3-2', 'chexploration-sex-densenet121'), 'sex')).toContain(unmeasured);
});

test('what a checkpoint needs is said in megabytes, with what the device has where it says so', () => {
  expect(needs(85 * 2 ** 20, 'checkpoint', null)).toBe(
    'It needs about 221 MB of memory while it is in use; this browser does not say how much there is.',
  );
  expect(needs(85 * 2 ** 20, 'checkpoint', 8 * 2 ** 30)).toContain('this device has about 8,192 MB');
});
