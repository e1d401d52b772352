// The sentences around the instrument: question, validation, gate, what the network was given, notices, progress. All of it follows
// from the laboratory's state; nothing is kept here.
import { type Card, type Head, isBrought } from '../wire/card';
import type { LabState } from '../wire/values';
import { find, make, setText } from './dom';
import { experiments } from './experiment-choices';
import { GateLine } from './gate-line';
import { mayBePhoto } from './photo-chain';
import type { Network } from './privacy';
import { fall, megabytes, score, validation } from './sentences';
import type { Session } from './session';
import { sweepable } from './sweep-choices';
import { asScored } from './variant-text';

export interface Doing {
  showCard(card: Card): void;
  showModels(): void;
  dismiss(): void;
  /** Shows a refused score in full, or greys it again. */
  showAnyway(on: boolean): void;
  slotsChanged(): void;
}

export class Shell {
  readonly #doing: Doing;
  #card: string | null = null;
  #given: unknown = null;
  readonly #gate: GateLine;

  constructor(doing: Doing) {
    this.#doing = doing;
    this.#gate = new GateLine(find('#gate'), doing);
  }

  /** Everything that follows from the state. */
  follow(session: Session, state: LabState): void {
    const card = session.cards.get(state.model?.id ?? '') ?? null;
    const film = state.image !== null;
    this.#openFilm(film);
    const scoring = `${card?.id}/${state.model?.variant ?? ''}`;
    if (card && scoring !== this.#card) {
      this.#card = scoring;
      this.#model(asScored(card, state.model?.variant ?? null));
    }
    for (const [id, on] of [
      ['film-group', film],
      ['phantom-group', Boolean(state.image?.phantom)],
      ['intro', !film || Boolean(state.image?.phantom)],
      ['chain-group', film],
      ['window-group', film],
      ['timings-group', state.result !== null],
      ['take-group', state.result !== null],
      ['given-group', state.result !== null],
      ['sweep-group', state.model !== null && sweepable.length > 0],
      ['experiments-group', state.model !== null && experiments.length > 0],
      ['acquisition-group', film],
      ['photo-line', mayBePhoto(state.image)],
    ] as const) {
      this.#show(id, on);
    }
    for (const head of document.querySelectorAll<HTMLElement>('.head')) {
      head.hidden = state.result === null;
    }
    this.#earlier(state);
    setText(find('#film-title'), state.image?.phantom ? 'How this film was simulated' : 'What was read from the file');
    this.#notes(state.image?.notes ?? []);
    this.#gate.follow(state, card);
    this.#notice(state.notice);
    if (card) {
      this.#network(session, card, state);
    }
    find<HTMLButtonElement>('#undo').disabled = !session.lab.canUndo;
    find<HTMLButtonElement>('#redo').disabled = !session.lab.canRedo;
    find<HTMLButtonElement>('#reset').disabled = !film;
  }

  /** Bytes of what is being loaded, in words and as a bar; null when done. */
  progress(progress: { what: string; done: number; total: number } | null): void {
    this.#show('progress', progress !== null);
    if (progress) {
      setText(find('#progress-text'), `Loading ${progress.what}: ${megabytes(progress.done)} of ${megabytes(progress.total)}`);
      const bar = find<HTMLProgressElement>('#progress-bar');
      bar.max = progress.total;
      bar.value = progress.done;
    }
  }

  pill(network: Network, loaded: boolean): void {
    const proven = network.selfTest.passed;
    find('#open-proof').classList.toggle('proven', proven);
    const requests = `${network.requestsSinceLoad} ${network.requestsSinceLoad === 1 ? 'request' : 'requests'} since load`;
    const note = !loaded || proven ? '' : ' · headers not proven here';
    const [short, long] = loaded ? [`0 bytes sent`, ` · ${requests}${note}`] : ['0 bytes sent', ' · still loading'];
    const pill = find('#pill-text');
    if (pill.textContent !== short + long) {
      pill.replaceChildren(short, make('span', { class: 'long' }, long));
    }
  }

  /** Something that ends the page's work, in words, where the answer would have been. */
  broken(message: string): void {
    this.progress(null);
    setText(find('#question'), 'This cannot run here');
    this.#notice({ code: 'broken', message });
  }

