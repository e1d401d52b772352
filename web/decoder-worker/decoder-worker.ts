// The decoder's worker: reads medical files and decodes their pixels, in a worker of its own, so that a file made to do harm takes
// nothing else with it. The engine's worker is its only caller; to the page it says what the browser reports of its policy.
import { codecs } from 'virtual:unseen/codecs';
import { decoders } from '../medical/codecs/registry';
import { download } from '../page/download';
import type { DecoderReply, DecoderRequest } from '../wire/decoder';
import { isRefusal, refuse } from '../wire/refusal';
import { attend } from '../wire/witness';
import { Desk, type Say } from './desk';

const desk = new Desk(
  decoders(async (name) => {
    const code = await download({ what: `decoder of ${name}`, ...codecs[name] });
    return isRefusal(code) ? refuse('decoder-missing', code.message) : WebAssembly.compile(code);
  }),
);

/** Requests are worked on one after another, those of a line that was replaced too. */
let last = Promise.resolve();

function serve(line: MessagePort): void {
  line.onmessage = ({ data }: MessageEvent<DecoderRequest>) => {
    last = last.then(async () => {
      const reply = (message: DecoderReply, transfer: Transferable[] = []) => line.postMessage(message, transfer);
      const say: Say = (what) => reply({ id: data.id, ...what });
      const answer = 'heads' in data ? await desk.survey(data, say) : await desk.answer(data, say);
      reply({ id: data.id, type: 'done', answer }, 'samples' in answer ? [answer.samples] : []);
    });
  };
}

attend(serve);
