// Folders that were dropped: walked file by file, read not at all.
import { type Refusal, refuse } from '../../wire/refusal';
import { isHidden, mostFiles } from './found';

/** Levels of folders within folders. */
const deepest = 32;

/**
 * What was dropped, as entries of the browser's file system, where a folder is among it; null where there are files alone. To be called
 * while the event is handled: afterwards the browser gives nothing.
 */
export function droppedEntries(transfer: DataTransfer | null): FileSystemEntry[] | null {
  const entries = [...(transfer?.items ?? [])].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  return entries.some((entry) => entry.isDirectory) ? entries : null;
}

/** All files below entries. Refused: `too-many-files`, `zip-empty`, `unreadable-file`. */
export async function filesBelow(entries: readonly FileSystemEntry[]): Promise<File[] | Refusal> {
  const files: File[] = [];
  let level = [...entries];
  try {
    for (let depth = 0; level.length > 0 && depth < deepest; depth++) {
      const next: FileSystemEntry[] = [];
      for (const entry of level.filter(({ fullPath }) => !isHidden(fullPath))) {
        if (entry.isDirectory) {
          next.push(...(await children(entry as FileSystemDirectoryEntry)));
        } else {
          files.push(await fileOf(entry as FileSystemFileEntry));
        }
        if (files.length > mostFiles || next.length > mostFiles) {
          return refuse('too-many-files', `more than ${mostFiles.toLocaleString('en')}`);
        }
      }
      level = next;
    }
  } catch {
    return refuse('unreadable-file');
  }
  return files.length > 0 ? files : refuse('zip-empty');
}

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject));

/** A reader gives some entries at a time, and none at the end. */
async function children(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  while (all.length <= mostFiles) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) {
      break;
    }
    all.push(...some);
  }
  return all;
}
