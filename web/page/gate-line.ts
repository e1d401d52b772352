// The line under the score that says whether it may be believed: in, not sure, or refused, with why. A refused score is greyed, never
// hidden; who wants to see it in full asks for it, and the refusal stays.
import type { Card } from '../wire/card';
import type { Gate, LabState } from '../wire/values';
import { make } from './dom';

interface Doing {
  showAnyway(on: boolean): void;
  slotsChanged(): void;
}

const signed = (value: number) => value.toFixed(2).replace('-', '−');

/** What the gate says, as a short head and sentences. */
export function gateWords({ verdict, reasons, score, threshold }: Gate, card: Pick<Card, 'gate'> | null): [string, string] {
  const measured =
    typeof score === 'number' && typeof threshold === 'number'
      ? ` Strangeness ${signed(score)}; up to ${signed(threshold)} passes.`
      : '';
  if (verdict === 'in') {
    return [
      'Like the images this model was trained on.',
      `${card?.gate ? ` It was trained on ${card.gate.about}.` : ''}${measured}`,
    ];
  }
  const why = reasons.join(' ');
  return verdict === 'out' ? ['Refused: the score is no answer here.', ` ${why}`] : ['Not sure.', ` ${why}`];
}

export class GateLine {
  readonly #line: HTMLElement;
  readonly #doing: Doing;
  #key = '';

  constructor(line: HTMLElement, doing: Doing) {
    this.#line = line;
    this.#doing = doing;
  }

  follow({ result, showAnyway }: Pick<LabState, 'result' | 'showAnyway'>, card: Card | null): void {
    const key = result ? JSON.stringify([result.ood, showAnyway, card?.id]) : '';
    if (key === this.#key) {
      return;
    }
    this.#key = key;
    this.#line.hidden = result === null;
    if (result) {
      this.#line.dataset.verdict = result.ood.verdict;
      const [head, rest] = gateWords(result.ood, card);
      const words = make('p', {}, make('strong', {}, head), rest);
      const refused = result.ood.verdict === 'out';
      this.#line.replaceChildren(
        make('span', { class: 'mark', 'aria-hidden': 'true' }),
        words,
        ...(refused ? [this.#button(showAnyway)] : []),
      );
    }
    this.#doing.slotsChanged();
  }

  #button(on: boolean): HTMLElement {
    const had = this.#line.contains(document.activeElement);
    const button = make('button', { type: 'button', 'aria-pressed': String(on) }, 'Show anyway');
    button.addEventListener('click', () => this.#doing.showAnyway(!on));
    if (had) {
      queueMicrotask(() => button.focus());
    }
    return button;
  }
}
