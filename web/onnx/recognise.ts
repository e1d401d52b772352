// Whether a file is an ONNX model, by its first bytes: a version, then nothing but the fields of a ModelProto up to its graph.
import { Broken, Fields } from './protobuf';

/** Bytes that are looked at; what stands before the graph is short, but for texts about who made it. */
const head = 2 ** 16;
const known = new Set([1, 2, 3, 4, 5, 6, 7, 8, 14, 20, 25]);

/** `bytes` are the first of a file of `size`. Gives no when in doubt: the file then goes to those who read pictures. */
export function isOnnx(bytes: Uint8Array, size: number): boolean {
  // ir_version, always written first: a tag, and a number that has stayed small since the format began.
  if (bytes[0] !== 0x08 || !(Number(bytes[1]) >= 1 && Number(bytes[1]) <= 100)) {
    return false;
  }
  const fields = new Fields(bytes, { fields: 1000 }, 0, size);
  try {
    while (fields.next()) {
      if (!known.has(fields.number)) {
        return false;
      }
      if (fields.number === 7) {
        return fields.wire === 2;
      }
      if (fields.end > bytes.length) {
        return true;
      }
    }
  } catch (error) {
    if (!(error instanceof Broken)) {
      throw error;
    }
  }
  return false;
}

/** The same of a file. */
export async function isOnnxFile(file: Blob): Promise<boolean> {
  try {
    return isOnnx(new Uint8Array(await file.slice(0, head).arrayBuffer()), file.size);
  } catch {
    return false;
  }
}
