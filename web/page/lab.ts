// The laboratory: state and commands of src/lab, views of src/ui, in the canvas module on this thread. This file passes words
// to and fro; it knows no rule of the laboratory itself.

import type { WasmModule } from '../wire/module';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import type { Gate, LabState, ScoredLabel, Window } from '../wire/values';

/** What must be scored for the state as it is (src/lab decides). */
export interface Wanted {
  readonly image: number;
  readonly model: string;
  readonly variant: string | null;
  readonly window: Window | null;
  readonly chain: readonly object[];
  readonly revision: number;
}

export interface Widget {
  readonly id: string;
  readonly role:
    | 'image'
    | 'slider'
    | 'button'
    | 'toggle'
    | 'choice'
    | 'number'
    | 'bars'
    | 'curve'
    | 'map'
    | 'table'
    | 'line'
    | 'order'
    | 'levels'
    | 'spark'
    | 'brush';
  readonly label: string;
  readonly text: string;
  readonly enabled: boolean;
  readonly value?: unknown;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly unit?: string;
  readonly options?: readonly { readonly id: string; readonly title: string }[];
  readonly columns?: readonly string[];
  readonly rows?: readonly (readonly string[])[] | readonly Bar[];
  readonly stale?: boolean;
  readonly greyed?: boolean;
  readonly note?: string;
  readonly logarithmic?: boolean;
  readonly items?: readonly { readonly id: string; readonly title: string; readonly on: boolean | null }[];
  /** Labels of the lines an order orders. */
  readonly lines?: readonly string[];
  readonly low?: number;
  readonly high?: number;
}

export interface Bar {
  readonly id: string;
  readonly label: string;
  readonly value: number | null;
  readonly text: string;
  readonly chance: number | null;
}

export interface MirrorView {
  readonly slot: string;
  readonly title: string;
  /** Height the slot should have in CSS px; null where the view fills whatever it is given. */
  readonly height: number | null;
  readonly widgets: readonly Widget[];
}

interface Standing {
  readonly dirty: boolean;
  readonly revision: number;
  readonly mirror: number;
  readonly state?: LabState;
  readonly wanted?: Wanted | null;
  readonly fresh?: boolean;
  readonly canUndo?: boolean;
  readonly canRedo?: boolean;
  readonly undoes?: string | null;
  readonly redoes?: string | null;
  readonly inForce?: readonly object[];
  readonly wantedUntouched?: Wanted | null;
}

export type Reply<T = object> = { readonly ok: true } & Standing & T;

export interface Scored {
  readonly wanted: Wanted;
  readonly labels: readonly ScoredLabel[];
  readonly logits: readonly number[];
  readonly scores: readonly number[];
  readonly ood: Gate | null;
  readonly timings: object;
}

type Heard = 'dirty' | 'state' | 'mirror';

export class Lab {
  readonly #module: WasmModule;
  readonly #listeners = new Map<Heard, (() => void)[]>();
  #mirror = -1;
  #revision = -1;
  state: LabState | null = null;
  wanted: Wanted | null = null;
  fresh = false;
  canUndo = false;
  canRedo = false;
  /** What one step back or forth changes, in a few words. */
  undoes: string | null = null;
  redoes: string | null = null;
  /** The steps that do something. */
  inForce: readonly object[] = [];
  /** What must be scored beside it, so that a change can be told. */
  wantedUntouched: Wanted | null = null;

  constructor(module: WasmModule) {
    this.#module = module;
  }

  /** `dirty`: something visible changed; `state`: the state did; `mirror`: the widgets did. */
  on(what: Heard, heard: () => void): void {
    this.#listeners.set(what, [...(this.#listeners.get(what) ?? []), heard]);
  }

  ask<T = object>(question: object, payload?: Uint8Array): Reply<T> | Refusal {
    const answer = this.#module.request(question, payload);
    if (!answer) {
      return refuse('out-of-memory');
    }
    const reply = answer.json as (Reply<T> | Refusal) & Standing;
    this.#stand(reply);
    return reply;
  }

  command(command: object): Reply | Refusal {
    return this.ask({ kind: 'command', command });
  }

  /** Shows one line to the visitor, or takes it away. */
  notice(notice: { code: string; message: string } | null): void {
    this.command({ kind: 'notice', notice: notice && { code: notice.code, message: notice.message } });
  }

  get mirror(): readonly MirrorView[] {
    const answer = this.ask<{ views: readonly MirrorView[] }>({ kind: 'mirror' });
    return isRefusal(answer) ? [] : answer.views;
  }

  #stand(reply: Standing): void {
    const heard: Heard[] = [];
    if (reply.state) {
      this.state = reply.state;
      this.wanted = reply.wanted ?? null;
      this.fresh = reply.fresh ?? false;
      this.canUndo = reply.canUndo ?? false;
      this.canRedo = reply.canRedo ?? false;
      this.undoes = reply.undoes ?? null;
      this.redoes = reply.redoes ?? null;
      this.inForce = reply.inForce ?? [];
      this.wantedUntouched = reply.wantedUntouched ?? null;
    }
    if (reply.state && reply.revision !== this.#revision) {
      this.#revision = reply.revision;
      heard.push('state');
    }
    if (reply.mirror !== this.#mirror) {
      this.#mirror = reply.mirror;
      heard.push('mirror');
    }
    if (reply.dirty) {
      heard.push('dirty');
    }
    for (const what of heard) {
      for (const tell of this.#listeners.get(what) ?? []) {
        tell();
      }
    }
  }
}
