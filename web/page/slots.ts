// Slots: empty places of the page in which the instrument is drawn. They are measured when the page lays out, scrolls, zooms or
// moves to another screen, and the one canvas over the page draws each view where its slot is.
import type { Lab } from './lab';

/** CSS pixels to one pixel of the canvas's design: larger where the page's text is, so that drawn text grows with it. */
export const magnification = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;

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
    // What grows above a slot, or beside it, moves it.
    for (const block of document.querySelectorAll('[data-clips] > *, [data-covers]')) {
      this.#sizes.observe(block);
    }
    // In device pixels where the browser knows them: a window dragged to a sharper screen then tells.
    try {
      this.#sizes.observe(canvas, { box: 'device-pixel-content-box' });
    } catch {
      this.#sizes.observe(canvas);
    }
    addEventListener('scroll', () => this.#later(), { capture: true, passive: true });
    addEventListener('resize', () => this.#later());
    // Not every change of the device pixel ratio is told to a page; a look a second costs nothing.
    let ratio = devicePixelRatio;
    setInterval(() => {
      if (ratio !== devicePixelRatio) {
        ratio = devicePixelRatio;
        this.#later();
      }
    }, 1000);
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
    this.#later();
  }

  #measure(): void {
    const canvas = this.#canvas.getBoundingClientRect();
    const by = magnification();
    const place = (left: number, top: number, width: number, height: number) => ({
      x: (left - canvas.left) / by,
      y: (top - canvas.top) / by,
      width: width / by,
      height: height / by,
    });
    const covers = [...document.querySelectorAll('[data-covers]')].map((element) => element.getBoundingClientRect());
    const slots = [...this.#watched]
      .map((element) => ({ element: element as HTMLElement, box: element.getBoundingClientRect() }))
      .filter(({ element, box }) => element.isConnected && box.width > 0 && box.height > 0)
      .map(({ element, box }) => ({
        id: element.dataset.slot,
        ...place(box.left, box.top, box.width, box.height),
        clip: place(...visible(element, box, canvas, covers)),
      }))
      .filter(({ clip }) => clip.width > 0 && clip.height > 0);
    const question = { kind: 'slots', ratio: devicePixelRatio * by, width: canvas.width / by, height: canvas.height / by, slots };
    const text = JSON.stringify(question);
    if (text !== this.#last) {
      this.#last = text;
      this.#lab.ask(question);
    }
  }

  /** Once a frame at most: measuring makes the browser lay the page out. */
  #later(): void {
    if (!this.#asked) {
      this.#asked = true;
      requestAnimationFrame(() => {
        this.#asked = false;
        this.#measure();
      });
    }
  }
}

/** The part of a slot (left, top, width, height) that the window, its scrolling ancestors and what lies over it leave to be seen. */
function visible(
  element: HTMLElement,
  box: DOMRect,
  canvas: DOMRect,
  covers: readonly DOMRect[],
): [number, number, number, number] {
  let [left, top, right, bottom] = [box.left, box.top, box.right, Math.min(box.bottom, canvas.bottom)];
  top = Math.max(top, canvas.top);
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (parent.dataset.clips !== undefined) {
      const edge = parent.getBoundingClientRect();
      [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
      [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
    }
  }
  for (const cover of covers) {
    if (cover.left < right && cover.right > left && cover.bottom >= bottom) {
      bottom = Math.min(bottom, cover.top);
    }
  }
  return [left, top, right - left, bottom - top];
}
