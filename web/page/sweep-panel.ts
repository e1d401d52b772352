// The panel of a sweep: what to go through, on what; start, pause, cancel; the curve as it forms, the table, the sentence, the tone.
import type { Card } from '../wire/card';
import { isRefusal, type Refusal } from '../wire/refusal';
import type { Answer, AnswerCurve } from '../wire/values';
import { chart, legend, type Overlay, ofOne } from './chart';
import { choice, field } from './controls';
import { make, setText } from './dom';
import { save } from './exports';
import type { Ran, RunOptions, RunProgress } from './runs';
import { numbers, type Swept, sweepable, type Wish, asked as wishFor } from './sweep-choices';
import { asCsv, asJson, asPng } from './sweep-export';
import { curvesOf, numbersOf } from './sweep-numbers';
import { play } from './tone';
import { onlyOne, scorer } from './variant-text';

export interface Doing {
  run(experiment: string, parameters: object, options: RunOptions): Promise<Ran | Refusal>;
  announce(text: string): void;
  /** The card of that model. */
  card(model: string): Card | null;
  /** Why the score of the open film is not to be believed, where the gate says so; else empty. */
  doubt(): string;
  /** Figures of others for a curve, each with its source. */
  overlays(curve: AnswerCurve): Promise<readonly Overlay[] | Refusal>;
  /** Our own figures of the model that was swept, fixed and retrained, for a curve. */
  own(curve: AnswerCurve, ran: Ran): readonly Overlay[];
  slotsChanged(): void;
}

const defaults = { films: 100, seeds: 8 } as const;

