// The mirror: every view of the canvas as native HTML inside its slot. Present always, hidden from sight while the canvas draws, and
// the interface itself where it does not. Focusing a twin highlights what is drawn.
import { make, setText } from './dom';
import type { Lab, MirrorView } from './lab';
import { type Act, builders, type Twin } from './twins';

interface Mounted {
  readonly twin: Twin;
  readonly role: string;
}

export class Mirror {
  readonly #lab: Lab;
  readonly #announce: (text: string) => void;
  readonly #resized: () => void;
  readonly #mounted = new Map<string, Mounted>();
  readonly #said = new Map<string, string>();
  #asked = false;

  constructor(lab: Lab, announce: (text: string) => void, resized: () => void) {
    this.#lab = lab;
    this.#announce = announce;
    this.#resized = resized;
    lab.on('mirror', () => this.#later());
  }

  /** The twin that belongs to what the pointer is over on the canvas. */
  hover(widget: string | null): void {
    for (const [id, { twin }] of this.#mounted) {
      twin.element.classList.toggle('hovered', id === widget);
    }
  }

  patch(): void {
    const shown = this.#lab.mirror.flatMap((view) => {
      const slot = document.querySelector<HTMLElement>(`[data-slot="${CSS.escape(view.slot)}"]`);
      return slot ? [{ slot, view }] : [];
    });
    // First what is gone goes, so that nothing that stays has to be moved: what is moved loses the focus.
    this.#drop(new Set(shown.flatMap(({ view }) => view.widgets.map(({ id }) => id))));
    for (const { slot, view } of shown) {
      this.#patchView(slot, view);
    }
    this.#resized();
  }

  #drop(staying: ReadonlySet<string>): void {
    for (const [id, { twin }] of this.#mounted) {
      if (!staying.has(id)) {
        const home = twin.element.contains(document.activeElement) ? twin.element.parentElement : null;
        twin.element.remove();
        this.#mounted.delete(id);
        // What was used is gone: the focus stays in its view.
        home?.querySelector<HTMLElement>(':is(button, input, select):enabled')?.focus();
      }
    }
  }

  #later(): void {
    if (!this.#asked) {
      this.#asked = true;
      queueMicrotask(() => {
        this.#asked = false;
        this.patch();
      });
    }
  }

  #patchView(slot: HTMLElement, view: MirrorView): void {
    let home = slot.querySelector<HTMLElement>(':scope > .mirror');
    if (!home) {
      home = make('div', { class: 'mirror' });
      slot.append(home);
    }
    const height = view.height === null ? '' : `${view.height / 16}rem`;
    if (slot.style.getPropertyValue('--height') !== height) {
      slot.style.setProperty('--height', height);
    }
    let before: Element | null = null;
    for (const widget of view.widgets) {
      const { twin } = this.#mount(widget.id, widget.role, () => builders[widget.role](widget, this.#act));
      const next: Element | null = before ? before.nextElementSibling : home.firstElementChild;
      if (next !== twin.element) {
        home.insertBefore(twin.element, next);
      }
      twin.patch(widget);
      before = twin.element;
      if (widget.role === 'bars' && this.#said.get(widget.id) !== widget.text) {
        this.#said.set(widget.id, widget.text);
        this.#announce(widget.text);
      }
    }
  }

  #mount(id: string, role: string, build: () => Twin): Mounted {
    const there = this.#mounted.get(id);
    if (there?.role === role) {
      return there;
    }
    there?.twin.element.remove();
    const twin = build();
    twin.element.dataset.widget = id;
    twin.element.addEventListener('focusin', () => this.#lab.ask({ kind: 'focus', widget: id }));
    twin.element.addEventListener('focusout', () => this.#lab.ask({ kind: 'focus', widget: null }));
    const mounted = { twin, role };
    this.#mounted.set(id, mounted);
    return mounted;
  }

  readonly #act: Act = (widget, value, done = true) => {
    this.#lab.ask({ kind: 'act', widget, value, done });
  };
}

/** Says something to screen readers once, without moving focus. */
export function announcer(region: HTMLElement): (text: string) => void {
  let waiting: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (text) => {
    waiting.push(text);
    clearTimeout(timer);
    timer = setTimeout(() => {
      setText(region, waiting.join(' '));
      waiting = [];
    }, 150);
  };
}
