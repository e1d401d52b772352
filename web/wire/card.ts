// A model's card, as models/card.schema.json says it (types generated). Every field but `variants` is required; nothing is defaulted.
import type { GateRate, Head, Image, Metric, ModelCard, Source, Variant, Weights } from '../../contract/generated/card';

export type { GateRate, Head, Metric, Source, Variant, Weights };
export type Card = ModelCard;
export type ImageCard = Card & { readonly input: Image };

/** Whether the model looks at a picture; other kinds are given counts or recorded facts. */
export const takesImage = (card: Card): card is ImageCard => card.input.kind === 'image';

/** Whether its weights are of a checkpoint that the visitor brought: the file it names holds the graph alone. */
export const isBrought = ({ weights }: Card): boolean => weights.file === 'skeleton.onnx';

/** The variant of that id; undefined where the card has none called so. */
export const variantOf = ({ variants }: Card, id: string | null): Variant | undefined =>
  variants?.find((variant) => variant.id === id);

/** The file that scores: the variant's, or the card's own. */
export const weightsOf = (card: Card, variant: string | null): Weights => variantOf(card, variant)?.weights ?? card.weights;

/** How many numbers the model must give. */
export const labelCount = (card: Card): number => card.heads.reduce((sum, head) => sum + head.labels.length, 0);

/** Dimensions of what the network is given for one example, as the engine lays it out. */
export function inputDims({ input }: Card): number[] {
  switch (input.kind) {
    case 'histogram':
      return [1, input.bins];
    case 'covariates':
      return [1, input.fields.length];
    case 'image':
      return input.layout === 'NHWC'
        ? [1, input.height, input.width, input.channels]
        : [1, input.channels, input.height, input.width];
  }
}
