/** Tells on a terminal how far long work is: a line on standard error that goes away. */
import type { Console } from './console.ts';

/** Milliseconds between two lines. */
const pace = 100;
/** Shorter work needs no line. */
const mostWithout = 50;

/** The number of files that are done, on one line that is written over. */
export class Progress {
  readonly #show: ((text: string) => void) | null;
  readonly #total: number;
  #done = 0;
  #shown = 0;
  #visible = false;

  constructor(console: Console, total: number) {
    this.#show =
      console.progress !== undefined && total > mostWithout
        ? (text) => console.progress?.(text)
        : null;
    this.#total = total;
  }

  step(): void {
    this.#done++;
    if (this.#show === null || performance.now() - this.#shown < pace) return;
    this.#show(`checked ${this.#done} of ${this.#total} files`);
    this.#shown = performance.now();
    this.#visible = true;
  }
  clear(): void {
    if (!this.#visible) return;
    this.#show?.('');
    this.#visible = false;
  }
}
