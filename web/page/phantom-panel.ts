// The panel of a simulated film: everything it was made from, as native controls; the same person in the other cohort; what differs
// between the two.
import type { PhantomSpec } from '../wire/values';
import { type Control, choice, field, slider } from './controls';
import { drawDifference, inWords, type Map2, summarise } from './difference';
import { find, make, setText } from './dom';
import { type PhantomLists, type SettingId, setting } from './phantom-lists';
import type { Simulated } from './phantoms';

interface Doing {
  /** The film for this spec; `done` is false while something is dragged. */
  want(spec: PhantomSpec, done: boolean): void;
  stop(): void;
  /** What the mechanisms of the open film changed; null where that cannot be told. */
  truth(): Promise<Map2 | null>;
}

const drawnFromSeed = 'drawn from the seed';
const none = 'none';

export class PhantomPanel {
  readonly #lists: PhantomLists;
  readonly #doing: Doing;
  readonly #settings = new Map<SettingId, Control<number>>();
  readonly #covariates = new Map<string, Control<number> | Control<string>>();
  readonly #mechanism: Control<string>;
  readonly #body: Control<string>;
  readonly #says = make('p', { class: 'note', id: 'phantom-says' });
  readonly #busy = make('p', { class: 'note', role: 'status', hidden: true });
  readonly #difference: Difference;
  #spec: PhantomSpec;
  #made: Simulated | null = null;

  constructor(root: HTMLElement, lists: PhantomLists, spec: PhantomSpec, doing: Doing) {
    this.#lists = lists;
    this.#doing = doing;
    this.#spec = spec;
    this.#difference = new Difference(() => doing.truth());
    this.#mechanism = choice(
      'Cohorts A and B differ by',
      [{ id: none, title: 'Nothing: they are alike' }, ...lists.mechanisms],
      (id) => this.#want({ mechanisms: id === none ? [] : [id] }),
    );
    this.#body = choice('Body', lists.bodies, (id) => this.#want({ body: id as PhantomSpec['body'], covariates: {} }));
    root.replaceChildren(
      this.#says,
      make(
        'div',
        { class: 'row' },
        this.#button('another-person', 'Another person', () => this.#want({ seed: anySeed(), covariates: {}, cohort: null })),
        this.#button('other-cohort', 'Same person, other cohort', () => this.other()),
      ),
      this.#difference.element,
      this.#seed(),
      this.#mechanism.element,
      this.#setting('strength'),
      make(
        'details',
        {},
        make('summary', {}, 'Person, view and exposure'),
        this.#body.element,
        ...lists.covariates.map((one) => this.#covariate(one)),
        this.#setting('kvp'),
        this.#setting('mas'),
        this.#button('draw-again', 'Draw all of these from the seed', () => this.#want({ covariates: {} })),
      ),
      this.#busy,
    );
    root.addEventListener('keydown', ({ key }) => key === 'Escape' && doing.stop());
  }

  /** The same person, with the sign of every difference between the cohorts turned round. */
  other(): void {
    const now = this.#made?.hidden.cohort;
    if (now) {
      this.#want({ cohort: now === 'A' ? 'B' : 'A' });
    }
  }

