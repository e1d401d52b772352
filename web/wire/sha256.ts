// SHA-256 of bytes as hex. The browser's own where it is offered; on a plain-http host, where it is not, the same in TypeScript.

export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  return hex(subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : plainSha256(new Uint8Array(bytes)));
}

const hex = (digest: Uint8Array) => Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** First 32 bits of the fractional parts of a root of the first `count` primes (FIPS 180-4 §4.2.2, §5.3.3). */
function rootsOfPrimes(count: number, root: number): Uint32Array {
  const out = new Uint32Array(count);
  for (let found = 0, n = 2; found < count; n++) {
    let prime = true;
    for (let d = 2; d * d <= n && prime; d++) {
      prime = n % d !== 0;
    }
    if (prime) {
      const value = n ** (1 / root);
      out[found++] = Math.floor((value - Math.floor(value)) * 2 ** 32);
    }
  }
  return out;
}

const constants = rootsOfPrimes(64, 3);
const turn = (x: number, by: number) => (x >>> by) | (x << (32 - by));

/** FIPS 180-4 §6.2, straight from the text. */
export function plainSha256(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, (bytes.length * 8) >>> 0);
  const hash = rootsOfPrimes(8, 2);
  const w = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let t = 0; t < 16; t++) {
      w[t] = view.getUint32(block + 4 * t);
    }
    mix(hash, w);
  }
  const out = new DataView(new ArrayBuffer(32));
  hash.forEach((word, i) => {
    out.setUint32(4 * i, word);
  });
  return new Uint8Array(out.buffer);
}

function mix(hash: Uint32Array, w: Uint32Array): void {
  const at = (array: Uint32Array, i: number) => array[i] as number;
  for (let t = 16; t < 64; t++) {
    const x = at(w, t - 15);
    const y = at(w, t - 2);
    w[t] = at(w, t - 16) + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + at(w, t - 7) + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t++) {
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + at(constants, t) + at(w, t)) | 0;
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    hash[i] = at(hash, i) + word;
  });
}
