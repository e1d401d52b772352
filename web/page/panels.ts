// Joins the panels of the laboratory to the session: the sweep, one panel for each other experiment, and how the film was taken.

import { isRefusal, type Refusal } from '../wire/refusal';
import { AcquisitionPanel } from './acquisition-panel';
import { type Chain, operations } from './chain';
import { find, make } from './dom';
import { experiments } from './experiment-choices';
import { ExperimentPanel } from './experiment-panel';
import { ExposurePart } from './exposure-part';
import { ownOver } from './figure/curve';
import type { Films } from './films';
import { showFindings } from './findings/browser';
import { loadFindings } from './findings/load';
import { GraphicsPanel } from './graphics-panel';
import type { Models } from './models';
import { phantomLists } from './phantom-lists';
import type { Session } from './session';
import { ShufflePart } from './shuffle-part';
import { comparable, published } from './sweep-overlays';
import { SweepPanel } from './sweep-panel';

interface Doing {
  readonly films: Films;
  readonly models: Models;
  progress(progress: { what: string; done: number; total: number } | null): void;
  refuse(refusal: Refusal): void;
  announce(text: string): void;
  slotsChanged(): void;
}

/** Pixels a side of the small film beside a map. */
const small = 192;

export function showPanels(up: Session, { films, models, progress, refuse, announce, slotsChanged }: Doing): void {
  new GraphicsPanel(find('#graphics'), up, { progress, refuse, announce, slotsChanged });
  const { lab } = up;
  const running = {
    run: window.unseen.run,
    announce,
    card: (id: string) => up.cards.get(id) ?? null,
    doubt: () => {
      const ood = lab.state?.result?.ood;
      return ood?.verdict === 'out' ? `The gate refuses this film as it is on screen: ${ood.reasons.join(' ')}` : '';
    },
    slotsChanged,
  };
  const sweep = new SweepPanel(find('#sweep-panel'), {
    ...running,
    overlays: (curve) => published(curve, loadFindings),
    own: (curve, { model, chain }) => {
      const card = up.cards.get(model);
      return card && comparable(curve) ? ownOver(curve, card, chain, operations) : [];
    },
  });
  for (const entry of experiments) {
    const root = make('div', { class: 'controls', id: `${entry.id}-panel` });
    const title = make('h4', { id: `${entry.id}-title` }, entry.title);
    find('#experiments').append(
      make('section', { class: 'experiment', id: `${entry.id}-group`, 'aria-labelledby': title.id }, title, root),
    );
    new ExperimentPanel(root, entry, {
      ...running,
      picture: () => up.picture(small),
      findings: loadFindings,
      operations,
    });
  }
  const asked = (answer: object) => {
    if (isRefusal(answer)) {
      refuse(answer);
    }
  };
  const preset = (id: string) => asked(lab.ask({ kind: 'set', patch: { preset: id } }));
  const shuffle = new ShufflePart(up, {
    compare: (wish, signal) => up.compare(wish, signal),
    preset,
    use: (model) => void models.choose(model),
    announce,
    slotsChanged,
  });
  const exposure =
    phantomLists &&
    new ExposurePart(phantomLists, {
      expose: (change, done) => films.expose(change, done),
      simulate: () => void films.simulate(),
      slotsChanged,
    });
  const acquisition = new AcquisitionPanel(
    find('#acquisition-panel'),
    { shuffle: shuffle.element, ...(exposure ? { exposure: exposure.element } : {}) },
    {
      preset,
      chain: (chain: Chain) => asked(lab.ask({ kind: 'set', patch: { chain } })),
      sweep: ({ id, parameter, over }) => sweep.prefill({ operation: id, parameter, over }),
      figures: (filter) => void showFindings(find<HTMLDialogElement>('#findings'), filter),
    },
  );
  lab.on('state', () => {
    if (lab.state) {
      sweep.follow(up.cards.get(lab.state.model?.id ?? '') ?? null);
      acquisition.follow(lab.state);
      exposure?.follow(lab);
      shuffle.follow(lab.state);
    }
  });
}
