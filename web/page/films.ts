// What the visitor opens: a file, a sample, a simulated film. Each ends in the session; then the model that fits takes over, which the
// public functions never do by themselves.
import { samples } from 'virtual:unseen/samples';
import { isRefusal, type Refusal } from '../wire/refusal';
import type { Facts, PhantomSpec } from '../wire/values';
import type { Map2 } from './difference';
import { find } from './dom';
import { download } from './download';
import { FrameBar } from './frame-bar';
import { Frames, type Slices } from './frames';
import type { Models } from './models';
import { initialSpec, phantomLists } from './phantom-lists';
import { PhantomPanel, reveal } from './phantom-panel';
import { Phantoms, type Simulated } from './phantoms';
import { opened } from './sentences';
import type { Session } from './session';

interface Telling {
  refuse(refusal: Refusal): void;
  announce(text: string): void;
  slotsChanged(): void;
}

export class Films {
  readonly #session: Session;
  readonly #models: Models;
  readonly #telling: Telling;
  readonly #phantoms: Phantoms | null = null;
  readonly #panel: PhantomPanel | null = null;
  readonly #frames: Frames;
  readonly #bar: FrameBar;
  /** Number of the film that the panel describes. */
  #described = 0;

  constructor(session: Session, models: Models, telling: Telling) {
    this.#session = session;
    this.#models = models;
    this.#telling = telling;
    this.#frames = new Frames(session);
    this.#bar = new FrameBar(find('#frame-bar'), this.#frames, telling);
    if (phantomLists) {
      const phantoms = new Phantoms(session, {
        made: (simulated, spec, whole) => this.#made(simulated, spec, whole),
        refuse: (refusal) => telling.refuse(refusal),
        busy: (on) => this.#panel?.busy(on),
      });
      this.#phantoms = phantoms;
      this.#panel = new PhantomPanel(find('#phantom-panel'), phantomLists, initialSpec(phantomLists), {
        want: (spec, done) => (done ? void phantoms.whole(spec) : phantoms.dragged(spec)),
        stop: () => phantoms.stop(),
        truth: () => this.#truth(),
      });
    }
    session.lab.on('state', () => this.#follow());
  }

  get simulates(): boolean {
    return this.#phantoms !== null;
  }

  /** A file, by picker, drop or paste. */
  async file(file: Blob): Promise<void> {
    const answer = await window.unseen.open(file);
    await this.#took(isRefusal(answer) ? answer : answer.image);
  }

  /** Slices of one series, chosen from many files. */
  async slices(slices: Slices): Promise<void> {
    await this.#took(await this.#frames.open(slices));
  }

  async #took(facts: Facts | Refusal): Promise<void> {
    if (isRefusal(facts)) {
      this.#telling.refuse(facts);
      return;
    }
    this.#session.lab.notice(null);
    this.#telling.announce(opened(facts));
    await this.#models.fit(null);
  }

  async sample(id: string): Promise<void> {
    const sample = samples.find((one) => one.id === id);
    if (sample?.phantom && this.#phantoms) {
      await this.#phantoms.whole(sample.phantom);
      return;
    }
    const answer = await window.unseen.openSample(id);
    if (isRefusal(answer)) {
      this.#telling.refuse(answer);
      return;
    }
    this.#telling.announce(opened(answer.image));
    await this.#models.fit(this.#session.lab.state?.image?.phantom ?? null);
  }

  /** The film the page opens on. */
  async first(): Promise<void> {
    const [first] = samples;
    if (first?.phantom && this.#phantoms) {
      await this.#phantoms.whole(first.phantom);
    } else if (first?.file) {
      const bytes = await download({ what: `sample ${first.id}`, ...first.file });
      const facts = isRefusal(bytes) ? bytes : await this.#session.open(new Blob([bytes]));
      if (isRefusal(facts)) {
        this.#telling.refuse(facts);
      }
    }
  }

  /** Shows the panel of a simulated film; opens one where there is none. */
  async simulate(): Promise<void> {
    if (this.#phantoms && !this.#session.lab.state?.image?.phantom && phantomLists) {
      await this.#phantoms.whole(this.#phantoms.spec ?? initialSpec(phantomLists));
    }
    reveal();
  }

  /** Takes the open simulated person again with another exposure; everything else stays, seed and all. */
  expose(change: Partial<Pick<PhantomSpec, 'kvp' | 'mas'>>, done: boolean): void {
    const now = this.#session.lab.state?.image?.phantom;
    if (now && this.#phantoms) {
      const spec = { ...now, ...change };
      void (done ? this.#phantoms.whole(spec) : this.#phantoms.dragged(spec));
    }
  }

  async #truth(): Promise<Map2 | null> {
    const truth = await this.#session.truth();
    const [height = 0, width = 0] = isRefusal(truth) ? [] : truth.dims;
    return isRefusal(truth) ? null : { width, height, data: truth.data };
  }

  async #made(simulated: Simulated, spec: PhantomSpec, whole: boolean): Promise<void> {
    this.#described = this.#session.lab.state?.image?.id ?? 0;
    this.#panel?.follow(spec, simulated, whole);
    if (whole) {
      this.#telling.announce(`A simulated film of cohort ${simulated.hidden.cohort} is open.`);
      await this.#models.fit(spec);
    }
    this.#telling.slotsChanged();
  }

  /** A film that came in by another way is described too, as far as the state says. */
  #follow(): void {
    this.#bar.follow();
    const image = this.#session.lab.state?.image;
    if (image?.phantom && image.id !== this.#described) {
      this.#described = image.id;
      this.#panel?.follow(image.phantom, null, true);
    }
  }
}
