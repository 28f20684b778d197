/**
 * When documents are checked. Each document has one slot: a newer edit replaces the work that waits
 * there, and a result that an edit overtook is thrown away instead of published. Between two checks
 * the thread is given back, so that a request never waits for more than one of them.
 */
interface SchedulerHost<Result> {
  /** The version of a document now; `undefined` when it is closed. */
  version(uri: string): number | undefined;
  /** Checks the document as it is now. */
  run(uri: string): Promise<Result>;
  /** Called only while `version` is still the document's version. */
  publish(uri: string, version: number, result: Result): void;
  failed(uri: string, error: unknown): void;
  /**
   * Calls back later, after what is waiting in the event loop; gives the way to cancel.
   * Milliseconds.
   */
  defer(callback: () => void, delay: number): () => void;
}

/** Decides when a document is checked: at once, after a pause, or in parts. */
export class Scheduler<Result> {
  readonly #host: SchedulerHost<Result>;
  /**
   * Milliseconds of silence before an edited document is checked, so that fast typing costs one
   * check.
   */
  readonly #pause: number;
  /**
   * Documents that wait, oldest first: each with the way to cancel its pause, or `null` once the
   * pause is over.
   */
  readonly #waiting = new Map<string, (() => void) | null>();
  #running: string | null = null;
  /** The document that runs was edited meanwhile. */
  #overtaken = false;
  #disposed = false;

  constructor(host: SchedulerHost<Result>, pause: number) {
    this.#host = host;
    this.#pause = pause;
  }

  /**
   * Asks for a check: at once (a document was opened, an import changed) or after the pause (it is
   * being edited).
   */
  request(uri: string, when: 'now' | 'after pause'): void {
    if (this.#disposed) return;
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
    if (this.#running === uri) this.#overtaken = true;
    const cancel = this.#host.defer(
      () => {
        this.#waiting.set(uri, null);
        void this.#next();
      },
      when === 'now' ? 0 : this.#pause,
    );
    this.#waiting.set(uri, cancel);
  }

  /** Forgets a document: nothing is published for it any more. */
  cancel(uri: string): void {
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
    if (this.#running === uri) this.#overtaken = true;
  }

  dispose(): void {
    this.#disposed = true;
    for (const cancel of this.#waiting.values()) cancel?.();
    this.#waiting.clear();
  }

  async #next(): Promise<void> {
    if (this.#running !== null || this.#disposed) return;
    const ready = [...this.#waiting].find(([, cancel]) => cancel === null);
    if (ready === undefined) return;
    const [uri] = ready;
    this.#waiting.delete(uri);
    const version = this.#host.version(uri);
    if (version !== undefined) {
      this.#running = uri;
      this.#overtaken = false;
      try {
        const result = await this.#host.run(uri);
        if (!this.#overtaken && !this.#disposed && this.#host.version(uri) === version)
          this.#host.publish(uri, version, result);
      } catch (error) {
        this.#host.failed(uri, error);
      } finally {
        this.#running = null;
      }
    }
    if (!this.#disposed) this.#host.defer(() => void this.#next(), 0);
  }
}
