// The directories of a TIFF (TIFF 6.0, section 2): fields by tag, one directory a page. Only numbers are kept; what somebody typed is
// known by name alone. Nothing is allocated for what the file does not hold.
import { type Refusal, refuse } from '../../wire/refusal';

export interface Page {
  /** The numbers of a field of `tags`; none where it is missing, or lies outside the file. */
  numbers(tag: number): readonly number[];
  /** Names of fields that hold typed text and may identify somebody. */
  readonly typed: readonly string[];
}

export interface Directories {
  readonly littleEndian: boolean;
  /** Pages that hold a picture of their own: smaller copies and masks are left out. */
  readonly pages: readonly Page[];
  readonly leftOut: number;
}

/** More pages are none that anybody looks through one by one. */
export const mostPages = 4096;
/** Fields of a page; real ones have a few dozen. */
const mostFields = 1024;
/** Numbers in one field at most: the longest is the list of strips of the tallest picture in colour planes. */
const mostNumbers = 2 ** 18;

const widths: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4 };
const text: Readonly<Record<number, string>> = {
  269: 'DocumentName',
  270: 'ImageDescription',
  285: 'PageName',
  315: 'Artist',
  316: 'HostComputer',
};
/** NewSubfileType: a smaller copy, or a mask. */
const subfile = { tag: 254, others: 0b101 };
/** What picture.ts asks for; the place of no other field is kept. */
const tags = new Set([254, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 284, 317, 320, 322, 323, 324, 325, 339]);

const bad = (what: string) => refuse('tiff-header', what);

/** Reads every directory. Refused: `tiff-header`, `tiff-kind` (BigTIFF, too many pages). Bounded by the number of pages. */
export function readDirectories(bytes: Uint8Array): Directories | Refusal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 8) {
    return bad(`${bytes.length} bytes`);
  }
  const littleEndian = bytes[0] === 0x49;
  const magic = view.getUint16(2, littleEndian);
  if (magic === 43) {
    return refuse('tiff-kind', 'BigTIFF, for files above 4 GB');
  }
  const pages: Page[] = [];
  let leftOut = 0;
  const seen = new Set<number>();
  for (let at = view.getUint32(4, littleEndian); at !== 0; ) {
    if (seen.has(at)) {
      return bad('its pages lead back to each other');
    }
    if (seen.size >= mostPages) {
      return refuse('tiff-kind', `more than ${mostPages} pages`);
    }
    seen.add(at);
    const count = at + 2 <= bytes.length ? view.getUint16(at, littleEndian) : 0;
    const end = at + 2 + 12 * count;
    if (count === 0 || count > mostFields || end > bytes.length) {
      // A first page is needed; what is broken behind the last good one is left out.
      if (pages.length > 0) {
        leftOut++;
        break;
      }
      return bad(at >= bytes.length ? 'its directory lies behind its end' : 'its directory is empty or cut off');
    }
    const page = readPage(view, at + 2, count, littleEndian);
    const [kind = 0] = page.numbers(subfile.tag);
    if ((kind & subfile.others) === 0) {
      pages.push(page);
    } else {
      leftOut++;
    }
    at = end + 4 <= bytes.length ? view.getUint32(end, littleEndian) : 0;
  }
  return pages.length > 0 ? { littleEndian, pages, leftOut } : bad('it has no page');
}

function readPage(view: DataView, at: number, count: number, littleEndian: boolean): Page {
  const places = new Map<number, { width: 1 | 2 | 4; count: number; from: number }>();
  const typed: string[] = [];
  for (let entry = at; entry < at + 12 * count; entry += 12) {
    const tag = view.getUint16(entry, littleEndian);
    const width = widths[view.getUint16(entry + 2, littleEndian)];
    const numbers = view.getUint32(entry + 4, littleEndian);
    if (text[tag]) {
      typed.push(text[tag]);
    }
    if (!tags.has(tag) || !width || numbers === 0 || numbers > mostNumbers) {
      continue;
    }
    const from = width * numbers <= 4 ? entry + 8 : view.getUint32(entry + 8, littleEndian);
    if (from + width * numbers <= view.byteLength) {
      places.set(tag, { width, count: numbers, from });
    }
  }
  return {
    typed: [...new Set(typed)],
    numbers(tag) {
      const place = places.get(tag);
      if (!place) {
        return [];
      }
      const get = { 1: view.getUint8, 2: view.getUint16, 4: view.getUint32 }[place.width];
      return Array.from({ length: place.count }, (_, i) => get.call(view, place.from + place.width * i, littleEndian));
    },
  };
}
