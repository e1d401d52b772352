// How anything here says no: a stable code, a cause, and a sentence for the visitor. The list is contract/refusals.def; both
// languages read it from the catalogue, so that no sentence is written twice.
import catalogue from '../../contract/catalog.json';

export interface Refusal {
  readonly ok: false;
  /** Stable, kebab-case; listed in the documentation. */
  readonly code: string;
  readonly cause: string;
  /** What is wrong and what to do, for someone who is not a programmer. Never holds a file name. */
  readonly message: string;
  readonly detail: string;
}

interface Entry {
  readonly code: string;
  readonly cause: string;
  readonly sentence: string;
}

const entries: ReadonlyMap<string, Entry> = new Map((catalogue.refusals as Entry[]).map((entry) => [entry.code, entry]));

/** The refusal of that code; `detail` fills the `{}` of its sentence. An unknown code is a mistake of ours and says so. */
export function refuse(code: string, detail = ''): Refusal {
  const entry = entries.get(code);
  if (!entry) {
    return {
      ok: false,
      code: 'internal',
      cause: 'internal',
      message: `Something here went wrong (${code}). Reload the page.`,
      detail,
    };
  }
  return { ok: false, code, cause: entry.cause, message: entry.sentence.replace('{}', detail), detail };
}

/** Every code the page itself may give; a test holds each against the list. */
export const ownCodes = [
  'host-answered-page',
  'host-answered-status',
  'host-wrong-type',
  'host-wrong-bytes',
  'host-unreachable',
  'no-wasm',
  'engine-stuck',
  'engine-died',
  'took-too-long',
  'superseded',
  'cancelled',
  'no-image',
  'no-model',
  'unknown-model',
  'unknown-sample',
  'not-in-this-version',
  'unreadable-file',
  'nothing-to-open',
  'onnx-not-a-model',
  'onnx-too-new',
  'onnx-shape',
  'model-too-large',
  'model-failed',
  'model-memory',
  'gpu-missing',
  'gpu-failed',
  'gpu-differs',
  'checkpoint-kind',
  'checkpoint-damaged',
  'checkpoint-unsafe',
  'checkpoint-mismatch',
  'checkpoint-unknown',
  'checkpoint-choice',
  'runtime-failed',
  'file-too-large',
  'findings-damaged',
] as const;

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false && 'code' in value;
}
