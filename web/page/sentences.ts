// The words around numbers. A number never stands alone: each has its noun, its range, and what is known about the one who says it.
import type { Card, Metric } from '../wire/card';
import type { Facts } from '../wire/values';
import { forPhantoms } from './fit';

/** Of a card without figures. */
export const unmeasured = 'Its card states no validation: nothing is known here of how well this model does.';
export const notForDiagnosis = 'Not for diagnosis, and not for deciding anything about a person.';

export const count = (n: number) => n.toLocaleString('en-GB');
/** Two decimals are what a score can carry; three where two would round to certainty. */
export const score = (value: number) => value.toFixed(value > 0.995 && value < 1 ? 3 : 2);
/** A measurement with its interval beside it: three decimals, so that the interval is not rounded away. */
export const measure = (value: number) => value.toFixed(3);

function interval({ low, high }: { readonly low: number | null; readonly high: number | null }): string {
  return low === null || high === null ? '' : ` (${measure(low)}–${measure(high)})`;
}

/** Nobody is a patient of a simulator. */
export function people(card: Pick<Card, 'id'>, n: number): string {
  const who = forPhantoms(card.id) ? ['simulated person', 'simulated people'] : ['patient', 'patients'];
  return `${count(n)} ${n === 1 ? who[0] : who[1]}`;
}

function measuredOn(card: Card, metric: Metric): string {
  const of = `${count(metric.images)} films of ${people(card, metric.patients)}`;
  return metric.population === 'unseen-hospital'
    ? `At a hospital it never saw (${metric.on}, ${of}): ${metric.metric} ${measure(metric.value)}${interval(metric)}.`
    : `On ${of} it never saw (${metric.on}): ${metric.metric} ${measure(metric.value)}${interval(metric)}.`;
}

/** What the model's authors report of one head, a sentence for each set of films. */
function published(card: Card, head: string): string[] {
  const rows = card.published?.filter((row) => row.head === head) ?? [];
  const title = (id: string) => card.heads.find((one) => one.id === head)?.labels.find((label) => label.id === id)?.title ?? id;
  return [...new Set(rows.map(({ on }) => on))].map((on) => {
    const figures = rows.filter((row) => row.on === on).map((row) => `${title(row.label)} ${measure(row.value)}${interval(row)}`);
    return `Its authors report for ${on}: ${rows[0]?.metric} ${listed(figures)}.`;
  });
}

/** Chance level and validation of one head: what must stand beside its score. */
export function validation(card: Card, head: string): string[] {
  const of = card.heads.find(({ id }) => id === head);
  if (!of) {
    return [];
  }
  const shown = (population: Metric['population']) =>
    card.metrics
      .filter((metric) => metric.head === head && metric.population === population && metric.metric === 'AUC')
      .slice(0, 1);
  const metrics = [...shown('held-out'), ...shown('unseen-hospital')];
  return [
    ...(of.chance === null ? [] : [`Chance is ${score(of.chance)}.`]),
    ...metrics.map((metric) => measuredOn(card, metric)),
    ...published(card, head),
    ...(metrics.length === 0 ? [card.published ? 'Not measured by this site.' : unmeasured] : []),
  ];
}

/** What fell between the films a model was tested on and another hospital's, where that is much. */
export function fall(card: Card, head: string): string | null {
  const value = (population: Metric['population']) =>
    card.metrics.find((metric) => metric.head === head && metric.population === population && metric.metric === 'AUC')?.value;
  const [home, away] = [value('held-out'), value('unseen-hospital')];
  return home !== undefined && away !== undefined && home - away > 0.1
    ? 'What it learnt at one hospital did not travel: expect errors on films from elsewhere.'
    : null;
}

/** "2, 4 and 6". */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

export function milliseconds(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${value.toFixed(0)} ms`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Said to screen readers when a film is open. */
export function opened(facts: Pick<Facts, 'format' | 'width' | 'height' | 'bits'>): string {
  return `Opened: ${facts.format}, ${facts.width} by ${facts.height} pixels, ${facts.bits} bits.`;
}
