// The questions of the wizard as one form, in order, each with its reason and, beside it, what is wrong with its answer.
import { make, setText } from '../dom';
import { countOf, type Draft, labelsIn, missing, type Stated, type Subject, withLayout, withOutput } from './draft';
import { figure, Labels, type Part, pick, stated, tick, words } from './fields';
import { presetsFor, withPreset } from './presets';
import { type QuestionId, questions } from './questions';

type Follow = (draft: Draft) => void;

export class Ask {
  readonly element = make('div', { class: 'wizard-asks' });
  readonly #subject: Subject;
  readonly #changed: (draft: Draft) => void;
  readonly #follow: Follow[] = [];
  readonly #wrong = new Map<QuestionId, HTMLElement>();
  /** Questions whose answers were touched, or all once the card was asked for: before that nothing is called missing. */
  readonly #touched = new Set<QuestionId>();
  #draft: Draft;

  constructor(subject: Subject, draft: Draft, changed: (draft: Draft) => void) {
    this.#subject = subject;
    this.#draft = draft;
    this.#changed = changed;
    const parts: Readonly<Record<QuestionId, readonly HTMLElement[]>> = {
      title: [this.#words('title', 'Title')],
      question: [this.#words('question', 'In plain words')],
      output: [this.#output()],
      labels: [this.#labels()],
      heads: [
        this.#pick('heads', 'They are', [
          ['softmax', 'one of them is right (softmax)'],
          ['sigmoid', 'each is true or not by itself (sigmoid)'],
          ['value', 'values, such as an age; no probabilities'],
        ]),
      ],
      about: [this.#stated('about', 'In a sentence')],
      activated: [this.#activated()],
      layout: [this.#layout()],
      size: this.#size(),
      fit: [
        this.#pick('fit', 'It is', [
          ['squash', 'squashed to it, whatever its shape'],
          ['centre-crop-square', 'cut to its central square, then resized'],
          ['pad', 'resized whole, with bars beside it'],
        ]),
      ],
      kernel: [
        this.#pick('kernel', 'By', [
          ['bilinear', 'bilinear, not smoothed (torch’s default on tensors, OpenCV)'],
          ['bilinear-antialias', 'bilinear, smoothed when it shrinks (Pillow, torchvision on images)'],
          ['area', 'the mean over each area (OpenCV’s INTER_AREA)'],
        ]),
      ],
      range: this.#range(),
      scale: [this.#scale()],
      training: [this.#stated('training', 'A line each')],
      licence: [this.#stated('licence', 'Licence')],
      attribution: [this.#stated('attribution', 'A line each')],
      intended: [this.#stated('intended', 'A line each')],
      misuse: [this.#stated('misuse', 'A line each')],
      limits: [this.#stated('limits', 'A line each')],
    };
    this.element.append(
      ...questions.map(({ id, title, why }, i) => {
        const wrong = make('p', { class: 'wrong', id: `wizard-wrong-${id}` });
        this.#wrong.set(id, wrong);
        const reason = make('p', { class: 'note', id: `wizard-why-${id}` }, why);
        const described = `${reason.id} ${wrong.id}`;
        const legend = make('legend', {}, `${i + 1}. ${title}`);
        return make(
          'fieldset',
          { class: 'ask', 'data-question': id, 'aria-describedby': described },
          legend,
          reason,
          ...parts[id],
          wrong,
        );
      }),
    );
    this.show();
  }

  get draft(): Draft {
    return this.#draft;
  }

  /** Says of every question what is missing, brings the first of them to hand, and gives how many there are. */
  demand(): number {
    for (const { id } of questions) {
      this.#touched.add(id);
    }
    this.show();
    const open = missing(this.#draft, this.#subject);
    if (open[0]) {
      this.reveal(open[0].id);
    }
    return open.length;
  }

  /** Says beside a question what the engine has against its answer. */
  blame(id: QuestionId, sentence: string): void {
    setText(this.#wrong.get(id) as HTMLElement, sentence);
    this.reveal(id);
  }

  reveal(id: QuestionId): void {
    const field = this.element.querySelector<HTMLElement>(`[data-question="${id}"] :is(input, select, textarea)`);
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  }

  /** Everything as the draft has it; what is being typed stays. */
  show(): void {
    for (const follow of this.#follow) {
      follow(this.#draft);
    }
    const open = new Map(missing(this.#draft, this.#subject).map(({ id, sentence }) => [id, sentence]));
    for (const [id, wrong] of this.#wrong) {
      setText(wrong, this.#touched.has(id) ? (open.get(id) ?? '') : '');
    }
  }

  #take(id: QuestionId, draft: Draft): void {
    this.#draft = draft;
    this.#touched.add(id);
    this.show();
    this.#changed(draft);
  }

  #part<T>(part: Part<T>, value: (draft: Draft) => T): HTMLElement {
    this.#follow.push((draft) => part.set(value(draft)));
    return part.element;
  }

  #words(id: 'title' | 'question', label: string): HTMLElement {
    return this.#part(
      words(label, (text) => this.#take(id, { ...this.#draft, [id]: text })),
      (draft) => draft[id],
    );
  }

  #stated(id: 'about' | 'training' | 'licence' | 'attribution' | 'intended' | 'misuse' | 'limits', label: string): HTMLElement {
    const take = (value: Stated) => this.#take(id, { ...this.#draft, [id]: value });
    return this.#part(
      stated(label, () => this.#draft[id], take),
      (draft) => draft[id],
    );
  }

  #pick<K extends 'heads' | 'fit' | 'kernel', T extends NonNullable<Draft[K]> & string>(
    id: K,
    label: string,
    options: readonly (readonly [T, string])[],
  ): HTMLElement {
    const part = pick(label, options, (value) => this.#take(id, { ...this.#draft, [id]: value }));
    return this.#part(part as Part<string | null>, (draft) => draft[id]);
  }

  #output(): HTMLElement {
    const { model } = this.#subject;
    const floats = model.outputs.filter(({ type }) => type === 'float32');
    const options = floats.map(
      ({ name, dims }) => [name, `${name} (${dims?.map((d) => d || 'open').join(' × ') ?? 'no shape'})`] as const,
    );
    return this.#part(
      pick('Output', options, (name) => this.#take('output', withOutput(this.#draft, name, model))),
      (draft) => draft.output,
    );
  }

  #labels(): HTMLElement {
    const paste = (text: string): string => {
      const found = labelsIn(text);
      const count = countOf(this.#draft, this.#subject.model);
      const labels = count === null ? found : Array.from({ length: count }, (_, i) => found[i] ?? this.#draft.labels[i] ?? '');
      this.#take('labels', { ...this.#draft, labels });
      return count === null || found.length === count
        ? `${found.length} labels were filled in.`
        : `The list has ${found.length} labels, the output ${count} numbers.`;
    };
    return this.#part(new Labels(paste, (labels) => this.#take('labels', { ...this.#draft, labels })), (draft) => draft.labels);
  }

  #activated(): HTMLElement {
    const options = [
      ['no', 'no: they are logits, any number at all'],
      ['yes', 'yes: softmax or sigmoid is in the network'],
    ] as const;
    return this.#part(
      pick('It gives scores', options, (value) => this.#take('activated', { ...this.#draft, activated: value === 'yes' })),
      ({ activated }) => (activated === null ? null : activated ? 'yes' : 'no'),
    );
  }

  #layout(): HTMLElement {
    const { picture } = this.#subject;
    const titles = { NCHW: 'before height and width (NCHW)', NHWC: 'after height and width (NHWC)' };
    const options = picture.layouts.map((layout) => [layout, titles[layout]] as const);
    return this.#part(
      pick('Channels', options, (layout) => this.#take('layout', withLayout(this.#draft, layout, picture))),
      (draft) => draft.layout,
    );
  }

  #size(): HTMLElement[] {
    return (['height', 'width'] as const).map((side) => {
      const part = figure(`${side === 'height' ? 'Height' : 'Width'}, pixels`, (value) => {
        this.#take('size', { ...this.#draft, [side]: value });
      });
      const field = part.element.querySelector('input') as HTMLInputElement;
      this.#follow.push(({ layout }) => {
        const { picture } = this.#subject;
        const decided = layout !== null && picture.sizeIn(layout)[side] !== null;
        field.readOnly = decided;
        field.title = decided ? 'The file fixes it.' : '';
      });
      return this.#part(part, (draft) => draft[side]);
    });
  }

  #range(): HTMLElement[] {
    const preset = make('select', {}, make('option', { value: '' }, 'None: my own numbers'));
    const fill = make('button', { type: 'button' }, 'Fill in what it says');
    let channels = 0;
    this.#follow.push(({ mean }) => {
      if (mean.length !== channels) {
        channels = mean.length;
        preset.replaceChildren(
          make('option', { value: '' }, 'None: my own numbers'),
          ...presetsFor(channels).map(({ id, title }) => make('option', { value: id }, title)),
        );
      }
    });
    fill.addEventListener('click', () => {
      const chosen = presetsFor(channels).find(({ id }) => id === preset.value);
      if (chosen) {
        this.#touched.add('scale');
        this.#take('range', withPreset(this.#draft, chosen));
      }
    });
    const depths = (['8', '16'] as const).map((bits) => {
      const films = bits === '8' ? 'Films of up to 8 bits' : 'Films of 9 to 16 bits';
      const set = (ends: Partial<Draft['range']['8']>) => {
        const range = { ...this.#draft.range, [bits]: { ...this.#draft.range[bits], ...ends } };
        this.#take('range', { ...this.#draft, range });
      };
      const end = (key: 'low' | 'high', label: string) =>
        this.#part(
          figure(label, (value) => set({ [key]: value })),
          (draft) => draft.range[bits][key],
        );
      return make(
        'div',
        { role: 'group', 'aria-label': films },
        make('p', {}, films),
        end('low', 'Stored 0 becomes'),
        end('high', 'Full scale becomes'),
        this.#part(
          tick('Refuse such films', (refused) => set({ refused })),
          (draft) => draft.range[bits].refused,
        ),
      );
    });
    return [
      make('label', { class: 'control choice' }, make('span', {}, 'A way that is in use'), preset),
      make('div', { class: 'row' }, fill),
      ...depths,
    ];
  }

  #scale(): HTMLElement {
    const root = make('div', {});
    const parts = { mean: [] as Part<number | null>[], spread: [] as Part<number | null>[] };
    const add = (key: 'mean' | 'spread', c: number) => {
      const part = figure(`${key === 'mean' ? 'Mean' : 'Spread'} of channel ${c + 1}`, (value) => {
        this.#take('scale', { ...this.#draft, [key]: this.#draft[key].map((old, i) => (i === c ? value : old)) });
      });
      parts[key].push(part);
      root.append(part.element);
    };
    this.#follow.push((draft) => {
      for (let c = parts.mean.length; c < draft.mean.length; c++) {
        add('mean', c);
        add('spread', c);
      }
      for (const key of ['mean', 'spread'] as const) {
        for (const part of parts[key].splice(draft[key].length)) {
          part.element.remove();
        }
        parts[key].forEach((part, c) => {
          part.set(draft[key][c] ?? null);
        });
      }
    });
    return root;
  }
}
