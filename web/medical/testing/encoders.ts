// The encoders that come with the decoders' packages and are not shipped, and one of our own for JPEG lossless: so that tests hold
// what comes out against what went in.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Samples, colour by pixel, and what they are. */
export interface Raw {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly bits: number;
  readonly signed: boolean;
  readonly samples: readonly number[];
}

interface Encoder {
  getDecodedBuffer(info: object): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  encode(): void;
  setInterleaveMode?(mode: number): void;
  setNearLossless?(near: number): void;
  setDecompositions?(count: number): void;
  setQuality?(...quality: (number | boolean)[]): void;
}

type Factory = (options: object) => Promise<Record<string, new () => Encoder>>;

async function encoder(folder: string, name: string, script = 'wasmjs', wasm = 'wasm'): Promise<Encoder> {
  const from = `@cornerstonejs/${folder}`;
  const code = await WebAssembly.compile(readFileSync(require.resolve(`${from}/${wasm}`)));
  const module = await (require(`${from}/${script}`) as Factory)({
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      void WebAssembly.instantiate(code, imports).then(done);
      return {};
    },
    print() {},
    printErr() {},
  });
  return new (module[name] as new () => Encoder)();
}

function run(to: Encoder, { width, height, components, bits, signed, samples }: Raw, planar = false): Uint8Array {
  const info = { width, height, bitsPerSample: bits, componentCount: components, isSigned: signed, isUsingColorTransform: false };
  const buffer = to.getDecodedBuffer(info);
  const pixels = width * height;
  const ordered = planar ? samples.map((_, i) => samples[(i % pixels) * components + Math.floor(i / pixels)] ?? 0) : samples;
  const numbers = bits > 8 ? Uint16Array.from(ordered) : Uint8Array.from(ordered);
  buffer.set(new Uint8Array(numbers.buffer));
  to.encode();
  return new Uint8Array(to.getEncodedBuffer());
}

export const encoders = {
  /** JPEG 2000, lossless. */
  async j2k(raw: Raw): Promise<Uint8Array> {
    const to = await encoder('codec-openjpeg', 'J2KEncoder');
    to.setDecompositions?.(2);
    return run(to, raw);
  },
  /** HTJ2K, lossless. */
  async htj2k(raw: Raw): Promise<Uint8Array> {
    const to = await encoder('codec-openjph', 'HTJ2KEncoder');
    to.setQuality?.(true, 0);
    return run(to, raw);
  },
  /** JPEG-LS; `mode` 0 writes colour by plane, 1 by line, 2 by pixel. */
  async jls(raw: Raw, mode: 0 | 1 | 2, near = 0): Promise<Uint8Array> {
    const to = await encoder('codec-charls', 'JpegLSEncoder');
    to.setInterleaveMode?.(mode);
    to.setNearLossless?.(near);
    return run(to, raw, mode === 0);
  },
};

/** JPEG lossless (ISO 10918-1 annex H) with one Huffman table in which each of the 17 categories has a code of its own of five bits. */
export function jpegLossless({ width, height, components, bits, samples }: Raw, predictor: number, restart = 0): Uint8Array {
  const bytes: number[] = [];
  let held = 0;
  let count = 0;
  const put = (value: number, length: number) => {
    for (let i = length - 1; i >= 0; i--) {
      held = held * 2 + ((value >> i) & 1);
      if (++count === 8) {
        bytes.push(held, ...(held === 0xff ? [0] : []));
        held = 0;
        count = 0;
      }
    }
  };
  const flush = () => {
    while (count !== 0) {
      put(1, 1);
    }
  };
  const at = (x: number, y: number, c: number) => samples[(y * width + x) * components + c] ?? 0;
  let mcu = 0;
  let firstRow = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const restarts = restart > 0 && mcu > 0 && mcu % restart === 0;
      if (restarts) {
        flush();
        bytes.push(0xff, 0xd0 + ((mcu / restart - 1) % 8));
        firstRow = y;
      }
      for (let c = 0; c < components; c++) {
        const [a, b, d] = [at(x - 1, y, c), at(x, y - 1, c), at(x - 1, y - 1, c)];
        const inFirst = y === firstRow;
        const predicted = inFirst && x === 0 ? 2 ** (bits - 1) : inFirst ? a : x === 0 ? b : predict(predictor, a, b, d);
        const difference = (((at(x, y, c) - predicted) & 0xffff) << 16) >> 16;
        const category = difference === -32768 ? 16 : difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
        put(category, 5);
        if (category > 0 && category < 16) {
          put(difference < 0 ? difference + 2 ** category - 1 : difference, category);
        }
      }
      mcu++;
    }
  }
  flush();
  const segment = (marker: number, part: readonly number[]) => [
    0xff,
    marker,
    (part.length + 2) >> 8,
    (part.length + 2) & 255,
    ...part,
  ];
  const ids = Array.from({ length: components }, (_, i) => i + 1);
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xc3, [
      bits,
      height >> 8,
      height & 255,
      width >> 8,
      width & 255,
      components,
      ...ids.flatMap((id) => [id, 0x11, 0]),
    ]),
    ...segment(0xc4, [0, 0, 0, 0, 0, 17, ...new Array(11).fill(0), ...Array.from({ length: 17 }, (_, i) => i)]),
    ...(restart > 0 ? segment(0xdd, [restart >> 8, restart & 255]) : []),
    ...segment(0xda, [components, ...ids.flatMap((id) => [id, 0]), predictor, 0, 0]),
    ...bytes,
    ...[0xff, 0xd9],
  ]);
}

function predict(how: number, a: number, b: number, c: number): number {
  const all = [0, a, b, c, a + b - c, a + ((b - c) >> 1), b + ((a - c) >> 1), (a + b) >> 1];
  return all[how] ?? 0;
}
