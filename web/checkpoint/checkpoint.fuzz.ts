// What the corpus-driven fuzzer feeds to the reader of checkpoints: whatever the bytes, it gives tensors or a refusal, and the numbers
// of every tensor it gives can be read.
import { isRefusal } from '../wire/refusal';
import { ofBytes, type Source } from '../zip/source';
import { isFloat } from './dtype';
import { readCheckpoint } from './read';
import { countOf } from './tensor';
import { checkpoint as archive, dictionary, floats, int, op, pickle, tensor, zip } from './testing/archive';
import { readWeights } from './weights';

/** Numbers of one tensor that are read at most: a repeated number may stand for more than there is memory. */
const mostNumbers = 2 ** 20;

function seeds() {
  const numbers = floats(1, 2, 3, 4, 5, 6);
  const list = dictionary({
    'module.w': tensor('0', [2, 3]),
    'module.b': tensor('0', [2], { count: 6, offset: 1, strides: [3] }),
  });
  const half = dictionary({ state_dict: dictionary({ 'model.w': tensor('0', [3], { type: 'HalfStorage' }) }), epoch: int(3) });
  const json = '{"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"__metadata__":{"format":"pt"}}';
  const whole = [
    pickle(list),
    pickle(half),
    archive(pickle(list), { '0': numbers }),
    archive(pickle(half), { '0': numbers }),
    zip(
      [
        { name: 'a/data.pkl', data: pickle(list) },
        { name: 'a/data/0', data: numbers },
      ],
      { long: true, comment: 'end' },
    ),
    op(json.length, 0, 0, 0, 0, 0, 0, 0, json, numbers),
  ];
  return whole.map((bytes, index) => ({ name: `checkpoint-${index + 1}`, bytes }));
}

/**
 * Throws where a mistake of ours shows: an exception, or a tensor whose numbers cannot be read. The bytes are read as a file, and as
 * the list of tensors of a file that is sound, since a checksum stands before the list in any other.
 */
async function run(bytes: Uint8Array): Promise<string> {
  const asFile = await readAll(ofBytes(Uint8Array.from(bytes)));
  return `${asFile}; ${await readAll(ofBytes(archive(bytes, { '0': floats(1, 2, 3, 4, 5, 6) })))}`;
}

/** Reads all there is, and says in a word what came of it. */
async function readAll(source: Source): Promise<string> {
  const found = await readCheckpoint(source);
  if (isRefusal(found)) {
    return found.code;
  }
  for (const tensor of found.tensors.values()) {
    const count = countOf(tensor.shape);
    if (!isFloat(tensor.dtype) || count > mostNumbers) {
      continue;
    }
    const table = { title: 'fuzzed', bytes: 4 * count, tensors: [] };
    const weights = await readWeights(source, table, [{ tensor, offset: 0 }]);
    if (isRefusal(weights) && weights.code !== 'checkpoint-damaged') {
      throw new Error(`${weights.code}: ${weights.detail}`);
    }
  }
  return `${found.tensors.size} tensors`;
}

export const checkpoint = { name: 'checkpoint', seeds, run };
