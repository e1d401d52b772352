// One queue for everything the worker does: the engine's calls, making, running and releasing sessions, in the order they came, so
// that each answer belongs to the image that was open when it was asked. What only reads need not wait for the network: it runs
// while the task before it does, unless another stands between them.

export interface Task {
  readonly id: number;
  /** Whether it changes nothing, so that it may run while another task waits for the network. */
  readonly reads?: boolean;
  run(): Promise<void>;
  /** Called instead of `run` when the task was cancelled before its turn. */
  drop(): void;
}

export class Queue {
  #waiting: Task[] = [];
  #running = false;

  add(task: Task): void {
    if (task.reads && this.#running && this.#waiting.length === 0) {
      void task.run();
      return;
    }
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
