// Our Figure 1 as curves to draw, and as marks over a sweep. Retrained is an outline, fixed is filled, and each says which it is.
import type { Operation } from '../../api';
import type { Card } from '../../wire/card';
import type { AnswerCurve, Estimate } from '../../wire/values';
import type { Manner, Overlay } from '../chart';
import { trainingWords } from '../findings/groups';
import { forPhantoms } from '../fit';
import { spelled } from '../variant-text';
import { chance, drawn, type OwnCurve, ownCurves, type Setting } from './own';
import { films, says } from './says';

const nothing: Estimate = { value: null, low: null, high: null, n: 0, positives: 0 };

const estimate = (area: Setting['fixed']): Estimate =>
  // A card counts films, not those with the label.
  area ? { value: area.value, low: area.low, high: area.high, n: area.images, positives: 0 } : nothing;

/** The first line is of the retrained networks, the second of the fixed model. */
export const manner: Manner = {
  who: (line) => (line === 0 ? trainingWords.retrained : trainingWords['test-time']),
  hollow: (line) => line === 0,
  untouched: 'the fixed model on untouched films',
};

/** Two lines on one labelled axis, which goes down to the least end of an interval; radii are far apart, so theirs is logarithmic. */
export function asCurve(own: OwnCurve): AnswerCurve {
  const { card, head, label, operation, parameter, settings, untouched } = own;
  const of = (title: string) => ({ head: head.id, label, title });
  const line = (take: (setting: Setting) => Setting['fixed']) =>
    settings.map((setting) => ({ x: setting.x, ...estimate(take(setting)) }));
  const least = settings.flatMap(({ retrained, fixed }) => [retrained.low, fixed?.low ?? chance]);
  return {
    form: 'curve',
    id: `figure:${card.id}:${operation.id}:${head.id}`,
    title: `${head.title}, ${operation.title.toLowerCase()}: area under the curve against ${parameter.title.toLowerCase()}`,
    says: says(own),
    x: { operation: operation.id, parameter: parameter.id, title: parameter.title, unit: parameter.unit, scale: 'logarithmic' },
    y: {
      title: 'Area under the ROC curve',
      min: Math.floor(10 * Math.min(chance, ...least) + 1e-9) / 10,
      max: 1,
      chance,
      interval: `95% interval, ${forPhantoms(card.id) ? 'simulated people' : 'patients'} drawn anew`,
    },
    lines: [
      { of: of('Our networks'), points: line(({ retrained }) => retrained), untouched: nothing },
      { of: of('Our fixed model'), points: line(({ fixed }) => fixed), untouched: estimate(untouched) },
    ],
  };
}

/** The commands that make networks, in one line: what they share is said once. */
export function commands(all: readonly string[]): string {
  const [first = '', ...rest] = [...new Set(all)];
  const shared = first.slice(0, first.lastIndexOf(' ') + 1);
  return shared !== '' && rest.every((command) => command.startsWith(shared))
    ? [first, ...rest.map((command) => command.slice(shared.length))].join(', ')
    : [first, ...rest].join('; ');
}

/** Where the numbers are from: the card, the films, and how the networks are made again. */
export function source(own: OwnCurve, which: 'retrained' | 'fixed'): string {
  const { card, settings, on } = own;
  const made = which === 'fixed' ? [card.reproduce.command] : settings.map(({ variant }) => variant.reproduce.command);
  return `Card of ${card.id} ${card.version}: ${films(own)} (${on}). Made by: ${commands(made)}.`;
}

/** The chain that a sweep scores at a setting: the last step of the operation is changed, or one is added. */
function sweptTo(chain: readonly object[], { operation, parameter }: OwnCurve, x: number): object[] {
  const steps = chain as readonly { readonly op?: unknown }[];
  const at = steps.findLastIndex(({ op }) => op === operation.id);
  return at < 0
    ? [...chain, { op: operation.id, [parameter.id]: x }]
    : chain.map((step, i) => (i === at ? { ...step, [parameter.id]: x } : step));
}

/**
 * Our Figure 1 over a sweep's curve, retrained and fixed apart, of the curve's head alone: the settings at which the sweep's film is
 * the very film that the networks were measured on. `chain`: what was in force in the laboratory.
 */
export function ownOver(curve: AnswerCurve, card: Card, chain: readonly object[], operations: readonly Operation[]): Overlay[] {
  const heads = new Set(curve.lines.map(({ of }) => of.head));
  return drawn(ownCurves(card, operations))
    .filter(
      ({ operation, parameter, head }) =>
        operation.id === curve.x.operation && parameter.id === curve.x.parameter && heads.has(head.id),
    )
    .flatMap((own) => {
      const settings = own.settings.filter(
        ({ x, variant }) => spelled(sweptTo(chain, own, x), operations) === spelled(variant.chain, operations),
      );
      const overlay = (which: 'retrained' | 'fixed'): Overlay => ({
        label: `Our Figure 1: ${own.head.title.toLowerCase()}`,
        condition: trainingWords[which === 'retrained' ? 'retrained' : 'test-time'],
        hollow: which === 'retrained',
        mark: 'cross',
        source: source({ ...own, settings }, which),
        points: settings.flatMap(({ x, [which]: area }) => (area ? [{ x, y: area.value, low: area.low, high: area.high }] : [])),
      });
      return (['retrained', 'fixed'] as const).map(overlay).filter(({ points }) => points.length > 0);
    });
}
