/**
 * What was made from something lately, and can be made again: what was not asked for in a while is
 * forgotten, so that memory does not grow.
 */
export class Recent<Key, Value> {
  /**
   * Two generations: when the younger one is full, the older one goes. One map whose first key goes
   * every time would be slow.
   */
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();
  readonly #most: number;

  /** Keeps the last so many values at least, and twice as many at most. */
  constructor(most: number) {
    this.#most = most;
  }
  get(key: Key): Value | undefined {
    const value = this.#young.get(key);
    if (value !== undefined) return value;
    const older = this.#old.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }
  set(key: Key, value: Value): void {
    this.#old.delete(key);
    if (!this.#young.has(key) && this.#young.size >= this.#most) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
  forget(key: Key): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }
}