  busy(on: boolean): void {
    this.#busy.hidden = !on;
    if (on && this.#busy.childElementCount === 0) {
      this.#busy.append(
        'Simulating… ',
        this.#button('stop-simulating', 'Stop', () => this.#doing.stop()),
      );
    }
  }

  /** Shows what a film was made from. */
  follow(spec: PhantomSpec, made: Simulated | null, whole: boolean): void {
    this.#spec = spec;
    this.#made = made;
    for (const [id, control] of this.#settings) {
      control.set(spec[id]);
    }
    this.#body.set(spec.body);
    this.#mechanism.set(spec.mechanisms[0] ?? none, this.#help(spec.mechanisms[0]));
    const without = this.#lists.bodies.find(({ id }) => id === spec.body)?.without ?? [];
    for (const [id, control] of this.#covariates) {
      control.element.hidden = without.includes(id);
      const value = spec.covariates[id] ?? made?.covariates[id];
      if (value !== undefined) {
        control.set(value as never, spec.covariates[id] === undefined ? drawnFromSeed : '');
      }
    }
    const mechanism = spec.mechanisms.map((id) => this.#title(id)).join(', ');
    setText(
      this.#says,
      made
        ? `Simulated, and shows nobody. It is of cohort ${made.hidden.cohort}; ${mechanism ? `A and B differ by one mechanism, “${mechanism}”` : 'A and B do not differ'}.`
        : 'Simulated, and shows nobody.',
    );
    if (whole) {
      this.#difference.renew();
    }
  }

  #title(mechanism: string): string {
    return this.#lists.mechanisms.find(({ id }) => id === mechanism)?.title ?? mechanism;
  }

  #help(mechanism: string | undefined): string {
    return this.#lists.mechanisms.find(({ id }) => id === mechanism)?.help ?? '';
  }

  #want(change: Partial<PhantomSpec>, done = true): void {
    this.#spec = { ...this.#spec, ...change };
    this.#doing.want(this.#spec, done);
  }

  #setting(id: SettingId): HTMLElement {
    const of = setting(this.#lists, id);
    const control = slider({ ...of, label: of.title }, (value, done) => this.#want({ [id]: value }, done));
    this.#settings.set(id, control);
    return control.element;
  }

  /** A name, not an amount: a field alone. */
  #seed(): HTMLElement {
    const of = setting(this.#lists, 'seed');
    const control = field({ ...of, label: of.title }, (value) => this.#want({ seed: value, cohort: null }));
    this.#settings.set('seed', control);
    return control.element;
  }

  #covariate({ choices, ...of }: PhantomLists['covariates'][number]): HTMLElement {
    const want = (value: number, done: boolean) => this.#want({ covariates: { ...this.#spec.covariates, [of.id]: value } }, done);
    const control: Control<number> | Control<string> =
      choices.length > 0
        ? choice(
            of.title,
            choices.map((title, i) => ({ id: String(i), title })),
            (id) => want(Number(id), true),
          )
        : slider({ ...of, label: of.title }, want);
    this.#covariates.set(of.id, control);
    return control.element;
  }

  #button(id: string, label: string, press: () => void): HTMLButtonElement {
    const button = make('button', { type: 'button', id }, label);
    button.addEventListener('click', press);
    return button;
  }
}

/** What differs between the same person’s films as A and as B. */
class Difference {
  readonly #canvas = make('canvas', { role: 'img', width: '1', height: '1' });
  readonly #legend = make('p', { class: 'note' });
  readonly #words = make('p', { class: 'note' });
  readonly element: HTMLDetailsElement;
  readonly #ask: () => Promise<Map2 | null>;
  #turn = 0;

  constructor(ask: () => Promise<Map2 | null>) {
    this.#ask = ask;
    this.element = make(
      'details',
      { id: 'difference' },
      make('summary', {}, 'What differs between A and B'),
      this.#canvas,
      make(
        'ul',
        { class: 'legend' },
        make('li', {}, make('span', { class: 'swatch brighter', 'aria-hidden': 'true' }), 'orange: B is brighter'),
        make('li', {}, make('span', { class: 'swatch darker', 'aria-hidden': 'true' }), 'blue: B is darker'),
      ),
      this.#legend,
      this.#words,
    );
    this.element.addEventListener('toggle', () => this.renew());
  }

  /** Only what is looked at is worked out; an answer that comes after another film was opened is dropped. */
  renew(): void {
    const turn = ++this.#turn;
    if (this.element.open) {
      void this.#ask().then((map) => map && turn === this.#turn && this.#draw(map));
    }
  }

  #draw(map: Map2): void {
    const summary = summarise(map);
    drawDifference(this.#canvas, map, summary.gain);
    setText(
      this.#legend,
      `Full colour: ${(255 / summary.gain).toFixed(summary.gain > 100 ? 1 : 0)} of 255 grey levels or more; black: no difference.`,
    );
    setText(this.#words, inWords(summary));
    this.#canvas.setAttribute('aria-label', `What differs. ${inWords(summary)}`);
  }
}

const anySeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

/** Brings the panel into sight and the focus to its first control. */
export function reveal(): void {
  const group = find('#phantom-group');
  group.scrollIntoView({ block: 'start' });
  group.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
}
