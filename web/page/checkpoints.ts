// A checkpoint that the visitor brought, made ready for the runtime: which network it is, the graph and the card of that network from
// this site, and the card filled in with what identifies the visitor's own file. Nothing of the file is read on this thread.
import { choose } from '../checkpoint/choose';
import { largestCheckpoint } from '../checkpoint/read';
import type { Table } from '../checkpoint/table';
import type { Card } from '../wire/card';
import type { FromCheckpoint } from '../wire/messages';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Bridge } from './bridge';
import { download, type Listening, type Wanted } from './download';

/** `card`: the id of the card to read it by, where several fit. */
export interface BroughtCheckpoint {
  readonly checkpoint: Blob;
  readonly card?: string;
}

export interface Prepared {
  /** The card as text, its `weights` those of the file. */
  readonly card: string;
  readonly given: FromCheckpoint;
}

/**
 * Bytes of memory that a model takes at its peak, for each byte of its file. Measured: a checkpoint in models/skeletons/README.md; an
 * ONNX file of 115 MB in Chromium took 460 MB more (the file, the runtime's copy of it, its weights, and those laid out for speed).
 */
export const peaks = { checkpoint: 2.6, onnx: 4 } as const;
type Kind = keyof typeof peaks;
/** A model whose weights are larger gets workers of its own, which end with it. */
export const largeModel = 20 * 2 ** 20;

/** How much memory this device says it has, in bytes; browsers round it, and some do not say. */
const offered = (): number | null => {
  const gigabytes = (globalThis.navigator as { deviceMemory?: number } | undefined)?.deviceMemory;
  return gigabytes === undefined ? null : gigabytes * 2 ** 30;
};
const megabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en-GB')} MB`;

/** What is said before a file of that size is loaded. */
export function needs(size: number, kind: Kind, device = offered()): string {
  const memory = `It needs about ${megabytes(peaks[kind] * size)} of memory while it is in use`;
  return device === null
    ? `${memory}; this browser does not say how much there is.`
    : `${memory}; this device has about ${megabytes(device)}.`;
}

/** Refused before anything is read: a file that is too large for this page, or for this device. */
export function judgeSize(size: number, largest: number, kind: Kind, device = offered()): Refusal | null {
  const peak = peaks[kind];
  if (size > largest) {
    return refuse('model-too-large', `${megabytes(size)} of ${megabytes(largest)}`);
  }
  return device !== null && peak * size > device / 2
    ? refuse('model-memory', `it needs about ${megabytes(peak * size)}, the device has about ${megabytes(device)}`)
    : null;
}

/** Graphs, tables and cards that were fetched already, by their hash: they are small, and coming back needs no request. */
const fetched = new Map<string, ArrayBuffer>();

async function once(what: string, file: Omit<Wanted, 'what'>, signal: AbortSignal | undefined): Promise<ArrayBuffer | Refusal> {
  const bytes = fetched.get(file.sha256) ?? (await download({ what, ...file }, { signal }));
  if (!isRefusal(bytes)) {
    fetched.set(file.sha256, bytes);
  }
  return bytes;
}

/** Refused as the reader and `choose` do; the network that is loaded stays as it is. */
export async function prepare(
  bridge: Pick<Bridge, 'call'>,
  { checkpoint, card: wanted }: BroughtCheckpoint,
  { signal }: Pick<Listening, 'signal'>,
): Promise<Prepared | Refusal> {
  const refused = judgeSize(checkpoint.size, largestCheckpoint, 'checkpoint');
  if (refused) {
    return refused;
  }
  const read = await bridge.call('inspect', { checkpoint }, signal);
  // Only who brings a checkpoint fetches the list of what may fit it.
  const { skeletons } = await import('virtual:unseen/skeletons');
  const chosen = isRefusal(read) ? read : choose(read.tensors, skeletons, wanted);
  if (isRefusal(read) || isRefusal(chosen)) {
    return isRefusal(read) ? read : (chosen as Refusal);
  }
  const { graph, table, files, title } = chosen.network;
  const cardFile = files[chosen.card];
  if (!cardFile) {
    return refuse('unknown-model', chosen.card);
  }
  const parts = await Promise.all([graph, table, cardFile].map((file) => once(`network ${title}`, file, signal)));
  const failed = parts.find(isRefusal);
  if (failed) {
    return failed;
  }
  const [skeleton, tableBytes, cardBytes] = parts as [ArrayBuffer, ArrayBuffer, ArrayBuffer];
  const parse = (bytes: ArrayBuffer): unknown => JSON.parse(new TextDecoder().decode(bytes));
  const card = parse(cardBytes) as Card;
  return {
    card: JSON.stringify({ ...card, weights: { ...card.weights, sha256: read.sha256, bytes: checkpoint.size } }),
    given: { skeleton, table: parse(tableBytes) as Table, checkpoint },
  };
}
