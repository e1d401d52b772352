// The chain of operations as the page edits it: from the catalogue, as plain values. What is allowed is the laboratory's to say.
import catalogue from '../../contract/catalog.json';
import type { Operation, Preset } from '../api';

/** A round brush drawn along points x, y, x, y, …; shares of width and height, the radius a share of the longer side. */
export interface Stroke {
  readonly radius: number;
  readonly points: readonly number[];
}

/** A step: its operation, a number for each parameter, and how it stands in the chain. */
export interface Step {
  readonly op: string;
  readonly strokes?: readonly Stroke[];
  readonly bypass?: boolean;
  readonly solo?: boolean;
  readonly [parameter: string]: unknown;
}
export type Chain = readonly Step[];

export const operations = catalogue.operations as unknown as readonly Operation[];
export const presets = ((catalogue as { presets?: unknown }).presets ?? []) as readonly Preset[];

export const operationOf = (step: Step, all = operations): Operation | undefined => all.find(({ id }) => id === step.op);

/** The number of a parameter, or the one a step begins with. */
export function settingOf(step: Step, parameter: { readonly id: string; readonly initial: number }): number {
  const value = step[parameter.id];
  return typeof value === 'number' ? value : parameter.initial;
}

export const without = (chain: Chain, at: number): Chain => chain.filter((_, i) => i !== at);

/** The step at `from` taken out, and put in again so that it stands at `to`. */
export function moved(chain: Chain, from: number, to: number): Chain {
  const step = chain[from];
  const rest = without(chain, from);
  return step ? [...rest.slice(0, to), step, ...rest.slice(to)] : chain;
}

export const changed = (chain: Chain, at: number, change: Readonly<Record<string, unknown>>): Chain =>
  chain.map((step, i) => (i === at ? { ...step, ...change } : step));

/** Parameters at their initial values; strokes and standing stay. */
export const initial = (step: Step, all = operations): Step => ({
  ...step,
  ...Object.fromEntries((operationOf(step, all)?.parameters ?? []).map((parameter) => [parameter.id, parameter.initial])),
});

/** Entries under their groups, in the order in which groups first come. */
export function grouped<T>(all: readonly T[], group: (entry: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const entry of all) {
    groups.set(group(entry), [...(groups.get(group(entry)) ?? []), entry]);
  }
  return [...groups];
}

/** What a step in the list does at present, in a word. */
export function standing(chain: Chain, at: number): string {
  const step = chain[at];
  if (!step || step.bypass) {
    return step ? 'bypassed' : '';
  }
  return step.solo ? 'solo' : chain.some(({ solo }) => solo) ? 'silent while another is solo' : '';
}

/** Whether a chain is a named one: what the named one leaves out is at its initial value, and any seed will do. */
export function isNamed(preset: Chain, chain: Chain, all: readonly Operation[] = operations): boolean {
  const whole = (steps: Chain) =>
    JSON.stringify(steps.map((step) => Object.entries({ ...initial({ op: step.op }, all), ...step, seed: 0 }).sort()));
  return preset.length === chain.length && whole(preset) === whole(chain);
}
