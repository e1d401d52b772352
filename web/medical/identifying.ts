// Which attributes of a file may identify someone: the basic profile of PS3.15 annex E (table E.1-1), as far as files of pictures
// hold them. Only that they are there is ever told; no value of them leaves this room.
import type { Element } from 'dicom-parser';
import type { Attributes } from './attributes';

const listed: Readonly<Record<string, string>> = {
  x00080012: 'Instance creation date',
  x00080013: 'Instance creation time',
  x00080014: 'Instance creator UID',
  x00080018: 'SOP instance UID',
  x00080020: 'Study date',
  x00080021: 'Series date',
  x00080022: 'Acquisition date',
  x00080023: 'Content date',
  x0008002a: 'Acquisition date and time',
  x00080030: 'Study time',
  x00080031: 'Series time',
  x00080032: 'Acquisition time',
  x00080033: 'Content time',
  x00080050: 'Accession number',
  x00080080: 'Institution name',
  x00080081: 'Institution address',
  x00080082: 'Institution code',
  x00080090: 'Referring physician’s name',
  x00080092: 'Referring physician’s address',
  x00080094: 'Referring physician’s telephone numbers',
  x00080096: 'Referring physician’s identification',
  x0008009c: 'Consulting physician’s name',
  x00081010: 'Station name',
  x00081030: 'Study description',
  x0008103e: 'Series description',
  x00081040: 'Institutional department name',
  x00081048: 'Physicians of record',
  x00081050: 'Performing physician’s name',
  x00081060: 'Name of the physician reading the study',
  x00081070: 'Operators’ name',
  x00081080: 'Admitting diagnoses',
  x00081110: 'Referenced study',
  x00081111: 'Referenced procedure step',
  x00081120: 'Referenced patient',
  x00081140: 'Referenced image',
  x00082111: 'Derivation description',
  x00082112: 'Source image',
  x00084000: 'Identifying comments',
  x00100010: 'Patient’s name',
  x00100020: 'Patient ID',
  x00100021: 'Issuer of patient ID',
  x00100030: 'Patient’s birth date',
  x00100032: 'Patient’s birth time',
  x00100040: 'Patient’s sex',
  x00100050: 'Patient’s insurance plan',
  x00101000: 'Other patient IDs',
  x00101001: 'Other patient names',
  x00101002: 'Other patient IDs',
  x00101005: 'Patient’s birth name',
  x00101010: 'Patient’s age',
  x00101020: 'Patient’s size',
  x00101030: 'Patient’s weight',
  x00101040: 'Patient’s address',
  x00101060: 'Patient’s mother’s birth name',
  x00101080: 'Military rank',
  x00101090: 'Medical record locator',
  x00102000: 'Medical alerts',
  x00102110: 'Allergies',
  x00102150: 'Country of residence',
  x00102154: 'Patient’s telephone numbers',
  x00102160: 'Ethnic group',
  x00102180: 'Occupation',
  x001021a0: 'Smoking status',
  x001021b0: 'Additional patient history',
  x001021c0: 'Pregnancy status',
  x001021f0: 'Patient’s religious preference',
  x00104000: 'Patient comments',
  x00180010: 'Contrast agent',
  x00181000: 'Device serial number',
  x00181002: 'Device UID',
  x00181004: 'Plate ID',
  x00181005: 'Generator ID',
  x00181007: 'Cassette ID',
  x00181008: 'Gantry ID',
  x00181030: 'Protocol name',
  x0018700a: 'Detector ID',
  x0018a003: 'Contribution description',
  x0020000d: 'Study instance UID',
  x0020000e: 'Series instance UID',
  x00200010: 'Study ID',
  x00200052: 'Frame of reference UID',
  x00200200: 'Synchronization frame of reference UID',
  x00204000: 'Image comments',
  x00281199: 'Palette UID',
  x00324000: 'Study comments',
  x00321032: 'Requesting physician',
  x00321033: 'Requesting service',
  x00321060: 'Requested procedure description',
  x00380010: 'Admission ID',
  x00380300: 'Current patient location',
  x00380500: 'Patient state',
  x00384000: 'Visit comments',
  x00400006: 'Scheduled performing physician’s name',
  x00400241: 'Performed station AE title',
  x00400244: 'Performed procedure step start date',
  x00400245: 'Performed procedure step start time',
  x00400253: 'Performed procedure step ID',
  x00400254: 'Performed procedure step description',
  x00400275: 'Request attributes',
  x00400280: 'Comments on the performed procedure step',
  x00400555: 'Acquisition context',
  x00401001: 'Requested procedure ID',
  x0040a123: 'Person name',
  x0040a124: 'UID',
  x0040a730: 'Content of a report',
  x00880140: 'Storage media file set UID',
  x00880200: 'Icon image',
  x30060024: 'Referenced frame of reference UID',
  x40000010: 'Arbitrary text',
  x40004000: 'Text comments',
  x04000561: 'Original attributes',
  x04000100: 'Digital signature UID',
};

const burnedIn = 'x00280301';
const group = (key: string) => Number.parseInt(key.slice(1, 5), 16);
const isOverlay = (key: string) => group(key) >= 0x6000 && group(key) <= 0x60ff && key.endsWith('3000');
const isCurve = (key: string) => group(key) >= 0x5000 && group(key) <= 0x50ff;

/**
 * Names of the attributes of a data set that may identify someone and are not empty, those of sequences within it too, in the order of
 * the list; private ones are counted.
 */
export function readIdentifying(attributes: Attributes): string[] {
  const found = new Set<string>();
  let privates = 0;
  let people = 0;
  let level = [attributes];
  while (level.length > 0) {
    const next: Attributes[] = [];
    for (const each of level) {
      for (const [key] of each.all()) {
        const isPrivate = group(key) % 2 === 1;
        if (!isPrivate && !(key in listed) && !isOverlay(key) && !isCurve(key) && !isPerson(each, key)) {
          next.push(...each.items(key));
        } else if (each.has(key)) {
          privates += Number(isPrivate);
          people += Number(!isPrivate && !(key in listed) && isPerson(each, key));
          found.add(key);
        }
      }
    }
    level = next;
  }
  const some = (test: (key: string) => boolean) => [...found].some(test);
  return [
    ...new Set(Object.entries(listed).flatMap(([key, name]) => (found.has(key) ? [name] : []))),
    ...(people > 0 ? ['Names of other persons'] : []),
    ...(some(isOverlay) ? ['Overlay drawings'] : []),
    ...(some(isCurve) ? ['Curves'] : []),
    ...(privates > 0 ? [`${privates} private ${privates === 1 ? 'attribute' : 'attributes'}`] : []),
  ];
}

const isPerson = (attributes: Attributes, key: string) => attributes.vr(key) === 'PN';

/** What the file says of text in its picture, and of drawings that are not shown. */
export function notesOnText(attributes: Attributes): string[] {
  const said = attributes.string(burnedIn).toUpperCase();
  const overlay = attributes.all().some(([key]: readonly [string, Element]) => isOverlay(key));
  return [
    ...(said === 'YES'
      ? ['The file says that text is burned into the picture; it may name the patient and is not removed.']
      : []),
    ...(said === 'NO' ? ['The file says that no text is burned into the picture; nobody has checked.'] : []),
    ...(overlay ? ['The file holds overlay drawings; they are not shown.'] : []),
  ];
}
