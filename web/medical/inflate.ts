// A deflated data set (PS3.5 A.5), inflated under a limit: a few kilobytes may claim to be gigabytes.
import { Inflate } from 'fflate';
import { type Refusal, refuse } from '../wire/refusal';

/** Bytes of a data set at most, inflated. */
export const mostInflated = 256 * 2 ** 20;

const part = 2 ** 16;

/** What `bytes` inflate to; as much as there is where they end early. */
export function inflate(bytes: Uint8Array): Uint8Array | Refusal {
  const parts: Uint8Array[] = [];
  let total = 0;
  const inflater = new Inflate((chunk) => {
    parts.push(chunk);
    total += chunk.length;
  });
  try {
    for (let at = 0; at < bytes.length; at += part) {
      inflater.push(bytes.subarray(at, at + part), at + part >= bytes.length);
      if (total > mostInflated) {
        return refuse('too-many-bytes', `more than ${mostInflated / 2 ** 20} MB`);
      }
    }
  } catch {
    // What was inflated before the fault is judged as a file that ends there.
    if (total === 0) {
      return refuse('dicom-damaged', 'its deflated part cannot be inflated');
    }
  }
  const all = new Uint8Array(total);
  parts.reduce((at, chunk) => {
    all.set(chunk, at);
    return at + chunk.length;
  }, 0);
  return all;
}
