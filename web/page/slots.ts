// Slots: empty places of the page in which the instrument is drawn. They are measured when the page lays out, scrolls, zooms or
// moves to another screen, and the one canvas over the page draws each view where its slot is.
import type { Lab } from './lab';

export class Slots {
  readonly #lab: Lab;
  readonly #canvas: HTMLCanvasElement;
  readonly #sizes = new ResizeObserver(() => this.#later());
  readonly #watched = new Set<Element>();
  #asked = false;
  #last = '';

  constructor(lab: Lab, canvas: HTMLCanvasElement) {
    this.#lab = lab;
    this.#canvas = canvas;
    this.#sizes.observe(document.documentElement);
    this.#sizes.observe(canvas);
    addEventListener('scroll', () => this.measure(), { capture: true, passive: true });
    addEventListener('resize', () => this.measure());
    this.#watchRatio();
  }

  /** Looks for slots that came or went, then measures. */
  refresh(): void {
    for (const slot of document.querySelectorAll('[data-slot]')) {
      if (!this.#watched.has(slot)) {
        this.#watched.add(slot);
        this.#sizes.observe(slot);
      }
    }
    for (const slot of this.#watched) {
      if (!slot.isConnected) {
        this.#watched.delete(slot);
        this.#sizes.unobserve(slot);
      }
    }
    this.measure();
  }

  measure(): void {
    const canvas = this.#canvas.getBoundingClientRect();
    const slots = [...this.#watched]
      .map((element) => ({ element: element as HTMLElement, box: element.getBoundingClientRect() }))
      .filter(({ element, box }) => element.isConnected && box.width > 0 && box.height > 0)
      .map(({ element, box }) => ({
        id: element.dataset.slot,
        x: box.left - canvas.left,
        y: box.top - canvas.top,
        width: box.width,
        height: box.height,
        clip: clip(element, box, canvas),
      }))
      .filter(({ clip }) => clip.width > 0 && clip.height > 0);
    const question = { kind: 'slots', ratio: devicePixelRatio, width: canvas.width, height: canvas.height, slots };
    const text = JSON.stringify(question);
    if (text !== this.#last) {
      this.#last = text;
      this.#lab.ask(question);
    }
  }

  #later(): void {
    if (!this.#asked) {
      this.#asked = true;
      queueMicrotask(() => {
        this.#asked = false;
        this.measure();
      });
    }
  }

  /** A window dragged to another screen changes its ratio without any other event. */
  #watchRatio(): void {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
      'change',
      () => {
        this.measure();
        this.#watchRatio();
      },
      { once: true },
    );
  }
}

/** The part of a slot that its scrolling ancestors leave visible. */
function clip(element: HTMLElement, box: DOMRect, canvas: DOMRect) {
  let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (parent.dataset.clips !== undefined) {
      const edge = parent.getBoundingClientRect();
      [left, top, right, bottom] = [
        Math.max(left, edge.left),
        Math.max(top, edge.top),
        Math.min(right, edge.right),
        Math.min(bottom, edge.bottom),
      ];
    }
  }
  return { x: left - canvas.left, y: top - canvas.top, width: right - left, height: bottom - top };
}
