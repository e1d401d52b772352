// What the decoder's worker does with a request: reads the file, unless it is the one it holds, and gives the frame. It tells when it
// waits for a part of the site and when it works, since only work is timed.
import type { Codecs } from '../medical/codecs/codec';
import type { Frame } from '../medical/frame';
import type { StreamHeader } from '../medical/header';
import { type OpenedFile, openFile } from '../medical/readers';
import { type Survey, surveyOf } from '../medical/survey';
import type { FrameRequest, SurveyRequest } from '../wire/decoder';
import { explain } from '../wire/explain';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';

/** A reply without its number. */
export type Say = (what: { readonly type: 'loading' } | { readonly type: 'working'; readonly extra: number }) => void;

/**
 * Milliseconds that decoding may take beyond what any file is granted, for a megabyte of the stream and a million pixels: some four
 * times the 700 and 21 that JPEG 2000, the slowest kind, was measured to take.
 */
const cost = ({ stream, width, height }: StreamHeader) => 2500 * (stream.length / 2 ** 20) + 100 * ((width * height) / 2 ** 20);

export class Desk {
  readonly #codecs: Codecs;
  #held: { readonly number: number; readonly read: OpenedFile | Refusal } | null = null;

  constructor(codecs: Codecs) {
    this.#codecs = codecs;
  }

  /** Says what files are. Nothing of them is held. */
  async survey({ heads }: SurveyRequest, say: Say): Promise<Survey | Refusal> {
    try {
      say({ type: 'working', extra: 0 });
      return await surveyOf(heads);
    } catch (error) {
      return refuse('decoder-failed', explain(error));
    }
  }

  /** Gives a frame; `say` hears of every wait and of the end of each. */
  async answer({ file, bytes, frame }: FrameRequest, say: Say): Promise<Frame | Refusal> {
    try {
      say({ type: 'working', extra: 0 });
      if (bytes) {
        this.#held = { number: file, read: await openFile(new Uint8Array(bytes)) };
      }
      if (this.#held?.number !== file) {
        return refuse('decoder-failed');
      }
      const { read } = this.#held;
      return isRefusal(read)
        ? read
        : await read.frame(frame, async (header) => {
            say({ type: 'loading' });
            const codec = await this.#codecs(header);
            say({ type: 'working', extra: cost(header) });
            return codec;
          });
    } catch (error) {
      return refuse('decoder-failed', explain(error));
    }
  }
}
