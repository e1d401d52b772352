// A map as cells: each with its number, its change from the untouched picture, and a shade that repeats the change for the eye. Pure.
import type { AnswerMap } from '../../wire/values';
import { measure } from '../sentences';

export interface Cell {
  /** Where it lies, e.g. "top left"; "row 4, column 2" where there are more than nine. */
  readonly place: string;
  /** The number, or a dash where it is not known yet. */
  readonly text: string;
  /** Against the untouched picture, with its sign; empty where one of both is not known. */
  readonly change: string;
  /** From -3, much lower, to 3, much higher; 0 within `steps[0]`. */
  readonly shade: number;
}

/** Changes from which a shade begins, on a score's scale from 0 to 1. */
export const steps = [0.02, 0.1, 0.3] as const;

const rowNames = ['top', 'middle', 'bottom'];
const columnNames = ['left', 'centre', 'right'];

/** The name of a row or column; the picture's own words where it is cut in three. */
export const rowName = ({ rows }: Pick<AnswerMap, 'rows'>, row: number) =>
  rows === 3 ? (rowNames[row] ?? '') : `row ${row + 1}`;
export const columnName = ({ columns }: Pick<AnswerMap, 'columns'>, column: number) =>
  columns === 3 ? (columnNames[column] ?? '') : `column ${column + 1}`;

export function signed(value: number): string {
  const digits = measure(Math.abs(value));
  return Number(digits) === 0 ? `±${digits}` : `${value > 0 ? '+' : '−'}${digits}`;
}

export function shadeOf(change: number): number {
  const size = steps.filter((step) => Math.abs(change) >= step - 1e-9).length;
  return size === 0 ? 0 : Math.sign(change) * size;
}

/** Row by row. Without an untouched score there is no change to tell, and no shade. */
export function cells(map: Pick<AnswerMap, 'rows' | 'columns' | 'values' | 'untouched'>): readonly (readonly Cell[])[] {
  return Array.from({ length: map.rows }, (_, row) =>
    Array.from({ length: map.columns }, (__, column) => {
      const value = map.values[row * map.columns + column] ?? null;
      const change = value === null || map.untouched === null ? null : value - map.untouched;
      return {
        place: [rowName(map, row), columnName(map, column)].join(map.rows === 3 && map.columns === 3 ? ' ' : ', '),
        text: value === null ? '–' : measure(value),
        change: change === null ? '' : signed(change),
        shade: change === null ? 0 : shadeOf(change),
      };
    }),
  );
}
