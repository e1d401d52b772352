// A chain in words, for what is taken along: each step's title with the settings that are not as it begins.
import type { Operation } from '../api';
import { type Chain, operationOf, operations, type Step, settingOf } from './chain';

function setting(step: Step, { id, title, unit, initial, choices }: Operation['parameters'][number]): string {
  const value = settingOf(step, { id, initial });
  const said = choices.length > 0 ? (choices[value] ?? String(value)) : `${Number(value.toPrecision(6))}${unit && ` ${unit}`}`;
  return `${title.toLowerCase()} ${said}`;
}

/** One step, e.g. "Low-pass (radius 10 cycles per image)". Its first setting is always told. */
export function stepWords(step: Step, all = operations): string {
  const operation = operationOf(step, all);
  const told = (operation?.parameters ?? []).filter(
    (parameter, i) => i === 0 || settingOf(step, parameter) !== parameter.initial,
  );
  const strokes = step.strokes?.length ?? 0;
  const parts = [
    ...told.map((parameter) => setting(step, parameter)),
    ...(strokes > 0 ? [`${strokes} ${strokes === 1 ? 'stroke' : 'strokes'}`] : []),
  ];
  return `${operation?.title ?? step.op}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}

/** The steps in force, in order. */
export const chainWords = (chain: Chain, all = operations): string =>
  chain.length === 0 ? 'none: the film as it was opened' : chain.map((step) => stepWords(step, all)).join(', then ');
