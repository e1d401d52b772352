// What is open as one of several: frames of a film, pages, slices of a volume, or files of one series. Each is opened when it is asked
// for, and only then read.
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Facts } from '../wire/values';
import type { Session } from './session';

/** Files that lie one behind the other in one body, in their order. */
export interface Slices {
  /** What they show, such as "CT, axial". */
  readonly title: string;
  readonly count: number;
  /** One of them, from 0. */
  file(index: number): Promise<Blob | Refusal>;
}

/** Where one is among them; `noun` is what they are called. */
export interface Place {
  readonly index: number;
  readonly count: number;
  readonly noun: 'Frame' | 'Page' | 'Slice';
}

const nouns: Readonly<Record<string, Place['noun']>> = { NIfTI: 'Slice', TIFF: 'Page' };

export class Frames {
  readonly #session: Session;
  #slices: Slices | null = null;
  /** Which slice a file of the series is. */
  readonly #indices = new WeakMap<Blob, number>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Where the open film stands; null where it stands alone. */
  get place(): Place | null {
    const { shows, lab } = this.#session;
    const image = lab.state?.image;
    if (!shows || !image) {
      return null;
    }
    if (this.#slices && shows.of === this.#slices) {
      return { index: this.#indices.get(shows.file) ?? 0, count: this.#slices.count, noun: 'Slice' };
    }
    return image.frames > 1 ? { index: image.frame, count: image.frames, noun: nouns[image.format] ?? 'Frame' } : null;
  }

  /** Opens a series in its middle: its ends often show nothing. */
  async open(slices: Slices): Promise<Facts | Refusal> {
    const before = this.#slices;
    this.#slices = slices;
    const opened = await this.#slice(slices, Math.floor((slices.count - 1) / 2));
    if (isRefusal(opened) && this.#slices === slices) {
      this.#slices = before;
    }
    return opened;
  }

  /** Opens another one of what is open. */
  async go(index: number): Promise<Facts | Refusal> {
    const { shows } = this.#session;
    const { place } = this;
    if (!shows || !place || index < 0 || index >= place.count) {
      return refuse('dicom-frame', String(index + 1));
    }
    return this.#slices && shows.of === this.#slices
      ? this.#slice(this.#slices, index)
      : this.#session.open(shows.file, { frame: index });
  }

  async #slice(slices: Slices, index: number): Promise<Facts | Refusal> {
    const file = await slices.file(index);
    if (isRefusal(file)) {
      return file;
    }
    this.#indices.set(file, index);
    return this.#session.open(file, { of: slices });
  }
}
