// A model's card, as models/card.schema.json says it (types generated). Every field is required; nothing is defaulted.
import type { GateRate, Head, Image, Metric, ModelCard, Source } from '../../contract/generated/card';

export type { GateRate, Head, Metric, Source };
export type Card = ModelCard;
export type ImageCard = Card & { readonly input: Image };

/** Whether the model looks at a picture; other kinds are given counts or recorded facts. */
export const takesImage = (card: Card): card is ImageCard => card.input.kind === 'image';

/** How many numbers the model must give. */
export const labelCount = (card: Card): number => card.heads.reduce((sum, head) => sum + head.labels.length, 0);
