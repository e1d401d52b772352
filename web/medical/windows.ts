// What turns stored values into what is shown, as the file states it: rescale, tables, windows, polarity, padding. It is only
// gathered here; what it means is the engine's to work out (PS3.3 C.11.1, C.11.2, C.7.5.1.1.2).
import { isRefusal, type Refusal } from '../wire/refusal';
import type { LookupTable, MedicalFrame, StatedWindow } from '../wire/values';
import type { FrameAttributes } from './groups';
import type { Layout } from './layout';
import { readPalette, readTables } from './lookup';
import { tag } from './tags';

type Meaning = Pick<
  MedicalFrame,
  | 'paddingValue'
  | 'paddingRangeLimit'
  | 'rescaleSlope'
  | 'rescaleIntercept'
  | 'modalityLut'
  | 'voiFunction'
  | 'windows'
  | 'voiLuts'
  | 'presentationLutShape'
  | 'palette'
  | 'pixelAspectRatio'
>;

/** Reads all of it for one frame; `dicom-attribute` where a table makes no sense. What is empty counts as absent. */
export function readMeaning(frame: FrameAttributes, layout: Layout, notes: string[]): Meaning | Refusal {
  const { root } = frame;
  const signed = layout.pixelRepresentation === 1;
  const transformation = frame.in(tag.PixelValueTransformationSequence);
  const modality = readTables(root.items(tag.ModalityLUTSequence).slice(0, 1), 'modality look-up table', signed);
  if (isRefusal(modality)) {
    return modality;
  }
  const voi = frame.in(tag.FrameVOILUTSequence);
  // A modality table gives unsigned values, whatever was stored.
  const voiLuts = readTables(root.items(tag.VOILUTSequence), 'VOI look-up table', signed && modality.length === 0);
  if (isRefusal(voiLuts)) {
    return voiLuts;
  }
  const palette = layout.photometricInterpretation === 'PALETTE COLOR' ? readPalette(root, signed) : null;
  if (isRefusal(palette)) {
    return palette;
  }
  const slope = transformation.number(tag.RescaleSlope);
  const intercept = transformation.number(tag.RescaleIntercept);
  if (slope === 0) {
    notes.push('The file states a rescale slope of 0, which would make all values alike; it was left out.');
  }
  const shape = root.string(tag.PresentationLUTShape).toUpperCase();
  const padding = root.short(tag.PixelPaddingValue, signed);
  const limit = padding === null ? null : root.short(tag.PixelPaddingRangeLimit, signed);
  // A name of several values is one that was taken apart: its first value is the name.
  const voiFunction = voi.string(tag.VOILUTFunction).slice(0, 16);
  const ratio = aspectRatio(frame);
  return {
    ...(padding === null ? {} : { paddingValue: padding }),
    ...(limit === null ? {} : { paddingRangeLimit: limit }),
    ...(slope === null || slope === 0 ? {} : { rescaleSlope: slope }),
    ...(intercept === null ? {} : { rescaleIntercept: intercept }),
    ...(modality[0] ? { modalityLut: modality[0] } : {}),
    ...(voiFunction ? { voiFunction } : {}),
    windows: readWindows(voi),
    voiLuts,
    ...(shape === 'IDENTITY' || shape === 'INVERSE' ? { presentationLutShape: shape } : {}),
    ...(palette ? { palette: palette as [LookupTable, LookupTable, LookupTable] } : {}),
    ...(ratio ? { pixelAspectRatio: ratio } : {}),
  };
}

/** Pairs of centre and width; a pair of which one is missing, or whose width is not above 0, is none. */
function readWindows(voi: FrameAttributes['root']): StatedWindow[] {
  const widths = voi.numbers(tag.WindowWidth);
  const explanations = voi.strings(tag.WindowCenterWidthExplanation);
  return voi.numbers(tag.WindowCenter).flatMap((center, i) => {
    const width = widths[i] ?? Number.NaN;
    const explanation = explanations[i];
    return Number.isFinite(center) && width > 0 && Number.isFinite(width)
      ? [{ center, width, ...(explanation ? { explanation } : {}) }]
      : [];
  });
}

/** Height of a pixel and its width: of PixelAspectRatio, else of the spacings; null where they are not stated. */
function aspectRatio(frame: FrameAttributes): [number, number] | null {
  const measures = frame.in(tag.PixelMeasuresSequence);
  for (const numbers of [
    frame.root.numbers(tag.PixelAspectRatio),
    measures.numbers(tag.PixelSpacing),
    frame.root.numbers(tag.ImagerPixelSpacing),
  ]) {
    const [vertical = 0, horizontal = 0] = numbers;
    if (vertical > 0 && horizontal > 0 && Number.isFinite(vertical / horizontal)) {
      return [vertical, horizontal];
    }
  }
  return null;
}
