// A receipt: what was scored, with what, and what came out, as contract/receipt.schema.json has it; `unseen verify-receipt` checks it.
import { weightsOf } from '../wire/card';
import type { Floats } from '../wire/messages';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { sha256 } from '../wire/sha256';
import { notForDiagnosis } from './sentences';
import type { Session } from './session';

const runs = 64;
const blank = '0'.repeat(64);

/** The means of 64 runs of equal length: tells a rounding of the last digit from another picture. */
export function means(data: Float32Array): number[] {
  return Array.from({ length: runs }, (_, i) => {
    const [from, to] = [Math.floor((i * data.length) / runs), Math.floor(((i + 1) * data.length) / runs)];
    let sum = 0;
    for (let k = from; k < to; k++) {
      sum += data[k] ?? 0;
    }
    return to > from ? sum / (to - from) : 0;
  });
}

async function numbers({ dims, data }: Floats) {
  const bytes = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  return { dims: [...dims], sha256: await sha256(bytes), means: means(data) };
}

/** The receipt of the score on screen, or why there is none. Everything in it is asked of the engine for the same state. */
export async function receipt(session: Session | null): Promise<Blob | Refusal> {
  const scored = await session?.predict();
  const state = session?.lab.state;
  const wanted = session?.lab.wanted;
  if (!session || !state?.image || !wanted) {
    return refuse('no-image');
  }
  if (!scored || isRefusal(scored)) {
    return scored ?? refuse('no-model');
  }
  const file = session.bridge.file;
  const [shown, tensor] = await Promise.all([session.image(), session.tensor()]);
  if (isRefusal(shown)) {
    return shown;
  }
  if (isRefusal(tensor)) {
    return tensor;
  }
  const card = session.cards.get(scored.model);
  if (!card || session.lab.wanted?.revision !== wanted.revision) {
    return refuse('superseded');
  }
  const { width, height, bits, format, phantom } = state.image;
  const data = new Float32Array(shown.data);
  const text = JSON.stringify(
    {
      format: 'unseen-receipt',
      version: 1,
      digest: blank,
      app: { version: __VERSION__, commit: __COMMIT__ },
      notice: notForDiagnosis,
      image: { sha256: file && (await sha256(file)), phantom, width, height, bits, format },
      settings: { window: wanted.window, chain: wanted.chain },
      shown: await numbers({ dims: [shown.height, shown.width], data }),
      model: { id: card.id, version: card.version, variant: wanted.variant, sha256: weightsOf(card, wanted.variant).sha256 },
      tensor: await numbers(tensor),
      logits: scored.logits,
      scores: scored.labels.map(({ head, id }, i) => ({ head, label: id, score: scored.scores[i] ?? 0 })),
      gate: scored.ood,
    },
    null,
    1,
  );
  const digest = await sha256(new TextEncoder().encode(text).buffer);
  return new Blob([text.replace(blank, digest)], { type: 'application/json' });
}
