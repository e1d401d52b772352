import { expect, it } from 'vitest';
import type { Operation } from '../api';
import { type Chain, changed, grouped, initial, moved, settingOf, standing, without } from './chain';

const chain: Chain = [{ op: 'low-pass', radius: 10 }, { op: 'invert' }, { op: 'gamma', exponent: 2 }];
const parameter = { id: 'radius', title: 'Radius', initial: 25 };
const all = [{ id: 'low-pass', parameters: [parameter] }] as unknown as Operation[];

it('takes out, moves and changes, and leaves the chain it was given alone', () => {
  expect(without(chain, 1).map(({ op }) => op)).toEqual(['low-pass', 'gamma']);
  expect(moved(chain, 0, 2).map(({ op }) => op)).toEqual(['invert', 'gamma', 'low-pass']);
  expect(moved(chain, 2, 0).map(({ op }) => op)).toEqual(['gamma', 'low-pass', 'invert']);
  expect(moved(chain, 7, 0)).toBe(chain);
  expect(changed(chain, 1, { bypass: true })[1]).toEqual({ op: 'invert', bypass: true });
  expect(chain[1]).toEqual({ op: 'invert' });
});

it('a step goes back to its initial values and keeps its standing', () => {
  expect(initial({ op: 'low-pass', radius: 3, solo: true }, all)).toEqual({ op: 'low-pass', radius: 25, solo: true });
  expect(settingOf({ op: 'low-pass' }, parameter)).toBe(25);
  expect(settingOf({ op: 'low-pass', radius: 3 }, parameter)).toBe(3);
});

it('says what a step does', () => {
  expect(standing([{ op: 'a', bypass: true }], 0)).toBe('bypassed');
  const one: Chain = [{ op: 'a' }, { op: 'b', solo: true }];
  expect([standing(one, 0), standing(one, 1), standing(chain, 0)]).toEqual(['silent while another is solo', 'solo', '']);
});

it('groups in the order of the list', () => {
  expect(grouped(['b1', 'a1', 'b2'], (entry) => entry.slice(0, 1))).toEqual([
    ['b', ['b1', 'b2']],
    ['a', ['a1']],
  ]);
});
