// One visitor's session: what is open, which model is loaded, what is being scored. Joins the laboratory (this thread) and the
// engine (the worker). The opened file's bytes are kept once, by the bridge, so that a replaced worker gets them back.
import type { Card } from '../wire/card';
import type { Floats, Grey, Loaded, Prediction, Threads, View } from '../wire/messages';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Facts, Look, PhantomSpec, Result, Timings } from '../wire/values';
import type { Bridge } from './bridge';
import { Files } from './files';
import type { Lab, Wanted } from './lab';
import { Latest } from './latest';
import { type Brought, Loader, type Shipped } from './loader';
import { type Ran, type RunOptions, Runs } from './runs';
import type { Compared, Given, Judged, Opened, OpenOptions, ShowGrey, Shown, Shows, Simulated } from './session-values';
import { type Looked, scoreKey, viewKey, viewOf } from './views';

export type { Compared, Given, Judged, OpenOptions, Shows, Simulated } from './session-values';

export class Session {
  readonly lab: Lab;
  readonly bridge: Bridge;
  readonly cards = new Map<string, Card>();
  readonly loader: Loader;
  readonly #side: number;
  readonly #showGrey: ShowGrey;
  #images = 0;
  readonly #files = new Files();
  /** The opened file; null for a simulated film, and while none is open. */
  shows: Shows | null = null;
  #decode = 0;
  #texture = '';
  #textures: Latest<Looked>;
  #scoring: { key: string; result: Promise<Result | Refusal> } | null = null;
  /** The key that was refused last: asked again only when something has changed. */
  #refused = '';
  /** What the network was given for the result on screen. */
  given: Given | null = null;
  readonly #runs: Runs;

