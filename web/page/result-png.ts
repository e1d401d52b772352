// unseen.exportResult('png'): the result on screen in words and bars, encoded by us and never through a canvas.
import type { Card } from '../wire/card';
import { variantOf } from '../wire/card';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { LabState } from '../wire/values';
import type { Chain } from './chain';
import { chainWords } from './chain-words';
import { gateWords } from './gate-line';
import type { MirrorView, Widget } from './lab';
import { png } from './png';
import { type PictureHead, type ResultWords, resultPicture } from './result-picture';
import { fall, notForDiagnosis, validation } from './sentences';
import type { Session } from './session';
import { asScored } from './variant-text';

type Scored = Pick<LabState, 'image' | 'window' | 'seed' | 'showAnyway'> & { readonly result: NonNullable<LabState['result']> };

/** The bars of a head as the page shows them: the same numbers, with the same rounding. */
function barsOf(views: readonly MirrorView[], head: string): Widget | undefined {
  return views.flatMap(({ widgets }) => widgets).find(({ id, role }) => role === 'bars' && id === `score/${head}`);
}

function headWords(card: Card, views: readonly MirrorView[]): readonly PictureHead[] {
  return card.heads.map(({ id, title, question, labels }) => {
    const bars = barsOf(views, id);
    const rows = ((bars?.rows ?? []) as PictureHead['rows']).map((row) => ({ ...row, chance: row.chance ?? null }));
    const changed = rows.some(({ text }) => text.includes('('));
    return {
      question: question || title,
      rows,
      greyed: bars?.greyed === true,
      says: [
        `Score for ${labels.length > 1 ? 'each label' : 'the label'}, 0 to 1; the dashed line is chance.`,
        ...(changed ? ['In brackets: the change from the untouched film.'] : []),
        ...validation(card, id),
        fall(card, id) ?? '',
      ],
    };
  });
}

/** Everything that the picture says, from the state and what the page shows of it. */
export function resultWords(card: Card, state: Scored, chain: Chain, views: readonly MirrorView[]): ResultWords {
  const { result, image, window, showAnyway } = state;
  const as = asScored(card, result.variant);
  const refused = result.ood.verdict === 'out';
  const [short, long] = gateWords(result.ood, card);
  const variant = variantOf(card, result.variant);
  const film = image
    ? `${image.phantom ? 'simulated, shows nobody' : image.format}, ${image.width} by ${image.height} pixels, ${image.bits} bits`
    : '';
  return {
    heads: headWords(as, views),
    gate: [refused && showAnyway ? `${short} Shown at the visitor's wish.` : short, long],
    refused,
    lines: [
      ['Model', `${card.title} (${card.id} ${card.version})`],
      ...(variant ? [['Variant', `${variant.title} (${variant.id})`] as const] : []),
      ['Chain', chainWords(chain)],
      ...(window ? [['Window', `centre ${window.center}, width ${window.width}, in stored values`] as const] : []),
      ['Film', film],
      ['Made with', `Unseen ${__VERSION__}`],
    ],
    notFor: `A score for a label. ${notForDiagnosis}`,
  };
}

/** The score on screen as a picture, or why there is none. */
export async function resultPng(session: Session | null): Promise<Blob | Refusal> {
  const scored = await session?.predict();
  const state = session?.lab.state;
  if (!session || !state?.image) {
    return refuse('no-image');
  }
  if (!scored || isRefusal(scored)) {
    return scored ?? refuse('no-model');
  }
  const card = session.cards.get(scored.model);
  const { result } = state;
  if (!card || !result || !session.lab.fresh) {
    return refuse('superseded');
  }
  const words = resultWords(card, { ...state, result }, session.lab.inForce as Chain, session.lab.mirror);
  const { width, height, rgb } = resultPicture(words);
  return png(width, height, rgb);
}
