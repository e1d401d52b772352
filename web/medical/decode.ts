// Compressed pixels of one frame: what the stream is decides the decoder, not what the file says it is; and what comes out is
// labelled by what it is.
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Codecs } from './codecs/codec';
import { decodeRle } from './codecs/rle';
import { encapsulatedFrame } from './fragments';
import { readHeader, type StreamHeader } from './header';
import type { Layout } from './layout';
import { tooLarge } from './layout';
import type { Samples } from './native';
import type { DicomFile } from './read';

/** Decodes one frame. Refused: `dicom-codec` by name, `dicom-pixels`, `dicom-truncated`, `dicom-damaged`, `dicom-frame`. */
export async function encapsulatedSamples(
  file: DicomFile,
  layout: Layout,
  frame: number,
  codecs: Codecs,
  notes: string[],
): Promise<Samples | Refusal> {
  const { syntax } = file;
  if (syntax.read === 'no') {
    return refuse('dicom-codec', syntax.title);
  }
  const found = encapsulatedFrame(file, layout.frames, frame, notes);
  if (isRefusal(found)) {
    return found;
  }
  const { frames } = found;
  if (syntax.uid.endsWith('.1.2.5')) {
    return rle(found.bytes, layout, frames);
  }
  const header = readHeader(found.bytes);
  if (isRefusal(header)) {
    // Of a syntax that nobody knows the name says more than the look of its bytes.
    return syntax.read === 'yes' ? header : refuse('dicom-codec', syntax.title);
  }
  const misfit = fits(header, layout);
  if (misfit) {
    return misfit;
  }
  noteSyntax(file, header, notes);
  const codec = await codecs(header.codec);
  if (isRefusal(codec)) {
    return codec;
  }
  try {
    const { samples, bitsAllocated } = codec.decode(header);
    return {
      samples,
      layout: { ...relabel(layout, header, notes), bitsAllocated, planarConfiguration: header.byPlane ? 1 : 0 },
      frames,
    };
  } catch {
    return refuse('dicom-pixels', `the ${header.title} stream cannot be decoded`);
  }
}

function rle(bytes: Uint8Array, layout: Layout, frames: number): Samples | Refusal {
  const { rows, columns, samplesPerPixel, bitsAllocated, photometricInterpretation: stated } = layout;
  if (bitsAllocated === 1) {
    return refuse('dicom-codec', 'run-length encoding (RLE) of single bits');
  }
  const samples = decodeRle(bytes, { pixels: rows * columns, samplesPerPixel, bytesPerSample: bitsAllocated / 8 });
  if (isRefusal(samples)) {
    return samples;
  }
  // Planes are all of one size here, so that nothing is at half width.
  const photometricInterpretation = stated === 'YBR_FULL_422' ? 'YBR_FULL' : stated;
  const planarConfiguration = samplesPerPixel === 3 ? 1 : 0;
  return { samples, layout: { ...layout, photometricInterpretation, planarConfiguration }, frames };
}

/** Why the stream is not the picture that the file describes; null where it is. Nothing has been allocated by then. */
function fits({ title, width, height, components, bits }: StreamHeader, layout: Layout): Refusal | null {
  const large = tooLarge(width, height);
  if (large) {
    return large;
  }
  if (width !== layout.columns || height !== layout.rows) {
    return refuse(
      'dicom-pixels',
      `the ${title} stream is ${width} × ${height}, the file states ${layout.columns} × ${layout.rows}`,
    );
  }
  if (components !== layout.samplesPerPixel) {
    return refuse('dicom-pixels', `the ${title} stream has ${components} components, the file states ${layout.samplesPerPixel}`);
  }
  return bits > 16 ? refuse('dicom-codec', `${title} with ${bits} bits`) : null;
}

/** Which kinds of stream a transfer syntax is for; the ends of its UID. */
const expected: Readonly<Record<string, readonly StreamHeader['codec'][]>> = {
  '4.50': ['jpeg'],
  '4.51': ['jpeg'],
  '4.57': ['jpeg-lossless'],
  '4.70': ['jpeg-lossless'],
  '4.80': ['jpeg-ls'],
  '4.81': ['jpeg-ls'],
  '4.90': ['jpeg-2000'],
  '4.91': ['jpeg-2000'],
  '4.201': ['htj2k'],
  '4.202': ['htj2k'],
  '4.203': ['htj2k'],
};

function noteSyntax({ syntax }: DicomFile, { codec, title }: StreamHeader, notes: string[]): void {
  const end = syntax.uid.slice('1.2.840.10008.1.2.'.length);
  if (!expected[end]?.includes(codec)) {
    notes.push(`The file says that its pixels are ${syntax.title}; they are ${title} and were decoded as that.`);
  }
}

/** The layout of what a decoder gave: numbers in the lowest bits, and colours as the stream has them. */
function relabel(layout: Layout, { bits, signed, colours, title, codec }: StreamHeader, notes: string[]): Layout {
  const { bitsStored, highBit, pixelRepresentation } = layout;
  const container = bits > 8 ? 16 : 8;
  let stored = Math.min(bitsStored, container);
  let high = stored - 1;
  if (bits > bitsStored && highBit + 1 >= bits) {
    // The whole word was compressed, with the numbers where the file says.
    high = highBit;
  } else if (bits > bitsStored) {
    notes.push(`The file states ${bitsStored} bits stored; its ${title} stream has ${bits}, which were read.`);
    stored = bits;
    high = bits - 1;
  } else if (pixelRepresentation === 1 && !signed && bits < stored) {
    // The stream took the pattern of a signed number for an unsigned one; its own highest bit is the sign.
    stored = bits;
    high = bits - 1;
  }
  if (container < bitsStored) {
    notes.push(`The file states ${bitsStored} bits stored; its ${title} stream has ${bits}.`);
  }
  if (codec === 'jpeg-2000' && signed !== (pixelRepresentation === 1)) {
    notes.push(
      `The file states ${pixelRepresentation === 1 ? 'signed' : 'unsigned'} values, its ${title} stream ${signed ? 'signed' : 'unsigned'} ones; they were read as the file states.`,
    );
  }
  return { ...layout, bitsStored: stored, highBit: high, photometricInterpretation: coloursOf(layout, colours, notes) };
}

function coloursOf(
  { photometricInterpretation: stated, samplesPerPixel }: Layout,
  colours: StreamHeader['colours'],
  notes: string[],
): string {
  if (samplesPerPixel === 1) {
    return stated;
  }
  const claimed = stated === 'YBR_FULL' || stated === 'YBR_FULL_422' ? 'YBR_FULL' : 'RGB';
  if (colours !== null && colours !== claimed) {
    notes.push(`The file calls its colours ${stated}; its compressed stream says ${colours}, and they were read so.`);
  }
  return colours ?? claimed;
}
