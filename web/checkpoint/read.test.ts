import { expect, test } from 'vitest';
import { isRefusal } from '../wire/refusal';
import { ofBlob, ofBytes } from '../zip/source';
import { readCheckpoint } from './read';
import { isCheckpoint, kindOf } from './recognise';
import type { Table } from './table';
import { matched } from './table';
import { asciiBytes, checkpoint, dictionary, floats, global, int, op, pickle, tensor, text, zip } from './testing/archive';
import { readWeights } from './weights';

const read = (bytes: Uint8Array<ArrayBuffer>) => readCheckpoint(ofBytes(bytes));
const six = floats(1, 2, 3, 4, 5, 6);
const plain = checkpoint(pickle(dictionary({ w: tensor('0', [2, 3]), b: tensor('1', [2]) })), { '0': six, '1': floats(7, 8) });

/** The numbers of one tensor, as the runtime would be given them. */
async function numbers(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<number[]> {
  const found = await read(bytes);
  if (isRefusal(found)) {
    throw new Error(`${found.code}: ${found.detail}`);
  }
  const { shape } = found.tensors.get(name)!;
  const count = shape.reduce((a, b) => a * b, 1);
  const table: Table = { title: 'one', bytes: 4 * count, tensors: [[name, shape, 0]] };
  const placed = matched({ tensors: new Map([[name, found.tensors.get(name)!]]) }, table);
  const weights = isRefusal(placed) ? placed : await readWeights(ofBlob(new Blob([bytes])), table, placed);
  if (isRefusal(weights)) {
    throw new Error(`${weights.code}: ${weights.detail}`);
  }
  return [...new Float32Array(weights)];
}

const names = async (bytes: Uint8Array<ArrayBuffer>) => {
  const found = await read(bytes);
  return isRefusal(found) ? found.code : [...found.tensors.keys()];
};
const refused = async (bytes: Uint8Array<ArrayBuffer>) => {
  const found = await read(bytes);
  return isRefusal(found) ? `${found.code} ${found.detail}` : 'read';
};

test('shapes and numbers come out as they were put in', async () => {
  expect(await names(plain)).toEqual(['w', 'b']);
  expect(await numbers(plain, 'w')).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await numbers(plain, 'b')).toEqual([7, 8]);
});

test('strides and offsets are honoured: a transposed tensor, a part of a shared storage, a repeated number', async () => {
  const of = (shape: number[], strides: number[], offset = 0) =>
    checkpoint(pickle(dictionary({ w: tensor('0', shape, { strides, offset, count: 6 }) })), { '0': six });
  expect(await numbers(of([3, 2], [1, 3]), 'w')).toEqual([1, 4, 2, 5, 3, 6]);
  expect(await numbers(of([2], [1], 3), 'w')).toEqual([4, 5]);
  expect(await numbers(of([2, 2], [0, 1]), 'w')).toEqual([1, 2, 1, 2]);
  expect(await numbers(of([2, 1, 2], [3, 1, 2]), 'w')).toEqual([1, 3, 4, 6]);
});

test('half, bfloat16 and double become single precision', async () => {
  const of = (type: string, data: Uint8Array, count: number) =>
    checkpoint(pickle(dictionary({ w: tensor('0', [count], { type }) })), { '0': data });
  // 1, -2, 65504, the least subnormal, infinity (IEEE 754 binary16).
  const halves = new Uint8Array(Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0001, 0x7c00).buffer);
  expect(await numbers(of('HalfStorage', halves, 5), 'w')).toEqual([1, -2, 65504, 2 ** -24, Number.POSITIVE_INFINITY]);
  const brains = new Uint8Array(Uint16Array.of(0x3f80, 0xc040).buffer);
  expect(await numbers(of('BFloat16Storage', brains, 2), 'w')).toEqual([1, -3]);
  const doubles = new Uint8Array(Float64Array.of(0.1, 1e300).buffer);
  expect(await numbers(of('DoubleStorage', doubles, 2), 'w')).toEqual([Math.fround(0.1), Number.POSITIVE_INFINITY]);
});

