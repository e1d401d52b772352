// Hands pointer, wheel, pinch and keys of the slots on to the canvas. A drag holds its pointer and is let go of on cancel, on lost
// capture and when the window loses focus. The wheel is taken over the film only; keys only while a slot has focus; Tab and
// Backspace never.
import { isRefusal } from '../wire/refusal';
import type { Lab } from './lab';
import { magnification } from './slots';

interface Consumed {
  readonly consumed: boolean;
  readonly point: { readonly x: number; readonly y: number } | null;
}

/** CSS pixels a wheel event means: some browsers count lines or pages. */
export function wheelPixels({ deltaY, deltaMode }: Pick<WheelEvent, 'deltaY' | 'deltaMode'>, page: number): number {
  const unit = deltaMode === 1 ? 16 : deltaMode === 2 ? page : 1;
  return Math.max(-480, Math.min(480, deltaY * unit));
}

export class Input {
  readonly #lab: Lab;
  readonly #canvas: HTMLCanvasElement;
  readonly #point: (point: Consumed['point']) => void;
  readonly #fingers = new Map<number, { x: number; y: number }>();
  #spread = 0;
  /** Where the pointer was last, for events that come without a place. */
  #at = { x: 0, y: 0 };

  constructor(lab: Lab, canvas: HTMLCanvasElement, point: (point: Consumed['point']) => void) {
    this.#lab = lab;
    this.#canvas = canvas;
    this.#point = point;
  }

  attach(slot: HTMLElement): void {
    const film = slot.dataset.slot === 'film';
    slot.addEventListener('pointerdown', (event) => this.#down(slot, event, film));
    slot.addEventListener('pointermove', (event) => this.#move(slot, event));
    slot.addEventListener('pointerup', (event) => this.#up(slot, event));
    for (const lost of ['pointercancel', 'lostpointercapture'] as const) {
      slot.addEventListener(lost, (event) => this.#lost(slot, event));
    }
    slot.addEventListener('pointerleave', (event) => {
      if (!slot.hasPointerCapture(event.pointerId)) {
        this.#send(slot, { type: 'pointer-leave' }, event);
        this.#point(null);
      }
    });
    slot.addEventListener('dblclick', (event) => this.#send(slot, { type: 'double-click' }, event));
    addEventListener('blur', () => {
      this.#fingers.clear();
      this.#send(slot, { type: 'pointer-cancel' });
    });
    if (film) {
      slot.tabIndex = 0;
      slot.setAttribute('role', 'group');
      slot.setAttribute('aria-label', 'The film. Arrow keys move it, plus and minus zoom, zero shows all of it.');
      slot.addEventListener('wheel', (event) => this.#wheel(slot, event), { passive: false });
      slot.addEventListener('keydown', (event) => this.#key(slot, event));
    }
  }

  #down(slot: HTMLElement, event: PointerEvent, film: boolean): void {
    if (isControl(event.target)) {
      return;
    }
    slot.setPointerCapture(event.pointerId);
    if (film && event.pointerType === 'touch') {
      this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (this.#fingers.size === 2) {
        this.#spread = this.#distance();
        this.#send(slot, { type: 'pointer-cancel' });
      }
      if (this.#fingers.size > 1) {
        return;
      }
    }
    this.#send(slot, { type: 'pointer-down', button: Math.min(event.button, 2) }, event);
  }

  #move(slot: HTMLElement, event: PointerEvent): void {
    const finger = this.#fingers.get(event.pointerId);
    if (finger) {
      finger.x = event.clientX;
      finger.y = event.clientY;
    }
    if (this.#fingers.size > 1) {
      this.#pinch(slot);
      return;
    }
    const reply = this.#send(slot, { type: 'pointer-move' }, event);
    this.#point(reply?.point ?? null);
  }

  #pinch(slot: HTMLElement): void {
    const distance = this.#distance();
    if (this.#fingers.size !== 2 || this.#spread < 1 || distance < 1) {
      return;
    }
    const [a, b] = [...this.#fingers.values()];
    if (a && b) {
      this.#send(
        slot,
        { type: 'pinch', factor: distance / this.#spread },
        { clientX: (a.x + b.x) / 2, clientY: (a.y + b.y) / 2 },
      );
    }
    this.#spread = distance;
  }

  #up(slot: HTMLElement, event: PointerEvent): void {
    const pinched = this.#fingers.size > 1;
    this.#fingers.delete(event.pointerId);
    if (!pinched) {
      this.#send(slot, { type: 'pointer-up', button: Math.max(0, Math.min(event.button, 2)) }, event);
    }
  }

  #lost(slot: HTMLElement, event: PointerEvent): void {
    if (event.type === 'pointercancel' || this.#fingers.delete(event.pointerId)) {
      this.#fingers.delete(event.pointerId);
      this.#send(slot, { type: 'pointer-cancel' });
    }
  }

  #wheel(slot: HTMLElement, event: WheelEvent): void {
    const reply = this.#send(slot, { type: 'wheel', pixels: wheelPixels(event, innerHeight) }, event);
    // Ctrl and wheel is the browser's zoom and a touchpad's pinch: over the film it is the film's.
    if (reply?.consumed || event.ctrlKey) {
      event.preventDefault();
    }
  }

  #key(slot: HTMLElement, event: KeyboardEvent): void {
    if (
      event.target !== slot ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.key === 'Tab' ||
      event.key === 'Backspace'
    ) {
      return;
    }
    const reply = this.#send(slot, { type: 'key', key: event.key, shift: event.shiftKey, ctrl: event.ctrlKey });
    if (reply?.consumed) {
      event.preventDefault();
    }
  }

  #distance(): number {
    const [a, b] = [...this.#fingers.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  }

  #send(slot: HTMLElement, what: object, at?: { clientX: number; clientY: number }): Consumed | null {
    const canvas = this.#canvas.getBoundingClientRect();
    if (at) {
      const by = magnification();
      this.#at = { x: (at.clientX - canvas.left) / by, y: (at.clientY - canvas.top) / by };
    }
    const place = 'key' in what ? {} : this.#at;
    const reply = this.#lab.ask<Consumed>({ kind: 'input', slot: slot.dataset.slot, ...what, ...place });
    return isRefusal(reply) ? null : reply;
  }
}

const isControl = (target: EventTarget | null) =>
  target instanceof Element && target.closest('button, input, select, a, label') !== null;
