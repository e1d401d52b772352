// Draws a frame when something visible changed, and rests otherwise. Looks after the drawing context: lost, restored, absent.
import { isRefusal } from '../wire/refusal';
import type { Lab } from './lab';

interface Frame {
  readonly again: boolean;
  readonly cursor: string;
  readonly hovered: string | null;
}

export class Painter {
  readonly #lab: Lab;
  readonly #film: HTMLElement;
  readonly #hover: (widget: string | null) => void;
  #asked = false;
  #drawing: boolean;

  /** `drawn` is told when the drawing context goes and comes back. */
  constructor(
    lab: Lab,
    canvas: HTMLCanvasElement,
    film: HTMLElement,
    drawing: boolean,
    hover: (widget: string | null) => void,
    drawn: (on: boolean) => void,
  ) {
    this.#lab = lab;
    this.#film = film;
    this.#hover = hover;
    this.#drawing = drawing;
    lab.on('dirty', () => this.#ask());
    canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      this.#drawing = false;
      lab.ask({ kind: 'context', event: 'lost' });
      drawn(false);
    });
    canvas.addEventListener('webglcontextrestored', () => {
      const reply = lab.ask<{ gl: boolean }>({ kind: 'context', event: 'restored' });
      this.#drawing = !isRefusal(reply) && reply.gl;
      drawn(this.#drawing);
      this.#ask();
    });
  }

  #ask(): void {
    if (this.#drawing && !this.#asked) {
      this.#asked = true;
      requestAnimationFrame((time) => this.#draw(time));
    }
  }

  #draw(time: number): void {
    this.#asked = false;
    if (!this.#drawing) {
      return;
    }
    const frame = this.#lab.ask<Frame>({ kind: 'frame', time });
    if (isRefusal(frame)) {
      return;
    }
    this.#film.style.cursor = frame.cursor;
    this.#hover(frame.hovered);
    if (frame.again) {
      this.#ask();
    }
  }
}