test('dictionaries below others and prefixes that all names share are found', async () => {
  const inner = dictionary({ 'module.model.w': tensor('0', [6]), 'module.model.b': tensor('0', [2], { count: 6 }) });
  expect(await names(checkpoint(pickle(inner), { '0': six }))).toEqual(['w', 'b']);
  for (const key of ['state_dict', 'model', 'net', 'model_state_dict']) {
    const outer = pickle(dictionary({ epoch: int(3), [key]: inner }));
    expect(await names(checkpoint(outer, { '0': six })), key).toEqual(['w', 'b']);
  }
  const mixed = dictionary({ 'model.w': tensor('0', [6]), 'loss.w': tensor('0', [6]) });
  expect(await names(checkpoint(pickle(mixed), { '0': six }))).toEqual(['model.w', 'loss.w']);
});

test('the 64-bit form of the table of contents is read, and a comment behind it', async () => {
  const parts = [
    { name: 'a/data.pkl', data: pickle(dictionary({ w: tensor('0', [6]) })) },
    { name: 'a/data/0', data: six },
    { name: 'a/byteorder', data: asciiBytes('little') },
  ];
  expect(await numbers(zip(parts, { long: true, comment: 'PK\x05\x06 not the end' }), 'w')).toEqual([1, 2, 3, 4, 5, 6]);
});

test('safetensors: header, numbers, another kind of number, a tensor outside the file', async () => {
  const file = (header: object | string, data: Uint8Array) => {
    const json = asciiBytes(typeof header === 'string' ? header : JSON.stringify(header));
    const length = new Uint8Array(new BigUint64Array([BigInt(json.length)]).buffer);
    return Uint8Array.from([...length, ...json, ...data]) as Uint8Array<ArrayBuffer>;
  };
  const good = file({ __metadata__: { format: 'pt' }, 'model.w': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] } }, six);
  expect(await names(good)).toEqual(['w']);
  expect(await refused(file({ w: { dtype: 'F8_E4M3', shape: [24], data_offsets: [0, 24] } }, six))).toMatch(
    /^checkpoint-kind .*F8_E4M3/,
  );
  expect(await refused(file({ w: { dtype: 'F32', shape: [7], data_offsets: [0, 28] } }, six))).toMatch(/^checkpoint-damaged/);
  expect(await refused(file({ w: { dtype: 'F32', shape: [7], data_offsets: [0, 24] } }, six))).toMatch(/^checkpoint-damaged/);
  expect(await refused(file('{"w": [1,', six))).toMatch(/^checkpoint-damaged/);
  expect(await refused(file({ w: { dtype: 'constructor', shape: [6], data_offsets: [0, 24] } }, six))).toMatch(
    /^checkpoint-kind/,
  );
});

test.each([
  ['os.system by GLOBAL and REDUCE', op(global('os', 'system'), '(', text('echo hacked'), 't', 'R'), 'os.system'],
  ['builtins.eval', op(global('builtins', 'eval'), '(', text('1'), 't', 'R'), 'builtins.eval'],
  ['__builtin__.exec of Python 2', op(global('__builtin__', 'exec'), '(', text('1'), 't', 'R'), '__builtin__.exec'],
  ['posix.system by STACK_GLOBAL', op(text('posix'), text('system'), 0x93, '(', text('id'), 't', 'R'), 'posix.system'],
  ['a name in the memo', op(global('subprocess', 'Popen'), 'q', 0, '0', 'h', 0, '(', text('id'), 't', 'R'), 'subprocess.Popen'],
  ['a name with dots', op(global('torch', '_utils.os.system'), '(', text('id'), 't', 'R'), 'torch._utils.os.system'],
  ['a name that is never called', op(global('os', 'system')), 'os.system'],
  ['a class made by NEWOBJ', op(global('webbrowser', 'open'), ')', 0x81), 'webbrowser.open'],
  [
    'a state put on a foreign thing',
    op(global('collections', 'OrderedDict'), ')', 'R', global('nt', 'system'), 'b'),
    'nt.system',
  ],
])('%s is refused by its name, and nothing is run', async (_, codes, name) => {
  expect(await refused(checkpoint(pickle(dictionary({ w: tensor('0', [6]), x: codes })), { '0': six }))).toBe(
    `checkpoint-unsafe it names ${name}`,
  );
});

