// What others published for the operation that was swept, as marks over a curve of areas. A score of one film and an area over many
// are not the same thing, so curves of scores get none.
import { isRefusal, type Refusal } from '../wire/refusal';
import type { AnswerCurve } from '../wire/values';
import type { Overlay } from './chart';
import { overlayFor, type PublishedSeries } from './findings/overlay';
import type { Finding } from './findings/read';

/** Those of others; the cross is our own figures'. */
const marks = ['diamond', 'square', 'triangle'] as const;

/** A series as marks; points without a setting or that are no single value are left to the list of published figures. */
export function overlay({ label, condition, training, citation, caveats, points }: PublishedSeries, i: number): Overlay[] {
  const placed = points.flatMap(({ x, middle, low, high, kind }) =>
    x === null || kind !== 'value' ? [] : [{ x, y: middle, ...(low === null || high === null ? {} : { low, high }) }],
  );
  const [first] = points;
  return placed.length === 0
    ? []
    : [
        {
          label,
          condition,
          hollow: training === 'retrained',
          mark: marks[i % marks.length] ?? 'diamond',
          source: `${first?.locator ?? citation}; ${caveats.map((text) => text.replace(/\.$/, '')).join('; ')}.`,
          points: placed,
        },
      ];
}

/** Whether published areas can stand beside this curve at all. */
export const comparable = ({ y }: AnswerCurve): boolean => y.title === 'Area under the ROC curve';

type Load = () => Promise<readonly Finding[] | Refusal>;

export async function published(curve: AnswerCurve, load: Load): Promise<readonly Overlay[] | Refusal> {
  if (!comparable(curve)) {
    return [];
  }
  const findings = await load();
  return isRefusal(findings) ? findings : overlayFor(findings, curve.x.operation, curve.x.parameter).flatMap(overlay);
}
