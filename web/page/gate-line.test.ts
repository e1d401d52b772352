import { expect, test } from 'vitest';
import { gateWords } from './gate-line';

test('what the gate says never claims more than it knows', () => {
  const gate = { about: 'frontal chest radiographs' } as NonNullable<Parameters<typeof gateWords>[1]>['gate'];
  expect(gateWords({ verdict: 'in', reasons: [], score: 0.8, threshold: 2.1 }, { gate }).join('')).toBe(
    'Like the images this model was trained on. It was trained on frontal chest radiographs. Strangeness 0.80; up to 2.10 passes.',
  );
  expect(gateWords({ verdict: 'out', reasons: ['This looks like a hand.', 'Open a chest.'] }, null).join('')).toBe(
    'Refused: the score is no answer here. This looks like a hand. Open a chest.',
  );
  expect(gateWords({ verdict: 'unknown', reasons: ['Nobody knows.'] }, null).join('')).toBe('Not sure. Nobody knows.');
});