  #openFilm(film: boolean): void {
    const slot = find('[data-slot="film"]');
    if (slot.hidden === film) {
      slot.hidden = !film;
      const preview = document.querySelector<HTMLElement>('#preview');
      if (preview) {
        preview.hidden = film;
      }
      this.#doing.slotsChanged();
    }
  }

  /** What was computed when the site was built stands until there is a live score, or another film. */
  #earlier({ result, image }: LabState): void {
    const earlier = document.querySelector<HTMLElement>('#earlier');
    if (earlier && (result || (image && image.id > 1))) {
      earlier.remove();
      this.#doing.slotsChanged();
    }
  }

  #show(id: string, on: boolean): void {
    const element = find(`#${id}`);
    if (element.hidden === on) {
      element.hidden = !on;
      this.#doing.slotsChanged();
    }
  }

  #model(card: Card): void {
    setText(find('#question'), card.question);
    const link = make('button', { type: 'button', class: 'link' }, 'card');
    link.addEventListener('click', () => this.#doing.showCard(card));
    const other = make('button', { type: 'button', class: 'link' }, 'other models');
    other.addEventListener('click', () => this.#doing.showModels());
    find('#model-line').replaceChildren(`${card.id} ${card.version} · ${told(card)} · `, link, ' · ', other);
    find('#heads').replaceChildren(...card.heads.map((head) => this.#head(card, head)));
    this.#doing.slotsChanged();
  }

  #head(card: Card, head: Head): HTMLElement {
    const note = fall(card, head.id);
    const words = make(
      'p',
      { class: 'validation' },
      validation(card, head.id).join(' '),
      note && ' ',
      note && make('strong', {}, note),
    );
    return make(
      'section',
      { class: 'head', 'aria-label': head.title, hidden: true },
      make('h3', { class: 'kicker' }, head.question || head.title),
      make('div', { class: 'slot', 'data-slot': `score:${head.id}` }),
      words,
      // Of these the page knows no one who answers for them: what the labels mean stands beside the number.
      isBrought(card) && make('p', { class: 'validation' }, head.about),
    );
  }

  #notes(notes: readonly string[]): void {
    const list = find('#film-notes');
    if (list.dataset.key !== JSON.stringify(notes)) {
      list.dataset.key = JSON.stringify(notes);
      list.replaceChildren(...notes.map((note) => make('li', {}, note)));
    }
  }

  #notice(notice: LabState['notice']): void {
    const box = find('#notice');
    if (box.dataset.key === (notice ? notice.code + notice.message : '')) {
      return;
    }
    box.dataset.key = notice ? notice.code + notice.message : '';
    const dismiss = make('button', { type: 'button', 'aria-label': 'Put this notice away' }, 'OK');
    dismiss.addEventListener('click', () => this.#doing.dismiss());
    box.replaceChildren(...(notice ? [make('p', {}, notice.message), dismiss] : []));
    this.#show('notice', notice !== null);
    if (notice) {
      box.scrollIntoView({ block: 'nearest' });
    }
  }

  #network(session: Session, card: Card, state: LabState): void {
    const { given } = session;
    if (!given || given === this.#given || !state.result || !state.image) {
      return;
    }
    this.#given = given;
    setText(
      find('#given-text'),
      `${given.dims.join(' × ')} numbers from ${given.minimum.toFixed(2)} to ${given.maximum.toFixed(2)}, mean ${given.mean.toFixed(2)}.`,
    );
    this.#show('given-warning', given.notes.length > 0);
    setText(find('#given-warning'), given.notes.join(' '));
    drawTensor(find<HTMLCanvasElement>('#given'), given);
    find('#raw').replaceChildren(rawTable(card, state.result));
  }
}

/** What the network is given, in short. */
const told = (card: Card) =>
  ({
    image: 'told nothing but pixels',
    histogram: 'told how often each grey occurs',
    covariates: 'told recorded facts, no picture',
  })[card.input.kind];

/** In order: the network's raw number, the activation its card declares, the score. Nothing is rescaled in between. */
function rawTable(card: Card, result: NonNullable<LabState['result']>): HTMLElement {
  const rows = result.labels.map(({ title, head }, i) => {
    const of = card.heads.find(({ id }) => id === head);
    return make(
      'tr',
      {},
      make('th', { scope: 'row' }, title),
      make('td', {}, (result.logits[i] ?? 0).toFixed(3)),
      make('td', {}, card.activated ? 'in the network' : (of?.activation ?? '')),
      make('td', {}, score(result.scores[i] ?? 0)),
    );
  });
  const head = ['Label', 'Raw number (logit)', 'Activation', 'Score, 0 to 1'].map((title) => make('th', { scope: 'col' }, title));
  return make(
    'table',
    {},
    make('caption', {}, 'No threshold is applied, and no yes or no is given.'),
    make('thead', {}, make('tr', {}, ...head)),
    make('tbody', {}, ...rows),
  );
}

/** The first channel as grey, its least value black and its greatest white. Only drawn: nothing is read back. */
function drawTensor(
  canvas: HTMLCanvasElement,
  given: { dims: readonly number[]; data: Float32Array; minimum: number; maximum: number },
): void {
  const [height = 1, width = 1] = given.dims.slice(-2);
  drawGrey(canvas, width, height, (i) => (255 * ((given.data[i] ?? 0) - given.minimum)) / (given.maximum - given.minimum || 1));
}

/** Shows a plain picture as the laboratory's view says: the image point x, y at the centre, `zoom` times its fitted size. */
export function place(picture: HTMLCanvasElement, { zoom, x, y }: LabState['view']): void {
  const fit = Math.min(picture.clientWidth / picture.width, picture.clientHeight / picture.height);
  const [right, down] = [(0.5 - x) * picture.width * fit, (0.5 - y) * picture.height * fit];
  picture.style.transform = `scale(${zoom}) translate(${right}px, ${down}px)`;
}

export function drawGrey(canvas: HTMLCanvasElement, width: number, height: number, grey: (i: number) => number): void {
  canvas.width = width;
  canvas.height = height;
  const picture = new ImageData(width, height);
  for (let i = 0, at = 0; i < width * height; i++) {
    const value = grey(i);
    picture.data[at++] = value;
    picture.data[at++] = value;
    picture.data[at++] = value;
    picture.data[at++] = 255;
  }
  canvas.getContext('2d')?.putImageData(picture, 0, 0);
}
