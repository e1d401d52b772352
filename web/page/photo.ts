// "This is a photograph of a film": four handles on its corners, also as numbers, and whether it is a negative. What is chosen becomes
// steps of the chain, like any others.
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { make, setText } from './dom';
import { Latest } from './latest';
import { type Corner, type Corners, cornerIds, firstCorners, isFilm, photoOf, placed, withPhoto } from './photo-chain';
import { show } from './pieces';
import type { Session } from './session';
import { drawGrey } from './shell';
import { draw } from './svg';

interface Telling {
  refuse(refusal: Refusal): void;
  announce(text: string): void;
}

/** Pixels a side of the picture in the dialog, and of what becomes of it. */
const sides = { picture: 1024, result: 320 };
/** Shares of the picture that an arrow key moves a corner. */
const steps = { fine: 0.002, coarse: 0.02 };
const names = ['Upper left', 'Upper right', 'Lower right', 'Lower left'] as const;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class PhotoDialog {
  readonly #dialog: HTMLDialogElement;
  readonly #session: Session;
  readonly #telling: Telling;
  readonly #picture = make('canvas', { role: 'img', 'aria-label': 'The photograph' });
  readonly #outline = draw('polygon', { points: '' });
  readonly #handles = names.map((name, i) => this.#handle(name, i));
  readonly #numbers = names.flatMap((name, i) => (['x', 'y'] as const).map((axis) => this.#number(name, i, axis)));
  readonly #negative = make('input', { type: 'checkbox', id: 'photo-negative' });
  readonly #problem = make('p', { class: 'note', role: 'status' });
  readonly #result = make('canvas', { role: 'img', 'aria-label': 'What is left of the photograph' });
  readonly #use = make('button', { type: 'button', id: 'photo-use' }, 'Use these corners');
  readonly #drop = make('button', { type: 'button', id: 'photo-drop' }, 'Take the whole picture');
  #corners: Corners = firstCorners;
  /** The film that the dialog was opened on. */
  #image = 0;
  readonly #previews = new Latest<readonly object[]>(async (chain) => {
    const { state } = this.#session.lab;
    const view = { image: this.#image, window: state?.window ?? null, chain };
    const grey = await this.#session.bridge.call('display', { view, side: sides.result });
    if (!isRefusal(grey)) {
      drawGrey(this.#result, grey.width, grey.height, (i) => grey.data[i] ?? 0);
    }
  });

  constructor(dialog: HTMLDialogElement, session: Session, telling: Telling) {
    this.#dialog = dialog;
    this.#session = session;
    this.#telling = telling;
    this.#negative.addEventListener('change', () => this.#show());
    this.#use.addEventListener('click', () => this.#take(true));
    this.#drop.addEventListener('click', () => this.#take(false));
  }

  /** Opens on the film that is open, with the corners that its chain has already. */
  async open(): Promise<void> {
    const { state } = this.#session.lab;
    const image = state?.image;
    if (!state || !image) {
      this.#telling.refuse(refuse('no-image'));
      return;
    }
    this.#image = image.id;
    const before = photoOf(state.chain);
    this.#corners = before?.corners ?? firstCorners;
    this.#negative.checked = before?.negative ?? false;
    this.#drop.hidden = before === null;
    const view = { image: image.id, window: state.window, chain: [] };
    const grey = await this.#session.bridge.call('display', { view, side: sides.picture });
    if (isRefusal(grey)) {
      this.#telling.refuse(grey);
      return;
    }
    drawGrey(this.#picture, grey.width, grey.height, (i) => grey.data[i] ?? 0);
    this.#lay();
    this.#show();
  }

  #lay(): void {
    const outline = draw('svg', { viewBox: '0 0 1 1', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
    outline.append(this.#outline);
    show(
      this.#dialog,
      'Where is the film in this photograph?',
      // findings: nf-cxphoto
      make(
        'p',
        { class: 'warning' },
        make('strong', {}, 'A photograph of a film is not the film. '),
        'The study’s networks did less well on photographed films (CheXphoto, appendix p 31; the text that can be read prints no number), and no model here was trained on photographs. Ask for the original file wherever there is one.',
      ),
      make(
        'p',
        {},
        'Drag each handle to a corner of the film, or use its arrow keys (with Shift, further), or type where it is. The film is straightened and cut out; nothing of the photograph is changed.',
      ),
      make(
        'div',
        { class: 'photo' },
        make('div', { class: 'photo-stage' }, this.#picture, outline, ...this.#handles),
        make('div', { class: 'photo-result' }, this.#result),
      ),
      make('div', { class: 'photo-numbers' }, ...this.#numbers.map(({ label }) => label)),
      make(
        'label',
        { class: 'photo-check' },
        this.#negative,
        make('span', {}, 'It is a negative: exchange black and white (bone is to be light)'),
      ),
      this.#problem,
      make('div', { class: 'row' }, this.#use, this.#drop),
    );
  }

  #handle(name: string, at: number): HTMLElement {
    const handle = make('button', { type: 'button', class: 'photo-handle', 'data-corner': cornerIds[at] ?? '' });
    handle.addEventListener('pointerdown', (event) => {
      handle.setPointerCapture(event.pointerId);
      handle.focus();
      event.preventDefault();
    });
    handle.addEventListener('pointermove', (event) => {
      if (handle.hasPointerCapture(event.pointerId)) {
        const { left, top, width, height } = this.#picture.getBoundingClientRect();
        this.#move(at, { x: (event.clientX - left) / width, y: (event.clientY - top) / height });
      }
    });
    handle.addEventListener('keydown', (event) => {
      const arrow = arrows[event.key];
      const corner = this.#corners[at];
      if (arrow && corner) {
        event.preventDefault();
        const step = event.shiftKey ? steps.coarse : steps.fine;
        this.#move(at, { x: corner.x + arrow[0] * step, y: corner.y + arrow[1] * step });
      }
    });
    handle.setAttribute('aria-label', `${name} corner`);
    return handle;
  }

  #number(name: string, at: number, axis: keyof Corner) {
    const input = make('input', { type: 'number', min: '0', max: '100', step: '0.1', inputmode: 'decimal' });
    input.addEventListener('change', () => {
      const corner = this.#corners[at];
      if (corner) {
        this.#move(at, { ...corner, [axis]: Number(input.value) / 100 });
      }
    });
    const label = make('label', {}, make('span', {}, `${name}, ${axis === 'x' ? 'across' : 'down'} (%)`), input);
    return { input, label, at, axis };
  }

  #move(at: number, to: Corner): void {
    this.#corners = placed(this.#corners, at, to);
    this.#show();
  }

  #show(): void {
    const good = isFilm(this.#corners);
    this.#outline.setAttribute('points', this.#corners.map(({ x, y }) => `${x},${y}`).join(' '));
    this.#outline.classList.toggle('crossed', !good);
    for (const [i, handle] of this.#handles.entries()) {
      const { x, y } = this.#corners[i] ?? { x: 0, y: 0 };
      handle.style.left = `${100 * x}%`;
      handle.style.top = `${100 * y}%`;
      handle.setAttribute('aria-description', `${percent(x)} % across, ${percent(y)} % down`);
    }
    for (const { input, at, axis } of this.#numbers) {
      const text = percent(this.#corners[at]?.[axis] ?? 0);
      if (input.value !== text) {
        input.value = text;
      }
    }
    setText(this.#problem, good ? '' : refuse('deskew-corners', 'they cross, or lie on a line').message);
    this.#use.disabled = !good;
    if (good) {
      this.#previews.want(withPhoto([], this.#photo()));
    }
  }

  #photo() {
    return { corners: this.#corners, negative: this.#negative.checked };
  }

  #take(use: boolean): void {
    this.#dialog.close();
    const { state } = this.#session.lab;
    if (state?.image?.id !== this.#image) {
      return;
    }
    const taken = this.#session.lab.command({ kind: 'set-chain', chain: withPhoto(state.chain, use ? this.#photo() : null) });
    if (isRefusal(taken)) {
      this.#telling.refuse(taken);
    } else {
      this.#telling.announce(use ? 'The film was straightened and cut out.' : 'The whole picture is used.');
    }
  }
}

const percent = (share: number) => String(Math.round(share * 1000) / 10);
