// Which tensors a network's graph wants, and whether a checkpoint has them.
import { type Refusal, refuse } from '../wire/refusal';
import { isFloat } from './dtype';
import type { Checkpoint } from './read';
import type { Tensor } from './tensor';

/** The weights of a graph whose numbers stand outside it (models/skeletons/…/tensors.json). */
export interface Table {
  /** Of the network, as its authors call it. */
  readonly title: string;
  /** Length of all weights together, in bytes. */
  readonly bytes: number;
  /** Name, shape and byte offset of each tensor; all are float32, little-endian, in C order. */
  readonly tensors: readonly (readonly [name: string, shape: readonly number[], offset: number])[];
}

/** A tensor of the checkpoint, and where in the weights it goes, in bytes. */
export interface Placed {
  readonly tensor: Tensor;
  readonly offset: number;
}

/** What training keeps beside the weights, and TorchXRayVision's operating points: of no use to the graph. */
const ignored = /(^|\.)num_batches_tracked$|^op_threshs$/;
const shownProblems = 6;

export const dims = (shape: readonly number[]): string => (shape.length ? shape.join(' × ') : 'one number');

/** Every weight of the table with its tensor; `checkpoint-mismatch` names what is missing, other or too much. */
export function matched({ tensors }: Checkpoint, table: Table): readonly Placed[] | Refusal {
  const placed: Placed[] = [];
  const problems: string[] = [];
  const wanted = new Set<string>();
  for (const [name, shape, offset] of table.tensors) {
    wanted.add(name);
    const tensor = tensors.get(name);
    if (!tensor) {
      problems.push(`${name} is missing`);
    } else if (dims(tensor.shape) !== dims(shape)) {
      problems.push(`${name} is ${dims(tensor.shape)} where ${dims(shape)} is needed`);
    } else if (!isFloat(tensor.dtype)) {
      problems.push(`${name} holds ${tensor.dtype} where float32 is needed`);
    } else {
      placed.push({ tensor, offset });
    }
  }
  for (const name of tensors.keys()) {
    if (!wanted.has(name) && !ignored.test(name)) {
      problems.push(`${name.replace(/[^\w.]/g, '?').slice(0, 80)} is not part of it`);
    }
  }
  if (problems.length === 0) {
    return placed;
  }
  const more = problems.length - shownProblems;
  const listed = [...problems.slice(0, shownProblems), ...(more > 0 ? [`${more} more`] : [])].join('; ');
  return refuse('checkpoint-mismatch', `${table.title} (${listed})`);
}
