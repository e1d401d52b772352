import { expect, test } from 'vitest';
import { explain } from './explain';

test('a bare number is put into words and keeps the number', () => {
  for (const error of [1234567, new Error('1234567')]) {
    expect(explain(error)).toMatch(/number 1234567.*memory/);
  }
});

test('an error keeps its first line only', () => {
  expect(explain(new Error('no such operator: Foo\n  at line 3'))).toBe('no such operator: Foo');
  expect(explain('plain')).toBe('plain');
});
