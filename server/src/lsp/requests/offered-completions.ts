/**
 * What was offered last, so that the page of a candidate can be asked for after the list was sent.
 */
import type { Candidate } from '../../features/completion/candidate.ts';

/** An editor asks about the list it shows; the one before may still be under way. */
const mostLists = 2;

/** Candidates that were offered, until the editor asks for more about one. */
export class Offered {
  #lists: readonly { readonly id: number; readonly candidates: readonly Candidate[] }[] = [];
  #last = 0;

  /** Gives the number of the list. */
  keep(candidates: readonly Candidate[]): number {
    this.#last++;
    this.#lists = [{ id: this.#last, candidates }, ...this.#lists].slice(0, mostLists);
    return this.#last;
  }
  /** `undefined` for a list that is no longer kept, and for numbers that no list has. */
  candidate(list: unknown, index: unknown): Candidate | undefined {
    const found = this.#lists.find(({ id }) => id === list);
    return typeof index === 'number' ? found?.candidates[index] : undefined;
  }
}
