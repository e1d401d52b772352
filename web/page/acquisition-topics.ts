// How the film was taken: for each question what was found, what this page does differently, and which operations and figures belong
// to it. Presets, ranges and titles are the catalogue's. Every published figure is named beside it as `findings: id`.
import catalogue from '../../contract/catalog.json';
import type { Preset } from '../api';
import type { Chain } from './chain';
import type { FindingsFilter } from './findings/select';

export interface Topic {
  readonly id: 'window' | 'exposure' | 'shuffle' | 'resolution';
  readonly title: string;
  /** What was published, in one sentence. */
  readonly found: string;
  /** What this page's fixed model does differently, in one sentence. */
  readonly here: string;
  /** Operations whose presets and sweeps belong here, with the parameter that is gone through. */
  readonly operations: readonly { readonly id: string; readonly parameter: string; readonly over: 'study' | 'range' }[];
  readonly source: string;
  readonly figures: FindingsFilter;
}

export const topics: readonly Topic[] = [
  {
    id: 'window',
    title: 'Window and field of view',
    // findings: lotter2024-race-auc, lotter2024-bias-change
    found:
      'Lotter (2024) found that view and processing, such as the width of the window and the field of view, shift what race a network reads from a film; by how much could not be read in the source.',
    here: 'Here one fixed model, told nothing of either, meets the one film that is open.',
    operations: [
      { id: 'intensity-window', parameter: 'width', over: 'range' },
      { id: 'intensity-window', parameter: 'centre', over: 'range' },
      { id: 'field-of-view', parameter: 'share', over: 'range' },
    ],
    source: 'Lotter 2024',
    figures: { study: 'lotter2024' },
  },
  {
    id: 'exposure',
    title: 'Tube voltage and dose',
    // findings: nf-acquisition, nf-cxphoto
    found:
      'The study’s networks told recorded race within single machines and single sites too, and less well on photographed films; the readable text prints no numbers.',
    here: 'Here the same simulated person is taken again with another exposure, and the model stays as it was trained.',
    operations: [],
    source: 'Gichoya et al. 2022',
    figures: { experiment: 'image acquisition differences' },
  },
  {
    id: 'shuffle',
    title: 'Grey levels alone',
    // findings: burns2023-gbt, burns2023-ffn
    found:
      'Burns et al. (2023) kept only how often each grey level occurs: boosted trees told recorded race with an AUC of 0.77, a feed-forward network with 0.69; for which of its tasks, the abstract does not say.',
    here: 'Here two fixed models, trained on whole simulated films, score the open film before and after its pixels are shuffled.',
    operations: [],
    source: 'Burns et al. 2023',
    figures: { study: 'burns2023' },
  },
  {
    id: 'resolution',
    title: 'Resolution',
    // findings: txt-res-threshold, txt-res-4x4
    found:
      'The study reports an AUC above 0.95 from 160 × 160 pixels up and better than chance even at 4 × 4; the readable text does not say whether it trained anew for each size.',
    here: 'Here one fixed model, trained on whole films, meets the film at each size.',
    operations: [{ id: 'resolution', parameter: 'side', over: 'study' }],
    source: 'Gichoya et al. 2022',
    figures: { experiment: 'resolution degradation' },
  },
];

export interface Shortcut {
  /** Id of a preset, which takes the place of the chain. */
  readonly preset: string;
  /** The preset's whole title. */
  readonly title: string;
  /** The one setting that it is about, as on the button. */
  readonly setting: string;
  readonly chain: Chain;
}

/** The presets that set this parameter of this operation and nothing else. */
export function shortcuts(
  operation: string,
  parameter: string,
  presets: readonly Preset[] = catalogue.presets as readonly Preset[],
): readonly Shortcut[] {
  return presets.flatMap(({ id, title, chain }) => {
    const [step, ...more] = chain as Chain;
    const value = step?.op === operation && more.length === 0 ? step[parameter] : undefined;
    return typeof value === 'number' ? [{ preset: id, title, setting: String(value), chain: chain as Chain }] : [];
  });
}
