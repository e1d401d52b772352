// One queue for everything the worker does: the engine's calls, making, running and releasing sessions. Nothing overlaps, so
// the runtime is never entered twice, and each answer belongs to the image that was open when it was asked.

export interface Task {
  readonly id: number;
  run(): Promise<void>;
  /** Called instead of `run` when the task was cancelled before its turn. */
  drop(): void;
}

export class Queue {
  #waiting: Task[] = [];
  #running = false;

  add(task: Task): void {
    this.#waiting.push(task);
    void this.#drain();
  }

  /** Takes a waiting task out; one that runs cannot be stopped and is let finish. */
  cancel(id: number): void {
    const dropped = this.#waiting.filter((task) => task.id === id);
    this.#waiting = this.#waiting.filter((task) => task.id !== id);
    for (const task of dropped) {
      task.drop();
    }
  }

  async #drain(): Promise<void> {
    if (this.#running) {
      return;
    }
    this.#running = true;
    for (let task = this.#waiting.shift(); task; task = this.#waiting.shift()) {
      await task.run();
      // A breath between tasks, so that cancellations sent meanwhile are heard.
      await new Promise<void>((resolve) => breath(resolve));
    }
    this.#running = false;
  }
}

const channel = new MessageChannel();
const breaths: (() => void)[] = [];
channel.port1.onmessage = () => breaths.shift()?.();

/** Resumes after the messages that wait by now have been handled (a timer would be held back by the browser). */
function breath(resume: () => void): void {
  breaths.push(resume);
  channel.port2.postMessage(null);
}
