// Joins the panel of the chain to the laboratory: commands, gestures, undo that says what it undoes, and keys for it.
import { isRefusal, type Refusal } from '../wire/refusal';
import type { LabState } from '../wire/values';
import { operations, presets } from './chain';
import { ChainPanel } from './chain-panel';
import { find, make } from './dom';
import type { Lab } from './lab';

interface Telling {
  refuse(refusal: Refusal): void;
  announce(text: string): void;
  slotsChanged(): void;
}

/** Above the numbers of the canvas's own gestures. */
let gesture = 2 ** 40;

export function editChain(lab: Lab, telling: Telling): void {
  const command = (wish: object) => {
    const answer = lab.command(wish);
    if (isRefusal(answer)) {
      telling.refuse(answer);
    }
  };
  const panel = new ChainPanel(find('#chain-panel'), find('#chain-steps'), operations, presets, {
    chain(chain, done) {
      command({ kind: 'set-chain', chain, gesture });
      gesture += done ? 1 : 0;
    },
    preset(id) {
      const answer = lab.ask({ kind: 'set', patch: { preset: id } });
      if (isRefusal(answer)) {
        telling.refuse(answer);
      }
    },
    brush: (brush) => command({ kind: 'set-brush', brush }),
    look: (look) => command({ kind: 'set-look', look }),
    announce: telling.announce,
    changed: telling.slotsChanged,
  });
  const undo = new History(lab, telling.announce);
  lab.on('state', () => {
    const { state } = lab;
    if (state) {
      panel.follow(state);
      undo.follow(state);
    }
  });
}

/** Undo and redo: buttons that name what they do, and the keys one expects. */
class History {
  readonly #lab: Lab;
  readonly #announce: (text: string) => void;

  constructor(lab: Lab, announce: (text: string) => void) {
    this.#lab = lab;
    this.#announce = announce;
    document.addEventListener('keydown', (event) => this.#key(event));
  }

  follow(_: LabState): void {
    name(find('#undo'), 'Undo', this.#lab.undoes);
    name(find('#redo'), 'Redo', this.#lab.redoes);
  }

  #key(event: KeyboardEvent): void {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y') || isTyping(event.target)) {
      return;
    }
    event.preventDefault();
    const back = key === 'z' && !event.shiftKey;
    const what = back ? this.#lab.undoes : this.#lab.redoes;
    this.#lab.ask({ kind: back ? 'undo' : 'redo' });
    this.#announce(what ? `${back ? 'Undone' : 'Done again'}: ${what}.` : `Nothing to ${back ? 'undo' : 'redo'}.`);
  }
}

/** In a field that is being typed in, the keys are the browser's. */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && ['text', 'number', 'search'].includes(target.type));

function name(button: HTMLElement, does: string, what: string | null): void {
  const label = what ? `${does}: ${what}` : does;
  if (button.title !== label) {
    button.title = label;
    button.setAttribute('aria-label', label);
    button.replaceChildren(does, make('span', { class: 'what long' }, what ?? ''));
  }
}
