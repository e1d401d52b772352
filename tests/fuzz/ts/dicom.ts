// The DICOM reader and the decoders behind it.
import path from 'node:path';
import { encoders, jpegLossless } from '../../../web/medical/testing/encoders';
import { opened } from '../../../web/medical/testing/opened';
import { bytesOf, dicomFiles } from '../../../web/medical/testing/shared';
import { el, fragments, picture, pictureFile } from '../../../web/medical/testing/writer';
import { isRefusal } from '../../../web/wire/refusal';
import type { Seed, Target } from './target';

const largestSeed = 2 ** 16;

/** Small files of every form, so that all of the reader is reached where the shared files are absent. */
async function written(): Promise<Seed[]> {
  const eight = {
    BitsAllocated: el(picture.BitsAllocated.tag, 'US', [8]),
    BitsStored: el(picture.BitsStored.tag, 'US', [8]),
    HighBit: el(picture.HighBit.tag, 'US', [7]),
  };
  const side = 16;
  const samples = Array.from({ length: side * side }, (_, i) => (i * i) % 251);
  const raw = { width: side, height: side, components: 1, bits: 8, signed: false, samples };
  const size = { Rows: el(picture.Rows.tag, 'US', [side]), Columns: el(picture.Columns.tag, 'US', [side]) };
  const coded = (stream: Uint8Array, end: string) =>
    pictureFile({ ...eight, ...size, PixelData: fragments([stream]) }, [], { syntax: `1.2.840.10008.1.2.4.${end}` });
  const table = [el('00283002', 'US', [2, 0, 12]), el('00283006', 'OW', [1, 4095])];
  const groups = [el('00289132', 'SQ', [[el('00281050', 'DS', '40'), el('00281051', 'DS', '400')]])];
  const meaning = [
    el('00080068', 'CS', 'FOR PRESENTATION'),
    el('00100010', 'PN', 'A^B'),
    el('00280008', 'IS', '1'),
    el('00281052', 'DS', '-1024'),
    el('00281053', 'DS', '1'),
    el('00283000', 'SQ', [table]),
    el('00283010', 'SQ', [table, table]),
    el('52009229', 'SQ', [groups]),
  ];
  return [
    { name: 'explicit', bytes: pictureFile({}, meaning) },
    { name: 'implicit', bytes: pictureFile({}, meaning, { syntax: '1.2.840.10008.1.2', explicit: false }) },
    { name: 'big endian', bytes: pictureFile({}, meaning, { syntax: '1.2.840.10008.1.2.2', bigEndian: true }) },
    { name: 'bare', bytes: pictureFile({}, meaning, { syntax: null, preamble: false }) },
    { name: 'jpeg lossless', bytes: coded(jpegLossless(raw, 4), '70') },
    { name: 'jpeg-ls', bytes: coded(await encoders.jls(raw, 0), '80') },
    { name: 'jpeg 2000', bytes: coded(await encoders.j2k(raw), '90') },
    { name: 'htj2k', bytes: coded(await encoders.htj2k(raw), '201') },
  ];
}

export const dicom: Target = {
  name: 'dicom',
  async seeds() {
    const shared = dicomFiles().flatMap(({ path: name }) => {
      const bytes = bytesOf(name);
      return bytes.length <= largestSeed ? [{ name: path.basename(name), bytes }] : [];
    });
    return [...(await written()), ...shared];
  },
  async run(bytes) {
    const frame = await opened(bytes);
    if (isRefusal(frame)) {
      if (frame.cause === 'internal') {
        throw new Error(`${frame.code}: ${frame.detail}`);
      }
      return `${frame.code} ${frame.detail.replace(/[\d,.]+/g, '#')}`;
    }
    const { rows, columns, samplesPerPixel, bitsAllocated, photometricInterpretation } = frame.medical;
    const stored = photometricInterpretation === 'YBR_FULL_422' ? 2 : samplesPerPixel;
    const needed = Math.ceil((rows * columns * stored * bitsAllocated) / 8);
    if (frame.samples.byteLength !== needed) {
      throw new Error(`${frame.samples.byteLength} bytes of samples where ${needed} are needed`);
    }
    return `opened ${photometricInterpretation} ${bitsAllocated} ${frame.medical.notes.length}`;
  },
};
