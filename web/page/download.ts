// Fetches a file of our own site and trusts nothing about it: status, content type, first bytes, length and SHA-256 are checked,
// and a refusal names what the host returned. Totals come from the build, never from a length header, which counts compressed
// bytes where the stream gives decoded ones.
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { sha256 } from '../wire/sha256';

export interface Wanted {
  /** What it is, for the visitor: "engine", "model chest-view-sex". */
  readonly what: string;
  readonly url: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Listening {
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** A host that sends nothing for this long has gone. */
const stall = 20_000;

export async function download(wanted: Wanted, { onProgress, signal }: Listening = {}): Promise<ArrayBuffer | Refusal> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  signal?.addEventListener('abort', abort);
  let timer = setTimeout(abort, stall);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(abort, stall);
  };
  try {
    if (signal?.aborted) {
      return refuse('cancelled');
    }
    const response = await fetch(wanted.url, { signal: stop.signal, credentials: 'same-origin', referrerPolicy: 'no-referrer' });
    const bytes = judge(response, wanted) ?? (await read(response, wanted, heard, onProgress));
    if (isRefusal(bytes)) {
      stop.abort();
      return bytes;
    }
    return (await sha256(bytes)) === wanted.sha256 ? bytes : refuse('host-wrong-bytes', wanted.what);
  } catch {
    return signal?.aborted ? refuse('cancelled') : refuse('host-unreachable', wanted.what);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

const isPage = (response: Response) => /^text\/html\b/i.test(response.headers.get('content-type') ?? '');

function judge(response: Response, { what }: Pick<Wanted, 'what'>): Refusal | null {
  if (!response.ok) {
    return refuse('host-answered-status', `${what} (it answered with status ${response.status})`);
  }
  return isPage(response) ? refuse('host-answered-page', what) : null;
}

async function read(
  response: Response,
  wanted: Wanted,
  heard: () => void,
  onProgress?: Listening['onProgress'],
): Promise<ArrayBuffer | Refusal> {
  const all = new Uint8Array(wanted.bytes);
  let done = 0;
  onProgress?.(0, wanted.bytes);
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    heard();
    const chunk: Uint8Array = part.value;
    if (done === 0 && looksLikePage(chunk)) {
      return refuse('host-answered-page', wanted.what);
    }
    if (done + chunk.length > wanted.bytes) {
      return refuse('host-wrong-bytes', wanted.what);
    }
    all.set(chunk, done);
    done += chunk.length;
    onProgress?.(done, wanted.bytes);
  }
  return done === wanted.bytes ? all.buffer : refuse('host-wrong-bytes', wanted.what);
}

/** "<!doctype", "<html", also after a byte order mark or blank lines: a page served with any type. */
function looksLikePage(chunk: Uint8Array): boolean {
  return /^[\uFEFF\s]*<(!doctype|html|head|body|\?xml)/i.test(new TextDecoder().decode(chunk.subarray(0, 200)));
}

/** Why a script of ours did not start: asks for it once more and says what the host returned, or null where that looks right. */
export async function diagnose(what: string, url: string): Promise<Refusal | null> {
  try {
    const response = await fetch(url, { credentials: 'same-origin' });
    const type = response.headers.get('content-type') ?? 'none';
    return (
      judge(response, { what }) ??
      (/(java|ecma)script/i.test(type) ? null : refuse('host-wrong-type', `${what} (sent as ${type}, must be text/javascript)`))
    );
  } catch {
    return refuse('host-unreachable', what);
  }
}