  constructor(lab: Lab, bridge: Bridge, shipped: readonly Shipped[], side: number, showGrey: ShowGrey) {
    this.lab = lab;
    this.bridge = bridge;
    this.loader = new Loader(bridge, shipped);
    this.#side = side;
    this.#showGrey = showGrey;
    for (const { text } of shipped) {
      const card = JSON.parse(text) as Card;
      this.cards.set(card.id, card);
    }
    this.#runs = new Runs(bridge);
    this.#textures = new Latest((view) => this.#draw(view));
    lab.on('state', () => this.#follow());
  }

  /** Whether an experiment runs. */
  get busy(): boolean {
    return this.#runs.busy;
  }

  /** A number that no film has had. */
  number(): number {
    return ++this.#images;
  }

  get times(): Loaded | null {
    return this.loader.loaded?.times ?? null;
  }

  get threads(): Threads {
    return this.loader.threads;
  }

  /**
   * Opens a file: the one way in for picker, drop, paste and API. Another frame of the file that is open, or another slice of its
   * series, keeps window and view. A refusal leaves the previous image and score in place.
   */
  async open(file: Blob, { frame, of }: OpenOptions = {}): Promise<Facts | Refusal> {
    const image = this.number();
    // The bridge holds the open file already: its next frame is not read from the disk again.
    const read = await this.#files.read(file, this.shows?.file === file ? this.bridge.file : null);
    if (isRefusal(read)) {
      return read;
    }
    const send = { image, ...read, side: this.#side, ...(frame === undefined ? {} : { frame }) };
    const opened = await this.bridge.call('open', send);
    if (isRefusal(opened)) {
      return opened;
    }
    const shows = { file, of: of ?? file };
    const same = (frame !== undefined || of !== undefined) && this.shows?.of === shows.of;
    return this.#show(image, opened, null, shows, same) ?? opened.facts;
  }

  /** Simulates a film, which becomes the open image. What the spec leaves out is as the catalogue has it. */
  async phantom(spec: Partial<PhantomSpec>, signal?: AbortSignal): Promise<Simulated | Refusal> {
    const image = this.number();
    const made = await this.bridge.call('phantom', { image, spec, side: this.#side }, signal);
    if (isRefusal(made)) {
      return made;
    }
    const { facts, phantom } = made;
    const { cohort, covariates } = phantom;
    const { mechanisms, strength } = phantom.spec;
    const simulated = { facts, phantom, covariates, hidden: { cohort, mechanisms, strength } };
    return this.#show(image, made, phantom.spec, null) ?? simulated;
  }

  /** What the mechanisms of the open simulated film changed: the same person as B less as A; dims are height and width. */
  async truth(): Promise<Floats | Refusal> {
    const image = this.lab.state?.image?.id;
    return image === undefined ? refuse('no-image') : this.bridge.call('truth', { image });
  }

  /** Puts an opened film on screen, unless a newer one is there. Gives a refusal of the laboratory's, or nothing. */
  #show(
    image: number,
    { facts, grey, decode }: Opened,
    phantom: PhantomSpec | null,
    shows: Shows | null,
    sameFile = false,
  ): Refusal | null {
    if (image <= (this.lab.state?.image?.id ?? 0)) {
      return null;
    }
    this.#decode = decode;
    this.shows = shows;
    this.#texture = viewKey({ image, window: null, chain: [], look: 'film' });
    this.#showTexture(image, grey, 'film');
    const taken = this.lab.command({ kind: 'image-opened', id: image, image: { ...facts, phantom }, sameFile });
    return isRefusal(taken) ? taken : null;
  }

  /** Loads a model of this site by id, or a variant of it, or one brought along. Loading another ends the one before. */
  loadModel(
    model: Brought,
    onProgress?: (done: number, total: number) => void,
    signal?: AbortSignal,
    variant: string | null = null,
  ): Promise<Card | Refusal> {
    return this.loader.queue(async () => {
      const card = await this.loader.bring(model, variant, onProgress, signal);
      return isRefusal(card) ? card : this.#use(card, variant);
    });
  }

  /**
   * Scores the open film by other models of this site and in other chains, without a change of the state: afterwards the model in use
   * is in the worker again, whatever came between. `signal` is heeded between two scores.
   */
  compare(asked: readonly Compared[], signal?: AbortSignal): Promise<readonly Judged[] | Refusal> {
    const view = this.#view();
    if (!view) {
      return Promise.resolve(refuse('no-image'));
    }
    if (this.#runs.busy) {
      return Promise.resolve(refuse('experiment-busy'));
    }
    return this.loader.lend(async (bring) => {
      const found: Judged[] = [];
      for (const { model, variant, chain } of asked) {
        const card = signal?.aborted ? refuse('cancelled') : await bring(model, variant);
        const scored = isRefusal(card) ? card : await this.bridge.call('predict', { view: { ...view, chain }, model, variant });
        if (isRefusal(scored)) {
          return scored;
        }
        found.push(scored.scores);
      }
      return found;
    });
  }

  /** Scores what is on screen now. Calls for the same state join; each settles for the state it was asked of, or `superseded`. */
  async predict(signal?: AbortSignal): Promise<Result | Refusal> {
    const image = this.lab.state?.image?.id;
    if (image === undefined) {
      return refuse('no-image');
    }
    if (!this.lab.wanted) {
      await this.loader.idle;
      if (this.lab.state?.image?.id !== image) {
        return refuse('superseded');
      }
    }
    const wanted = this.lab.wanted;
    if (!wanted) {
      return refuse('no-model');
    }
    const cancelled = new Promise<Refusal>((resolve) => {
      if (signal?.aborted) {
        resolve(refuse('cancelled'));
      }
      signal?.addEventListener('abort', () => resolve(refuse('cancelled')), { once: true });
    });
    return signal?.aborted ? refuse('cancelled') : Promise.race([this.#score(wanted), cancelled]);
  }

  /** Runs an experiment with the network in use, a retrained variant too, on the film on screen where one is open. */
  async run(experiment: string, parameters: object, options?: RunOptions): Promise<Ran | Refusal> {
    await this.loader.idle;
    const using = this.lab.state?.model;
    if (!using) {
      return refuse('no-model');
    }
    const { id: model, variant } = using;
    // A step back in the history changes what is to score before its weights are here.
    const card = this.loader.holds(model, variant) ? null : await this.loadModel(model, undefined, options?.signal, variant);
    if (isRefusal(card)) {
      return card;
    }
    const { wanted } = this.lab;
    const view = wanted ? viewOf(wanted) : this.#view();
    const ran = await this.#runs.run({ experiment, parameters, model, variant, view }, options);
    if (isRefusal(ran)) {
      await this.#leaveGraphics(ran);
    }
    return ran;
  }

  async tensor(): Promise<Floats | Refusal> {
    const wanted = this.lab.wanted;
    if (!wanted) {
      return refuse(this.lab.state?.image ? 'no-model' : 'no-image');
    }
    const tensor = await this.bridge.call('tensor', { view: viewOf(wanted), model: wanted.model });
    return isRefusal(tensor) ? tensor : { dims: tensor.dims, data: tensor.data };
  }

  async image(): Promise<{ width: number; height: number; data: Float32Array } | Refusal> {
    const view = this.#view();
    if (!view) {
      return refuse('no-image');
    }
    const pixels = await this.bridge.call('pixels', { view });
    const [height = 0, width = 0] = isRefusal(pixels) ? [] : pixels.dims;
    return isRefusal(pixels) ? pixels : { width, height, data: pixels.data };
  }

  /** The film as it is scored, as grey of at most `side` pixels; null where none is open. */
  async picture(side: number): Promise<Grey | null> {
    const view = this.#view();
    const grey = view && (await this.bridge.call('display', { view, side, look: 'film' }));
    return grey === null || isRefusal(grey) ? null : grey;
  }

  /** Reads the value of one pixel for the pointer's read-out. */
  readonly pointer = new Latest<{ x: number; y: number } | null>(async (point) => {
    const view = this.#view();
    if (!point || !view) {
      this.lab.command({ kind: 'value-read', pointer: null });
      return;
    }
    const value = await this.bridge.call('value', { view, x: point.x, y: point.y });
    if (!isRefusal(value)) {
      this.lab.command({ kind: 'value-read', pointer: { x: value.x, y: value.y, stored: value.stored, shown: value.shown } });
    }
  });

  #view(): View | null {
    const state = this.lab.state;
    return state?.image ? { image: state.image.id, window: state.window, chain: this.lab.inForce } : null;
  }

  /** Makes a model that is in the worker the one that scores. */
  #use(card: Card, variant: string | null): Card | Refusal {
    this.cards.set(card.id, card);
    if (
      this.lab.state?.model?.id === card.id &&
      this.lab.state.model.variant === variant &&
      this.lab.state.cards.includes(card.id)
    ) {
      return card;
    }
    for (const command of [
      { kind: 'card-loaded', card },
      { kind: 'set-model', model: { id: card.id, variant } },
    ]) {
      const taken = this.lab.command(command);
      if (isRefusal(taken)) {
        return taken;
      }
    }
    return card;
  }

  /** After every change of the state: the film as it is to be shown, and the score that belongs to it. */
  #follow(): void {
    const view = this.#looked();
    if (view && viewKey(view) !== this.#texture) {
      this.#texture = viewKey(view);
      this.#textures.want(view);
    }
    // The picture is asked for first; of the scores only the newest, and the untouched film's when there is nothing else to do.
    const { wanted, fresh, wantedUntouched } = this.lab;
    const next = fresh ? wantedUntouched : wanted;
    if (next && !this.#scoring && scoreKey(next) !== this.#refused) {
      void this.#score(next);
    }
  }

  #looked(): Looked | null {
    const view = this.#view();
    return view && { ...view, look: this.lab.state?.look ?? 'film' };
  }

  /** Has the film drawn again, by whatever draws now. */
  redraw(): void {
    const view = this.#looked();
    if (view) {
      this.#textures.want(view);
    }
  }

  async #draw({ look, ...view }: Looked): Promise<void> {
    const grey = await this.bridge.call('display', { view, side: this.#side, look });
    if (!isRefusal(grey)) {
      this.#showTexture(view.image, grey, look);
    }
  }

  #showTexture(image: number, grey: Shown, look: Look): void {
    this.lab.ask({ kind: 'texture', image, look, width: grey.width, height: grey.height }, grey.data);
    this.#showGrey(grey, look);
  }

  #score(wanted: Wanted): Promise<Result | Refusal> {
    const key = scoreKey(wanted);
    if (this.#scoring?.key === key) {
      return this.#scoring.result;
    }
    const result = this.#run(wanted);
    const scoring = { key, result };
    this.#scoring = scoring;
    void result.then((answer) => {
      if (this.#scoring === scoring) {
        this.#scoring = null;
      }
      this.#refused = isRefusal(answer) && answer.code !== 'superseded' ? key : '';
      this.#follow();
    });
    return result;
  }

