// Our Figure 1 as a file: a line an area, with films, interval, network and how it is made again; then the study's points.
import type { PublishedSeries } from '../findings/overlay';
import { notForDiagnosis } from '../sentences';
import type { OwnCurve, Setting } from './own';

type Cell = string | number | null;
const cell = (value: Cell) => (typeof value !== 'string' ? String(value ?? '') : `"${value.replaceAll('"', '""')}"`);

const columns = [
  'whose',
  'model',
  'model_version',
  'network',
  'weights_sha256',
  'filter',
  'parameter',
  'setting',
  'what',
  'auc',
  'ci95_low',
  'ci95_high',
  'films',
  'patients',
  'on',
  'population',
  'source',
  'reproduce',
  'notice',
] as const;
type Line = Readonly<Record<(typeof columns)[number], Cell>>;

function ofOurs(own: OwnCurve): Line[] {
  const { card, operation, parameter, head, label, untouched, settings } = own;
  const line = (area: Setting['fixed'], more: Pick<Line, 'network' | 'weights_sha256' | 'setting' | 'reproduce'>): Line[] =>
    area === null
      ? []
      : [
          {
            whose: 'Unseen',
            model: card.id,
            model_version: card.version,
            filter: operation.id,
            parameter: parameter.id,
            what: `${head.title}: ${label}`,
            auc: area.value,
            ci95_low: area.low,
            ci95_high: area.high,
            films: area.images,
            patients: area.patients,
            on: area.on,
            population: area.population,
            source: `models/${card.id}/card.json`,
            notice: notForDiagnosis,
            ...more,
          },
        ];
  const fixed = { network: 'fixed', weights_sha256: card.weights.sha256, reproduce: card.reproduce.command };
  return [
    ...line(untouched, { ...fixed, setting: 'untouched' }),
    ...settings.flatMap(({ x, variant, retrained, fixed: other }) => [
      ...line(retrained, {
        network: variant.id,
        weights_sha256: variant.weights.sha256,
        setting: x,
        reproduce: variant.reproduce.command,
      }),
      ...line(other, { ...fixed, setting: x }),
    ]),
  ];
}

const ofOthers = (operation: string, parameter: string, { label, condition, points }: PublishedSeries): Line[] =>
  points.map(({ x, middle, low, high, locator, url }) => ({
    whose: 'published',
    model: '',
    model_version: '',
    network: condition,
    weights_sha256: '',
    filter: operation,
    parameter,
    setting: x,
    what: label,
    auc: middle,
    ci95_low: low,
    ci95_high: high,
    films: null,
    patients: null,
    on: '',
    population: '',
    source: [locator, url].filter(Boolean).join(', '),
    reproduce: '',
    notice: notForDiagnosis,
  }));

/** RFC 4180, UTF-8, one header row. `published` gives the study's series for a filter; each is written once. */
export function csv(curves: readonly OwnCurve[], published: (own: OwnCurve) => readonly PublishedSeries[]): string {
  const first = curves.filter((own, i) => curves.findIndex(({ operation }) => operation === own.operation) === i);
  const lines = [
    ...curves.flatMap(ofOurs),
    ...first.flatMap((own) => published(own).flatMap((series) => ofOthers(own.operation.id, own.parameter.id, series))),
  ];
  return [[...columns], ...lines.map((line) => columns.map((name) => cell(line[name])))]
    .map((cells) => cells.join(','))
    .join('\r\n')
    .concat('\r\n');
}
