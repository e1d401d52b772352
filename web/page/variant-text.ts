// Which retrained variant of a model belongs to the filter in hand, and what is to be said of it. The study's curves are from
// networks retrained for every setting; a fixed model looks at filtered films with weights that never saw any.
import type { Card, Metric, Variant } from '../wire/card';
import { variantOf } from '../wire/card';
import { listed, measure, people } from './sentences';

/** What the catalogue says of an operation, as far as a chain needs it. */
export interface Known {
  readonly id: string;
  readonly title: string;
  readonly parameters: readonly { readonly id: string; readonly initial: number }[];
}

type Step = Readonly<Record<string, unknown>> & { readonly op?: unknown };

/** One spelling for a chain, whichever parameters it leaves to their initial values. */
export function spelled(chain: readonly object[], operations: readonly Known[]): string {
  const steps = (chain as readonly Step[]).map(({ op, ...given }) => {
    const known = operations.find(({ id }) => id === op);
    const initial = Object.fromEntries((known?.parameters ?? []).map((one) => [one.id, one.initial]));
    return [op, Object.entries({ ...initial, ...given }).sort(([a], [b]) => (a < b ? -1 : 1))];
  });
  return JSON.stringify(steps);
}

export interface Standing {
  /** The variant in use. */
  readonly used: Variant | null;
  /** The variant whose films were filtered as the film in hand is. */
  readonly fits: Variant | null;
  /** Radii of the filter in hand for which there is a variant, where the present one has none. */
  readonly others: readonly string[];
}

/** How the model in use stands to the chain in force. */
export function standing(card: Card, variant: string | null, chain: readonly object[], operations: readonly Known[]): Standing {
  const variants = card.variants ?? [];
  const here = spelled(chain, operations);
  const fits = variants.find((one) => spelled(one.chain, operations) === here) ?? null;
  const op = chain.length === 1 ? (chain[0] as Step).op : null;
  const near = fits ? [] : variants.filter((one) => one.chain.length === 1 && one.chain[0]?.op === op);
  return { used: variantOf(card, variant) ?? null, fits, others: near.map(({ title }) => short(title)) };
}

/** "low-pass 4" of "Retrained on low-pass 4". */
const short = (title: string) => title.replace(/^Retrained on /, '');

const first = (metrics: readonly Metric[]) => metrics.filter(({ population }) => population === 'held-out');

function areas(card: Card, metrics: readonly Metric[]): string {
  return first(metrics)
    .map(({ head, value, low, high }) => {
      const title = card.heads.length > 1 ? `${card.heads.find(({ id }) => id === head)?.title.toLowerCase() ?? head} ` : '';
      return `${title}${measure(value)} (${measure(low)}–${measure(high)})`;
    })
    .join(', ');
}

const others = (card: Card, variant: Variant) => {
  const fixed = areas(card, variant.fixed);
  return fixed ? ` The model itself, which never saw a filtered film, gets ${fixed} on the same films.` : '';
};

/** How good the variant is, on what, and how good the model itself is there. */
export function told(card: Card, variant: Variant): string {
  const [one] = first(variant.metrics);
  const on = one
    ? ` On ${one.images.toLocaleString('en-GB')} films of ${people(card, one.patients)} it never saw, so filtered:`
    : '';
  return `${on} AUC ${areas(card, variant.metrics)}.${others(card, variant)}`.trim();
}

/** The one or two sentences that stand beside the score; null where there is nothing to say. */
export function said(card: Card, { used, fits, others: near }: Standing): string | null {
  if (used && fits?.id === used.id) {
    return `Scored by a network ${retrained(used)}. ${told(card, used)}`;
  }
  if (used) {
    return `Scored by a network ${retrained(used)}, but this film is not filtered so: nothing like it was among its training films, and the score means nothing.`;
  }
  if (fits) {
    return `This model never saw a filtered film. A network ${retrained(fits)} can score it instead. ${told(card, fits)}`;
  }
  return near.length > 0
    ? `This model never saw a filtered film. Networks retrained on such films are here for ${listed(near)}.`
    : null;
}

const retrained = ({ title }: Variant) => `retrained on ${short(title)}`;

/** What scored, in words for a line that says so: "a network retrained on low-pass 4", or "this model as it is". */
export function scorer(card: Card | null, variant: string | null): string {
  const used = card && variantOf(card, variant);
  return used ? `a network ${retrained(used)}` : 'this model as it is';
}

/** Why the figures of one network are none of the study's: beneath every experiment. */
export function onlyOne(card: Card | null, variant: string | null): string {
  const used = card && variantOf(card, variant);
  return used
    ? `This is one network, ${retrained(used)}; every other setting is new to it. Where the study trained a network anew for each setting, its figures are one network’s each.`
    : 'This is one fixed model, never trained on films changed like this. Where the study trained a model anew for each setting, its figures stay high for longer.';
}

/** The card as it stands for what scores: with the variant's own figures. */
export function asScored(card: Card, variant: string | null): Card {
  const used = variantOf(card, variant);
  const version = `${card.version}, ${variant}`;
  return used ? { ...card, version, metrics: used.metrics, weights: used.weights, reproduce: used.reproduce } : card;
}
