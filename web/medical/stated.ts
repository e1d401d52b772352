// What a file says of itself, in words for its reader. Nothing here may identify anyone: no names, numbers, dates, places, UIDs, and no
// text that somebody typed (descriptions, protocols, comments).
import type { MedicalFrame } from '../wire/values';
import type { Attributes } from './attributes';
import type { FrameAttributes } from './groups';
import { tag } from './tags';

/** Modality (PS3.3 C.7.3.1.1.1) → word. */
const modalities: Readonly<Record<string, string>> = {
  CR: 'computed radiography',
  CT: 'computed tomography',
  DX: 'digital radiography',
  ES: 'endoscopy',
  IO: 'intra-oral radiography',
  MG: 'mammography',
  MR: 'magnetic resonance',
  NM: 'nuclear medicine',
  OP: 'photograph of the eye',
  OT: 'other',
  PT: 'positron emission tomography',
  PX: 'panoramic X-ray',
  RF: 'radio-fluoroscopy',
  RG: 'film radiography, digitised',
  RTDOSE: 'radiotherapy dose',
  RTIMAGE: 'radiotherapy image',
  SC: 'secondary capture',
  SEG: 'segmentation',
  SM: 'slide microscopy',
  US: 'ultrasound',
  XA: 'X-ray angiography',
  XC: 'external photograph',
};

/** ViewPosition (PS3.3 C.8.1.2.1 and CID 4010) → words. */
const views: Readonly<Record<string, string>> = {
  AP: 'front to back (AP)',
  PA: 'back to front (PA)',
  LL: 'left lateral (LL)',
  RL: 'right lateral (RL)',
  RLD: 'right lateral, lying (RLD)',
  LLD: 'left lateral, lying (LLD)',
  RLO: 'right oblique (RLO)',
  LLO: 'left oblique (LLO)',
  LATERAL: 'lateral',
};

const intents: Readonly<Record<string, string>> = {
  'FOR PRESENTATION': 'for presentation: already processed for display',
  'FOR PROCESSING': 'for processing: as the detector gave it',
};

const sides: Readonly<Record<string, string>> = { L: 'left', R: 'right', B: 'both', U: 'unpaired' };

/** A code string (PS3.5 6.2): what is none is not shown, since anything might stand there. */
const code = (value: string) => (/^[A-Z0-9 _]{1,16}$/i.test(value) ? value.toUpperCase() : '');
const asWord = (value: string) => code(value).toLowerCase().replaceAll('_', ' ');
/** A maker's name: letters and few other signs, not a line of digits. */
const asMaker = (value: string) => (/^[\p{L}][\p{L}\p{N} .,&()/+'-]{0,63}$/u.test(value) && !/\d{4}/.test(value) ? value : '');
const round = (value: number, digits = 4) => String(Number(value.toPrecision(digits)));

/** Title and value of each thing that the file states; `title` is the transfer syntax in words. */
export function readStated(frame: FrameAttributes, title: string): MedicalFrame['stated'] {
  const { root } = frame;
  const modality = code(root.string(tag.Modality));
  const view = code(root.string(tag.ViewPosition));
  const side = sides[code(root.string(tag.ImageLaterality)) || code(root.string(tag.Laterality))] ?? '';
  const word = modalities[modality];
  const rows: readonly (readonly [string, string])[] = [
    ['Modality', word ? `${modality}, ${word}` : modality],
    ['Body part', asWord(root.string(tag.BodyPartExamined))],
    ['View', views[view] ?? asWord(view)],
    ['Side', side],
    ['Orientation', orientation(root)],
    ['Plane', plane(frame)],
    ['Slice position', slicePosition(frame)],
    ['Intent', intents[code(root.string(tag.PresentationIntentType))] ?? ''],
    ['Manufacturer', asMaker(root.string(tag.Manufacturer))],
    ['Compression', title],
    ['Loss by compression', loss(root)],
    ['Pixel spacing', spacing(frame)],
  ];
  return rows.flatMap(([name, value]) => (value ? [{ title: name, value }] : []));
}

const directions: Readonly<Record<string, string>> = {
  L: 'left',
  R: 'right',
  A: 'front',
  P: 'back',
  H: 'head',
  F: 'feet',
};
const directed = (value: string) =>
  /^[LRAPHF]{1,3}$/.test(value) ? [...value].map((letter) => directions[letter]).join(' and ') : '';

/** PatientOrientation (PS3.3 C.7.6.1.1.1): where a row and where a column goes. */
function orientation(root: Attributes): string {
  const [row = '', column = ''] = root.strings(tag.PatientOrientation).map(directed);
  return row && column ? `rows to the patient’s ${row}, columns to the ${column}` : '';
}

/** The plane whose normal is nearest, of ImageOrientationPatient (PS3.3 C.7.6.2.1.1). */
function plane(frame: FrameAttributes): string {
  const cosines = frame.in(tag.PlaneOrientationSequence).numbers(tag.ImageOrientationPatient);
  const [ax, ay, az, bx, by, bz] = cosines as [number, number, number, number, number, number];
  const normal = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx].map(Math.abs);
  const length = Math.hypot(...normal);
  if (cosines.length < 6 || !(length > 0.5)) {
    return '';
  }
  const largest = Math.max(...normal);
  const name = ['sagittal', 'coronal', 'axial'][normal.indexOf(largest)] ?? '';
  return largest / length > 0.99 ? name : `${name}, oblique`;
}

function slicePosition(frame: FrameAttributes): string {
  const [, , z = Number.NaN] = frame.in(tag.PlanePositionSequence).numbers(tag.ImagePositionPatient);
  const location = frame.root.number(tag.SliceLocation);
  const value = location ?? (plane(frame).startsWith('axial') ? z : Number.NaN);
  return Number.isFinite(value) ? `${round(value, 6)} mm` : '';
}

function loss(root: Attributes): string {
  const said = code(root.string(tag.LossyImageCompression));
  const ratios = root.numbers(tag.LossyImageCompressionRatio).filter((ratio) => ratio > 0);
  const ratio = ratios.length > 0 ? ` (${ratios.map((value) => `${round(value)} to 1`).join(', then ')})` : '';
  return said === '01' ? `yes${ratio}` : said === '00' ? 'none stated' : '';
}

function spacing(frame: FrameAttributes): string {
  const own = frame.in(tag.PixelMeasuresSequence).numbers(tag.PixelSpacing);
  const [vertical = 0, horizontal = 0] = own.length === 2 ? own : frame.root.numbers(tag.ImagerPixelSpacing);
  if (!(vertical > 0 && horizontal > 0)) {
    return '';
  }
  const where = own.length === 2 ? '' : ' at the detector';
  return vertical === horizontal ? `${round(vertical)} mm${where}` : `${round(vertical)} × ${round(horizontal)} mm${where}`;
}
