// window.unseen: the public API over the session and the laboratory. See ../api.ts for what each part promises.
import { samples } from 'virtual:unseen/samples';
import type { ApiCard, GraphicsProcessor, LoadedModel, Opened, SimulatedFilm, UnseenApi } from '../api';
import type { Card } from '../wire/card';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { LabState } from '../wire/values';
import { presets } from './chain';
import { download } from './download';
import { exportResult } from './exports';
import { loadFindings } from './findings/load';
import { select } from './findings/select';
import { useGraphics } from './graphics';
import type { Lab, Reply } from './lab';
import { fragment, permalink } from './links';
import type { BroughtOnnx } from './loader';
import type { Privacy } from './privacy';
import { receipt } from './receipt';
import { resultPng } from './result-png';
import type { Session } from './session';

export interface Parts {
  readonly ready: Promise<void>;
  readonly privacy: Privacy;
  /** What is up by now; null until then. */
  session(): Session | null;
  operations(): UnseenApi['operations'] extends () => infer T ? T : never;
  shippedCards(): readonly Card[];
}

const apiCard = (card: Card): ApiCard => ({ ...card, sha256: card.weights.sha256 });
/** A card is small: what is larger is none. */
const largestCard = 2 ** 24;

async function withText({ onnx, card }: { readonly onnx: Blob; readonly card?: Blob }): Promise<BroughtOnnx | Refusal> {
  if (!card || card.size > largestCard) {
    return card ? refuse('card-not-json', `it is larger than ${largestCard / 2 ** 20} MB`) : refuse('card-missing');
  }
  return card.text().then(
    (text) => ({ onnx, card: text }),
    () => refuse('unreadable-file'),
  );
}
const notUp = () => refuse('engine-died', 'it is not up yet: wait for unseen.ready');

export function makeApi({ ready, privacy, session, operations, shippedCards }: Parts): UnseenApi {
  const withSession = async <T>(use: (session: Session) => Promise<T | Refusal>): Promise<T | Refusal> => {
    // Where only the model could not be loaded, files are opened all the same.
    const failed = await ready.then(
      () => null,
      (error: unknown) => error,
    );
    const up = session();
    return up ? use(up) : isRefusal(failed) ? failed : notUp();
  };
  const withLab = (use: (lab: Lab) => Reply | Refusal): LabState | Refusal => {
    const lab = session()?.lab;
    const reply = lab ? use(lab) : notUp();
    return isRefusal(reply) ? reply : state();
  };
  const state = (): LabState => {
    const up = session()?.lab.state;
    if (!up) {
      throw new Error('unseen is not up yet: wait for unseen.ready');
    }
    return structuredClone(up);
  };
  return {
    ready,
    version: { api: 1, app: __VERSION__, commit: __COMMIT__ },
    samples: () => samples.map(({ id, title, source, licence }) => ({ id, title, source, licence })),
    models: () => {
      const known = session()?.cards.values() ?? shippedCards();
      return [...known].map(apiCard);
    },
    operations,
    presets: () => structuredClone([...presets]),
    openSample: (id) =>
      withSession<Opened>(async (up) => {
        const sample = samples.find((one) => one.id === id);
        if (!sample) {
          return refuse('unknown-sample', String(id));
        }
        if (sample.phantom) {
          const made = await up.phantom(sample.phantom);
          return isRefusal(made) ? made : { ok: true, image: { name: null, ...made.facts } };
        }
        const bytes = sample.file ? await download({ what: `sample ${id}`, ...sample.file }) : refuse('unknown-sample', id);
        const facts = isRefusal(bytes) ? bytes : await up.open(new Blob([bytes]));
        return isRefusal(facts) ? facts : { ok: true, image: { name: null, ...facts } };
      }),
    phantom: ({ mechanism, mechanisms, ...spec } = {}, { signal } = {}) =>
      withSession<SimulatedFilm>(async (up) => {
        const asked = mechanisms ?? (mechanism && mechanism !== 'none' ? [mechanism] : []);
        const made = await up.phantom({ ...spec, mechanisms: asked }, signal);
        if (isRefusal(made)) {
          return made;
        }
        const truth = await up.truth();
        if (isRefusal(truth)) {
          return truth;
        }
        const [height = 0, width = 0] = truth.dims;
        const { facts, covariates, hidden } = made;
        return { ok: true, image: { name: null, ...facts }, covariates, hidden, truthMask: { width, height, data: truth.data } };
      }),
    open: (file, { name, frame } = {}) =>
      withSession<Opened>(async (up) => {
        const facts = await up.open(file, frame === undefined ? {} : { frame });
        return isRefusal(facts)
          ? facts
          : { ok: true, image: { name: name ?? (file instanceof File ? file.name : null), ...facts } };
      }),
    loadModel: (model, { variant, onProgress, signal } = {}) =>
      withSession<LoadedModel>(async (up) => {
        const brought = typeof model === 'object' && 'onnx' in model ? await withText(model) : model;
        const card = isRefusal(brought) ? brought : await up.loadModel(brought, onProgress, signal, variant);
        return isRefusal(card) ? card : { ok: true, card: apiCard(card) };
      }),
    useGraphicsProcessor: (on) =>
      withSession<GraphicsProcessor>(async (up) => {
        const times = await useGraphics(up, on);
        return isRefusal(times)
          ? times
          : { ok: true, inUse: up.loader.onGraphics, difference: times.checked?.difference ?? null };
      }),
    get: state,
    set: (patch) => withLab((lab) => lab.ask({ kind: 'set', patch })),
    reset: () => withLab((lab) => lab.ask({ kind: 'reset' })),
    undo: () => withLab((lab) => lab.ask({ kind: 'undo' })),
    redo: () => withLab((lab) => lab.ask({ kind: 'redo' })),
    predict: ({ signal } = {}) => withSession((up) => up.predict(signal)),
    tensor: () => withSession((up) => up.tensor()),
    image: () => withSession((up) => up.image()),
    run: (experiment, parameters = {}, options = {}) => withSession((up) => up.run(experiment, parameters, options)),
    findings: async (filter = {}) => {
      const rows = await loadFindings();
      return isRefusal(rows) ? rows : structuredClone(select(rows, filter));
    },
    network: () => privacy.network,
    permalink: () => permalink(session()?.lab).url,
    permalinkLeavesOut: () => permalink(session()?.lab).leftOut,
    restore: (url) => withLab((lab) => lab.ask({ kind: 'restore', text: fragment(url) })),
    exportResult: ((format: string) => {
      const up = session();
      return format === 'receipt' ? receipt(up) : format === 'png' ? resultPng(up) : exportResult(format, up);
    }) as UnseenApi['exportResult'],
  };
}
