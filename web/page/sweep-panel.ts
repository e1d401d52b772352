// The panel of a sweep: what to go through, on what; start, pause, cancel; the curve as it forms, the table, the sentence, the tone.
import type { Card } from '../wire/card';
import { isRefusal, type Refusal } from '../wire/refusal';
import type { Answer, AnswerCurve } from '../wire/values';
import { theNumbers } from './answers/render';
import { chart, legend, type Overlay, ofOne } from './chart';
import { choice, field } from './controls';
import { make, setText } from './dom';
import { save } from './exports';
import { OwnFilms } from './own-films';
import { ended, RunControls, type RunDoing } from './run-controls';
import type { Ran } from './runs';
import { numbers, sweepable, type Wish, asked as wishFor } from './sweep-choices';
import { asCsv, asJson, asPng } from './sweep-export';
import { play } from './tone';
import { onlyOne, scorer } from './variant-text';

export interface Doing extends RunDoing {
  /** The card of that model. */
  card(model: string): Card | null;
  /** Why the score of the open film is not to be believed, where the gate says so; else empty. */
  doubt(): string;
  /** Figures of others for a curve, each with its source. */
  overlays(curve: AnswerCurve): Promise<readonly Overlay[] | Refusal>;
  /** Our own figures of the model that was swept, fixed and retrained, for a curve. */
  own(curve: AnswerCurve, ran: Ran): readonly Overlay[];
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
  readonly #operation = make('select', { id: 'sweep-operation' });
  readonly #subject = choice(
    'On',
    [
      { id: 'open', title: 'the open film: its score' },
      { id: 'films', title: 'simulated films, whose truth is known: area under the curve' },
      { id: 'own', title: 'films of my own, of which I know what is true: area under the curve' },
    ],
    (id) => this.#want({ subject: id as Wish['subject'] }),
  );
  readonly #over = choice(
    'Going through',
    [
      { id: 'study', title: 'the study’s settings, where it has some' },
      { id: 'range', title: 'the whole range' },
      { id: 'own', title: 'settings of my own' },
    ],
    (id) => this.#want({ over: id as Wish['over'] }),
  );
  readonly #mine = new OwnFilms(() => this.#doing.slotsChanged());
  readonly #controls: RunControls;
  readonly #figure = make('figure', { id: 'sweep-figure', hidden: true });
  readonly #rows: Readonly<Record<'films' | 'seeds' | 'own' | 'beside', HTMLElement>>;
  readonly #published = make('input', { type: 'checkbox', id: 'sweep-published' });
  readonly #ours = make('input', { type: 'checkbox', id: 'sweep-own' });
  /** Marks over the curves, a list for each curve's id. */
  #overlays = new Map<string, readonly Overlay[]>();
  #last: { answers: readonly Answer[]; ran: Ran | null } | null = null;
  #wish: Wish;
  #silence: (() => void) | null = null;

  constructor(root: HTMLElement, doing: Doing) {
    this.#doing = doing;
    this.#controls = new RunControls('sweep', 'Start', doing, () => void this.#run());
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
    root.replaceChildren(
      this.#operations(),
      make('label', { class: 'control choice' }, make('span', {}, 'Setting of it'), this.#parameter),
      this.#subject.element,
      films.element,
      seeds.element,
      this.#mine.element,
      this.#over.element,
      own,
      beside,
      ...this.#controls.elements,
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
    this.#operation.append(...groups.values());
    this.#operation.addEventListener('change', () => this.#want({ operation: this.#operation.value, parameter: '' }));
    return make('label', { class: 'control choice' }, make('span', {}, 'What to change'), this.#operation);
  }

  /** The model in use, whose labels films of one's own are given. */
  follow(card: Card | null): void {
    this.#mine.follow(card);
  }

  /** Chooses what to go through on the open film, and brings the start button to hand; the visitor starts it. */
  prefill({ operation, parameter, over }: Pick<Wish, 'operation' | 'parameter' | 'over'>): void {
    this.#want({ operation, parameter: '', subject: 'open', over });
    this.#want({ parameter });
    this.#operation.value = operation;
    this.#parameter.value = parameter;
    this.#subject.set('open');
    this.#over.set(over);
    this.#controls.reveal();
  }

  #want(change: Partial<Wish>): void {
    const before = this.#wish.operation;
    this.#wish = { ...this.#wish, ...change };
    const operation = sweepable.find(({ id }) => id === this.#wish.operation);
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
    this.#rows.beside.hidden = subject === 'open';
    this.#mine.element.hidden = subject !== 'own';
    this.#rows.own.hidden = over !== 'own';
  }

  /** Lays published figures and our own over what is shown, or takes them away. */
  async #compare(): Promise<void> {
    const shown = this.#last;
    const overlays = new Map<string, readonly Overlay[]>();
    for (const curve of curvesOf(shown?.answers ?? [])) {
      const found = this.#published.checked ? await this.#doing.overlays(curve) : [];
      if (isRefusal(found)) {
        this.#controls.say(found.message);
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
    this.#overlays = new Map();
    const own = this.#wish.subject === 'own';
    const ran = await this.#controls.run(
      'sweep',
      wishFor(this.#wish, own ? this.#mine.truths : []),
      (answers, whole) => this.#show(answers, whole),
      own ? this.#mine.films : [],
    );
    if (ran) {
      await this.#compare();
      this.#doing.announce(`${ended(ran)} ${curvesOf(ran.answers)[0]?.says ?? ''}`);
    }
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
    const whole = ran ? [make('p', { class: 'note' }, notes), theNumbers(answers), this.#take(ran, card, curves)] : [];
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
    return this.#wish.subject !== 'open' && this.#ours.checked && !some
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

const curvesOf = (answers: readonly Answer[]) => answers.filter((answer): answer is AnswerCurve => answer.form === 'curve');