export class SweepPanel {
  readonly #doing: Doing;
  readonly #parameter = make('select', {});
  readonly #own = make('input', {
    type: 'text',
    inputmode: 'decimal',
    'aria-label': 'Settings, between commas',
    placeholder: '5, 10, 25',
  });
  readonly #start = make('button', { type: 'button', id: 'sweep-start' }, 'Start');
  readonly #pause = make('button', { type: 'button', id: 'sweep-pause', hidden: true }, 'Pause');
  readonly #cancel = make('button', { type: 'button', id: 'sweep-cancel', hidden: true }, 'Cancel');
  readonly #bar = make('progress', { max: '1', value: '0', 'aria-label': 'Pictures scored', hidden: true });
  readonly #words = make('p', { class: 'note', id: 'sweep-progress' });
  readonly #figure = make('figure', { id: 'sweep-figure', hidden: true });
  readonly #rows: Readonly<Record<'films' | 'seeds' | 'own' | 'beside', HTMLElement>>;
  readonly #published = make('input', { type: 'checkbox', id: 'sweep-published' });
  readonly #ours = make('input', { type: 'checkbox', id: 'sweep-own' });
  /** Marks over the curves, a list for each curve's id. */
  #overlays = new Map<string, readonly Overlay[]>();
  #last: { answers: readonly Answer[]; ran: Ran | null } | null = null;
  #wish: Wish;
  #stop: AbortController | null = null;
  #goOn: (() => void) | null = null;
  #silence: (() => void) | null = null;

  constructor(root: HTMLElement, doing: Doing) {
    this.#doing = doing;
    const [first] = sweepable;
    this.#wish = { operation: first?.id ?? '', parameter: '', subject: 'open', over: 'study', own: '', ...defaults };
    const films = field({ label: 'Number of films', unit: '', min: 4, max: 2000, step: 1 }, (value) =>
      this.#want({ films: value }),
    );
    const seeds = field({ label: 'Seeds a setting', unit: '', min: 1, max: 64, step: 1 }, (value) =>
      this.#want({ seeds: value }),
    );
    films.set(defaults.films);
    seeds.set(defaults.seeds);
    const own = make('label', { class: 'control choice' }, make('span', {}, 'Settings, between commas'), this.#own);
    this.#own.addEventListener('change', () => this.#want({ own: this.#own.value }));
    const beside = make(
      'div',
      {},
      this.#tick(this.#published, 'Published figures beside it'),
      this.#tick(this.#ours, 'Our Figure 1 beside it'),
    );
    this.#rows = { films: films.element, seeds: seeds.element, own, beside };
    this.#parameter.addEventListener('change', () => this.#want({ parameter: this.#parameter.value }));
    this.#start.addEventListener('click', () => void this.#run());
    this.#pause.addEventListener('click', () => this.#togglePause());
    this.#cancel.addEventListener('click', () => this.#stop?.abort());
    root.replaceChildren(
      this.#operations(),
      make('label', { class: 'control choice' }, make('span', {}, 'Setting of it'), this.#parameter),
      choice(
        'On',
        [
          { id: 'open', title: 'the open film: its score' },
          { id: 'films', title: 'simulated films, whose truth is known: area under the curve' },
        ],
        (id) => this.#want({ subject: id as Wish['subject'] }),
      ).element,
      films.element,
      seeds.element,
      choice(
        'Going through',
        [
          { id: 'study', title: 'the study’s settings, where it has some' },
          { id: 'range', title: 'the whole range' },
          { id: 'own', title: 'settings of my own' },
        ],
        (id) => this.#want({ over: id as Wish['over'] }),
      ).element,
      own,
      beside,
      make('div', { class: 'row' }, this.#start, this.#pause, this.#cancel),
      this.#bar,
      this.#words,
      this.#figure,
    );
    this.#want({});
  }

  #tick(box: HTMLInputElement, text: string): HTMLElement {
    box.addEventListener('change', () => void this.#compare());
    return make('label', { class: 'twin-toggle' }, box, make('span', {}, text));
  }

  #operations(): HTMLElement {
    const groups = new Map<string, HTMLOptGroupElement>();
    for (const { id, title, group } of sweepable) {
      const of = groups.get(group) ?? make('optgroup', { label: group });
      groups.set(group, of);
      of.append(make('option', { value: id }, title));
    }
    const select = make('select', { id: 'sweep-operation' }, ...groups.values());
    select.addEventListener('change', () => this.#want({ operation: select.value, parameter: '' }));
    return make('label', { class: 'control choice' }, make('span', {}, 'What to change'), select);
  }

  get #operation(): Swept | undefined {
    return sweepable.find(({ id }) => id === this.#wish.operation);
  }

  #want(change: Partial<Wish>): void {
    const before = this.#wish.operation;
    this.#wish = { ...this.#wish, ...change };
    const operation = this.#operation;
    if (operation && (this.#wish.parameter === '' || before !== operation.id)) {
      const all = numbers(operation);
      this.#parameter.replaceChildren(
        ...all.map(({ id, title, unit }) => make('option', { value: id }, unit ? `${title}, ${unit}` : title)),
      );
      this.#wish = { ...this.#wish, parameter: all[0]?.id ?? '' };
    }
    const { subject, over } = this.#wish;
    this.#rows.films.hidden = subject !== 'films';
    this.#rows.seeds.hidden = subject !== 'open' || operation?.random !== true;
    this.#rows.beside.hidden = subject !== 'films';
    this.#rows.own.hidden = over !== 'own';
  }

  /** Lays published figures and our own over what is shown, or takes them away. */
  async #compare(): Promise<void> {
    const shown = this.#last;
    const overlays = new Map<string, readonly Overlay[]>();
    for (const curve of curvesOf(shown?.answers ?? [])) {
      const found = this.#published.checked ? await this.#doing.overlays(curve) : [];
      if (isRefusal(found)) {
        setText(this.#words, found.message);
        return;
      }
      overlays.set(curve.id, [...found, ...(this.#ours.checked && shown?.ran ? this.#doing.own(curve, shown.ran) : [])]);
    }
    this.#overlays = overlays;
    if (shown && shown === this.#last) {
      this.#show(shown.answers, shown.ran);
    }
  }

  async #run(): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    this.#working(true);
    this.#overlays = new Map();
    setText(this.#words, 'Beginning…');
    const ran = await this.#doing.run('sweep', wishFor(this.#wish), {
      signal: stop.signal,
      onProgress: (progress) => this.#progress(progress),
    });
    this.#goOn = null;
    this.#working(false);
    if (isRefusal(ran)) {
      setText(this.#words, ran.message);
      this.#doing.announce(ran.message);
      return;
    }
    const end = ran.partial ? `Stopped half-way: ${ran.done} of ${ran.total} pictures.` : `Done: ${ran.total} pictures.`;
    setText(this.#words, end);
    this.#show(ran.answers, ran);
    await this.#compare();
    this.#doing.announce(`${end} ${curvesOf(ran.answers)[0]?.says ?? ''}`);
  }

  #progress({ done, total, secondsLeft, answers }: RunProgress): unknown {
    this.#bar.max = total;
    this.#bar.value = done;
    setText(this.#words, `${done} of ${total} pictures, about ${Math.max(1, Math.round(secondsLeft))} s left.`);
    this.#show(answers, null);
    if (this.#pause.dataset.paused !== 'yes') {
      return undefined;
    }
    setText(this.#words, `Paused at ${done} of ${total} pictures.`);
    return new Promise<void>((resolve) => {
      this.#goOn = resolve;
    });
  }

  #togglePause(): void {
    const paused = this.#pause.dataset.paused === 'yes';
    this.#pause.dataset.paused = paused ? 'no' : 'yes';
    setText(this.#pause, paused ? 'Pause' : 'Go on');
    if (paused) {
      this.#goOn?.();
      this.#goOn = null;
    }
  }

  #working(on: boolean): void {
    const focus = document.activeElement;
    this.#start.hidden = on;
    this.#pause.hidden = !on;
    this.#cancel.hidden = !on;
    this.#bar.hidden = !on;
    this.#pause.dataset.paused = 'no';
    setText(this.#pause, 'Pause');
    if (on && focus === this.#start) {
      this.#cancel.focus();
    } else if (!on && (focus === this.#pause || focus === this.#cancel)) {
      this.#start.focus();
    }
    this.#doing.slotsChanged();
  }

  /** The curves that there are by now; all that goes with them once the run has ended. */
  #show(answers: readonly Answer[], ran: Ran | null): void {
    this.#last = { answers, ran };
    const card = ran && this.#doing.card(ran.model);
    const who = ran ? scorer(card, ran.variant) : '';
    const curves = curvesOf(answers).map((curve) => (ran ? { ...curve, says: `${curve.says} Scored by ${who}.` } : curve));
    const parts = curves.flatMap((curve) => {
      const overlays = this.#overlays.get(curve.id) ?? [];
      const drawn = chart(curve, overlays, ofOne(who));
      return ran ? [drawn, legend(curve, overlays, ofOne(who)), make('p', { class: 'says' }, curve.says)] : [drawn];
    });
    const doubt = ran && this.#wish.subject === 'open' ? this.#doing.doubt() : '';
    const notes = ran ? [doubt, this.#without(), onlyOne(card, ran.variant)].filter(Boolean).join(' ') : '';
    const whole = ran ? [make('p', { class: 'note' }, notes), numbersOf(answers), this.#take(ran, card, curves)] : [];
    this.#figure.replaceChildren(...parts, ...whole);
    const wasHidden = this.#figure.hidden;
    this.#figure.hidden = false;
    if (ran || wasHidden) {
      this.#doing.slotsChanged();
    }
  }

  /** Said where our own figures are asked for and there are none. */
  #without(): string {
    const some = [...this.#overlays.values()].flat().some(({ mark }) => mark === 'cross');
    return this.#wish.subject === 'films' && this.#ours.checked && !some
      ? 'Our Figure 1 has no point here: for this model no network was retrained on films changed just so.'
      : '';
  }

  #take(ran: Ran, card: Card | null, curves: readonly AnswerCurve[]): HTMLElement {
    const [curve] = curves;
    const row = make('div', { class: 'row' });
    const button = (id: string, label: string, press: () => void) => {
      const made = make('button', { type: 'button', id }, label);
      made.addEventListener('click', press);
      row.append(made);
      return made;
    };
    if (card && curve) {
      button('sweep-csv', 'Save as CSV', () => save(asCsv(ran, card), 'unseen-sweep.csv'));
      button('sweep-json', 'Save as JSON', () => save(asJson(ran, card), 'unseen-sweep.json'));
      button('sweep-png', 'Save as picture', () => {
        void asPng(ran, card, curve, this.#overlays.get(curve.id) ?? []).then((blob) => save(blob, 'unseen-sweep.png'));
      });
    }
    if (curve) {
      const hear = button('sweep-hear', 'Hear it', () => {
        if (this.#silence) {
          this.#silence();
          return;
        }
        setText(hear, 'Stop the tone');
        this.#silence = play(curve, 0, () => {
          this.#silence = null;
          setText(hear, 'Hear it');
        });
      });
      hear.title = 'From left to right; the higher the tone, the higher the value.';
    }
    return row;
  }
}
