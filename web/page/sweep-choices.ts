// What can be swept, as the catalogue says it, and a wish as the engine takes it.
import catalogue from '../../contract/catalog.json';

export interface Parameter {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly choices?: readonly string[];
}

export interface Swept {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly random: boolean;
  readonly parameters: readonly Parameter[];
}

/** Operations with a number to go through. */
export const sweepable: readonly Swept[] = (catalogue.operations as unknown as Swept[]).filter(
  (operation) => numbers(operation).length > 0,
);

/** The parameters that a sweep makes sense of: numbers, the seed aside. */
export function numbers<P extends Pick<Parameter, 'id' | 'choices'>>({ parameters }: { readonly parameters: readonly P[] }): P[] {
  return parameters.filter(({ id, choices }) => id !== 'seed' && (choices?.length ?? 0) === 0);
}

/** What the panel asks for. */
export interface Wish {
  readonly operation: string;
  readonly parameter: string;
  readonly subject: 'open' | 'films' | 'own';
  readonly over: 'study' | 'range' | 'own';
  /** As typed: numbers between commas, semicolons or blanks; for `own`. */
  readonly own: string;
  readonly films: number;
  readonly seeds: number;
}

/** The experiment's parameters; `truths` are of films of one's own. What is no number stays what it is, so that the engine names it. */
export function asked({ operation, parameter, subject, over, own, films, seeds }: Wish, truths: readonly object[] = []): object {
  const settings = own
    .split(/[\s,;]+/)
    .filter((text) => text !== '')
    .map((text) => (Number.isFinite(Number(text)) ? Number(text) : text));
  return {
    operation,
    parameter,
    subject,
    ...(over === 'own' ? { settings } : { over }),
    ...(subject === 'films' ? { films } : subject === 'own' ? { truths } : { seeds }),
  };
}
