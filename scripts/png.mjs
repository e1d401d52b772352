// A grey 8-bit PNG from numbers in [0,1]: pictures of samples, for the screen only.
import { crc32, deflateSync } from 'node:zlib';

function chunk(kind, body) {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

/** Each line is stored as its difference from the average of left and above (PNG's filter 3), which packs films best. */
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
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
