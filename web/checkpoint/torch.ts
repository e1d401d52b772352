// A checkpoint as torch.save writes it since PyTorch 1.6: a zip archive with `…/data.pkl`, which describes the tensors, and
// `…/data/0`, `…/data/1`, … which hold their numbers.
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { crc32 } from '../zip/crc';
import type { Source } from '../zip/source';
import { type Dtype, sizes } from './dtype';
import { longestPickle, Name, Opaque, Tuple, unpickle, type Value, type World } from './pickle';
import { isSound, type Tensor } from './tensor';
import { contents, type Member, readMembers } from './zip';

/** A storage that the pickle names; where it lies is looked up once the pickle is read. */
class Named {
  constructor(
    readonly key: string,
    readonly dtype: Dtype,
    readonly count: number,
  ) {}
}

/** A tensor of the pickle, not yet placed in the file. */
class Pickled {
  constructor(
    readonly named: Named,
    readonly offset: number,
    readonly shape: readonly number[],
    readonly strides: readonly number[],
  ) {}
}

const storages: Readonly<Record<string, Dtype>> = {
  'torch.FloatStorage': 'float32',
  'torch.HalfStorage': 'float16',
  'torch.BFloat16Storage': 'bfloat16',
  'torch.DoubleStorage': 'float64',
  'torch.LongStorage': 'int64',
  'torch.IntStorage': 'int32',
  'torch.ShortStorage': 'int16',
  'torch.CharStorage': 'int8',
  'torch.ByteStorage': 'uint8',
  'torch.BoolStorage': 'bool',
};

const damaged = (why: string) => refuse('checkpoint-damaged', why);
const wrongTensor = () => damaged('it describes a tensor in a form that torch.save does not write');

const numbers = (value: Value | undefined): number[] | null => {
  const items = value instanceof Tuple ? value.items : value;
  return Array.isArray(items) && items.every((item) => typeof item === 'number') ? (items as number[]) : null;
};

function rebuilt([named, offset, size, stride]: readonly Value[]): Value | Refusal {
  const shape = numbers(size);
  const strides = numbers(stride);
  return named instanceof Named && typeof offset === 'number' && shape && strides
    ? new Pickled(named, offset, shape, strides)
    : wrongTensor();
}

/** The one list of names that a checkpoint may mention; what is called is a function of ours. */
const names: World['names'] = new Map<string, ((items: readonly Value[]) => Value | Refusal) | null>([
  ['torch._utils._rebuild_tensor_v2', rebuilt],
  ['torch._utils._rebuild_tensor', rebuilt],
  ['torch._utils._rebuild_parameter', ([data]) => (data instanceof Pickled ? data : wrongTensor())],
  ['collections.OrderedDict', ordered],
  ['collections.defaultdict', () => new Map()],
  ['torch.Size', ([size]) => new Tuple(numbers(size) ?? [])],
  ['torch.device', () => new Opaque()],
  ...Object.keys(storages).map((name) => [name, null] as [string, null]),
  ['builtins.dict', null],
  ['builtins.list', null],
  // PyTorch Lightning before 1.5 keys what its callbacks keep by their classes; a key is never called.
  ['pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint', null],
  ['pytorch_lightning.callbacks.early_stopping.EarlyStopping', null],
]);

/** An ordered dictionary is made empty, or of a list of pairs. */
function ordered([pairs]: readonly Value[]): Value | Refusal {
  const map = new Map<Value, Value>();
  for (const pair of Array.isArray(pairs) ? pairs : []) {
    const [key, value] = pair instanceof Tuple ? pair.items : Array.isArray(pair) ? pair : [];
    if (key === undefined || value === undefined) {
      return damaged('a dictionary of it is made of no pairs');
    }
    map.set(key, value);
  }
  return map;
}

/** Modules whose classes are networks and what belongs to them; only what the refusal says depends on it. */
const networks =
  /^(__main__|torch\.nn|torchvision|torchxrayvision|timm|monai|pytorch_lightning|lightning|transformers|models?|networks?|src)(\.\w+)*\.[A-Z]\w*$/;

