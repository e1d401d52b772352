// Ways of turning grey levels into numbers that are in use, by name. One is chosen, never preselected.
import type { Draft } from './draft';

export interface Preset {
  readonly id: string;
  readonly title: string;
  /** Null: for any number of channels. */
  readonly channels: number | null;
  readonly range: readonly [number, number];
  /** One number for every channel, or one for each. */
  readonly mean: readonly number[];
  readonly spread: readonly number[];
}

export const presets: readonly Preset[] = [
  { id: 'unit', title: '[0, 1]', channels: null, range: [0, 1], mean: [0], spread: [1] },
  {
    id: 'imagenet',
    title: 'ImageNet: [0, 1], then its mean and spread',
    channels: 3,
    range: [0, 1],
    mean: [0.485, 0.456, 0.406],
    spread: [0.229, 0.224, 0.225],
  },
  {
    id: 'torchxrayvision',
    title: '[−1024, 1024], as TorchXRayVision',
    channels: null,
    range: [-1024, 1024],
    mean: [0],
    spread: [1],
  },
  { id: 'symmetric', title: '[−1, 1]', channels: null, range: [-1, 1], mean: [0], spread: [1] },
  { id: 'byte', title: '[0, 255]', channels: null, range: [0, 255], mean: [0], spread: [1] },
];

/** Those that fit so many channels. */
export const presetsFor = (channels: number): readonly Preset[] =>
  presets.filter((preset) => preset.channels === null || preset.channels === channels);

/** The draft with that way of both depths: the same ends, whatever the number of bits. */
export function withPreset(draft: Draft, { range: [low, high], mean, spread }: Preset): Draft {
  const ends = { low, high, refused: false };
  const channels = draft.mean.length;
  const each = (values: readonly number[]) => Array.from({ length: channels }, (_, c) => values[c] ?? values[0] ?? null);
  return { ...draft, range: { '8': ends, '16': ends }, mean: each(mean), spread: each(spread) };
}
