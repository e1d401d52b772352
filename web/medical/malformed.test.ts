// Damaged copies of every shared DICOM file: each ends in a picture or a refusal, within two seconds, and never in an exception.
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../wire/refusal';
import { damagedCopies } from './testing/damage';
import { opened } from './testing/opened';
import { bytesOf, dicomFiles, hasShared } from './testing/shared';
import { timed } from './testing/timing';

const files = hasShared ? dicomFiles() : [{ path: 'files of ../shared/data/test, which are absent' }];

describe.skipIf(!hasShared)('cut off and with flipped bits', () => {
  test.each(files)('$path', { timeout: 60_000 }, async ({ path }) => {
    const slow: string[] = [];
    for (const { what, bytes } of damagedCopies(bytesOf(path), 4, 8)) {
      const { given: frame, took } = await timed(2000, () => opened(bytes));
      if (took > 2000) {
        slow.push(`${what}: ${Math.round(took)} ms`);
      }
      if (isRefusal(frame)) {
        expect(frame.cause, `${what}: ${frame.message}`).not.toBe('internal');
      } else {
        const { rows, columns, samplesPerPixel, bitsAllocated, photometricInterpretation } = frame.medical;
        const stored = photometricInterpretation === 'YBR_FULL_422' ? 2 : samplesPerPixel;
        expect(frame.samples.byteLength, what).toBe(Math.ceil((rows * columns * stored * bitsAllocated) / 8));
      }
    }
    expect(slow).toEqual([]);
  });
});
