// How one look at a film is told from another: what is drawn and what is scored is asked for once for each.
import type { View } from '../wire/messages';
import type { Look, Window } from '../wire/values';
import type { Wanted } from './lab';

/** A view, and what stands in the picture's place. */
export type Looked = View & { readonly look: Look };

export const viewOf = ({ image, window, chain }: { image: number; window: Window | null; chain: readonly object[] }): View => ({
  image,
  window,
  chain,
});
export const viewKey = (view: Looked) => JSON.stringify([viewOf(view), view.look]);
export const scoreKey = ({ model, variant, ...rest }: Wanted) => JSON.stringify([model, variant, viewOf(rest)]);
