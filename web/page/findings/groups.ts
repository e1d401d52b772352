// What a row is about, in the few words that filters and marks need. Every modality of the list is named here; a test says so.
import type { Finding } from './read';

export interface Body {
  readonly id: string;
  readonly title: string;
  readonly modalities: readonly string[];
}

/** In the order of the filter: the five sorts of image the study used, then the rest. */
export const bodies: readonly Body[] = [
  {
    id: 'chest-xray',
    title: 'Chest X-ray',
    modalities: [
      'chest x-ray',
      'normal chest x-ray',
      'photographed x-ray',
      'chest x-ray (256-bin histogram)',
      'chest x-ray (grey-level counts)',
    ],
  },
  { id: 'chest-ct', title: 'Chest CT', modalities: ['chest CT', 'chest CT (PE protocol)', 'chest CT (pooled)'] },
  { id: 'mammogram', title: 'Mammogram', modalities: ['mammography'] },
  { id: 'hand', title: 'Hand X-ray', modalities: ['hand radiograph'] },
  { id: 'neck', title: 'Neck X-ray', modalities: ['lateral cervical-spine radiograph'] },
  { id: 'heart', title: 'Heart ultrasound and MRI', modalities: ['echocardiogram video', 'cine cardiac MRI'] },
  {
    id: 'traits',
    title: 'No image: recorded traits alone',
    modalities: [
      'tabular',
      'tabular (14 disease labels)',
      'tabular (disease labels)',
      'tabular (BMI)',
      'tabular (breast density)',
      'tabular (breast density + age)',
    ],
  },
  { id: 'several', title: 'Several, or not stated', modalities: ['x-ray (pooled)', 'x-ray', 'any', 'all', '-'] },
];

const bodyByModality = new Map(bodies.flatMap((body) => body.modalities.map((modality) => [modality, body] as const)));

/** The sort of image a row is about; null for a modality that `bodies` does not name. */
export const bodyOf = ({ modality }: Pick<Finding, 'modality'>): Body | null => bodyByModality.get(modality) ?? null;

/** The recorded group or the label of a row, without how the classes were arranged: `White (one-vs-rest, 5 classes)` is `White`. */
export function groupOf({ task }: Pick<Finding, 'task'>): string {
  return task === '-' ? 'not by group' : task.replace(/ \(one-vs-rest.*\)$/, '');
}

/**
 * How the network met the change that a row is about. `retrained`: trained anew on images so changed; `test-time`: trained on
 * untouched images and shown changed ones; `not-stated`: changed, and the readable text does not say which; `none`: nothing was
 * changed. The first three are never joined in one series.
 */
export type Training = 'retrained' | 'test-time' | 'not-stated' | 'none';

/** Source: study.md §3 and §4 of the collection (Gichoya et al.: Figure 1, Results p e411–e412, the authors' notebooks). */
const trainings: Readonly<Record<string, Training>> = {
  'low-pass filtering': 'retrained',
  'high-pass filtering': 'retrained',
  'low-pass and high-pass filtering': 'retrained',
  'band-pass filtering': 'retrained',
  'notch (band-stop) filtering': 'retrained',
  'bone-density removal (intensity clipping)': 'retrained',
  'patch-only training': 'retrained',
  'patch-ablation training': 'retrained',
  'patch-only and patch-ablation training': 'retrained',
  'resolution degradation': 'not-stated',
  'race detection, cropped image': 'not-stated',
  'additive noise, test time': 'test-time',
  'Gaussian blur, test time': 'test-time',
  'saliency-guided occlusion, test time': 'test-time',
  'lung segmentation, test time': 'test-time',
};

export const trainingOf = ({ experiment }: Pick<Finding, 'experiment'>): Training => trainings[experiment] ?? 'none';

export const trainingWords: Readonly<Record<Training, string>> = {
  retrained: 'retrained for each setting',
  'test-time': 'test time only: trained on untouched images',
  'not-stated': 'the readable text does not say whether retrained',
  none: 'images not changed',
};

/** How a figure was read; shown beside it, since not all are equally firm. */
export const readings: Readonly<Record<Finding['source_type'], string>> = {
  paper: 'printed in the paper',
  'authors-code-output': 'saved output of the authors’ code',
  'figure-extraction': 'measured on the figure',
  recomputed: 'recomputed from the authors’ published predictions',
  secondary: 'second-hand',
  none: 'not found in a readable source',
};