test('a storage’s class is a name, not something to call', async () => {
  const codes = op(global('torch', 'FloatStorage'), '(', int(2 ** 30), 't', 'R');
  expect(await refused(checkpoint(pickle(codes)))).toBe('checkpoint-unsafe it names torch.FloatStorage');
});

test.each([
  ['torchvision.models.resnet', 'ResNet'],
  ['torch.nn.parallel.data_parallel', 'DataParallel'],
  ['torchxrayvision.models', 'DenseNet'],
  ['__main__', 'Net'],
])('a whole network (%s.%s) is told as one', async (module, name) => {
  expect(await refused(checkpoint(pickle(op(global(module, name), ')', 0x81))))).toBe(
    `checkpoint-kind it is a whole network saved as code (it names ${module}.${name})`,
  );
});

test('other sorts are recognised and refused by their names; pictures are no checkpoints', async () => {
  const old = op(0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, '.') as Uint8Array<ArrayBuffer>;
  const tar = new Uint8Array(1024);
  tar.set(asciiBytes('storages'));
  tar.set(asciiBytes('ustar'), 257);
  const script = checkpoint(pickle('N'), {}, [{ name: 'archive/code/net.py', data: six }]);
  const big = checkpoint(pickle(dictionary({ w: tensor('0', [6]) })), { '0': six }, [
    { name: 'archive/byteorder', data: asciiBytes('big') },
  ]);
  for (const [bytes, word] of [
    [old, 'before 1.6'],
    [tar, 'tar form'],
    [script, 'TorchScript'],
    [big, 'big-endian'],
    [pickle('N'), 'plain pickle'],
  ] as const) {
    expect(await isCheckpoint(new Blob([bytes as Uint8Array<ArrayBuffer>]))).toBe(true);
    expect(await refused(bytes as Uint8Array<ArrayBuffer>)).toMatch(new RegExp(`^checkpoint-kind .*${word}`));
  }
  expect(await isCheckpoint(new Blob([plain]))).toBe(true);
  const pictures = zip([{ name: 'films/film.png', data: six }]);
  for (const bytes of [
    pictures,
    asciiBytes('\x89PNG\r\n\x1a\n'),
    asciiBytes('\xff\xd8\xff\xe0'),
    asciiBytes('DICM'),
    new Uint8Array(0),
    tar.fill(0),
  ]) {
    expect(await kindOf(ofBytes(bytes as Uint8Array<ArrayBuffer>))).toBeNull();
  }
});

test.each([
  [
    'a name that climbs out',
    [
      { name: 'archive/data.pkl', data: pickle('N') },
      { name: 'archive/../../x', data: six },
    ],
    'leads out',
  ],
  [
    'an absolute name',
    [
      { name: 'archive/data.pkl', data: pickle('N') },
      { name: '/etc/passwd', data: six },
    ],
    'leads out',
  ],
  [
    'a Windows path',
    [
      { name: 'archive/data.pkl', data: pickle('N') },
      { name: 'C:\\x', data: six },
    ],
    'leads out',
  ],
  [
    'a name twice',
    [
      { name: 'archive/data.pkl', data: pickle('N') },
      { name: 'archive/data.pkl', data: six },
    ],
    'same name',
  ],
  ['deflated members', [{ name: 'archive/data.pkl', data: pickle('N'), claims: { method: 8 } }], 'compressed'],
  ['encrypted members', [{ name: 'archive/data.pkl', data: pickle('N'), claims: { flags: 1 } }], 'encrypted'],
  ['a member of 4 GB', [{ name: 'archive/data.pkl', data: pickle('N'), claims: { bytes: 0xfffffffe } }], 'outside the file'],
  [
    'members over one another, as bombs have them',
    [
      { name: 'archive/data.pkl', data: pickle('N') },
      { name: 'archive/data/0', data: six, claims: { at: 0 } },
    ],
    'over one another',
  ],
  ['a wrong checksum', [{ name: 'archive/data.pkl', data: pickle('N'), claims: { crc: 1 } }], 'checksum'],
  [
    'two lists',
    [
      { name: 'a/data.pkl', data: pickle('N') },
      { name: 'b/data.pkl', data: pickle('N') },
    ],
    'one list',
  ],
])('%s: refused', async (_, parts, word) => {
  expect(await refused(zip(parts))).toMatch(new RegExp(`^checkpoint-(damaged|kind) .*${word}`));
});

