// Scores to take along. Each number with its noun, unit and range; each file with what it must not be used for. Never a file's
// name, never pixels.
import { type Card, variantOf, weightsOf } from '../wire/card';
import { type Refusal, refuse } from '../wire/refusal';
import type { LabState } from '../wire/values';
import { notForDiagnosis } from './sentences';
import type { Session } from './session';

interface Row {
  readonly head: string;
  readonly label: string;
  readonly title: string;
  readonly score: number;
  readonly logit: number;
  readonly chance: number | null;
}

function rows(card: Card, result: NonNullable<LabState['result']>): Row[] {
  return result.labels.map(({ id, title, head }, i) => ({
    head,
    label: id,
    title,
    score: result.scores[i] ?? 0,
    logit: result.logits[i] ?? 0,
    chance: card.heads.find((of) => of.id === head)?.chance ?? null,
  }));
}

function document(card: Card, state: LabState, result: NonNullable<LabState['result']>) {
  const image = state.image ? { ...state.image, id: undefined } : null;
  const variant = variantOf(card, result.variant) ?? null;
  return {
    format: 'unseen-result',
    version: 1,
    app: __VERSION__,
    commit: __COMMIT__,
    notice: notForDiagnosis,
    meaning: {
      score:
        'score for the label, after the activation the card states; no unit, from 0 to 1; how a film resembles films so labelled, not a fact about a person',
      logit: 'the network’s raw number for the label; no unit, any finite value',
      chance: 'the score’s level for a model that knows nothing; no unit, from 0 to 1',
      timings: 'milliseconds on this machine',
      gate: 'whether the image is like those the model was trained on; where it is refused, no score is an answer, whether or not it was shown',
    },
    model: {
      id: card.id,
      version: card.version,
      title: card.title,
      sha256: weightsOf(card, result.variant).sha256,
      variant: variant && { id: variant.id, title: variant.title, chain: variant.chain },
      licence: card.licence,
      attribution: card.attribution,
    },
    use: card.use,
    validation: variant?.metrics ?? card.metrics,
    activation: Object.fromEntries(
      card.heads.map((head) => [head.id, card.activated ? 'applied by the network' : head.activation]),
    ),
    image,
    window: state.window ?? state.image?.window ?? null,
    chain: state.chain,
    seed: state.seed,
    gate: { ...result.ood, refused: result.ood.verdict === 'out', shownAnyway: state.showAnyway },
    scores: rows(card, result),
    timings: result.timings,
  };
}

const cell = (value: string | number | null) =>
  typeof value !== 'string' ? String(value ?? '') : `"${value.replaceAll('"', '""')}"`;

function csv(card: Card, { showAnyway }: LabState, result: NonNullable<LabState['result']>): string {
  const head = [
    'model',
    'model_version',
    'model_variant',
    'model_sha256',
    'head',
    'label',
    'label_title',
    'score_0_to_1',
    'logit',
    'chance_0_to_1',
    'gate',
    'gate_reasons',
    'shown_anyway',
    'notice',
  ];
  const lines = rows(card, result).map((row) =>
    [
      card.id,
      card.version,
      result.variant ?? '',
      weightsOf(card, result.variant).sha256,
      row.head,
      row.label,
      row.title,
      row.score,
      row.logit,
      row.chance,
      result.ood.verdict,
      result.ood.reasons.join(' '),
      String(showAnyway),
      notForDiagnosis,
    ]
      .map(cell)
      .join(','),
  );
  return `${head.join(',')}\r\n${lines.join('\r\n')}\r\n`;
}

export function exportResult(format: string, session: Session | null): Blob | Refusal {
  if (format !== 'json' && format !== 'csv') {
    return refuse('not-in-this-version', `exporting as ${format}`);
  }
  const state = session?.lab.state;
  const card = session?.cards.get(state?.result?.model ?? '');
  if (!state?.image) {
    return refuse('no-image');
  }
  if (!state.result || !card) {
    return refuse('no-model');
  }
  return format === 'json'
    ? new Blob([`${JSON.stringify(document(card, state, state.result), null, 1)}\n`], { type: 'application/json' })
    : new Blob([csv(card, state, state.result)], { type: 'text/csv' });
}

/** Hands a blob to the browser's download; the name is ours and says nothing about the image. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = window.document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
