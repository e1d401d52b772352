// The engine's end of the line to the decoder: who is asked for a frame, and how long that may take. A file that is damaged, or made
// to do harm, may hold the decoder for ever; then the page ends it, and the next file gets a new one.
import type { Frame } from '../medical/frame';
import type { Survey } from '../medical/survey';
import type { DecoderReply, DecoderRequest } from '../wire/decoder';
import type { FromWorker } from '../wire/messages';
import { type Refusal, refuse } from '../wire/refusal';

const second = 1000;
/** Milliseconds of work that a file may cost: so many, and so many more for each megabyte; more for a large picture. */
const patience = { base: 2 * second, perMegabyte: 250 };
/** How long the decoder's own parts may take to be fetched; a slow line is no fault of the file. */
const loadingLimit = 30 * second;

interface Waiting {
  readonly id: number;
  /** Milliseconds of work that are granted. */
  readonly limit: number;
  readonly settle: (answer: Frame | Survey | Refusal) => void;
}

export class DecoderLine {
  readonly #say: (message: FromWorker) => void;
  /** The line, once it is there; until then those who wait for it. */
  #line: MessagePort | null = null;
  #connected: (() => void)[] = [];
  #waiting: Waiting | null = null;
  /** The file that the decoder holds. */
  #holds: number | null = null;
  #ids = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `say` reaches the page. */
  constructor(say: (message: FromWorker) => void) {
    this.#say = say;
  }

  /** The page has made a line. */
  connect(line: MessagePort): void {
    this.#line = line;
    this.#holds = null;
    line.onmessage = ({ data }: MessageEvent<DecoderReply>) => this.#hear(data);
    for (const connected of this.#connected.splice(0)) {
      connected();
    }
  }

  /** The decoder is gone: its script did not load, or it broke. */
  lost(why: string): void {
    this.#drop();
    this.#settle(refuse('decoder-missing', why));
  }

  /**
   * A frame of a medical file; one call at a time. `bytes` are handed over where the decoder does not hold the file, and gone after
   * this. `alive` is called every second meanwhile: this clock, and no other, says whether it hangs.
   *
   * Refused: `decoder-missing` where the decoder cannot be loaded, `decoder-stuck` where it does not end in time, and what
   * web/medical/frame.ts refuses.
   */
  frame(file: number, frame: number, bytes: ArrayBuffer, alive: () => void): Promise<Frame | Refusal> {
    return this.#ask<Frame>(bytes.byteLength, alive, (id) => {
      const request: DecoderRequest = { id, file, frame, ...(file === this.#holds ? {} : { bytes }) };
      this.#holds = file;
      this.#line?.postMessage(request, request.bytes ? [request.bytes] : []);
    });
  }

  /** What files are, by their first bytes; refused as frame() is. */
  survey(heads: readonly Blob[], alive: () => void): Promise<Survey | Refusal> {
    const bytes = heads.reduce((sum, { size }) => sum + size, 0);
    return this.#ask<Survey>(bytes, alive, (id) => this.#line?.postMessage({ id, heads } satisfies DecoderRequest));
  }

  #ask<T extends Frame | Survey>(bytes: number, alive: () => void, send: (id: number) => void): Promise<T | Refusal> {
    const beat = setInterval(alive, second);
    return new Promise<T | Refusal>((resolve) => {
      const id = ++this.#ids;
      const limit = patience.base + (bytes / 2 ** 20) * patience.perMegabyte;
      // Each request is answered in its own kind.
      this.#waiting = { id, limit, settle: (answer) => resolve(answer as T | Refusal) };
      this.#watch(loadingLimit);
      if (this.#line) {
        send(id);
      } else {
        this.#connected.push(() => send(id));
        this.#say({ type: 'wanted' });
      }
    }).finally(() => clearInterval(beat));
  }

  #hear(reply: DecoderReply): void {
    const waiting = this.#waiting;
    if (reply.id !== waiting?.id) {
      return;
    }
    if (reply.type === 'done') {
      this.#settle(reply.answer);
    } else {
      this.#watch(reply.type === 'loading' ? loadingLimit : waiting.limit + reply.extra, reply.type === 'working');
    }
  }

  #watch(limit: number, working = false): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#drop();
      this.#say({ type: 'stuck' });
      const waited = `${Math.round(limit / second)} s`;
      this.#settle(working ? refuse('decoder-stuck', waited) : refuse('decoder-missing', `nothing came within ${waited}`));
    }, limit);
  }

  #drop(): void {
    this.#line?.close();
    this.#line = null;
    this.#holds = null;
    this.#connected = [];
  }

  #settle(answer: Frame | Survey | Refusal): void {
    clearTimeout(this.#timer);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.settle(answer);
  }
}
