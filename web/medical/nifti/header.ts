// The header of a NIfTI volume, version 1 (348 bytes) or 2 (540 bytes), in either byte order: nifti1.h and nifti2.h of the NIfTI
// working group. Checked before anything is allocated.
import { isRefusal, type Refusal, refuse } from '../../wire/refusal';
import { tooLarge } from '../layout';
import { type Affine, byQuaternion, byRows } from './space';

/** How a volume stores its numbers. */
export interface SampleType {
  readonly bits: 8 | 16 | 32 | 64;
  readonly kind: 'unsigned' | 'signed' | 'float' | 'rgb';
}

export interface NiftiHeader {
  readonly version: 1 | 2;
  readonly littleEndian: boolean;
  /** Voxels along the first three axes, and volumes (all further axes together). */
  readonly size: readonly [number, number, number];
  readonly volumes: number;
  readonly type: SampleType;
  /** Millimetres, or whatever the unit is, along the first three axes; 0 where it is not stated. */
  readonly spacing: readonly [number, number, number];
  /** Where the voxels begin in the file. */
  readonly at: number;
  /** Stored number → value; 1 and 0 where the file states none. */
  readonly slope: number;
  readonly intercept: number;
  /** The range that is to be shown; null where the file states none. */
  readonly shown: readonly [number, number] | null;
  /** From voxels to the patient: x to the right, y to the front, z to the head. Null where the file does not say. */
  readonly affine: Affine | null;
  /** Names of fields that somebody typed and that may identify the patient. */
  readonly typed: readonly string[];
}

const types: Readonly<Record<number, SampleType>> = {
  2: { bits: 8, kind: 'unsigned' },
  4: { bits: 16, kind: 'signed' },
  8: { bits: 32, kind: 'signed' },
  16: { bits: 32, kind: 'float' },
  64: { bits: 64, kind: 'float' },
  128: { bits: 8, kind: 'rgb' },
  256: { bits: 8, kind: 'signed' },
  512: { bits: 16, kind: 'unsigned' },
  768: { bits: 32, kind: 'unsigned' },
};

/** What is not read, as it is called. */
const unread: Readonly<Record<number, string>> = {
  1: 'single bits',
  32: 'complex numbers',
  1024: 'whole numbers of 64 bits',
  1280: 'whole numbers of 64 bits',
  1536: 'floating numbers of 128 bits',
  1792: 'complex numbers',
  2048: 'complex numbers',
  2304: 'colours with transparency',
};

/** Where the fields of each version stand; `whole` reads the numbers of sizes and offsets. */
const layouts = {
  1: {
    size: 348,
    magic: 344,
    dim: 40,
    datatype: 70,
    pixdim: 76,
    offset: 108,
    slope: 112,
    cal: [124, 128],
    codes: 252,
    quatern: 256,
    qoffset: 268,
    rows: 280,
    typed: { descrip: [148, 80], aux_file: [228, 24], db_name: [14, 18] },
  },
  2: {
    size: 540,
    magic: 4,
    dim: 16,
    datatype: 12,
    pixdim: 104,
    offset: 168,
    slope: 176,
    cal: [192, 200],
    codes: 344,
    quatern: 352,
    qoffset: 376,
    rows: 400,
    typed: { descrip: [240, 80], aux_file: [320, 24] },
  },
} as const;

const bad = (what: string) => refuse('nifti-header', what);

