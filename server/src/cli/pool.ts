/**
 * Work in threads: tasks go out in small portions to whoever is free, and their results come back
 * in the order of the tasks, whatever the number of threads. A thread that dies costs the task it
 * was at; a new one takes over the rest.
 */
import type { Worker } from 'node:worker_threads';

interface PoolOptions<Task, Result> {
  /** Threads, at least 1. */
  readonly size: number;
  /** Starts a thread that answers each `Portion` with one `Answer` per task, in order. */
  start(): Worker;
  read(answer: string): Result;
  /** The result of a task whose thread died; `reason` is a clause. */
  failed(task: Task, reason: string): Result;
}
/** Tasks that go out to a thread together. */
export interface Portion<Task> {
  /** Index of the first task. */
  readonly first: number;
  readonly tasks: readonly Task[];
}
/** The result of one task. */
export interface Answer {
  readonly index: number;
  /** The result as text: cheaper to hand over than an object. */
  readonly result: string;
}

const portionSize = 16;
/**
 * So many portions per thread may be finished before they are wanted; then the threads wait, so
 * that a slow reader costs no memory.
 */
const portionsAhead = 8;

/** The results of all tasks, in their order. */
export async function* inOrder<Task, Result>(
  tasks: readonly Task[],
  options: PoolOptions<Task, Result>,
): AsyncGenerator<Result> {
  const pool = new Pool(tasks, options);
  try {
    for (let index = 0; index < tasks.length; index++) {
      const result = await pool.take(index);
      if (result !== undefined) yield result;
    }
  } finally {
    await pool.dismiss();
  }
}

class Pool<Task, Result> {
  readonly #options: PoolOptions<Task, Result>;
  readonly #done = new Map<number, Result>();
  readonly #waiting: Portion<Task>[] = [];
  readonly #threads = new Set<Worker>();
  /** Threads that wait until somebody wants what they would do. */
  readonly #idle: (() => void)[] = [];
  #wanted = 0;
  #wake = (): void => {};

  constructor(tasks: readonly Task[], options: PoolOptions<Task, Result>) {
    this.#options = options;
    for (let first = 0; first < tasks.length; first += portionSize)
      this.#waiting.push({ first, tasks: tasks.slice(first, first + portionSize) });
    // Hiring empties the list of portions, so the number of threads is fixed before.
    const size = Math.min(options.size, this.#waiting.length);
    for (let thread = 0; thread < size; thread++) this.#hire();
  }

  /** The result with this index, once it is there. Indices are asked for in order. */
  async take(index: number): Promise<Result | undefined> {
    while (!this.#done.has(index)) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const result = this.#done.get(index);
    this.#done.delete(index);
    this.#wanted = index + 1;
    for (const feed of this.#idle.splice(0)) feed();
    return result;
  }

  async dismiss(): Promise<void> {
    await Promise.all([...this.#threads].map((worker) => worker.terminate()));
  }

  #settle(index: number, result: Result): void {
    this.#done.set(index, result);
    if (index === this.#wanted) this.#wake();
  }

  /** The next portion; `wait` where it would be done long before anybody wants it. */
  #next(): Portion<Task> | 'wait' | null {
    const [head] = this.#waiting;
    if (head === undefined) return null;
    if (head.first > this.#wanted + portionSize * portionsAhead * this.#options.size) return 'wait';
    this.#waiting.shift();
    return head;
  }

  #hire(): void {
    const worker = this.#options.start();
    this.#threads.add(worker);
    let portion: Portion<Task> | null = null;
    let next = 0;
    let reason = 'it ended without an answer';
    const feed = (): void => {
      const given = this.#next();
      portion = given === 'wait' ? null : given;
      if (given === 'wait') this.#idle.push(feed);
      else if (given === null) void worker.terminate();
      else {
        next = given.first;
        worker.postMessage(given);
      }
    };
    worker.on('message', ({ index, result }: Answer) => {
      next = index + 1;
      this.#settle(index, this.#options.read(result));
      if (portion !== null && next === portion.first + portion.tasks.length) feed();
    });
    worker.on('error', (error: unknown) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', () => {
      this.#threads.delete(worker);
      if (portion === null) return;
      const [lost, ...others] = portion.tasks.slice(next - portion.first);
      const at = next;
      portion = null;
      if (others.length > 0) this.#waiting.unshift({ first: at + 1, tasks: others });
      if (lost !== undefined) this.#settle(at, this.#options.failed(lost, reason));
      if (this.#waiting.length > 0) this.#hire();
    });
    feed();
  }
}
