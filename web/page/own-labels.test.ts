import { expect, test } from 'vitest';
import { parse, told } from './own-labels';

const heads = [
  {
    id: 'view',
    title: 'View',
    labels: [
      { id: 'AP', title: 'AP' },
      { id: 'PA', title: 'PA' },
    ],
  },
  {
    id: 'sex',
    title: 'Recorded sex',
    labels: [
      { id: 'F', title: 'Female' },
      { id: 'M', title: 'Male' },
    ],
  },
];

test('columns and labels are named by id or title, in any order, separated as spreadsheets do', () => {
  const expected = new Map([
    ['a.png', { view: 'PA', sex: 'F' }],
    ['b, c.png', { sex: 'M' }],
  ]);
  for (const text of [
    'file,Recorded sex,note,view\nfolder/a.png,female,x,pa\n"b, c.png",M,,\n',
    '\uFEFFfile;sex;note;View\r\na.png;F;x;PA\r\n\r\nb, c.png;Male;;\r\n',
    'file\tsex\tnote\tview\na.png\tF\t\tPA\nb, c.png\tmale',
  ]) {
    expect(parse(text, heads)).toEqual({ rows: expected, problem: '' });
  }
});

test('quotation marks within a cell are doubled', () => {
  expect(parse('file,view\n"the ""best"".png",AP', heads).rows).toEqual(new Map([['the "best".png', { view: 'AP' }]]));
});

test('what is no head or no label is said, and the rest is taken', () => {
  expect(parse('file,age\na.png,40', heads)).toEqual({
    rows: new Map(),
    problem: 'The first line of the table names nothing that this model tells; it would be “View” or “Recorded sex”.',
  });
  expect(parse('file,view\na.png,lateral\nb.png,AP', heads)).toEqual({
    rows: new Map([
      ['a.png', {}],
      ['b.png', { view: 'AP' }],
    ]),
    problem: 'The table says “lateral”, which is no label of this model: that is left out.',
  });
  expect(parse('', heads).problem).not.toBe('');
});

test('films of each kind are counted in words', () => {
  expect(told([{ view: 'AP' }, { view: 'AP', sex: 'F' }, {}], heads)).toBe(
    '3 films. View: 2 AP, 0 PA; Recorded sex: 1 Female, 0 Male.',
  );
});
