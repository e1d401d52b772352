// Look-up tables (PS3.3 C.11.1, C.11.2, C.7.6.3.1.5 and .6) in all the forms in which they are written.
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { LookupTable } from '../wire/values';
import type { Attributes } from './attributes';
import { unfold } from './segmented';
import { type Tag, tag } from './tags';

/** A descriptor: entries (0 means 65536), the value that the first is for, bits of an entry. */
interface Descriptor {
  readonly count: number;
  readonly first: number;
  readonly bits: number;
}

function readDescriptor(item: Attributes, key: Tag, name: string, signed: boolean): Descriptor | Refusal {
  const [count, , bits] = item.shorts(key);
  const first = item.shorts(key, signed || item.vr(key) === 'SS')[1];
  if (count === undefined || first === undefined || bits === undefined) {
    return refuse('dicom-attribute', `the descriptor of its ${name} is missing`);
  }
  if (bits < 1 || bits > 16) {
    return refuse('dicom-attribute', `the entries of its ${name} are of ${bits} bits`);
  }
  return { count: count === 0 ? 65_536 : count, first, bits };
}

/** Entries of 16 bits, or of 8 bits packed: which, tells the length. */
function readEntries(item: Attributes, key: Tag, name: string, { count }: Descriptor): number[] | Refusal {
  const bytes = item.bytes(key);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const { bigEndian } = item.source;
  if (bytes.length >= 2 * count) {
    return Array.from({ length: count }, (_, i) => view.getUint16(2 * i, !bigEndian));
  }
  if (bytes.length >= count) {
    // Of a word, the first entry is the lower byte; big endian has turned the words of OW, not the bytes of OB.
    const turned = bigEndian && item.vr(key) !== 'OB';
    return Array.from({ length: count }, (_, i) => view.getUint8(turned && (i ^ 1) < bytes.length ? i ^ 1 : i));
  }
  return refuse('dicom-attribute', `its ${name} holds ${bytes.length} bytes for ${count} entries`);
}

/**
 * The tables of a sequence of modality or VOI look-up tables, in its order. `signed`: the values that they are for are signed, and
 * so is the first of them, which implicit files do not say.
 */
export function readTables(items: readonly Attributes[], name: string, signed: boolean): LookupTable[] | Refusal {
  const tables: LookupTable[] = [];
  for (const item of items) {
    const descriptor = readDescriptor(item, tag.LUTDescriptor, name, signed);
    const entries = isRefusal(descriptor) ? descriptor : readEntries(item, tag.LUTData, name, descriptor);
    if (isRefusal(descriptor) || isRefusal(entries)) {
      return isRefusal(descriptor) ? descriptor : (entries as Refusal);
    }
    const explanation = item.string(tag.LUTExplanation);
    tables.push({
      first: descriptor.first,
      bits: descriptor.bits,
      entries: entries as LookupTable['entries'],
      ...(explanation ? { explanation } : {}),
    });
  }
  return tables;
}

const colours = ['Red', 'Green', 'Blue'] as const;

/** The three tables of a palette, segmented ones unfolded (PS3.3 C.7.9.2). */
export function readPalette(attributes: Attributes, signed: boolean): LookupTable[] | Refusal {
  const tables: LookupTable[] = [];
  for (const colour of colours) {
    const name = `${colour.toLowerCase()} palette`;
    const descriptor = readDescriptor(attributes, tag[`${colour}PaletteColorLookupTableDescriptor`], name, signed);
    if (isRefusal(descriptor)) {
      return descriptor;
    }
    const segmented = tag[`Segmented${colour}PaletteColorLookupTableData`];
    const entries = attributes.present(segmented)
      ? unfold(words(attributes, segmented, descriptor.bits), descriptor.count, name)
      : readEntries(attributes, tag[`${colour}PaletteColorLookupTableData`], name, descriptor);
    if (isRefusal(entries)) {
      return entries;
    }
    tables.push({ first: descriptor.first, bits: descriptor.bits, entries: entries as LookupTable['entries'] });
  }
  return tables;
}

/** Numbers of segmented data, of as many bits as an entry has. */
function words(attributes: Attributes, key: Tag, bits: number): number[] {
  const bytes = attributes.bytes(key);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const { bigEndian } = attributes.source;
  return bits <= 8
    ? Array.from({ length: bytes.length }, (_, i) => view.getUint8(bigEndian && (i ^ 1) < bytes.length ? i ^ 1 : i))
    : Array.from({ length: bytes.length >> 1 }, (_, i) => view.getUint16(2 * i, !bigEndian));
}
