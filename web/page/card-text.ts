// A model's card in words: whole, and in one line.
import type { Card, GateRate, Metric, Source } from '../wire/card';
import { make, outward } from './dom';
import { forPhantoms } from './fit';
import { list, table } from './pieces';
import { measure, megabytes, people, unmeasured } from './sentences';

const metricRow = (card: Card) => (metric: Metric) => [
  card.heads.find(({ id }) => id === metric.head)?.title ?? metric.head,
  metric.on,
  {
    'held-out': forPhantoms(card.id) ? 'simulated people it never saw' : 'patients it never saw',
    'unseen-hospital': 'a hospital it never saw',
    ablation: 'a check with something taken away',
    calibration: 'calibration',
  }[metric.population],
  `${metric.metric} ${measure(metric.value)}${metric.low === null || metric.high === null ? '' : ` (${measure(metric.low)}–${measure(metric.high)})`}`,
  `${metric.images} / ${metric.patients}`,
  metric.note ?? '',
];

/** How many films of how many patients; those who made the model may not have said. */
const filmsOf = (card: Card, { images, patients }: { readonly images: number | null; readonly patients: number | null }) =>
  `${images === null ? 'films, how many is not stated' : `${images} films`}${patients === null ? '' : ` of ${people(card, patients)}`}`;

const sourceLine = (card: Card, source: Source) =>
  make(
    'span',
    {},
    outward(source.url, source.name),
    `: ${filmsOf(card, source)} (${source.split}). ${source.licence}. ${source.attribution}`,
  );

function goesIn(card: Card): string {
  if (card.input.kind === 'histogram') {
    return `How often each of ${card.input.bins} grey levels occurs; where they lie on the film is not said.`;
  }
  if (card.input.kind === 'covariates') {
    return `Recorded facts, no picture: ${card.input.fields.map(({ id }) => id).join(', ')}.`;
  }
  const { channels, height, width, layout, fit, kernel, range, mean, spread } = card.input;
  const depths = Object.entries(range).map(([bits, values]) => `up to ${bits} bits become ${values?.join(' to ')}`);
  return `${channels} × ${height} × ${width} numbers (${layout}); fitted by ${fit}, resampled by ${kernel}; values of ${depths.join(', of ')}; then minus ${mean.join(', ')}, divided by ${spread.join(', ')}.`;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

const rateRow = ({ kind, on, what, images, count, rate, low, high }: GateRate) => [
  kind,
  on,
  what === 'refused' ? 'wrongly refused' : 'rightly refused',
  `${percent(rate)} (${percent(low)}–${percent(high)})`,
  `${count} of ${images}`,
];

/** Which images it may be shown, and how often the check of that goes wrong. */
function accepted(card: Card): Node[] {
  if (!card.gate) {
    return [make('p', {}, 'Its card says nothing about which images it accepts, so nothing is checked.')];
  }
  return [
    make('p', {}, `It was trained on ${card.gate.about}. Anything else is refused: its score is greyed, and you are told why.`),
    table(
      'How often the gate refuses, with the 95% interval in brackets.',
      ['Kind', 'Images', 'Which', 'Share', 'Count'],
      card.gate.measured.map(rateRow),
    ),
  ];
}

/** What its authors published of it; each row names where among the published figures it stands. */
function reported({ published, heads }: Card): Node[] {
  if (!published) {
    return [];
  }
  const titles = new Map(heads.flatMap((head) => head.labels.map((label) => [`${head.id} ${label.id}`, label.title])));
  return [
    table(
      'As its authors report it; not measured by this site. In brackets the 95% interval.',
      ['Label', 'Films', 'Result', 'Published figure'],
      published.map(({ head, label, on, metric, value, low, high, finding }) => [
        titles.get(`${head} ${label}`) ?? label,
        on,
        `${metric} ${measure(value)}${low === null || high === null ? '' : ` (${measure(low)}–${measure(high)})`}`,
        finding,
      ]),
    ),
  ];
}

/** The first AUC on films it never saw, with its interval and how many films. */
export function headline(card: Card): string {
  const metric = card.metrics.find(({ metric: name, population }) => name === 'AUC' && population === 'held-out');
  if (!metric) {
    return card.published ? 'Not measured by this site; its card states what its authors report.' : unmeasured;
  }
  const interval = metric.low === null || metric.high === null ? '' : ` (${measure(metric.low)}–${measure(metric.high)})`;
  return `AUC ${measure(metric.value)}${interval} on ${metric.images.toLocaleString('en-GB')} films it never saw.`;
}

export const weight = (card: Card) => `${megabytes(card.weights.bytes)} to load`;

export function cardInFull(card: Card): Node[] {
  const { weights, training, use } = card;
  return [
    make('p', {}, card.summary),
    make('h3', {}, 'What it predicts'),
    list(card.heads.map((head) => `${head.title}: ${head.labels.map((label) => label.title).join(' or ')}. ${head.about}`)),
    make('h3', {}, 'How well, and on whom'),
    card.metrics.length === 0
      ? make('p', {}, headline(card))
      : table(
          'Area under the ROC curve (AUC): 0.50 is chance, 1.00 is perfect order. In brackets the 95% interval.',
          ['What', 'Films', 'Which', 'Result', forPhantoms(card.id) ? 'Films / people' : 'Films / patients', 'Note'],
          card.metrics.map(metricRow(card)),
        ),
    ...reported(card),
    make('h3', {}, 'What it may be used for'),
    list(use.intended),
    make('h3', {}, 'What it must not be used for'),
    list(use.misuse),
    make('h3', {}, 'What it cannot do'),
    list(use.limits),
    make('h3', {}, 'Which images it accepts'),
    ...accepted(card),
    make('h3', {}, 'What it was trained on'),
    make('p', {}, training.images === null ? 'On how many films is not stated.' : `${filmsOf(card, training)}.`),
    list(training.sources.map((source) => sourceLine(card, source))),
    list(training.notes),
    make('h3', {}, 'What goes in'),
    make('p', {}, goesIn(card)),
    make('h3', {}, 'The file'),
    make(
      'p',
      {},
      `Version ${card.version}, ${weights.parameters.toLocaleString('en-GB')} parameters, ${weights.precision}, ${weights.bytes.toLocaleString('en-GB')} bytes, ONNX IR ${weights.ir}, operator set ${weights.opset}. SHA-256 ${weights.sha256}. ${card.licence}. Made again by: ${card.reproduce.command} (seed ${card.reproduce.seed}).`,
    ),
    list(card.attribution),
  ];
}