  async #run(wanted: Wanted): Promise<Result | Refusal> {
    const began = performance.now();
    if (!this.loader.holds(wanted.model, wanted.variant)) {
      await this.loader.idle;
      const now = this.lab.state?.model;
      if (now?.id !== wanted.model || now.variant !== wanted.variant) {
        return refuse('superseded');
      }
      const card = await this.loadModel(wanted.model, undefined, undefined, wanted.variant);
      if (isRefusal(card)) {
        this.lab.notice(card);
        return card;
      }
    }
    const prediction = await this.bridge.call('predict', { view: viewOf(wanted), model: wanted.model, variant: wanted.variant });
    if (isRefusal(prediction)) {
      if (prediction.code !== 'superseded') {
        this.lab.notice(prediction);
      }
      return (await this.#leaveGraphics(prediction)) ? this.#run(wanted) : prediction;
    }
    return this.#take(wanted, prediction, performance.now() - began);
  }

  /** After a refusal of the graphics processor's: back to the processor. Says whether that was it. */
  async #leaveGraphics({ code }: Refusal): Promise<boolean> {
    return (code === 'gpu-failed' || code === 'gpu-differs') && !isRefusal(await this.loader.moveTo(null));
  }

  #take(wanted: Wanted, { scores, tensor, preprocess, inference }: Prediction, total: number): Result {
    const timings: Timings = { decode: this.#decode, preprocess, inference, total };
    const { labels, logits, scores: values, notes, ood } = scores;
    const answer = { labels: labels.map(({ id, title, head }) => ({ id, title, head })), logits, scores: values, ood };
    const taken = this.lab.command({
      kind: 'scored',
      wanted,
      ...answer,
      timings: {
        ...timings,
        firstInference: this.times?.first ?? null,
        threads: this.threads.count,
        threadsReason: this.threads.why,
      },
    });
    if (!isRefusal(taken) && this.lab.state?.result?.revision === wanted.revision) {
      this.given = { ...tensor, notes: [...tensor.notes, ...notes] };
    }
    return { model: wanted.model, variant: wanted.variant, ...answer, timings };
  }
}
