// From a file's bytes to its data set. The library does the parsing; here stand what it leaves open: a missing start, a missing or
// wrong transfer syntax, and files that are damaged or made to do harm. Nothing is ever thrown to the outside.
import type { Element } from 'dicom-parser';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { Attributes, type Source } from './attributes';
import { readIdentifying } from './identifying';
import { inflate } from './inflate';
import { directory, objectInWords } from './objects';
import { hasPreamble, isDicom } from './recognise';
import { Exhausted, library, mostElements, Stream } from './stream';
import { explicitBig, explicitLittle, implicitLittle, type TransferSyntax, transferSyntax } from './syntaxes';
import { tag } from './tags';

/** A DICOM file that holds pixels; PS3.10 and PS3.5. Its bytes are kept, not copied. */
export interface DicomFile {
  readonly attributes: Attributes;
  readonly syntax: TransferSyntax;
  readonly pixels: {
    /** Where the value of PixelData begins in `attributes.source.bytes`. */
    readonly at: number;
    /** As stated; the file may hold less. Not finite where it was left open. */
    readonly length: number;
    readonly vr: string;
  };
  /** Names of the attributes that may identify someone; never their values. The same for all frames. */
  readonly identifying: readonly string[];
  /** What was not as the standard has it and was read nevertheless, in sentences. */
  readonly notes: readonly string[];
}

/** Levels of sequences within sequences; structured reports come to some twenty. */
const deepest = 64;

/**
 * Reads the data set of a DICOM file up to its pixels.
 *
 * Refused: `dicom-directory`, `dicom-no-pixels` (by what it is), `dicom-damaged`, `dicom-truncated`, `dicom-nested`, and
 * `too-many-bytes` for a deflated file that inflates to more than 128 MB. Never throws; time and memory grow with the file's size
 * and are bounded by a quarter of a million elements.
 */
export async function readDicom(file: Uint8Array): Promise<DicomFile | Refusal> {
  if (!isDicom(file)) {
    return refuse('dicom-damaged', 'it does not begin as DICOM does');
  }
  const notes: string[] = [];
  const start = hasPreamble(file) ? 132 : 0;
  if (start === 0) {
    notes.push('The file lacks its preamble, the first 132 bytes; it was read from its first element.');
  }
  try {
    return await parse(file, start, notes);
  } catch (error) {
    return refuse(
      'dicom-damaged',
      `it cannot be read (${error instanceof Exhausted ? 'too many elements' : 'its structure is broken'})`,
    );
  }
}

const capitals = (bytes: Uint8Array, at: number) => [at, at + 1].every((i) => (bytes[i] ?? 0) >= 0x41 && (bytes[i] ?? 0) <= 0x5a);

/**
 * The data set of a file of which only the beginning may be there, up to its pixels: for telling what files are without reading all of
 * them. Null where it cannot be read.
 */
export async function attributesOf(head: Uint8Array): Promise<Attributes | null> {
  try {
    const set = await readDataSet(head, hasPreamble(head) ? 132 : 0, []);
    return isRefusal(set) ? null : set.attributes;
  } catch {
    return null;
  }
}

/** Everything up to the pixels; `fault` is what ended it early. */
async function readDataSet(file: Uint8Array, start: number, notes: string[]) {
  const meta = readMeta(file, start);
  const stated = meta.attributes.string(tag.TransferSyntaxUID);
  let bytes = file;
  let at = meta.end;
  if (transferSyntax(stated).deflated) {
    const inflated = await inflate(file.subarray(at));
    if (isRefusal(inflated)) {
      return inflated;
    }
    bytes = inflated;
    at = 0;
  }
  if (at >= bytes.length) {
    return refuse('dicom-truncated', 'nothing follows its header');
  }
  const syntax = judgeSyntax(bytes, at, stated, notes);
  const source: Source = { bytes, bigEndian: syntax.bigEndian, explicit: syntax.explicit };
  const { elements, fault, past } = readElements(source, at);
  const attributes = new Attributes(source, { ...meta.elements, ...elements });
  return { meta, syntax, attributes, elements, fault, past };
}

