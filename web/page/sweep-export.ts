// A sweep to take along: its numbers as CSV, all of it as JSON, its curve as a picture. None holds pixels or a file's name.
import { type Card, variantOf, weightsOf } from '../wire/card';
import type { AnswerCurve, AnswerTable } from '../wire/values';
import type { Overlay } from './chart';
import { chartPng } from './chart-png';
import type { Ran } from './runs';
import { notForDiagnosis } from './sentences';
import { scorer } from './variant-text';

const cell = (value: string | number | null) =>
  typeof value !== 'string' ? String(value ?? '') : `"${value.replaceAll('"', '""')}"`;

/** What every export says beside the numbers. */
function context(ran: Ran, card: Card) {
  const variant = variantOf(card, ran.variant) ?? null;
  return {
    notice: notForDiagnosis,
    model: {
      id: card.id,
      version: card.version,
      sha256: weightsOf(card, ran.variant).sha256,
      variant: variant && { id: variant.id, title: variant.title, chain: variant.chain },
    },
    experiment: ran.experiment,
    parameters: ran.parameters,
    chain: ran.chain,
    partial: ran.partial,
    pictures: { done: ran.done, total: ran.total },
  };
}

export function asJson(ran: Ran, card: Card): Blob {
  const whole = {
    format: 'unseen-experiment',
    version: 1,
    app: __VERSION__,
    commit: __COMMIT__,
    ...context(ran, card),
    answers: ran.answers,
    timings: ran.timings,
  };
  return new Blob([`${JSON.stringify(whole, null, 1)}\n`], { type: 'application/json' });
}

/** The table, a line a setting, with what it was measured with on every line. */
export function asCsv(ran: Ran, card: Card): Blob {
  const table = ran.answers.find((answer): answer is AnswerTable => answer.form === 'table');
  const about = [
    ['model', card.id],
    ['model_version', card.version],
    ['model_variant', ran.variant ?? ''],
    ['model_sha256', weightsOf(card, ran.variant).sha256],
    ['parameters', JSON.stringify({ ...ran.parameters, truths: undefined })], // a set's labels would stand on every line
    ['chain', JSON.stringify(ran.chain)],
    ['partial', String(ran.partial)],
    ['notice', notForDiagnosis],
  ] as const;
  const lines = [
    [...(table?.columns ?? []), ...about.map(([name]) => name)].join(','),
    ...(table?.rows ?? []).map((row) => [...row, ...about.map(([, value]) => value)].map(cell).join(',')),
  ];
  return new Blob([`${lines.join('\r\n')}\r\n`], { type: 'text/csv' });
}

export function asPng(ran: Ran, card: Card, curve: AnswerCurve, overlays: readonly Overlay[]): Promise<Blob> {
  const who = scorer(card, ran.variant);
  return chartPng(curve, overlays, who, [
    `Thin dashes: the untouched film. Dots: chance.${curve.y.interval ? ` Band: ${curve.y.interval}.` : ''}`,
    `${curve.says}${ran.partial ? ` Stopped half-way: ${ran.done} of ${ran.total} pictures.` : ''}`,
    `Model ${card.id} ${card.version}, ${who}. Made with Unseen ${__VERSION__}.`,
    notForDiagnosis,
  ]);
}
