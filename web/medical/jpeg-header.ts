// The markers of a JPEG stream up to its end (ISO 10918-1 annex B, ISO 14495-1 annex C): size, process, colours, and whether the
// picture data are there at all, which decoders do not look at.
import { type Refusal, refuse } from '../wire/refusal';
import type { StreamHeader } from './header';

const damaged = (why: string) => refuse('dicom-pixels', why);

/** Scans of one picture at most; each is a pass over all of it. */
const mostScans = 100;

interface Frame {
  readonly marker: number;
  readonly bits: number;
  readonly width: number;
  readonly height: number;
  readonly ids: readonly number[];
}

interface Found {
  frame: Frame | null;
  adobe: number | null;
  /** Components of the first scan, and its last byte: the point transform. */
  first: { components: number; shift: number } | null;
  scans: number;
  ended: boolean;
}

export function readJpeg(bytes: Uint8Array): StreamHeader | Refusal {
  const found = walk(bytes);
  if (found === null) {
    return damaged('the parts of the JPEG are out of order');
  }
  const { frame, first, scans, ended } = found;
  if (!frame) {
    return damaged('the JPEG has no header');
  }
  const kind = kindOf(frame);
  if ('code' in kind) {
    return kind;
  }
  if (!first || scans === 0) {
    return damaged('the JPEG holds no picture data');
  }
  if (!ended) {
    return damaged('the JPEG ends too early');
  }
  if (scans > mostScans) {
    return damaged(`${scans} passes`);
  }
  if (kind.codec === 'jpeg-lossless' && (first.components !== frame.ids.length || first.shift !== 0)) {
    return refuse(
      'dicom-codec',
      first.shift !== 0 ? 'JPEG lossless with a point transform' : 'JPEG lossless with a pass for each colour',
    );
  }
  const { bits, width, height, ids } = frame;
  const byPlane = kind.codec === 'jpeg-ls' && first.components < ids.length;
  return {
    ...kind,
    width,
    height,
    components: ids.length,
    bits,
    signed: false,
    colours: coloursOf(found),
    byPlane,
    stream: bytes,
  };
}

/** Which decoder is for that process, or the refusal that names it. */
function kindOf({ marker, bits }: Frame): Pick<StreamHeader, 'codec' | 'title'> | Refusal {
  if (marker === 0xf7) {
    return { codec: 'jpeg-ls', title: 'JPEG-LS' };
  }
  if (marker === 0xc3) {
    return { codec: 'jpeg-lossless', title: 'JPEG lossless' };
  }
  if (marker > 0xc3) {
    const arithmetic = marker > 0xc8;
    const word = arithmetic ? 'JPEG with arithmetic coding' : 'hierarchical JPEG';
    return refuse('dicom-codec', word);
  }
  const title = ['JPEG baseline', 'JPEG extended', 'progressive JPEG'][marker - 0xc0] ?? 'JPEG';
  return bits === 8 ? { codec: 'jpeg', title } : refuse('dicom-codec', `${title} with ${bits} bits`);
}

/** Of three components: an Adobe marker says it; names R, G, B do too. Nothing else can be relied on. */
function coloursOf({ frame, adobe }: Found): StreamHeader['colours'] {
  if (frame?.ids.length !== 3) {
    return null;
  }
  if (adobe !== null) {
    return adobe === 0 ? 'RGB' : 'YBR_FULL';
  }
  return String.fromCharCode(...frame.ids) === 'RGB' ? 'RGB' : null;
}

const isFrame = (marker: number) =>
  marker === 0xf7 || (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc);
const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/** All markers in their order; null where a part reaches past the end. */
function walk(bytes: Uint8Array): Found | null {
  const found: Found = { frame: null, adobe: null, first: null, scans: 0, ended: false };
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) {
      return found.frame && found.scans > 0 ? found : null;
    }
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    at += 2;
    if (marker === 0xd9) {
      return { ...found, ended: true };
    }
    if (standsAlone(marker)) {
      continue;
    }
    const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    if (length < 2 || at + length > bytes.length) {
      return null;
    }
    take(found, marker, bytes.subarray(at + 2, at + length));
    at += length;
    if (marker === 0xda) {
      at = pastScan(bytes, at, found.frame?.marker === 0xf7);
    }
  }
  return found;
}

function take(found: Found, marker: number, part: Uint8Array): void {
  const word = (at: number) => (part[at] ?? 0) * 256 + (part[at + 1] ?? 0);
  if (isFrame(marker) && !found.frame) {
    const count = part[5] ?? 0;
    const ids = Array.from({ length: Math.min(count, Math.floor((part.length - 6) / 3)) }, (_, i) => part[6 + 3 * i] ?? 0);
    found.frame = { marker, bits: part[0] ?? 0, height: word(1), width: word(3), ids };
  } else if (marker === 0xee && part.length >= 12 && String.fromCharCode(...part.subarray(0, 5)) === 'Adobe') {
    found.adobe = part[11] ?? 0;
  } else if (marker === 0xda) {
    found.scans++;
    found.first ??= { components: part[0] ?? 0, shift: (part.at(-1) ?? 0) & 0x0f };
  }
}

/** Where the picture data of a scan end: before the next marker that is neither a stuffed byte nor a restart. */
function pastScan(bytes: Uint8Array, from: number, isLs: boolean): number {
  let at = from;
  for (; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff) {
      continue;
    }
    const next = bytes[at + 1] ?? 0;
    const inside = isLs ? next < 0x80 : next === 0;
    if (!inside && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) {
      break;
    }
  }
  return at;
}
