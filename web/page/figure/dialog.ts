// Our own Figure 1: for each model with retrained networks, what a filter leaves to them and to the fixed model, beside the study's
// points; as drawing, sentence, table and file. All of it follows from the cards and from the list of published figures.
import type { Operation } from '../../api';
import type { Card, Variant } from '../../wire/card';
import { isRefusal } from '../../wire/refusal';
import { chart, legend, type Overlay } from '../chart';
import { make, setText } from '../dom';
import { save } from '../exports';
import { loadFindings } from '../findings/load';
import { overlayFor, type PublishedSeries } from '../findings/overlay';
import { list, showFrame, table } from '../pieces';
import { measure } from '../sentences';
import { overlay } from '../sweep-overlays';
import { csv } from './csv';
import { asCurve, manner, source } from './curve';
import { beside, drawn, type OwnCurve, ownCurves, type Setting } from './own';
import { films, outcome, outcomeWords, says } from './says';

export interface Doing {
  /** Scores the open film with a retrained network, filtered as its own films were. */
  use(card: Card, variant: Variant): void;
}

const title = 'Our Figure 1: fixed and retrained';
const others = 'recorded race, other films, another network';

/** Whether there is anything to show. */
export const hasFigure = (cards: readonly Card[], operations: readonly Operation[]): boolean =>
  cards.some((card) => ownCurves(card, operations).length > 0);

/** Opens the dialog at once; the figure follows when the published points have come, and without them where they cannot be had. */
export async function showFigure(
  dialog: HTMLDialogElement,
  cards: readonly Card[],
  operations: readonly Operation[],
  doing: Doing,
): Promise<void> {
  const body = showFrame(dialog, title, 'The study’s points are being fetched from this site.');
  const findings = await loadFindings();
  const rows = isRefusal(findings) ? [] : findings;
  const published = ({ operation, parameter }: OwnCurve) => overlayFor(rows, operation.id, parameter.id);
  const failed: Node[] = [];
  if (isRefusal(findings)) {
    const again = make('button', { type: 'button' }, 'Try again');
    again.addEventListener('click', () => void showFigure(dialog, cards, operations, doing));
    failed.push(make('p', { role: 'alert' }, `Without the study’s points: ${findings.message}`), again);
  }
  const families = cards.map((card) => ({ card, curves: ownCurves(card, operations) })).filter(({ curves }) => curves.length > 0);
  const all = families.flatMap(({ curves }) => curves);
  body.replaceChildren(
    make(
      'p',
      {},
      'How little of a film is enough? The study trained a new network for every setting of its filters. One fixed model cannot follow such a curve: it looks at filtered films with weights that never saw one. Here are both, on the same films, none of which they learnt from.',
    ),
    make(
      'p',
      {},
      'The study’s points have marks of their own: they are of recorded race, on other films, from another and larger network. Compare the shape, not the height.',
    ),
    ...failed,
    ...families.flatMap(({ card, curves }) => [
      make('h3', {}, card.title),
      make('p', {}, sizes(card)),
      make(
        'div',
        { class: 'own-figures' },
        ...drawn(curves).map((own) => figure(own, curves, published(own), { ...doing, close: () => dialog.close() })),
      ),
    ]),
    saving(all, published),
  );
}

const millions = (count: number) => `${(count / 1e6).toFixed(2)} million weights`;

/** What may make a fixed model the better one where films hardly changed. */
function sizes(card: Card): string {
  const { weights } = card;
  const most = Math.max(...(card.variants ?? []).map((variant) => variant.weights.parameters));
  return `Retrained networks have ${millions(most)}, the fixed model ${millions(weights.parameters)}${most < weights.parameters ? ': where films hardly change, that alone may put it ahead' : ''}.`;
}

function figure(
  own: OwnCurve,
  curves: readonly OwnCurve[],
  published: readonly PublishedSeries[],
  doing: Doing & { close(): void },
): HTMLElement {
  const curve = asCurve(own);
  const over = published.flatMap(overlay).map((series): Overlay => ({ ...series, condition: `${series.condition}; ${others}` }));
  const elsewhere = curves.filter((other) => other !== own && beside(own)(other));
  return make(
    'figure',
    { class: 'own-figure', 'data-figure': curve.id },
    make('figcaption', {}, `${curve.title}.`),
    chart(curve, over, manner),
    legend(curve, over, manner),
    make('p', { class: 'says' }, curve.says),
    ...elsewhere.map((other) => make('p', { class: 'says' }, says(other))),
    make(
      'details',
      {},
      make('summary', {}, `The numbers: ${own.head.title.toLowerCase()}, ${own.operation.title.toLowerCase()}`),
      ...[own, ...elsewhere].map(numbers),
      ...(over.length > 0 ? [studys(own, over)] : []),
      list([`Retrained. ${source(own, 'retrained')}`, `Fixed. ${source(own, 'fixed')}`]),
    ),
    live(own, doing),
  );
}

const area = (of: Setting['fixed']) => (of ? `${measure(of.value)} (${measure(of.low)}–${measure(of.high)})` : '–');

function numbers(own: OwnCurve): HTMLElement {
  const { head, operation, parameter, on, settings, untouched } = own;
  const unit = parameter.unit ? `, ${parameter.unit}` : '';
  return table(
    `${head.title}, ${operation.title.toLowerCase()}: AUC with 95% interval on ${films(own)} (${on}).`,
    [`${parameter.title}${unit}`, 'Retrained for each setting', 'Fixed', 'What it shows'],
    [
      ['untouched', '–', area(untouched), ''],
      ...settings.map((one) => [String(one.x), area(one.retrained), area(one.fixed), outcomeWords[outcome(one)]]),
    ],
  );
}

const studys = ({ parameter, operation }: OwnCurve, over: readonly Overlay[]) =>
  table(
    `The study’s points for ${operation.title.toLowerCase()}: ${others}.`,
    ['Series', 'Network', parameter.title, 'AUC', 'Source'],
    over.flatMap(({ label, condition, source: from, points }) =>
      points.map(({ x, y }) => [label, condition, String(x), measure(y), from]),
    ),
  );

/** A button a setting: the figure's point, on the film that is open. */
function live({ card, head, operation, settings }: OwnCurve, { use, close }: Doing & { close(): void }): HTMLElement {
  const buttons = settings.map(({ x, variant }) => {
    const button = make('button', { type: 'button', 'data-variant': variant.id }, `${operation.title} ${x}`);
    button.setAttribute('aria-label', `Filter the open film and score it: ${card.title}, ${variant.title.toLowerCase()}`);
    button.addEventListener('click', () => {
      // The dialog gives the focus back to what opened it.
      close();
      use(card, variant);
    });
    return button;
  });
  return make(
    'div',
    { class: 'row', role: 'group', 'aria-label': `${head.title}: score the open film with a retrained network` },
    make('span', { class: 'note' }, 'The open film, so filtered and scored:'),
    ...buttons,
  );
}

function saving(all: readonly OwnCurve[], published: (own: OwnCurve) => readonly PublishedSeries[]): HTMLElement {
  const said = make('p', { role: 'status', class: 'note' });
  const file = make('button', { type: 'button', id: 'figure-csv' }, 'Save all of it as CSV');
  file.addEventListener('click', () => {
    save(new Blob([csv(all, published)], { type: 'text/csv' }), 'unseen-figure-1.csv');
    setText(said, 'Saved: every area with its interval, its films and how its network is made again.');
  });
  return make('div', {}, make('div', { class: 'row' }, file), said);
}
