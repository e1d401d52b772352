// Experiments as the catalogue says them, and what was typed for one as the engine takes it. Pure.
import catalogue from '../../contract/catalog.json';

export interface Asked {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  /** What the engine takes: a whole number, one of `choices`, an id, numbers or ids in a list. */
  readonly kind: string;
  readonly min?: number;
  readonly max?: number;
  readonly initial?: number;
  readonly choices?: readonly string[];
}

export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly parameters: readonly Asked[];
}

/** Experiments without a panel of their own; a sweep has one. */
export const experiments: readonly Entry[] = (catalogue.experiments as readonly Entry[]).filter(({ id }) => id !== 'sweep');

const lists = ['settings', 'mechanisms'];
const number = (text: string) => (Number.isFinite(Number(text)) ? Number(text) : text);

/** What is left empty is left to the engine; what is no number where one is due stays as typed, so that the engine names it. */
export function wished({ parameters }: Pick<Entry, 'parameters'>, typed: ReadonlyMap<string, string>): object {
  return Object.fromEntries(
    parameters.flatMap(({ id, kind }): [string, unknown][] => {
      const text = typed.get(id)?.trim() ?? '';
      if (text === '') {
        return [];
      }
      if (lists.includes(kind)) {
        const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
        return [[id, kind === 'settings' ? parts.map(number) : parts]];
      }
      return [[id, kind === 'whole' ? number(text) : text]];
    }),
  );
}