/** Reads the header. Refused: `nifti-header`, `nifti-type`, `nifti-pair`, `side-too-long`, `too-many-pixels`. */
export function readNiftiHeader(bytes: Uint8Array): NiftiHeader | Refusal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found = ([1, 2] as const).flatMap((version) =>
    [true, false].flatMap((littleEndian) =>
      bytes.length >= layouts[version].size && view.getInt32(0, littleEndian) === layouts[version].size
        ? [{ version, littleEndian }]
        : [],
    ),
  );
  const [form] = found;
  if (!form) {
    return bytes.length < layouts[1].size
      ? refuse('nifti-truncated', `${bytes.length} bytes`)
      : bad('its first number is not its length');
  }
  const { version, littleEndian } = form;
  const layout = layouts[version];
  if (bytes[layout.magic + 1] === 0x69) {
    return refuse('nifti-pair');
  }
  const long = version === 2;
  const real = (at: number, i = 0) =>
    long ? view.getFloat64(at + 8 * i, littleEndian) : view.getFloat32(at + 4 * i, littleEndian);
  const whole = (at: number, i = 0) =>
    long ? Number(view.getBigInt64(at + 8 * i, littleEndian)) : view.getInt16(at + 2 * i, littleEndian);
  const size = readSize((i) => whole(layout.dim, i));
  if (isRefusal(size)) {
    return size;
  }
  const code = view.getInt16(layout.datatype, littleEndian);
  const type = types[code];
  if (!type) {
    return refuse('nifti-type', unread[code] ?? `numbers of the kind ${code}`);
  }
  const at = Math.max(long ? whole(layout.offset) : real(layout.offset), layout.size);
  if (!Number.isInteger(at)) {
    return bad('its numbers begin nowhere');
  }
  const slope = real(layout.slope);
  const intercept = real(layout.slope, 1);
  // A slope of 0 means that there is none (nifti1.h); colours have none at all.
  const scaled = type.kind !== 'rgb' && Number.isFinite(slope) && slope !== 0 && Number.isFinite(intercept);
  const [most, least] = layout.cal.map((place) => real(place)) as [number, number];
  return {
    version,
    littleEndian,
    ...size,
    type,
    spacing: [1, 2, 3].map((i) => positive(Math.abs(real(layout.pixdim, i)))) as [number, number, number],
    at,
    slope: scaled ? slope : 1,
    intercept: scaled ? intercept : 0,
    shown: Number.isFinite(least) && Number.isFinite(most) && most > least ? [least, most] : null,
    affine: readAffine(view, version, littleEndian, real),
    typed: Object.entries(layout.typed).flatMap(([name, [from, length]]) =>
      bytes.subarray(from, from + length).some((c) => c > 0x20) ? [name] : [],
    ),
  };
}

const positive = (value: number) => (Number.isFinite(value) ? value : 0);

function readSize(dim: (i: number) => number): Pick<NiftiHeader, 'size' | 'volumes'> | Refusal {
  const axes = dim(0);
  if (axes < 1 || axes > 7) {
    return bad(`it has ${axes} axes`);
  }
  const sizes = [1, 2, 3, 4, 5, 6, 7].map((i) => (i <= axes ? dim(i) : 1));
  const wrong = sizes.find((size) => size < 1);
  if (wrong !== undefined) {
    return bad(`an axis of ${wrong}`);
  }
  const [x = 1, y = 1, z = 1, ...rest] = sizes;
  const volumes = rest.reduce((product, size) => product * size, 1);
  if (z * volumes > 2 ** 31) {
    return bad('more slices than any file can hold');
  }
  // In either direction: a slice may be turned before it is shown.
  return tooLarge(x, y) ?? { size: [x, y, z], volumes };
}

/** The sform where there is one, else the qform: the order that the format's reference asks for. */
function readAffine(
  view: DataView,
  version: 1 | 2,
  littleEndian: boolean,
  real: (at: number, i?: number) => number,
): Affine | null {
  const layout = layouts[version];
  const codes = (i: number) =>
    version === 1 ? view.getInt16(layout.codes + 2 * i, littleEndian) : view.getInt32(layout.codes + 4 * i, littleEndian);
  if (codes(1) > 0) {
    return byRows((row, column) => real(layout.rows, 4 * row + column));
  }
  if (codes(0) > 0) {
    const [b, c, d] = [0, 1, 2].map((i) => real(layout.quatern, i)) as [number, number, number];
    const spacing = [0, 1, 2, 3].map((i) => real(layout.pixdim, i)) as [number, number, number, number];
    return byQuaternion([b, c, d], spacing);
  }
  return null;
}
