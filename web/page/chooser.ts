// The list of models: each card readable whole before anything is loaded, and one button to use it.
import type { Card, Variant } from '../wire/card';
import { cardInFull, headline, weight } from './card-text';
import { make } from './dom';
import { show } from './pieces';
import { megabytes } from './sentences';
import { told } from './variant-text';

export interface Choosing {
  readonly cards: readonly Card[];
  /** The model in use. */
  readonly current: { readonly id: string; readonly variant: string | null } | null;
  use(id: string): void;
  /** Uses a retrained variant, on films filtered as its own were. */
  useVariant(card: Card, variant: Variant): void;
  /** Bringing a model of one's own, and those that are kept. */
  readonly own: HTMLElement | null;
}

export function showModels(dialog: HTMLDialogElement, choosing: Choosing): void {
  show(
    dialog,
    'Which model shall score the film?',
    make(
      'p',
      {},
      'Each answers one question, and each was trained on one sort of image: of any other its score means nothing, and the page says so. Using one loads its weights from this site; nothing is sent.',
    ),
    ...(choosing.own ? [choosing.own] : []),
    make('ul', { class: 'models' }, ...choosing.cards.map((card) => entry(dialog, card, choosing))),
  );
}

/** The networks retrained for one filter setting each; built when they are first looked at. */
function retrained(dialog: HTMLDialogElement, card: Card, { current, useVariant }: Choosing): HTMLElement | null {
  const { variants = [] } = card;
  if (variants.length === 0) {
    return null;
  }
  const rows = () =>
    variants.map((variant) => {
      const inUse = current?.id === card.id && current.variant === variant.id;
      const button = make('button', { type: 'button', disabled: inUse, 'data-variant': variant.id }, inUse ? 'In use' : 'Use it');
      button.setAttribute('aria-label', `${inUse ? 'In use' : 'Filter the film and use'}: ${variant.title}`);
      button.addEventListener('click', () => {
        dialog.close();
        useVariant(card, variant);
      });
      return make(
        'li',
        {},
        make(
          'p',
          {},
          make('strong', {}, variant.title),
          `. ${told(card, variant)} ${megabytes(variant.weights.bytes)} to load. `,
        ),
        make('div', { class: 'row' }, button),
      );
    });
  const all = make(
    'details',
    {},
    make('summary', {}, `The same question for filtered films: ${variants.length} retrained networks`),
  );
  all.addEventListener('toggle', () => all.childElementCount === 1 && all.append(make('ul', { class: 'variants' }, ...rows())), {
    once: true,
  });
  return all;
}

function entry(dialog: HTMLDialogElement, card: Card, choosing: Choosing): HTMLElement {
  const inUse = choosing.current?.id === card.id && choosing.current.variant === null;
  const button = make('button', { type: 'button', disabled: inUse }, inUse ? 'In use' : 'Use this model');
  button.setAttribute('aria-label', inUse ? `In use: ${card.title}` : `Use this model: ${card.title}`);
  button.addEventListener('click', () => {
    dialog.close();
    choosing.use(card.id);
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
    retrained(dialog, card, choosing),
    whole,
  );
}
