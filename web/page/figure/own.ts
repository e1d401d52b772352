// Our own Figure 1 as numbers: areas under the ROC curve of a fixed model and of the networks retrained for each setting of a filter,
// on the same films. All of it is in the models' cards; a setting that was not trained is not here.
import type { Operation, OperationParameter } from '../../api';
import type { Card, Metric, Variant } from '../../wire/card';
import { numbers } from '../sweep-choices';
import { spelled } from '../variant-text';

/** An area under the ROC curve of a model that knows nothing. */
export const chance = 0.5;

/** One setting of the filter; both areas are of the same films, filtered so. */
export interface Setting {
  /** The filter's parameter, in its own unit. */
  readonly x: number;
  readonly variant: Variant;
  readonly retrained: Metric;
  /** Null where the card does not say how the fixed model does there. */
  readonly fixed: Metric | null;
}

/** What one filter leaves of one head on one set of films. */
export interface OwnCurve {
  readonly card: Card;
  readonly head: Card['heads'][number];
  /** The label that the areas are of. */
  readonly label: string;
  readonly operation: Operation;
  readonly parameter: OperationParameter;
  /** The films, as the card names them, and whether their hospital was seen in training. */
  readonly on: string;
  readonly population: Metric['population'];
  /** The fixed model on these films as they are. */
  readonly untouched: Metric | null;
  /** By rising `x`; never empty. */
  readonly settings: readonly Setting[];
}

interface Trained {
  readonly variant: Variant;
  readonly operation: Operation;
  readonly parameter: OperationParameter;
  readonly x: number;
  /** The chain without the parameter that the settings differ in. */
  readonly rest: string;
}

/** A variant as a setting of one filter; null where its chain is more than that. */
function trained(variant: Variant, operations: readonly Operation[]): Trained | null {
  const [step] = variant.chain;
  const operation = variant.chain.length === 1 ? operations.find(({ id }) => id === step.op) : undefined;
  const [parameter] = operation ? numbers(operation) : [];
  const x = parameter && (step[parameter.id] ?? parameter.initial);
  return operation && parameter && typeof x === 'number'
    ? { variant, operation, parameter, x, rest: spelled([{ ...step, [parameter.id]: parameter.initial }], operations) }
    : null;
}

const same = (a: Metric) => (b: Metric) =>
  a.metric === b.metric && a.head === b.head && a.label === b.label && a.on === b.on && a.population === b.population;

/** Every curve that a card holds, in the order of its variants, heads and films; none where it has no retrained networks. */
export function ownCurves(card: Card, operations: readonly Operation[]): OwnCurve[] {
  const all = (card.variants ?? []).flatMap((variant) => trained(variant, operations) ?? []);
  const filters = [...new Set(all.map(({ rest }) => rest))].map((rest) => all.filter((one) => one.rest === rest));
  return filters.flatMap((members) => {
    const areas = members.flatMap(({ variant }) => variant.metrics).filter(({ metric }) => metric === 'AUC');
    const groups = areas.filter((area, i) => areas.findIndex(same(area)) === i);
    return groups.flatMap((of) => curve(card, members, of) ?? []);
  });
}

function curve(card: Card, members: readonly Trained[], of: Metric): OwnCurve | null {
  const [first] = members;
  const head = card.heads.find(({ id }) => id === of.head);
  const settings = members
    .flatMap(({ x, variant }) => {
      const retrained = variant.metrics.find(same(of));
      return retrained ? [{ x, variant, retrained, fixed: variant.fixed.find(same(of)) ?? null }] : [];
    })
    .sort((a, b) => a.x - b.x);
  const untouched = card.metrics.find(same(of)) ?? null;
  const { label, on, population } = of;
  return first && head
    ? { card, head, label, operation: first.operation, parameter: first.parameter, on, population, untouched, settings }
    : null;
}

/** Of a card's curves those that are drawn: for each filter and head the first on films that were held out. */
export const drawn = (curves: readonly OwnCurve[]): OwnCurve[] =>
  curves.filter(
    (one, i) =>
      one.population === 'held-out' && curves.findIndex((other) => other.population === 'held-out' && beside(one)(other)) === i,
  );

/** Whether another curve is of the same filter and head. */
export const beside = (one: OwnCurve) => (other: OwnCurve) =>
  other.operation === one.operation && other.parameter === one.parameter && other.head === one.head;
