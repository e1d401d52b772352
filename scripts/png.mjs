// Grey PNG files of our own drawing: pictures of samples, and the films of bench and tests.
import { crc32, deflateSync } from 'node:zlib';

function chunk(kind, body) {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

/** A grey file of 8 or 16 bits; `raw` is what it holds unpacked, each line with its filter in front. */
export function greyFile(width, height, bits, raw, level = 6) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([bits, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(raw, { level })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** From numbers in [0,1], 8 bits deep. Each line is stored as its difference from the average of left and above (PNG's filter 3), which packs films best. */
export function greyPng(width, height, values) {
  const line = width + 1;
  const raw = Buffer.alloc(height * line);
  const grey = Uint8Array.from(values, (value) => Math.round(255 * Math.min(1, Math.max(0, value))));
  for (let y = 0; y < height; y++) {
    raw[y * line] = 3;
    for (let x = 0; x < width; x++) {
      const left = x > 0 ? grey[y * width + x - 1] : 0;
      const above = y > 0 ? grey[(y - 1) * width + x] : 0;
      raw[y * line + 1 + x] = grey[y * width + x] - ((left + above) >> 1);
    }
  }
  return greyFile(width, height, 8, raw, 9);
}
