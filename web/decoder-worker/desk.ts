// What the decoder's worker does with a request: reads the file, unless it is the one it holds, and gives the frame. It tells when it
// waits for a part of the site and when it works, since only work is timed.
import type { Codecs } from '../medical/codecs/codec';
import type { Frame } from '../medical/frame';
import { type OpenedFile, openFile } from '../medical/readers';
import { type Survey, surveyOf } from '../medical/survey';
import type { FrameRequest, SurveyRequest } from '../wire/decoder';
import { explain } from '../wire/explain';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';

export class Desk {
  readonly #codecs: Codecs;
  #held: { readonly number: number; readonly read: OpenedFile | Refusal } | null = null;

  constructor(codecs: Codecs) {
    this.#codecs = codecs;
  }

  /** Says what files are. Nothing of them is held. */
  async survey({ heads }: SurveyRequest, say: (what: 'loading' | 'working') => void): Promise<Survey | Refusal> {
    try {
      say('working');
      return await surveyOf(heads);
    } catch (error) {
      return refuse('decoder-failed', explain(error));
    }
  }

  /** Gives a frame; `say` hears of every wait and of the end of each. */
  async answer({ file, bytes, frame }: FrameRequest, say: (what: 'loading' | 'working') => void): Promise<Frame | Refusal> {
    try {
      say('working');
      if (bytes) {
        this.#held = { number: file, read: await openFile(new Uint8Array(bytes)) };
      }
      if (this.#held?.number !== file) {
        return refuse('decoder-failed');
      }
      const { read } = this.#held;
      return isRefusal(read)
        ? read
        : await read.frame(frame, async (name) => {
            say('loading');
            const codec = await this.#codecs(name);
            say('working');
            return codec;
          });
    } catch (error) {
      return refuse('decoder-failed', explain(error));
    }
  }
}
