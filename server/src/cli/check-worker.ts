/** The side of `check --jobs` that runs in a thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { type CheckOptions, FileChecker } from './check-file.ts';
import type { Answer, Portion } from './pool.ts';

/** Answers portions of files until the thread is ended. */
export function work(): void {
  const port = parentPort;
  if (port === null) throw new Error('a thread was started without a way to answer');
  const options: CheckOptions = workerData.check;
  const checker = new FileChecker(options);
  let busy: Promise<void> = Promise.resolve();
  port.on('message', (portion: Portion<string>) => {
    busy = busy.then(async () => {
      for (const [offset, path] of portion.tasks.entries()) {
        const answer: Answer = {
          index: portion.first + offset,
          result: JSON.stringify(await checker.check(path)),
        };
        port.postMessage(answer);
      }
    });
    // A failure ends the thread, and the pool says so of the file.
    busy.catch((error: unknown) => {
      setImmediate(() => {
        throw error;
      });
    });
  });
}
