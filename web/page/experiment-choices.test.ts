import { expect, test } from 'vitest';
import catalogue from '../../contract/catalog.json';
import { experiments, wished } from './experiment-choices';

test('every experiment of the catalogue but the sweep, which has a panel of its own', () => {
  expect(['sweep', ...experiments.map(({ id }) => id)].sort()).toEqual(catalogue.experiments.map(({ id }) => id).sort());
});

test('what was typed becomes what the engine takes; empty is left out, and nonsense is left for the engine to name', () => {
  const asked = (id: string, kind: string) => ({ id, kind, title: id, help: '' });
  const entry = {
    parameters: [
      asked('films', 'whole'),
      asked('settings', 'settings'),
      asked('mechanisms', 'mechanisms'),
      asked('over', 'choice'),
    ],
  };
  const typed = new Map([
    ['films', ' 40 '],
    ['settings', '5, x;10'],
    ['mechanisms', 'diffuse shape'],
    ['over', ''],
  ]);
  expect(wished(entry, typed)).toEqual({ films: 40, settings: [5, 'x', 10], mechanisms: ['diffuse', 'shape'] });
  expect(wished(entry, new Map([['films', 'many']]))).toEqual({ films: 'many' });
});
