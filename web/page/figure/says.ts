// What our Figure 1 says in words, found from its numbers alone: where retraining regains what the fixed model lost, and where the
// story does not hold on our films.
import { count, listed, measure, people } from '../sentences';
import { chance, type OwnCurve, type Setting } from './own';

/** Below this share of what lies between chance and the untouched film, a retrained network has lost most of it. */
const kept = 0.5;

/**
 * What a setting shows. `regains`: the retrained network is better, intervals apart; `same`: the intervals meet; `worse`: the fixed
 * model is better, intervals apart; `lost`: the retrained network's interval reaches chance; `alone`: nothing to compare it with.
 */
export type Outcome = 'regains' | 'same' | 'worse' | 'lost' | 'alone';

export function outcome({ retrained, fixed }: Pick<Setting, 'retrained' | 'fixed'>): Outcome {
  if (retrained.low <= chance) {
    return 'lost';
  }
  if (fixed === null) {
    return 'alone';
  }
  return retrained.low > fixed.high ? 'regains' : retrained.high < fixed.low ? 'worse' : 'same';
}

/** An outcome in the table. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  regains: 'retrained is better, intervals apart',
  same: 'no difference shown: intervals meet',
  worse: 'fixed is better, intervals apart',
  lost: 'retrained reaches chance',
  alone: 'fixed was not measured',
};

/** "2,290 films of 1,006 patients". */
export const films = ({ card, settings }: OwnCurve): string => {
  const [{ retrained } = { retrained: null }] = settings;
  return retrained ? `${count(retrained.images)} films of ${people(card, retrained.patients)}` : 'no films';
};

/** The curve in sentences, ready to be read out. */
export function says(curve: OwnCurve): string {
  const { settings, parameter, head, untouched, population, on } = curve;
  const where =
    population === 'unseen-hospital' ? `At a hospital it never saw (${on}, ${films(curve)})` : `On ${films(curve)} (${on})`;
  const fixed = settings.flatMap((one) => (one.fixed ? [{ x: one.x, value: one.fixed.value }] : []));
  const retrained = settings.map((one) => ({ x: one.x, value: one.retrained.value }));
  const at = parameter.title.toLowerCase();
  const parts = [
    `${where}, ${head.title.toLowerCase()}: retrained networks reach AUC ${reach(retrained, at)}`,
    fixed.length > 0 ? `; the fixed model ${reach(fixed, at)}` : '',
    untouched ? `, and ${measure(untouched.value)} on untouched films` : '',
    '.',
  ];
  return `${parts.join('')} ${verdict(curve, at)}`;
}

type Value = { readonly x: number; readonly value: number };

function reach(values: readonly Value[], at: string): string {
  const by = [...values].sort((a, b) => a.value - b.value);
  const [least, most] = [by[0], by.at(-1)];
  const place = ({ value, x }: Value) => `${measure(value)} at ${at} ${x}`;
  return least && most ? (least === most ? place(least) : `from ${place(least)} to ${place(most)}`) : 'nothing';
}

/** What holds, and then what fails; a curve without failures says that too. */
function verdict({ settings, untouched }: OwnCurve, at: string): string {
  const where = (holds: (setting: Setting) => boolean) => {
    const found = settings.filter(holds).map(({ x }) => String(x));
    return found.length > 0 ? `at ${at} ${listed(found)}` : null;
  };
  const is = (wanted: Outcome) => where((one) => outcome(one) === wanted);
  const little = (one: Setting) =>
    untouched !== null && outcome(one) !== 'lost' && one.retrained.value - chance < kept * (untouched.value - chance);
  const regained = is('regains');
  const failures = [
    ['there is no difference to show, for the intervals of both meet', is('same')],
    ['the fixed model is better than the retrained one', is('worse')],
    ['nothing is left for the retrained network either, for its interval reaches chance', is('lost')],
    ['the retrained network keeps less than half of what lies between chance and the untouched film', where(little)],
  ].flatMap(([what, place]) => (place ? [`${place} ${what}`] : []));
  return [
    regained
      ? `The retrained network is better, intervals apart, ${regained}.`
      : 'Nowhere is the retrained network better, intervals apart.',
    failures.length > 0
      ? `The study’s story fails on these films: ${failures.join('; ')}.`
      : 'At no setting does the study’s story fail on these films.',
  ].join(' ');
}
