// What a visitor sees while something is read that they brought: what it needs, and a way to stop it.
import type { Refusal } from '../wire/refusal';
import { make } from './dom';

export interface Line {
  announce(text: string): void;
  /** Puts this where the page says which model scores; null takes it away. */
  show(nodes: readonly Node[] | null): void;
}

/** Shows the sentence with its button while `work` goes on. Where the work is refused nothing is left of it; otherwise what it says. */
export async function withStop<T extends Refusal | null>(
  sentence: string,
  line: Line,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const button = make('button', { type: 'button', class: 'link' }, 'Stop');
  button.addEventListener('click', () => stop.abort());
  line.show([make('p', {}, sentence), button]);
  line.announce(sentence);
  const answer = await work(stop.signal);
  if (answer) {
    line.show(null);
  }
  return answer;
}