function unknown(full: string): Refusal {
  // What stands in the file is told as text; marks that could be mistaken for the sentence's own are left out.
  const name = full.replace(/[^\w.]/g, '?').slice(0, 80);
  return networks.test(full)
    ? refuse('checkpoint-kind', `it is a whole network saved as code (it names ${name})`)
    : refuse('checkpoint-unsafe', `it names ${name}`);
}

function persistent(id: Value): Value | Refusal {
  const [what, type, key, , count] = id instanceof Tuple ? id.items : [];
  const dtype = type instanceof Name ? storages[type.full] : undefined;
  if (what !== 'storage' || dtype === undefined || typeof key !== 'string' || typeof count !== 'number') {
    return wrongTensor();
  }
  return new Named(key, dtype, count);
}

/** What a pickle describes, with every tensor placed in the file. */
export type Described = null | boolean | number | string | object | Tensor | Map<unknown, unknown>;

/**
 * The root of what the archive holds; its dictionaries are Maps and its tensors `Tensor`s, which `isTensor` tells apart. Refused:
 * `checkpoint-kind` (another sort of archive, a whole network, a big-endian machine's), `checkpoint-unsafe` (a name outside the
 * list), `checkpoint-damaged`.
 */
export async function readTorch(
  source: Source,
): Promise<{ root: Described; place: (value: unknown) => Tensor | null | Refusal } | Refusal> {
  const members = await readMembers(source);
  if (isRefusal(members)) {
    return members;
  }
  const found = rootFolder(members);
  if (isRefusal(found)) {
    return found;
  }
  const { folder, pickle } = found;
  const order = members.get(`${folder}/byteorder`);
  const said = order ? await readWhole(source, order, 16) : null;
  if (isRefusal(said)) {
    return said;
  }
  if (said && new TextDecoder().decode(said).trim() !== 'little') {
    return refuse('checkpoint-kind', 'its numbers are stored in the byte order of another kind of machine (big-endian)');
  }
  const bytes = await readWhole(source, pickle, longestPickle);
  if (isRefusal(bytes)) {
    return bytes;
  }
  const root = unpickle(bytes, { names, unknown, persistent });
  if (isRefusal(root)) {
    return root;
  }
  return { root, place: (value) => placed(value, members, folder) };
}

function rootFolder(members: ReadonlyMap<string, Member>): { folder: string; pickle: Member } | Refusal {
  const pickles = [...members.values()].filter(({ name }) => /^[^/]+\/data\.pkl$/.test(name));
  const [pickle] = pickles;
  if (!pickle || pickles.length > 1) {
    return refuse('checkpoint-kind', 'it is a zip archive without the one list of tensors that torch.save writes');
  }
  const folder = pickle.name.slice(0, -'/data.pkl'.length);
  return [...members.keys()].some((name) => name.startsWith(`${folder}/code/`) || name === `${folder}/constants.pkl`)
    ? refuse('checkpoint-kind', 'it is a TorchScript program')
    : { folder, pickle };
}

async function readWhole(source: Source, member: Member, most: number): Promise<Uint8Array | Refusal> {
  if (member.bytes > most) {
    return damaged(`its part ${member.name} is ${Math.ceil(member.bytes / 2 ** 20)} MB long`);
  }
  const bytes = contents(await source.read(member.from, member.until - member.from), member.bytes);
  if (!bytes) {
    return damaged(`its part ${member.name} is not where the table of contents says`);
  }
  return crc32(bytes) === member.crc ? bytes : damaged(`the checksum of its part ${member.name} is wrong`);
}

function placed(value: unknown, members: ReadonlyMap<string, Member>, folder: string): Tensor | null | Refusal {
  if (!(value instanceof Pickled)) {
    return null;
  }
  const { named, offset, shape, strides } = value;
  const member = members.get(`${folder}/data/${named.key}`);
  if (!member) {
    return damaged('it names numbers that are not in the file');
  }
  const { dtype, count } = named;
  if (count * sizes[dtype] > member.bytes) {
    return damaged('it holds fewer numbers than it says');
  }
  const tensor = { dtype, shape, strides, offset, storage: member };
  return isSound(tensor) ? tensor : damaged('a tensor of it leaves its numbers');
}
