// "Test on samples": the shipped films scored by the model under its new card, and what the scores say against the card.
import type { Card } from '../../wire/card';
import { isRefusal, type Refusal } from '../../wire/refusal';
import { make, setText } from '../dom';
import { table } from '../pieces';
import { notesOf, type Tried } from '../trial';

/** Labels that are shown; a network of a thousand would fill the page. */
const shown = 12;

export type Run = (
  card: Card,
  told: (done: number, total: number) => void,
  signal: AbortSignal,
) => Promise<readonly Tried[] | Refusal>;

const short = (value: number) => String(Number(value.toPrecision(4)));

export class TryOut {
  readonly element = make('section', { class: 'try-out', 'aria-label': 'Test on samples' });
  readonly #status = make('p', { role: 'status' });
  readonly #stop = make('button', { type: 'button', hidden: true }, 'Stop the test');
  readonly #answer = make('div', {});
  readonly #run: Run;
  #under: AbortController | null = null;

  constructor(run: Run) {
    this.#run = run;
    this.#stop.addEventListener('click', () => this.stop());
    this.element.append(this.#status, make('div', { class: 'row' }, this.#stop), this.#answer);
  }

  stop(): void {
    this.#under?.abort();
  }

  /** A second test ends the first. Gives what refused it as a whole. */
  async start(card: Card): Promise<Refusal | null> {
    this.stop();
    const under = new AbortController();
    this.#under = under;
    this.#stop.hidden = false;
    setText(this.#status, 'The model is being loaded.');
    const told = (done: number, total: number) => setText(this.#status, `${done} of ${total} samples are scored.`);
    const tried = await this.#run(card, told, under.signal);
    if (this.#under !== under) {
      return null;
    }
    this.#stop.hidden = true;
    if (isRefusal(tried)) {
      this.#answer.replaceChildren();
      setText(this.#status, tried.message);
      return tried;
    }
    setText(this.#status, verdict(tried));
    this.#answer.replaceChildren(...answer(card, tried));
    return null;
  }
}

function verdict(tried: readonly Tried[]): string {
  const notes = notesOf(tried);
  const failed = tried.filter(({ scores }) => isRefusal(scores)).length;
  return [
    `${tried.length - failed} of ${tried.length} samples were scored.`,
    ...(notes.length > 0 ? ['There are doubts, listed below: the card may not say what the network was trained on.'] : []),
    ...(notes.length === 0 && failed === 0
      ? ['Nothing speaks against the card; that its labels stand in the right order, no test can show.']
      : []),
  ].join(' ');
}

function answer(card: Card, tried: readonly Tried[]): Node[] {
  const labels = card.heads.flatMap(({ labels: own }) => own.map(({ title }) => title));
  const row = ({ title, scores, facts }: Tried) =>
    isRefusal(scores)
      ? [title, scores.message]
      : [
          title,
          facts ? `${short(facts.minimum)} to ${short(facts.maximum)}, mean ${short(facts.mean)}` : '',
          ...scores.slice(0, shown).map(short),
        ];
  const more = labels.length > shown ? ` The first ${shown} of ${labels.length} labels are shown.` : '';
  return [
    ...notesOf(tried).map((note) => make('p', { class: 'wrong' }, note)),
    table(`Scores of the samples under this card.${more}`, ['Sample', 'Given values', ...labels.slice(0, shown)], tried.map(row)),
  ];
}
