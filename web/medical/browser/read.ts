// Pictures that the browser decodes: WebP, AVIF, HEIC, BMP and GIF, by ImageDecoder and never through a canvas, whose pixels a browser
// may change against fingerprinting. Its pixels are never turned: it may have turned them already.
import { isRefusal, type Refusal, refuse } from '../../wire/refusal';
import type { MedicalFrame } from '../../wire/values';
import type { Frame } from '../frame';
import { tooLarge } from '../layout';
import type { OpenedFile, Reader } from '../readers';
import { isPacked, toRgb } from './pixels';
import { bmpSize, gifSize, heifSize, webpSize } from './size';

/** A reader of one kind, under its name and its type; `sizeOf` reads the size that it claims. */
function byBrowser(title: string, type: string, sizeOf: (bytes: Uint8Array) => readonly [number, number] | null): Reader {
  const undecoded = () => refuse('picture-undecoded', title);
  return async (bytes) => {
    const size = sizeOf(bytes);
    const large = size && tooLarge(...size);
    if (large) {
      return large;
    }
    if (!size || size[0] < 1 || size[1] < 1 || !('ImageDecoder' in globalThis) || !(await ImageDecoder.isTypeSupported(type))) {
      return undecoded();
    }
    try {
      return await open(title, type, bytes, undecoded);
    } catch {
      return undecoded();
    }
  };
}

export const readGif = byBrowser('GIF', 'image/gif', gifSize);
export const readBmp = byBrowser('BMP', 'image/bmp', bmpSize);
export const readWebp = byBrowser('WebP', 'image/webp', webpSize);
export const readAvif = byBrowser('AVIF', 'image/avif', heifSize);
export const readHeic = byBrowser('HEIC', 'image/heic', heifSize);

async function open(title: string, type: string, bytes: Uint8Array, undecoded: () => Refusal): Promise<OpenedFile> {
  const decoder = new ImageDecoder({
    type,
    data: bytes as Uint8Array<ArrayBuffer>,
    colorSpaceConversion: 'none',
  });
  await decoder.tracks.ready;
  await decoder.completed;
  const frames = Math.max(1, decoder.tracks.selectedTrack?.frameCount ?? 1);
  return {
    async frame(index) {
      if (!Number.isInteger(index) || index < 0 || index >= frames) {
        return refuse('dicom-frame', `${index + 1} of ${frames}`);
      }
      try {
        const { image } = await decoder.decode({ frameIndex: index, completeFramesOnly: true });
        try {
          const rgb = await colours(image);
          return isRefusal(rgb) ? rgb : (rgb && frameOf(title, image, rgb, index, frames)) || undecoded();
        } finally {
          image.close();
        }
      } catch {
        return undecoded();
      }
    },
  };
}

/** The colours of a decoded picture; null where they cannot be had in 8 bits. */
async function colours(image: VideoFrame): Promise<Uint8Array<ArrayBuffer> | Refusal | null> {
  const rect = image.visibleRect;
  if (!rect) {
    return null;
  }
  const large = tooLarge(rect.width, rect.height);
  if (large) {
    return large;
  }
  // Where a browser converts by itself, the conversion is its own; where it does not, it fails or ignores the wish.
  const asked = image.format && isPacked(image.format) ? {} : ({ format: 'RGBA', colorSpace: 'srgb' } as const);
  for (const options of [{ rect, ...asked }, { rect }]) {
    try {
      const length = image.allocationSize(options);
      const whole = rect.width * rect.height * 4;
      const converted = 'format' in options && length === whole;
      if ('format' in options && !converted) {
        continue;
      }
      const copy = new Uint8Array(length);
      const planes = await image.copyTo(copy, options);
      const format = converted ? 'RGBA' : image.format;
      const rgb = format && toRgb(copy, format, rect.width, rect.height, planes, image.colorSpace);
      if (rgb) {
        return rgb;
      }
    } catch {
      // The other way is left.
    }
  }
  return null;
}

function frameOf(title: string, image: VideoFrame, samples: Uint8Array<ArrayBuffer>, index: number, frames: number): Frame {
  const { width = 0, height = 0 } = image.visibleRect ?? {};
  const medical: MedicalFrame = {
    format: title,
    rows: height,
    columns: width,
    samplesPerPixel: 3,
    planarConfiguration: 0,
    bitsAllocated: 8,
    bitsStored: 8,
    highBit: 7,
    pixelRepresentation: 0,
    photometricInterpretation: 'RGB',
    frames,
    frame: index,
    windows: [],
    voiLuts: [],
    stated: [],
    identifying: [],
    notes: [
      'Read by this browser’s own decoder, with 8 bits a colour; another browser may give slightly other numbers.',
      'Whether it is turned as a camera asks was the browser’s to decide; it is not turned again.',
      'Transparency is ignored.',
    ],
  };
  return { medical, samples: samples.buffer };
}
