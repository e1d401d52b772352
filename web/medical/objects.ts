// What a DICOM object without pixels is, in words (SOP classes of PS3.4 annex B and I; registry PS3.6 annex A).

const storage = '1.2.840.10008.5.1.4.1.1.';

/** End of the SOP class's UID → what it is. The longest that fits counts. */
const classes: readonly (readonly [string, string])[] = [
  ['9.1', 'an electrocardiogram or another curve (a waveform)'],
  ['9', 'a waveform'],
  ['11', 'a presentation state, which says how a picture is to be shown'],
  ['66', 'raw data, a registration or a set of points'],
  ['66.4', 'a segmentation without pixels'],
  ['67', 'a table of real-world values'],
  ['68', 'a surface'],
  ['78', 'measurements of the eye'],
  ['79', 'a report of the eye'],
  ['88', 'a structured report'],
  ['88.22', 'a structured report'],
  ['88.50', 'a report of computer-aided detection in mammography'],
  ['88.59', 'a list of key images (a structured report)'],
  ['88.67', 'a report of the radiation dose (a structured report)'],
  ['104.1', 'a PDF document'],
  ['104.2', 'a clinical document (CDA)'],
  ['104', 'a three-dimensional model'],
  ['129', 'a measurement'],
  ['200', 'a treatment or scan protocol'],
  ['481.2', 'a radiotherapy dose without its grid'],
  ['481.3', 'a radiotherapy structure set'],
  ['481.4', 'a radiotherapy treatment record'],
  ['481.5', 'a radiotherapy plan'],
  ['481.8', 'a radiotherapy ion plan'],
  ['481', 'a radiotherapy object'],
];

/** What that SOP class is; '' for classes that hold pictures or are not known. */
export function objectInWords(sopClass: string): string {
  if (!sopClass.startsWith(storage)) {
    return '';
  }
  const end = sopClass.slice(storage.length);
  const fitting = classes.filter(([start]) => end === start || end.startsWith(`${start}.`));
  return fitting.sort(([a], [b]) => b.length - a.length)[0]?.[1] ?? '';
}

/** The table of contents of a disc (PS3.10 8). */
export const directory = '1.2.840.10008.1.3.10';
