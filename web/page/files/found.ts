// A file that could be opened: one that was given, or one inside an archive. Nothing of it is read before it is asked for.
import type { Refusal } from '../../wire/refusal';

export interface Found {
  /** The last part of its name alone; it stands on screen until the choice is made, and nowhere else. */
  readonly name: string;
  /** Its first bytes, `length` of them or fewer; none where it cannot be read. */
  head(length: number): Promise<Blob>;
  /** The whole. */
  whole(): Promise<Blob | Refusal>;
  /** Why it cannot be opened, where that is known without reading it. */
  readonly refusal?: Refusal;
}

/** Files that are looked at together, at most; said before anything is read. */
export const mostFiles = 2000;

/** The last part of a name, without signs that a screen would not show or would turn around. */
export function baseName(path: string): string {
  const last = path.split(/[/\\]/).filter(Boolean).at(-1) ?? '';
  return last.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '').slice(0, 120) || 'a file without a name';
}

/** What systems leave in folders and archives: never worth a line. */
export function isHidden(path: string): boolean {
  const parts = path.split(/[/\\]/).filter(Boolean);
  const last = parts.at(-1) ?? '';
  return (
    parts.some((part) => part === '__MACOSX' || (part.startsWith('.') && part !== '.' && part !== '..')) ||
    ['Thumbs.db', 'desktop.ini'].includes(last)
  );
}

export const given = (file: File): Found => ({
  name: baseName(file.name),
  head: async (length) => file.slice(0, length),
  whole: async () => file,
});
