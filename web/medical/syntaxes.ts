// Transfer syntaxes (PS3.5 chapter 10 and annex A; registry PS3.6 annex A), and their names in words.

/** How a data set and its pixels are written. */
export interface TransferSyntax {
  readonly uid: string;
  /** Name in words, as it stands in "compressed as …". */
  readonly title: string;
  readonly explicit: boolean;
  readonly bigEndian: boolean;
  /** The whole data set is deflated. */
  readonly deflated: boolean;
  /** Pixels stand in fragments, compressed. */
  readonly encapsulated: boolean;
  /** `no`: its pixels are refused by its title. `look`: it is not in the standard, or no longer; what is in its fragments decides. */
  readonly read: 'yes' | 'look' | 'no';
}

const root = '1.2.840.10008.1.2';
const native = (uid: string, title: string, how: Partial<TransferSyntax> = {}): TransferSyntax => ({
  uid,
  title,
  explicit: true,
  bigEndian: false,
  deflated: false,
  encapsulated: false,
  read: 'yes',
  ...how,
});
const coded = (end: string, title: string, read: TransferSyntax['read'] = 'yes') =>
  native(`${root}.${end}`, title, { encapsulated: true, read });

export const implicitLittle = native(root, 'uncompressed (implicit, little endian)', { explicit: false });
export const explicitLittle = native(`${root}.1`, 'uncompressed (explicit, little endian)');
export const explicitBig = native(`${root}.2`, 'uncompressed (explicit, big endian)', { bigEndian: true });

const known: readonly TransferSyntax[] = [
  implicitLittle,
  explicitLittle,
  explicitBig,
  native(`${root}.1.99`, 'uncompressed pixels in a deflated file', { deflated: true }),
  coded('5', 'run-length encoding (RLE)'),
  coded('4.50', 'JPEG baseline (lossy, 8 bits)'),
  coded('4.51', 'JPEG extended (lossy, 8 or 12 bits)'),
  coded('4.57', 'JPEG lossless (process 14)'),
  coded('4.70', 'JPEG lossless (process 14, first-order prediction)'),
  coded('4.80', 'JPEG-LS lossless'),
  coded('4.81', 'JPEG-LS near-lossless'),
  coded('4.90', 'JPEG 2000 lossless'),
  coded('4.91', 'JPEG 2000'),
  coded('4.92', 'JPEG 2000 part 2 with several components, lossless', 'no'),
  coded('4.93', 'JPEG 2000 part 2 with several components', 'no'),
  coded('4.94', 'JPIP, a reference to a server', 'no'),
  coded('4.95', 'JPIP deflated, a reference to a server', 'no'),
  coded('4.100', 'MPEG-2 video', 'no'),
  coded('4.101', 'MPEG-2 video', 'no'),
  coded('4.102', 'MPEG-4 AVC/H.264 video', 'no'),
  coded('4.103', 'MPEG-4 AVC/H.264 video', 'no'),
  coded('4.104', 'MPEG-4 AVC/H.264 video', 'no'),
  coded('4.105', 'MPEG-4 AVC/H.264 video', 'no'),
  coded('4.106', 'MPEG-4 AVC/H.264 video', 'no'),
  coded('4.107', 'HEVC/H.265 video', 'no'),
  coded('4.108', 'HEVC/H.265 video', 'no'),
  coded('4.110', 'JPEG XL lossless', 'no'),
  coded('4.111', 'JPEG XL made from JPEG', 'no'),
  coded('4.112', 'JPEG XL', 'no'),
  coded('4.201', 'High-Throughput JPEG 2000 lossless'),
  coded('4.202', 'High-Throughput JPEG 2000 lossless (by resolution)'),
  coded('4.203', 'High-Throughput JPEG 2000'),
  coded('4.204', 'JPIP with High-Throughput JPEG 2000, a reference to a server', 'no'),
  coded('4.205', 'JPIP with High-Throughput JPEG 2000, a reference to a server', 'no'),
  coded('8.1', 'deflated frames', 'no'),
];

const byUid: ReadonlyMap<string, TransferSyntax> = new Map(known.map((syntax) => [syntax.uid, syntax]));

/** The syntax of that UID. One that is not listed is taken as explicit little endian with compressed pixels. */
export function transferSyntax(uid: string): TransferSyntax {
  const retired = /^1\.2\.840\.10008\.1\.2\.4\.(5[2-9]|6[0-6])$/.test(uid);
  // What is no UID is not repeated: anything might stand there.
  const name = /^[\d.]{1,64}$/.test(uid) ? ` (${uid})` : '';
  return (
    byUid.get(uid) ??
    native(uid, retired ? 'a retired kind of JPEG' : `a transfer syntax that is not in the standard${name}`, {
      encapsulated: true,
      read: 'look',
    })
  );
}
