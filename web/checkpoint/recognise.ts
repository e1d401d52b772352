// Is this file a checkpoint, and of which sort? Its first bytes say so, never its name or type. Sorts that are not read are
// recognised too, so that they are refused by their names and not as unknown pictures.

import { ofBlob, type Source } from '../zip/source';
import { headerLength } from './safetensors';

const enough = 512;
/** The whole number that begins what torch.save wrote before PyTorch 1.6: 0x1950a86a20f9469cfc6c, pickled. */
const oldTorch = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

/** `torch` or `safetensors` where the file is read; another sort in words; null where it is no checkpoint. */
export async function kindOf(source: Source): Promise<string | null> {
  const first = await source.read(0, Math.min(enough, source.size));
  const text = new TextDecoder('latin1').decode(first);
  if (text.startsWith('PK\x03\x04')) {
    return isArchive(first, text) ? 'torch' : null;
  }
  if (headerLength(first) !== null && source.size > 10) {
    return 'safetensors';
  }
  if (first[0] === 0x80 && (first[1] ?? 0) >= 2 && (first[1] ?? 9) <= 5) {
    return oldTorch.every((byte, i) => first[2 + i] === byte)
      ? 'it was saved in the form that PyTorch had before 1.6'
      : 'it is a plain pickle, not written by torch.save';
  }
  if (text.slice(257, 262) === 'ustar' && /^(\.\/)?(pickle|storages|tensors|sys_info)\b/.test(text)) {
    return 'it was saved in the tar form of the first PyTorch versions';
  }
  if (text.startsWith('\x89HDF\r\n\x1a\n')) {
    return 'it is an HDF5 file, as Keras saves';
  }
  return null;
}

/** The names torch.save gives to the first member of an archive, below one folder. */
function isArchive(first: Uint8Array, text: string): boolean {
  const view = new DataView(first.buffer, first.byteOffset, first.length);
  if (first.length < 30) {
    return false;
  }
  const name = text.slice(30, 30 + view.getUint16(26, true));
  return /^[^/]+\/(data\.pkl|version|byteorder|constants\.pkl|\.format_version|\.storage_alignment|\.data\/|data\/\d|code\/)/.test(
    name,
  );
}

/** Whether a file is a checkpoint of any sort, also one that is refused. Reads its first bytes only; never rejects. */
export async function isCheckpoint(file: Blob): Promise<boolean> {
  try {
    return (await kindOf(ofBlob(file))) !== null;
  } catch {
    return false;
  }
}