test.each([
  ['a tensor outside its storage', dictionary({ w: tensor('0', [7], { count: 6 }) })],
  ['strides that leave the storage', dictionary({ w: tensor('0', [2, 3], { strides: [4, 1], count: 6 }) })],
  ['a negative offset', dictionary({ w: tensor('0', [2], { offset: -1, count: 6 }) })],
  ['a shape whose size overflows', dictionary({ w: tensor('0', [2 ** 30, 2 ** 30, 2 ** 30], { strides: [0, 0, 0], count: 6 }) })],
  ['a storage that is not there', dictionary({ w: tensor('9', [2]) })],
  ['a storage shorter than it says', dictionary({ w: tensor('0', [6], { count: 600 }) })],
  ['an opcode of the text form', op('I1\n')],
  ['a list that never ends', op(']')],
  ['more taken than was put', op('0')],
  ['a memo that was never written', op('h', 3)],
  ['a text of 4 GB', op('X', 0xff, 0xff, 0xff, 0xff, 'abc')],
  ['a frame of 2⁶⁴', op(0x95, ...new Array<number>(8).fill(0xff), 0x8e, ...new Array<number>(8).fill(0xff))],
  ['nesting ever deeper', op('('.repeat(200_000))],
  ['things without end', op(')0'.repeat(600_000))],
])('%s: refused', async (_, codes) => {
  expect(await refused(checkpoint(pickle(codes), { '0': six }))).toMatch(/^checkpoint-(damaged|kind) /);
});

test('a thing that holds itself, and lists of lists that would unfold without end, are stepped over', async () => {
  const self = op('}', 'q', 0, '(', text('state_dict'), 'h', 0, text('model'), 'h', 0, 'u');
  expect(await refused(checkpoint(pickle(self)))).toMatch(/^checkpoint-kind .*no dictionary/);
  const layer = op('q', 0, '0', ']', '(', ...new Array<Uint8Array>(9).fill(op('h', 0)), 'e');
  const laughs = op(']', ...new Array<Uint8Array>(60).fill(layer));
  expect(await refused(checkpoint(pickle(laughs)))).toMatch(/^checkpoint-kind/);
});

test('every cut and thousands of flipped bits give tensors or a refusal, within two seconds each, never an exception', {
  timeout: 60_000,
}, async () => {
  let seed = 20220511;
  const random = (n: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % n;
  };
  for (let i = 0; i < plain.length; i++) {
    expect(await refused(plain.slice(0, i)), `cut at ${i}`).not.toBe('read');
  }
  for (let i = 0; i < 3000; i++) {
    const bytes = plain.slice();
    for (let n = random(4); n >= 0; n--) {
      const at = random(bytes.length);
      bytes[at] = (bytes[at] as number) ^ (1 << random(8));
    }
    const began = performance.now();
    await refused(bytes);
    expect(performance.now() - began).toBeLessThan(2000);
  }
});

test('a file above the limit is refused before a byte is read', async () => {
  const source = { size: 501 * 2 ** 20, read: () => Promise.reject(new Error('read')) };
  expect(await readCheckpoint(source)).toMatchObject({ code: 'model-too-large', detail: '501 of 500 MB' });
});

test('a file that can no longer be read is told as such', async () => {
  const source = { size: 1000, read: () => Promise.reject(new DOMException('gone', 'NotReadableError')) };
  expect(await readCheckpoint(source)).toMatchObject({ code: 'unreadable-file' });
});
