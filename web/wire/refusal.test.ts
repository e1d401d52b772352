import { expect, test } from 'vitest';
import { isRefusal, ownCodes, refuse } from './refusal';

test.each(ownCodes)('%s has a sentence that says what to do', (code) => {
  const refusal = refuse(code, 'this');
  expect(refusal.code).toBe(code);
  expect(refusal.message.length).toBeGreaterThan(25);
  expect(refusal.message).not.toContain('{}');
  expect(isRefusal(refusal)).toBe(true);
});

test('an unknown code is an internal mistake, not an exception', () => {
  expect(refuse('no-such-code')).toMatchObject({ ok: false, code: 'internal' });
});
