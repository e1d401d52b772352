// Models that the visitor asked to keep on this device: their card and their bytes, never the name of a file. They are looked for when
// the list of models is opened and read when one is used; what is damaged is forgotten, with a word about it.
import { explain } from '../wire/explain';
import { type Refusal, refuse } from '../wire/refusal';
import type { BroughtCheckpoint } from './checkpoints';
import type { BroughtOnnx } from './loader';
import type { Shelf } from './shelf';

/** What is kept of a model, beside its bytes. */
export interface Kept {
  /** The id of its card. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'onnx' | 'checkpoint';
  /** Of the file. */
  readonly bytes: number;
  readonly sha256: string;
  /** Of an ONNX file its card as text; of a checkpoint the id of the card of this site by which it is read. */
  readonly card: string;
}

export interface Shelved {
  /** By title. */
  readonly models: readonly Kept[];
  /** How many were damaged, and are forgotten. */
  readonly damaged: number;
}

const largestRecord = 2 ** 25;
/** As ids of cards are; so that a name is never a path. */
const nameForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export class KeptModels {
  readonly #open: () => Promise<Shelf>;
  #shelf: Promise<Shelf> | null = null;

  constructor(open: () => Promise<Shelf>) {
    this.#open = open;
  }

  #get(): Promise<Shelf> {
    this.#shelf ??= this.#open();
    return this.#shelf;
  }

  /** What is kept. A browser that lets nothing be looked for has kept nothing. */
  async list(): Promise<Shelved> {
    try {
      const on = await this.#get();
      const models: Kept[] = [];
      let damaged = 0;
      for (const name of await on.names()) {
        const record = await readRecord(on, name);
        if (record) {
          models.push(record);
        } else {
          damaged++;
          await on.remove(name);
        }
      }
      return { models: models.sort((a, b) => (a.title < b.title ? -1 : 1)), damaged };
    } catch {
      return { models: [], damaged: 0 };
    }
  }

  /** Keeps the model's bytes and what is to be known of them. `model-not-kept` where the browser or the disk does not allow it. */
  async keep(model: BroughtOnnx | BroughtCheckpoint, about: Omit<Kept, 'kind' | 'card' | 'bytes'>): Promise<Kept | Refusal> {
    const file = 'onnx' in model ? model.onnx : model.checkpoint;
    const record: Kept = {
      ...about,
      kind: 'onnx' in model ? 'onnx' : 'checkpoint',
      bytes: file.size,
      card: model.card ?? about.id,
    };
    try {
      const on = await this.#get();
      // The record last: without one, what was written is no model.
      await on.remove(record.id);
      await on.write(record.id, 'weights', new Blob([file]));
      await on.write(record.id, 'record', new Blob([JSON.stringify(record)]));
      if (await readRecord(on, record.id)) {
        return record;
      }
      await on.remove(record.id);
      return refuse('model-not-kept', 'what was written could not be read again');
    } catch (error) {
      await this.forget(record.id);
      return refuse('model-not-kept', reason(error));
    }
  }

  /** The model as it would be brought; `model-not-kept` where it is no longer there. */
  async bring(id: string): Promise<BroughtOnnx | BroughtCheckpoint | Refusal> {
    try {
      const on = await this.#get();
      const record = await readRecord(on, id);
      const file = record && (await on.read(id, 'weights'));
      if (record && file) {
        return record.kind === 'onnx' ? { onnx: file, card: record.card } : { checkpoint: file, card: record.card };
      }
      await on.remove(id);
      return refuse('model-not-kept', 'what was kept of it is damaged, and has been forgotten');
    } catch (error) {
      return refuse('model-not-kept', reason(error));
    }
  }

  async forget(id: string): Promise<void> {
    await this.#get()
      .then((on) => on.remove(id))
      .catch(() => undefined);
  }

  async forgetAll(): Promise<void> {
    const on = await this.#get().catch(() => null);
    for (const name of (await on?.names().catch(() => [])) ?? []) {
      await this.forget(name);
    }
  }
}

const reason = (error: unknown) =>
  error instanceof DOMException && error.name === 'QuotaExceededError' ? 'there is no room for it' : explain(error);

/** The record of that name, if it is whole and as many bytes lie beside it as it says. */
async function readRecord(on: Shelf, name: string): Promise<Kept | null> {
  const [record, weights] = [await on.read(name, 'record'), await on.read(name, 'weights')];
  if (!record || !weights || record.size > largestRecord) {
    return null;
  }
  try {
    const found = JSON.parse(await record.text()) as Kept;
    const texts = [found.id, found.title, found.sha256, found.card].every((text) => typeof text === 'string' && text !== '');
    const whole = texts && ['onnx', 'checkpoint'].includes(found.kind) && found.id === name && nameForm.test(name);
    return whole && found.bytes === weights.size ? found : null;
  } catch {
    return null;
  }
}
