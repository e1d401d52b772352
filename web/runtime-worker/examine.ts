// An ONNX file that the visitor brought: read from the disk piece by piece, told from others by its SHA-256, and judged by its graph.
import { type OnnxModel, readModel } from '../onnx/graph';
import { judge, largestModel } from '../onnx/judge';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { sha256 } from '../wire/sha256';
import type { Tell } from './runtime';

const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);

/** Refused before it is read. */
export const tooLarge = (bytes: number): Refusal | null =>
  bytes > largestModel ? refuse('model-too-large', `${megabytes(bytes)} of ${megabytes(largestModel)} MB`) : null;

/** All of a file, telling how far it is; `model-too-large`, `unreadable-file`. */
export async function readWhole(file: Blob, tell: Tell): Promise<Uint8Array<ArrayBuffer> | Refusal> {
  const refused = tooLarge(file.size);
  if (refused) {
    return refused;
  }
  try {
    const bytes = new Uint8Array(file.size);
    const reader = file.stream().getReader();
    let done = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes.set(part.value, done);
      done += part.value.length;
      tell(done, file.size);
    }
    return done === file.size ? bytes : refuse('unreadable-file');
  } catch (error) {
    return error instanceof RangeError
      ? refuse('model-memory', `${megabytes(file.size)} MB were asked for`)
      : refuse('unreadable-file');
  }
}

export async function examine(file: Blob, tell: Tell): Promise<{ model: OnnxModel; sha256: string } | Refusal> {
  const bytes = await readWhole(file, tell);
  const model = isRefusal(bytes) ? bytes : readModel(bytes);
  if (isRefusal(bytes) || isRefusal(model)) {
    return isRefusal(bytes) ? bytes : (model as Refusal);
  }
  return judge(model) ?? { model, sha256: await sha256(bytes.buffer) };
}
