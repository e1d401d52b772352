// A file opened as the decoder's worker opens it.
import { isRefusal, type Refusal } from '../../wire/refusal';
import type { Frame } from '../frame';
import { openFile } from '../readers';
import { installed } from './codecs';

const codecs = installed();

/** Frame `index` of a file, or its refusal. */
export async function opened(bytes: Uint8Array, index = 0): Promise<Frame | Refusal> {
  const file = await openFile(bytes);
  return isRefusal(file) ? file : file.frame(index, codecs);
}

/** What a file states, where it opens; throws where it is refused. */
export async function framed(bytes: Uint8Array, index = 0): Promise<Frame> {
  const frame = await opened(bytes, index);
  if (isRefusal(frame)) {
    throw new Error(`${frame.code}: ${frame.detail}`);
  }
  return frame;
}

/** Code and detail of a refusal; "opened" where there is none. */
export async function refused(bytes: Uint8Array, index = 0): Promise<string> {
  const frame = await opened(bytes, index);
  return isRefusal(frame) ? `${frame.code}|${frame.detail}` : 'opened';
}
