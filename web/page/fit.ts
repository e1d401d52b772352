// Which model fits an image: a file is a radiograph until the gate says otherwise; a simulated film has the model of its mechanism.
import type { Card } from '../wire/card';
import type { PhantomSpec } from '../wire/values';

/** The model for files, and the one for simulated films whose mechanism has no model of its own. */
const ofFiles = 'chest-view-sex';
const ofPhantoms = 'phantom-diffuse';
const ofFindings = 'phantom-finding';

export const forPhantoms = (id: string) => id.startsWith('phantom-');

/** The id of the shipped model that fits; null where none does. */
export function fitting(phantom: PhantomSpec | null, shipped: readonly string[]): string | null {
  const wishes = phantom ? [...phantom.mechanisms.map((id) => `phantom-${id}`), ...unmoved(phantom), ofPhantoms] : [ofFiles];
  return wishes.find((id) => shipped.includes(id)) ?? null;
}

/** Where the cohorts do not differ, a finding that was asked for is the one thing to be told. */
const unmoved = ({ mechanisms, covariates }: PhantomSpec) =>
  mechanisms.length === 0 && (covariates.finding ?? 0) > 0 ? [ofFindings] : [];

/** What is known when an image has been opened. */
export interface Opening {
  readonly phantom: PhantomSpec | null;
  /** The model in use. */
  readonly model: string | null;
  /** The model the visitor chose, if it was chosen and not switched to. */
  readonly chosen: string | null;
  readonly shipped: readonly string[];
}

/**
 * The model to switch to, or null to stay. A model that the visitor chose stays as long as it is for this sort of image at all: a
 * randomised twin is not taken away because another phantom is looked at.
 */
export function switchTo({ phantom, model, chosen, shipped }: Opening): string | null {
  const best = fitting(phantom, shipped);
  const suits = model !== null && forPhantoms(model) === (phantom !== null);
  return best === null || best === model || (suits && model === chosen) || (suits && !phantom) ? null : best;
}

/** Why another model scores this image, in a sentence. */
export function switched(phantom: PhantomSpec | null, card: Card): string {
  const what = phantom ? 'This film is simulated' : 'This is a file of yours';
  return `${what}, so “${card.title}” scores it now.`;
}
