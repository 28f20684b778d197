/**
 * Work in threads: tasks go out in small portions to whoever is free, and their results come back in the order of the tasks, whatever the
 * number of threads. A thread that dies costs the task it was at; a new one takes over the rest.
 */
import type { Worker } from 'node:worker_threads';

export interface PoolOptions<Task, Result> {
  /** Threads, at least 1. */
  readonly size: number;
  /** Starts a thread that answers each `Portion` with one `Answer` per task, in order. */
  start(): Worker;
  read(answer: string): Result;
  /** The result of a task whose thread died; `reason` is a clause. */
  failed(task: Task, reason: string): Result;
}
export interface Portion<Task> {
  /** Index of the first task. */
  readonly first: number;
  readonly tasks: readonly Task[];
}
export interface Answer {
  readonly index: number;
  /** The result as text: cheaper to hand over than an object. */
  readonly result: string;
}

const portionSize = 16;
/** So many portions per thread may be finished before they are wanted; then the threads wait, so that a slow reader costs no memory. */
const portionsAhead = 8;

export async function* inOrder<Task, Result>(
  tasks: readonly Task[],
  options: PoolOptions<Task, Result>,
): AsyncGenerator<Result> {
  const done = new Map<number, Result>();
  const waiting: Portion<Task>[] = [];
  for (let first = 0; first < tasks.length; first += portionSize)
    waiting.push({ first, tasks: tasks.slice(first, first + portionSize) });
  const threads = new Set<Worker>();
  const idle: (() => void)[] = [];
  let wanted = 0;
  let wake = (): void => {};

  const settle = (index: number, result: Result): void => {
    done.set(index, result);
    if (index === wanted) wake();
  };
  const hire = (): void => {
    const worker = options.start();
    threads.add(worker);
    let portion: Portion<Task> | null = null;
    let next = 0;
    let reason = 'it ended without an answer';
    const feed = (): void => {
      const [head] = waiting;
      if (head === undefined) {
        portion = null;
        void worker.terminate();
        return;
      }
      if (head.first > wanted + portionSize * portionsAhead * options.size) {
        portion = null;
        idle.push(feed);
        return;
      }
      waiting.shift();
      portion = head;
      next = head.first;
      worker.postMessage(head);
    };
    worker.on('message', ({ index, result }: Answer) => {
      next = index + 1;
      settle(index, options.read(result));
      if (portion !== null && next === portion.first + portion.tasks.length) feed();
    });
    worker.on('error', (error: unknown) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', () => {
      threads.delete(worker);
      if (portion === null) return;
      const rest = portion.tasks.slice(next - portion.first);
      const [lost, ...others] = rest;
      const at = next;
      portion = null;
      if (others.length > 0) waiting.unshift({ first: at + 1, tasks: others });
      if (lost !== undefined) settle(at, options.failed(lost, reason));
      if (waiting.length > 0) hire();
    });
    feed();
  };
  // Hiring empties the list of portions, so the number of threads is fixed before.
  const size = Math.min(options.size, waiting.length);
  for (let thread = 0; thread < size; thread++) hire();
  try {
    for (; wanted < tasks.length; ) {
      while (!done.has(wanted)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const result = done.get(wanted);
      done.delete(wanted);
      wanted++;
      for (const feed of idle.splice(0)) feed();
      if (result !== undefined) yield result;
    }
  } finally {
    await Promise.all([...threads].map((worker) => worker.terminate()));
  }
}
