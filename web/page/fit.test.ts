import { expect, test } from 'vitest';
import type { PhantomSpec } from '../wire/values';
import { fitting, switchTo } from './fit';

const shipped = ['chest-view-sex', 'phantom-bone-density', 'phantom-diffuse', 'phantom-diffuse-random', 'phantom-finding'];
const spec = (more: Partial<PhantomSpec> = {}): PhantomSpec => ({
  seed: 1,
  body: 'chest',
  mechanisms: ['diffuse'],
  strength: 1,
  cohort: null,
  covariates: {},
  size: 512,
  kvp: 110,
  mas: 2.5,
  ...more,
});

test('a file is scored by the model of real films, a phantom by the model of its mechanism', () => {
  expect(fitting(null, shipped)).toBe('chest-view-sex');
  expect(fitting(spec({ mechanisms: ['bone-density'] }), shipped)).toBe('phantom-bone-density');
  expect(fitting(spec({ mechanisms: ['field-of-view'] }), shipped)).toBe('phantom-diffuse');
  expect(fitting(spec({ mechanisms: [], covariates: { finding: 2 } }), shipped)).toBe('phantom-finding');
  expect(fitting(spec({ mechanisms: [], covariates: { finding: 0 } }), shipped)).toBe('phantom-diffuse');
  expect(fitting(spec(), ['chest-view-sex'])).toBeNull();
});

test('another sort of image switches the model; the same sort leaves a chosen one alone', () => {
  const at = { phantom: spec(), model: 'chest-view-sex', chosen: 'chest-view-sex', shipped };
  expect(switchTo(at)).toBe('phantom-diffuse');
  expect(switchTo({ ...at, model: 'phantom-diffuse-random', chosen: 'phantom-diffuse-random' })).toBeNull();
  expect(switchTo({ ...at, model: 'phantom-bone-density', chosen: null })).toBe('phantom-diffuse');
  expect(switchTo({ ...at, model: 'phantom-diffuse', chosen: null })).toBeNull();
  expect(switchTo({ ...at, phantom: null, model: 'phantom-diffuse' })).toBe('chest-view-sex');
  expect(switchTo({ ...at, phantom: null, model: 'my-own', chosen: null })).toBeNull();
  expect(switchTo({ ...at, shipped: ['chest-view-sex'] })).toBeNull();
});
