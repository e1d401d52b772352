// What can be chosen of a simulated film, as the catalogue says it: the one list is the simulator's.
import catalogue from '../../contract/catalog.json';
import type { PhantomSpec } from '../wire/values';

export interface Named {
  readonly id: string;
  readonly title: string;
  readonly help?: string;
}

export interface BodyPart extends Named {
  /** Ids of the covariates that do not apply to it. */
  readonly without: readonly string[];
}

export interface Range extends Named {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export interface Covariate extends Range {
  /** What 0, 1, 2… stand for; empty for a number. */
  readonly choices: readonly string[];
}

export interface Setting extends Range {
  readonly initial: number;
}

export type SettingId = 'strength' | 'size' | 'kvp' | 'mas' | 'seed';

export interface PhantomLists {
  readonly bodies: readonly BodyPart[];
  readonly mechanisms: readonly Named[];
  readonly covariates: readonly Covariate[];
  readonly parameters: readonly (Setting & { readonly id: SettingId })[];
}

/** Null where this build simulates nothing. */
export const phantomLists = (catalogue as { phantom?: PhantomLists }).phantom ?? null;

export function setting(lists: PhantomLists, id: SettingId): Setting {
  const found = lists.parameters.find((one) => one.id === id);
  if (!found) {
    throw new Error(`the catalogue lacks the setting ${id}`);
  }
  return found;
}

/** What a phantom is made from before anyone chose: everything else is drawn from the seed. */
export function initialSpec(lists: PhantomLists): PhantomSpec {
  const of = (id: SettingId) => setting(lists, id).initial;
  return {
    seed: of('seed'),
    body: (lists.bodies[0]?.id ?? 'chest') as PhantomSpec['body'],
    mechanisms: ['diffuse'],
    strength: of('strength'),
    cohort: null,
    covariates: {},
    size: of('size'),
    kvp: of('kvp'),
    mas: of('mas'),
  };
}