async function parse(file: Uint8Array, start: number, notes: string[]): Promise<DicomFile | Refusal> {
  const set = await readDataSet(file, start, notes);
  if (isRefusal(set)) {
    return set;
  }
  const { meta, syntax, attributes, elements, fault, past } = set;
  const sopClass = attributes.string(tag.SOPClassUID) || meta.attributes.string(tag.MediaStorageSOPClassUID);
  const pixels = elements[tag.PixelData];
  if (fault instanceof Exhausted) {
    return refuse('dicom-damaged', `it states more than ${mostElements.toLocaleString('en')} elements`);
  }
  if (fault instanceof Error && /stack|recursion/i.test(fault.message)) {
    return refuse('dicom-nested', 'thousands of levels');
  }
  const depth = depthOf(elements);
  if (depth > deepest) {
    return refuse('dicom-nested', `${depth} levels`);
  }
  if (!pixels || pixels.length === 0) {
    return withoutPixels(attributes, sopClass, fault !== null || past);
  }
  return {
    attributes,
    syntax,
    pixels: { at: pixels.dataOffset, length: openOr(pixels), vr: pixels.vr ?? '' },
    identifying: readIdentifying(attributes),
    notes,
  };
}

const openOr = (element: Element) => (element.hadUndefinedLength ? Number.POSITIVE_INFINITY : element.length);

/** Group 0002, which is explicit little endian whatever follows (PS3.10 7.1); nothing where it is left out. */
function readMeta(file: Uint8Array, start: number): { elements: Record<string, Element>; attributes: Attributes; end: number } {
  const elements: Record<string, Element> = {};
  let end = start;
  const source: Source = { bytes: file, bigEndian: false, explicit: true };
  const explicit = capitals(file, start + 4);
  while (file[end] === 2 && file[end + 1] === 0 && end + 8 <= file.length) {
    const stream = new Stream(file, end, false);
    const element = explicit
      ? library.readDicomElementExplicit(stream, [], tag.PixelData)
      : library.readDicomElementImplicit(stream, tag.PixelData);
    elements[element.tag] = element;
    end = stream.position;
  }
  return { elements, attributes: new Attributes(source, elements), end };
}

/** The transfer syntax as the file states it, or as its first element shows where that is missing or contradicts it. */
function judgeSyntax(bytes: Uint8Array, at: number, stated: string, notes: string[]): TransferSyntax {
  const explicit = capitals(bytes, at + 4);
  if (stated === '') {
    // A group number below 256 has its zero first in big endian.
    const big = explicit && bytes[at] === 0 && bytes[at + 1] !== 0;
    const guess = big ? explicitBig : explicit ? explicitLittle : implicitLittle;
    notes.push(`The file does not state its transfer syntax; by its first element it was read as ${guess.title}.`);
    return guess;
  }
  const syntax = transferSyntax(stated);
  if (syntax.explicit !== explicit) {
    notes.push(
      `The file states ${syntax.explicit ? 'explicit' : 'implicit'} value representations and holds ${explicit ? 'explicit' : 'implicit'} ones; it was read as it is.`,
    );
  }
  return { ...syntax, explicit };
}

function readElements({ bytes, bigEndian, explicit }: Source, at: number) {
  const elements: Record<string, Element> = {};
  let fault: unknown = null;
  let past = false;
  try {
    const stream = new Stream(bytes, at, bigEndian);
    const dataSet = {
      byteArray: bytes,
      byteArrayParser: stream.byteArrayParser,
      elements,
      warnings: [],
    } as unknown as Parameters<typeof library.parseDicomDataSetExplicit>[0];
    const parseAll = explicit ? library.parseDicomDataSetExplicit : library.parseDicomDataSetImplicit;
    parseAll(dataSet, stream, bytes.length, { untilTag: tag.PixelData });
    past = stream.position > bytes.length;
  } catch (error) {
    fault = error ?? 'unknown';
  }
  return { elements, fault, past };
}

/** How deep sequences lie in each other; counted without recursion. */
function depthOf(elements: Readonly<Record<string, Element>>): number {
  let level = Object.values(elements);
  let depth = 0;
  while (depth <= deepest * 64) {
    level = level.flatMap((element) => (element.items ?? []).flatMap((item) => Object.values(item.dataSet?.elements ?? {})));
    if (level.length === 0) {
      break;
    }
    depth++;
  }
  return depth;
}

function withoutPixels(attributes: Attributes, sopClass: string, broken: boolean): Refusal {
  if (sopClass === directory || attributes.items(tag.DirectoryRecordSequence).length > 0) {
    return refuse('dicom-directory');
  }
  const object = objectInWords(sopClass);
  if (object) {
    return refuse('dicom-no-pixels', object);
  }
  if (attributes.present(tag.FloatPixelData) || attributes.present(tag.DoubleFloatPixelData)) {
    return refuse('dicom-no-pixels', 'a map of floating-point numbers (Float Pixel Data)');
  }
  if (attributes.has(tag.PixelDataProviderURL)) {
    return refuse('dicom-no-pixels', 'a reference to a picture on a server');
  }
  if (broken) {
    return refuse('dicom-truncated', 'its pixels are missing');
  }
  return refuse('dicom-no-pixels', 'an object without pixels');
}
