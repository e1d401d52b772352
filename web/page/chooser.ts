// The list of models: each card readable whole before anything is loaded, and one button to use it.
import type { Card } from '../wire/card';
import { cardInFull, headline, weight } from './card-text';
import { make } from './dom';
import { show } from './pieces';

export interface Choosing {
  readonly cards: readonly Card[];
  /** The model in use. */
  readonly current: string | null;
  use(id: string): void;
}

export function showModels(dialog: HTMLDialogElement, { cards, current, use }: Choosing): void {
  show(
    dialog,
    'Which model shall score the film?',
    make(
      'p',
      {},
      'Each answers one question, and each was trained on one sort of image: of any other its score means nothing, and the page says so. Using one loads its weights from this site; nothing is sent.',
    ),
    make('ul', { class: 'models' }, ...cards.map((card) => entry(dialog, card, card.id === current, use))),
  );
}

function entry(dialog: HTMLDialogElement, card: Card, inUse: boolean, use: (id: string) => void): HTMLElement {
  const button = make('button', { type: 'button', disabled: inUse }, inUse ? 'In use' : 'Use this model');
  button.setAttribute('aria-label', inUse ? `In use: ${card.title}` : `Use this model: ${card.title}`);
  button.addEventListener('click', () => {
    dialog.close();
    use(card.id);
  });
  // Built when it is first opened: a dozen whole cards at once would hold the page up. The click comes before it opens; opening without
  // one (a search in the page) is told afterwards.
  const summary = make('summary', {}, `The whole card of ${card.id}`);
  const whole = make('details', {}, summary);
  const build = () => whole.childElementCount === 1 && whole.append(...cardInFull(card));
  summary.addEventListener('click', build);
  whole.addEventListener('toggle', build);
  return make(
    'li',
    { 'data-model': card.id },
    make('h3', {}, card.title),
    make('p', { class: 'asks' }, card.question),
    make('p', {}, card.summary),
    make('p', {}, `${headline(card)} ${weight(card)}.`),
    make('div', { class: 'row' }, button),
    whole,
  );
}
