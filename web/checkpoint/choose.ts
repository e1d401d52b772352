// Which of the networks this page knows a checkpoint belongs to, and by which card it is to be read.
import { type Refusal, refuse } from '../wire/refusal';
import { dims } from './table';

export type Row = readonly [name: string, shape: readonly number[]];

/** A network that this page has a graph of, and the cards of checkpoints that are known to fit it. */
export interface Known {
  readonly id: string;
  readonly title: string;
  /** Tensors that tell it from its relatives: its first layer, some of its body, its last layer. */
  readonly marks: readonly Row[];
  readonly cards: readonly string[];
}

/**
 * The network and the card for a checkpoint with those tensors. `wanted` is the id of a card that the visitor named. A near miss is
 * let through, so that the whole table can tell what is wrong. Refused: `unknown-model` for a card that is not known,
 * `checkpoint-choice` where several cards fit and none is named, `checkpoint-unknown` where no network is near.
 */
export function choose<T extends Known>(
  rows: readonly Row[],
  networks: readonly T[],
  wanted?: string,
): { readonly network: T; readonly card: string } | Refusal {
  if (wanted !== undefined) {
    const network = networks.find(({ cards }) => cards.includes(wanted));
    return network ? { network, card: wanted } : refuse('unknown-model', wanted);
  }
  const shapes = new Map(rows.map(([name, shape]) => [name, dims(shape)]));
  const scored = networks
    .map((network) => ({
      network,
      same: network.marks.filter(([name, shape]) => shapes.get(name) === dims(shape)).length,
      named: network.marks.filter(([name]) => shapes.has(name)).length,
    }))
    .sort((a, b) => b.same - a.same || b.named - a.named);
  const exact = scored.filter(({ network, same }) => same === network.marks.length).map(({ network }) => network);
  const fitting = exact.flatMap((network) => network.cards.map((card) => ({ network, card })));
  if (fitting.length > 1) {
    return refuse('checkpoint-choice', fitting.map(({ card }) => card).join(', '));
  }
  const [only] = fitting;
  if (only) {
    return only;
  }
  const [best] = scored;
  const [card] = best?.network.cards ?? [];
  return best && card !== undefined && 2 * best.same >= best.network.marks.length
    ? { network: best.network, card }
    : refuse('checkpoint-unknown', described(rows));
}

function described(rows: readonly Row[]): string {
  const one = ([name, shape]: Row) => `${name.replace(/[^\w.]/g, '?').slice(0, 80)} of ${dims(shape)}`;
  const weights = rows.filter(([, shape]) => shape.length > 0);
  const [first, last] = [weights[0], weights.at(-1)];
  return first && last ? `${rows.length} tensors, from ${one(first)} to ${one(last)}` : `${rows.length} tensors`;
}
