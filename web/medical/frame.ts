// One frame of a DICOM file as the engine is given it: samples, and all that the file states of what they mean.
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { MedicalFrame } from '../wire/values';
import type { Codecs } from './codecs/codec';
import { encapsulatedSamples } from './decode';
import { beginsFragments } from './fragments';
import { FrameAttributes } from './groups';
import { notesOnText } from './identifying';
import { type Layout, readLayout } from './layout';
import { nativeFrame, type Samples } from './native';
import type { DicomFile } from './read';
import { readStated } from './stated';
import { readMeaning } from './windows';

/** A frame; `samples` as MedicalFrame describes its payload. */
export interface Frame {
  readonly medical: MedicalFrame;
  readonly samples: ArrayBuffer;
}

/**
 * Reads frame `index` (from 0) of a file, and no other; a codec is loaded where its pixels are compressed.
 *
 * Refused: `dicom-attribute`, `dicom-codec`, `dicom-pixels`, `dicom-truncated`, `dicom-damaged`, `dicom-frame`, `side-too-long`,
 * `too-many-pixels`, and whatever `codecs` gives where a decoder cannot be loaded. Nothing is thrown for what a file holds.
 */
export async function frameOf(file: DicomFile, index: number, codecs: Codecs): Promise<Frame | Refusal> {
  const notes = [...file.notes];
  const layout = readLayout(file.attributes, notes);
  if (isRefusal(layout)) {
    return layout;
  }
  if (!Number.isInteger(index) || index < 0) {
    return refuse('dicom-frame', String(index));
  }
  const frame = new FrameAttributes(file.attributes, index);
  const meaning = readMeaning(frame, layout, notes);
  if (isRefusal(meaning)) {
    return meaning;
  }
  const read = await readSamples(file, layout, index, codecs, notes);
  if (isRefusal(read)) {
    return read;
  }
  const { samples, frames } = read;
  const { photometricInterpretation, frames: _, ...rest } = read.layout;
  const medical: MedicalFrame = {
    format: 'DICOM',
    ...rest,
    photometricInterpretation: photometricInterpretation as MedicalFrame['photometricInterpretation'],
    frames,
    frame: index,
    ...meaning,
    stated: readStated(frame, file.syntax.title),
    identifying: [...file.identifying],
    notes: [...notes, ...notesOnText(file.attributes)],
  };
  return { medical, samples: samples.buffer };
}

function readSamples(
  file: DicomFile,
  layout: Layout,
  index: number,
  codecs: Codecs,
  notes: string[],
): Samples | Refusal | Promise<Samples | Refusal> {
  const { syntax, pixels, attributes } = file;
  const inFragments =
    !Number.isFinite(pixels.length) || (syntax.encapsulated && beginsFragments(attributes.source.bytes, pixels.at));
  if (syntax.encapsulated !== inFragments) {
    notes.push(
      `The file says that its pixels are ${syntax.title}; they are ${inFragments ? 'compressed' : 'uncompressed'} and were read as that.`,
    );
  }
  const made = ['YBR_ICT', 'YBR_RCT'].includes(layout.photometricInterpretation);
  if (made && (!inFragments || syntax.uid.endsWith('.1.2.5'))) {
    return refuse(
      'dicom-attribute',
      `PhotometricInterpretation is ${layout.photometricInterpretation}, which only JPEG 2000 makes`,
    );
  }
  if (inFragments) {
    return encapsulatedSamples(file, layout, index, codecs, notes);
  }
  if (syntax.read !== 'yes') {
    // Some of them turn the bytes of pixels around.
    return refuse('dicom-codec', syntax.title);
  }
  return nativeFrame(file, layout, index, notes);
}
