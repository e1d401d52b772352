// A model that is not in use yet, tried: the tensor it would be given for what is on screen, and its scores for other films. The
// state of the laboratory does not change; the film and the model in use are in the worker again afterwards.
import type { Card } from '../wire/card';
import type { Calls, Floats, TensorFacts } from '../wire/messages';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { PhantomSpec } from '../wire/values';
import type { Brought } from './loader';
import type { Session } from './session';

/** A film to try a model on: what it is simulated from, or how its bytes are fetched. */
export interface TrialFilm {
  readonly title: string;
  readonly made: PhantomSpec | (() => Promise<ArrayBuffer | Refusal>);
}

/** What came of one film. */
export interface Tried {
  readonly title: string;
  /** In the order of the card's labels; a refusal where it was not scored. */
  readonly scores: readonly number[] | Refusal;
  readonly facts: Pick<TensorFacts, 'minimum' | 'maximum' | 'mean'> | null;
  /** Doubts about what it was given, and about what came back, in sentences. */
  readonly notes: readonly string[];
}

/** What the network would be given for what is on screen; `no-image`, or as the engine refuses the card. */
export async function previewTensor(session: Session, card: Card): Promise<(Floats & TensorFacts) | Refusal> {
  const { state, inForce: chain } = session.lab;
  if (!state?.image) {
    return refuse('no-image');
  }
  const parsed = await session.bridge.call('card', { text: JSON.stringify(card) });
  const view = { image: state.image.id, window: state.window, chain };
  return isRefusal(parsed) ? parsed : session.bridge.call('tensor', { view, model: card.id });
}

interface Telling {
  readonly signal?: AbortSignal;
  /** How many films are scored, and of how many. */
  readonly told?: (done: number, total: number) => void;
}

/** Scores the films, one after another, by a model that is brought for it; refused where the model cannot be loaded. */
export function tryOn(
  session: Session,
  model: Brought,
  films: readonly TrialFilm[],
  { signal, told }: Telling = {},
): Promise<readonly Tried[] | Refusal> {
  return session.loader.lend<readonly Tried[]>(async (bring) => {
    const before = session.bridge.opened;
    let last = 0;
    try {
      const card = await bring(model, null);
      if (isRefusal(card)) {
        return card;
      }
      const tried: Tried[] = [];
      for (const film of films) {
        if (signal?.aborted) {
          return refuse('cancelled');
        }
        last = session.number();
        tried.push(await tryOne(session, card, film, last));
        told?.(tried.length, films.length);
      }
      return tried;
    } finally {
      // A film that was opened meanwhile stays.
      if (before && last > 0 && session.bridge.opened?.[1].image === last) {
        await session.bridge.call(before[0] as 'open', before[1] as Calls['open']['send']);
      }
    }
  });
}

async function tryOne({ bridge }: Session, card: Card, { title, made }: TrialFilm, image: number): Promise<Tried> {
  const side = 64;
  const bytes = typeof made === 'function' ? await made() : null;
  const opened = isRefusal(bytes)
    ? bytes
    : bytes
      ? // A number below 0: no file of the visitor's has it.
        await bridge.call('open', { image, file: -image, bytes, side })
      : await bridge.call('phantom', { image, spec: made as PhantomSpec, side });
  const view = { image, window: null, chain: [] };
  const scored = isRefusal(opened) ? opened : await bridge.call('predict', { view, model: card.id, variant: null });
  if (isRefusal(scored)) {
    return { title, scores: scored, facts: null, notes: [] };
  }
  const { scores, tensor } = scored;
  return { title, scores: scores.scores, facts: tensor, notes: [...tensor.notes, ...scores.notes] };
}

/** Sentences about a whole trial, each once, those that speak of all films last. */
export const notesOf = (tried: readonly Tried[]): string[] => [...new Set(tried.flatMap(({ notes }) => notes))];
