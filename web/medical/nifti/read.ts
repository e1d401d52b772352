// A NIfTI volume as frames: one slice along its third axis each, volume after volume, turned as radiologists look at it.
import { isRefusal, type Refusal, refuse } from '../../wire/refusal';
import type { MedicalFrame } from '../../wire/values';
import type { Frame } from '../frame';
import type { OpenedFile } from '../readers';
import { turned } from '../turned';
import { type NiftiHeader, readNiftiHeader, type SampleType } from './header';
import { type Turn, turnOf } from './space';

const said = (count: number) => count.toLocaleString('en');

/**
 * Opens a volume. Slices are frames; those of a further axis (time, say) follow each other.
 *
 * Refused: what web/medical/nifti/header.ts refuses, `nifti-truncated`, and for a frame `dicom-frame`. Values that are not finite are
 * refused by the engine (`nifti-values`).
 */
export async function readNifti(bytes: Uint8Array): Promise<OpenedFile | Refusal> {
  const header = readNiftiHeader(bytes);
  if (isRefusal(header)) {
    return header;
  }
  const frames = header.size[2] * header.volumes;
  const needed = sliceBytes(header) * frames;
  const held = Math.max(0, bytes.length - header.at);
  if (held < needed) {
    return refuse('nifti-truncated', `${said(held)} of ${said(needed)} bytes`);
  }
  return {
    async frame(index) {
      return Number.isInteger(index) && index >= 0 && index < frames
        ? slice(header, bytes, index, frames)
        : refuse('dicom-frame', `${index + 1} of ${frames}`);
    },
  };
}

const widthOf = ({ bits, kind }: SampleType) => (kind === 'rgb' ? 3 : bits / 8);
const sliceBytes = ({ size, type }: NiftiHeader) => size[0] * size[1] * widthOf(type);

function slice(header: NiftiHeader, bytes: Uint8Array, index: number, frames: number): Frame {
  const { size, type, spacing, littleEndian } = header;
  const length = sliceBytes(header);
  const at = header.at + index * length;
  const turn = header.affine && turnOf(header.affine);
  const plain = narrowed(bytes.slice(at, at + length), type, littleEndian);
  const width = type.kind === 'rgb' ? 3 : Math.min(type.bits, 32) / 8;
  const samples = turn ? turned(plain, size[0], size[1], width, turn) : plain;
  const [columns, rows] = turn?.transposed ? [size[1], size[0]] : [size[0], size[1]];
  const [right, down] = turn?.transposed ? [spacing[1], spacing[0]] : [spacing[0], spacing[1]];
  const bits = Math.min(type.bits, 32) as 8 | 16 | 32;
  const medical: MedicalFrame = {
    format: 'NIfTI',
    rows,
    columns,
    samplesPerPixel: type.kind === 'rgb' ? 3 : 1,
    planarConfiguration: 0,
    bitsAllocated: bits,
    bitsStored: bits,
    highBit: bits - 1,
    pixelRepresentation: type.kind === 'signed' ? 1 : 0,
    ...(type.kind === 'float' ? { sampleFormat: 'float' as const } : {}),
    photometricInterpretation: type.kind === 'rgb' ? 'RGB' : 'MONOCHROME2',
    frames,
    frame: index,
    rescaleSlope: header.slope,
    rescaleIntercept: header.intercept,
    windows: windowOf(header),
    voiLuts: [],
    ...(right > 0 && down > 0 ? { pixelAspectRatio: [down, right] as [number, number] } : {}),
    stated: statedOf(header, turn, index),
    identifying: [...header.typed],
    notes: notesOn(header, turn),
  };
  return { medical, samples: samples.buffer };
}

/** The range that the file wants to be shown, as a window that has both ends (PS3.3 C.11.2.1.2.1 takes half a level off). */
const windowOf = ({ shown }: NiftiHeader): MedicalFrame['windows'] =>
  shown
    ? [{ center: shown[0] + (shown[1] - shown[0] + 1) / 2, width: shown[1] - shown[0] + 1, explanation: 'The file’s own range' }]
    : [];

/** The numbers of a slice in little endian; floating numbers of 64 bits in 32. */
function narrowed(bytes: Uint8Array<ArrayBuffer>, { bits, kind }: SampleType, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  if (bits === 64) {
    const from = new DataView(bytes.buffer);
    const to = new DataView(new ArrayBuffer(bytes.length / 2));
    for (let at = 0; at < bytes.length; at += 8) {
      to.setFloat32(at / 2, from.getFloat64(at, littleEndian), true);
    }
    return new Uint8Array(to.buffer);
  }
  const width = bits / 8;
  if (!littleEndian && kind !== 'rgb' && width > 1) {
    for (let at = 0; at < bytes.length; at += width) {
      bytes.subarray(at, at + width).reverse();
    }
  }
  return bytes;
}

function statedOf({ size, volumes, spacing, version }: NiftiHeader, turn: Turn | null, index: number): MedicalFrame['stated'] {
  const rows: [string, string][] = [
    ['Plane', turn ? `${turn.plane}${turn.oblique ? ', oblique' : ''}` : ''],
    ['Volume', `${size.join(' × ')} voxels`],
    ['Slice', `${(index % size[2]) + 1} of ${size[2]}`],
    ['Time or channel', volumes > 1 ? `${Math.floor(index / size[2]) + 1} of ${volumes}` : ''],
    ['Voxel size', spacing.every((step) => step > 0) ? spacing.map((step) => Number(step.toPrecision(4))).join(' × ') : ''],
    ['Version', `NIfTI-${version}`],
  ];
  return rows.flatMap(([title, value]) => (value ? [{ title, value }] : []));
}

function notesOn({ type, size }: NiftiHeader, turn: Turn | null): string[] {
  const notes = [
    turn
      ? `The slice is turned as radiologists look at it: ${turn.left} is at the left, ${turn.top} on top.`
      : 'The file does not say how its slices lie in the body; rows are shown in the order in which they are stored.',
  ];
  if (turn?.oblique) {
    notes.push('Its slices lie aslant to the body; the nearest plane is named.');
  }
  if (type.bits === 64) {
    notes.push('Its numbers of 64 bits were rounded to 32.');
  }
  if (size[2] > 1) {
    notes.push(
      'It is a volume: one slice is shown and scored at a time, as if it were a film. No model here was trained on slices.',
    );
  }
  return notes;
}
