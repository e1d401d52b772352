// What opens over the page: the model's card in words, the proof, what the study showed, what this page is.
import { type Card, type Metric, type Source, takesImage } from '../wire/card';
import { make, outward } from './dom';
import type { Network } from './privacy';
import { measure } from './sentences';
import { about, study } from './story';

const list = (items: readonly (string | Node)[]) => make('ul', {}, ...items.map((item) => make('li', {}, item)));
const table = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]) =>
  make(
    'div',
    { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': caption },
    make(
      'table',
      {},
      make('caption', {}, caption),
      make('thead', {}, make('tr', {}, ...head.map((title) => make('th', { scope: 'col' }, title)))),
      make('tbody', {}, ...rows.map((cells) => make('tr', {}, ...cells.map((text) => make('td', {}, text))))),
    ),
  );

function show(dialog: HTMLDialogElement, title: string, ...content: Node[]): void {
  const close = make('button', { type: 'button' }, 'Close');
  close.addEventListener('click', () => dialog.close());
  dialog.replaceChildren(make('h2', { id: 'dialog-title' }, title), ...content, make('div', { class: 'row end' }, close));
  dialog.showModal();
  dialog.scrollTop = 0;
}

const metricRow = (card: Card) => (metric: Metric) => [
  card.heads.find(({ id }) => id === metric.head)?.title ?? metric.head,
  metric.on,
  {
    'held-out': 'patients it never saw',
    'unseen-hospital': 'a hospital it never saw',
    ablation: 'a check with something taken away',
    calibration: 'calibration',
  }[metric.population],
  `${metric.metric} ${measure(metric.value)}${metric.low === null || metric.high === null ? '' : ` (${measure(metric.low)}–${measure(metric.high)})`}`,
  `${metric.images} / ${metric.patients}`,
  metric.note ?? '',
];

const sourceLine = (source: Source) =>
  make(
    'span',
    {},
    outward(source.url, source.name),
    `: ${source.images} films of ${source.patients} patients (${source.split}). ${source.licence}. ${source.attribution}`,
  );

function goesIn(card: Card): string {
  if (!takesImage(card)) {
    return card.input.kind === 'histogram'
      ? `How often each of ${card.input.bins} grey levels occurs.`
      : 'Recorded facts, no picture.';
  }
  const { channels, height, width, layout, fit, kernel, range, mean, spread } = card.input;
  const depths = Object.entries(range).map(([bits, values]) => `up to ${bits} bits become ${values?.join(' to ')}`);
  return `${channels} × ${height} × ${width} numbers (${layout}); fitted by ${fit}, resampled by ${kernel}; values of ${depths.join(', of ')}; then minus ${mean.join(', ')}, divided by ${spread.join(', ')}.`;
}

export function showCard(dialog: HTMLDialogElement, card: Card): void {
  const { weights, training, use } = card;
  show(
    dialog,
    card.title,
    make('p', {}, card.summary),
    make('h3', {}, 'What it predicts'),
    list(card.heads.map((head) => `${head.title}: ${head.labels.map((label) => label.title).join(' or ')}. ${head.about}`)),
    make('h3', {}, 'How well, and on whom'),
    table(
      'Area under the ROC curve (AUC): 0.50 is chance, 1.00 is perfect order. In brackets the 95% interval.',
      ['What', 'Films', 'Which', 'Result', 'Films / patients', 'Note'],
      card.metrics.map(metricRow(card)),
    ),
    make('h3', {}, 'What it may be used for'),
    list(use.intended),
    make('h3', {}, 'What it must not be used for'),
    list(use.misuse),
    make('h3', {}, 'What it cannot do'),
    list(use.limits),
    make('h3', {}, 'What it was trained on'),
    make('p', {}, `${training.images} films of ${training.patients} patients.`),
    list(training.sources.map(sourceLine)),
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
  );
}

export function showProof(dialog: HTMLDialogElement, network: Network, sent: string): void {
  const { selfTest, blocked, requestsSinceLoad } = network;
  show(
    dialog,
    'What left this machine',
    make('p', {}, sent),
    make('h3', {}, 'Tested when this page started'),
    list(selfTest.checks.map((check) => `${check.title}: ${check.passed ? 'yes' : 'not proven here'}.`)),
    ...(selfTest.passed
      ? []
      : [
          make(
            'p',
            {},
            'The host of this copy does not send the headers that forbid other connections, or this browser does not report them. The page works all the same and sends nothing; it only cannot prove it here.',
          ),
        ]),
    make('h3', {}, 'Counted'),
    list([
      `Requests since the page was loaded: ${requestsSinceLoad}, as the browser lists them. Each could only be for a file of this site.`,
      `Requests the browser blocked: ${blocked.length}.`,
    ]),
    ...(blocked.length > 0
      ? [
          table(
            'Blocked',
            ['When', 'Rule', 'Address'],
            blocked.map(({ when, directive, url }) => [when, directive, url]),
          ),
        ]
      : []),
    make('h3', {}, 'Check it yourself'),
    list([
      'Open your browser’s developer tools (F12), choose Network, then open an image here: the list stays empty.',
      'Or turn the network off now: opening and scoring go on working.',
      'The page’s source is open; its rules stand in the response header Content-Security-Policy.',
    ]),
    make(
      'p',
      {},
      'What this cannot show: what other programs, extensions of your browser, or the browser itself do with files you open.',
    ),
  );
}

export const showAbout = (dialog: HTMLDialogElement) =>
  show(
    dialog,
    about.title,
    ...about.paragraphs.map((text) => make('p', {}, text)),
    make(
      'p',
      {},
      `Version ${__VERSION__}${__COMMIT__ && `, ${__COMMIT__}`}, Apache-2.0. `,
      outward('./THIRD-PARTY.txt', 'What others made that ships here'),
    ),
  );

export const showStudy = (dialog: HTMLDialogElement) =>
  show(
    dialog,
    study.title,
    make(
      'p',
      {},
      study.source,
      ' ',
      outward('https://doi.org/10.1016/S2589-7500(22)00063-2', 'doi:10.1016/S2589-7500(22)00063-2'),
    ),
    make('h3', {}, 'It did show'),
    list(study.did),
    make('h3', {}, 'It did not show'),
    list(study.not),
  );
