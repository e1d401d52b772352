// Published points for a curve over a parameter of an operation. Points of networks retrained for each setting and of networks that
// only met changed test images never share a series, and every series says which it is.
import { groupOf, readings, type Training, trainingOf, trainingWords } from './groups';
import { type Finding, studyOf } from './read';
import { datasetText, type Extent, extent, locatorText, noteText, noun } from './words';

export interface PublishedPoint extends Extent {
  /** The row of findings.json. */
  readonly id: string;
  /** The parameter's value, in the operation's own unit; null where the source does not print it (then a level, not a point). */
  readonly x: number | null;
  readonly locator: string;
  readonly url: string | null;
}

export interface PublishedSeries {
  /** Unique within an overlay, and the same in every session. */
  readonly id: string;
  /** Group, data, network, and what is held fixed: stands at the curve. */
  readonly label: string;
  readonly training: Training;
  /** `training` in words: stands with the label, always. */
  readonly condition: string;
  /** What the numbers measure, e.g. AUC: from 0 to 1, 0.5 is chance. */
  readonly metric: string;
  /** How the numbers were read, and what the list warns of. */
  readonly caveats: readonly string[];
  readonly citation: string;
  /** By x; those without one come last. */
  readonly points: readonly PublishedPoint[];
}

type Setting = Readonly<Record<string, number | null>>;

interface Rule {
  readonly operation: string;
  readonly parameters: readonly string[];
  readonly experiments: readonly string[];
  /** The setting in the operation's own parameters; null where the row is no point of this operation. */
  at(finding: Finding): Setting | null;
  /** What else was done to the image, where rows differ in it. */
  variant?(finding: Finding): string;
}

const found = (pattern: RegExp, { condition }: Finding): number | null => {
  const number = pattern.exec(condition)?.[1];
  return number === undefined ? null : Number(number);
};

const cutoff = (filter: 'LPF' | 'HPF') => (finding: Finding) =>
  // The study's "diameter" acts as a radius: its code compares squared distance with its square.
  finding.parameter?.filter === filter ? { radius: finding.parameter.diameter } : null;

/** Cells are counted row by row from 0, as the operation counts them. */
const cell = (finding: Finding) => {
  const [row, column] = [found(/\brow (\d)/, finding), found(/\bcolumn (\d)/, finding)];
  return row === null || column === null ? null : { cell: 3 * row + column };
};
const afterCell = ({ condition }: Finding) => condition.split('; ').at(-1) ?? '';

const rules: readonly Rule[] = [
  { operation: 'low-pass', parameters: ['radius'], experiments: ['low-pass filtering'], at: cutoff('LPF') },
  { operation: 'high-pass', parameters: ['radius'], experiments: ['high-pass filtering'], at: cutoff('HPF') },
  {
    operation: 'notch',
    parameters: ['inner', 'outer'],
    experiments: ['notch (band-stop) filtering'],
    at: ({ parameter }) => (parameter?.filter === 'notch' ? { inner: parameter.inner, outer: parameter.outer } : null),
  },
  {
    operation: 'resolution',
    parameters: ['side'],
    experiments: ['resolution degradation'],
    at: (finding) => ({ side: found(/^(\d+) x \d+ pixels/, finding) }),
  },
  {
    operation: 'gaussian-noise',
    parameters: ['spread'],
    experiments: ['additive noise, test time'],
    at: (finding) => ({ spread: found(/\bsd ([\d.]+)/, finding) }),
  },
  {
    operation: 'gaussian-blur',
    parameters: ['sigma'],
    experiments: ['Gaussian blur, test time'],
    at: (finding) => ({ sigma: found(/\bsigma ([\d.]+)/, finding) }),
  },
  { operation: 'keep-patch', parameters: ['cell'], experiments: ['patch-only training'], at: cell, variant: afterCell },
  {
    operation: 'remove-patch',
    parameters: ['cell'],
    experiments: ['patch-ablation training'],
    at: cell,
    variant: afterCell,
  },
  {
    operation: 'intensity-clip',
    parameters: ['ceiling'],
    experiments: ['bone-density removal (intensity clipping)'],
    // As printed, or where the authors' code clips after normalisation: that level of the image (red channel: spread 0.229, mean 0.485).
    at(finding) {
      const percent = found(/\bclipped at (\d+)%/, finding);
      const normalised = found(/\bthreshold ([\d.]+)/, finding);
      const ceiling = normalised === null ? null : Number((normalised * 0.229 + 0.485).toFixed(3));
      return { ceiling: percent === null ? ceiling : percent / 100 };
    },
  },
];

/** Every operation that published figures lie beside, with the parameters they are given in. */
export const overlays: readonly Pick<Rule, 'operation' | 'parameters'>[] = rules;

interface Placed {
  readonly finding: Finding;
  readonly point: PublishedPoint;
  /** What must be equal for points to share a series. */
  readonly parts: readonly string[];
}

function placed(rule: Rule, finding: Finding, parameter: string): Placed | null {
  const at = extent(finding);
  const setting = rule.experiments.includes(finding.experiment) && finding.metric.startsWith('AUC') ? rule.at(finding) : null;
  if (at === null || setting === null || !(parameter in setting)) {
    return null;
  }
  const fixed = Object.entries(setting).filter(([name]) => name !== parameter);
  return {
    finding,
    point: {
      ...at,
      id: finding.id,
      x: setting[parameter] ?? null,
      locator: locatorText(finding),
      url: finding.source_url ?? studyOf(finding).url,
    },
    parts: [
      groupOf(finding),
      datasetText(finding),
      finding.model ?? '',
      rule.variant?.(finding) ?? '',
      ...fixed.map(([name, value]) => `${name} ${value ?? 'not stated'}`),
      // A range, a bound and single values are no one curve; nor are readings of different firmness.
      finding.section,
      at.kind === 'value' ? '' : at.kind.replace('-', ' '),
    ].filter((part) => part !== ''),
  };
}

/**
 * The published series over `parameter` of `operation`; empty where none was published (`overlays` lists those that have some).
 * Rows without a number give no point.
 */
export function overlayFor(findings: readonly Finding[], operation: string, parameter: string): readonly PublishedSeries[] {
  const rule = rules.find((one) => one.operation === operation);
  const series = new Map<string, Placed[]>();
  for (const finding of rule ? findings : []) {
    const one = rule ? placed(rule, finding, parameter) : null;
    if (one) {
      const key = [trainingOf(finding), finding.study, noun(finding), ...one.parts].join(' | ');
      series.set(key, [...(series.get(key) ?? []), one]);
    }
  }
  return [...series].flatMap(([id, members]) => {
    const [first] = members;
    return first ? [seriesOf(id, first, members)] : [];
  });
}

function seriesOf(id: string, { finding, parts }: Placed, members: readonly Placed[]): PublishedSeries {
  const training = trainingOf(finding);
  const study = studyOf(finding);
  const how = new Set(members.map((member) => readings[member.finding.source_type]));
  const notes = new Set(members.flatMap((member) => noteText(member.finding) ?? []));
  return {
    id,
    label: `${study.short}: recorded race ${parts.join(', ')}`,
    training,
    condition: trainingWords[training],
    metric: noun(finding),
    caveats: [...how, ...notes],
    citation: study.url === null ? study.citation : `${study.citation} ${study.url}`,
    points: members
      .map(({ point }) => point)
      .sort((a, b) => (a.x ?? Number.POSITIVE_INFINITY) - (b.x ?? Number.POSITIVE_INFINITY)),
  };
}
