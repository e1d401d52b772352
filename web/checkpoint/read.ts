// Reads a checkpoint that a visitor brings: which format it is, which of its dictionaries is the network's, and where each tensor
// lies. Nothing in the file is executed, and none of the large numbers is read yet.
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Source } from '../zip/source';
import { kindOf } from './recognise';
import { readSafetensors } from './safetensors';
import { most, type Tensor } from './tensor';
import { readTorch } from './torch';

/** A file above this is refused before it is read. Megabytes here are of 2²⁰ bytes. */
export const largestCheckpoint = 500 * 2 ** 20;

/** The network's tensors by name, prefixes that wrappers put before all of them taken off. */
export interface Checkpoint {
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** Keys below which programs keep a network's dictionary beside other things. */
const wrappers = ['state_dict', 'model_state_dict', 'model', 'net', 'network', 'weights'];
/** What DataParallel, Lightning and torch.compile put before every name. */
const prefixes = ['module.', 'model.', 'net.', 'network.', '_orig_mod.'];

/**
 * The tensors of a checkpoint. Refused: `model-too-large`, `checkpoint-kind` (no such file, another sort of it, no dictionary of
 * tensors in it), `checkpoint-unsafe`, `checkpoint-damaged`, `unreadable-file`.
 */
export async function readCheckpoint(source: Source): Promise<Checkpoint | Refusal> {
  if (source.size > largestCheckpoint) {
    return refuse('model-too-large', `${Math.ceil(source.size / 2 ** 20)} of ${largestCheckpoint / 2 ** 20} MB`);
  }
  try {
    const kind = await kindOf(source);
    if (kind === 'torch' || kind === 'safetensors') {
      const tensors = kind === 'torch' ? await fromTorch(source) : await readSafetensors(source);
      return isRefusal(tensors) ? tensors : { tensors: withoutPrefixes(tensors) };
    }
    return refuse('checkpoint-kind', kind ?? 'its first bytes are those of no checkpoint');
  } catch {
    return refuse('unreadable-file');
  }
}

async function fromTorch(source: Source): Promise<ReadonlyMap<string, Tensor> | Refusal> {
  const read = await readTorch(source);
  if (isRefusal(read)) {
    return read;
  }
  const dictionary = find(read.root, read.place, 0);
  return dictionary ?? refuse('checkpoint-kind', 'there is no dictionary of tensors in it');
}

type Place = (value: unknown) => Tensor | null | Refusal;

/** The tensors of a dictionary that is one, or of the first one below a key of `wrappers`; null where there is none. */
function find(value: unknown, place: Place, depth: number): ReadonlyMap<string, Tensor> | Refusal | null {
  if (!(value instanceof Map) || depth > 2) {
    return null;
  }
  const tensors = new Map<string, Tensor>();
  for (const [key, item] of value) {
    const tensor = place(item);
    if (isRefusal(tensor)) {
      return tensor;
    }
    if (tensor && typeof key === 'string' && key.length <= most.name && tensors.size < most.tensors) {
      tensors.set(key, tensor);
    }
  }
  if (tensors.size > 0) {
    return tensors;
  }
  for (const key of wrappers) {
    const inner = find(value.get(key), place, depth + 1);
    if (inner) {
      return inner;
    }
  }
  return null;
}

function withoutPrefixes(tensors: ReadonlyMap<string, Tensor>): ReadonlyMap<string, Tensor> {
  let rows = [...tensors];
  for (let again = rows.length > 0; again; ) {
    const prefix = prefixes.find((one) => rows.every(([name]) => name.startsWith(one) && name.length > one.length));
    again = prefix !== undefined;
    if (prefix) {
      rows = rows.map(([name, tensor]) => [name.slice(prefix.length), tensor]);
    }
  }
  return new Map(rows);
}
