/**
 * The checks of open documents: each version once, however many requests look at it, and a long one
 * bit by bit.
 */
import { type EditMemo, newEditMemo } from '../checks/edited-text.ts';
import type { Update } from '../checks/update.ts';
import type { OpenDocument } from './open-documents.ts';
import { nextTurn } from './yield-to-messages.ts';

interface Checked {
  readonly document: OpenDocument;
  readonly update: Promise<Update>;
  /** The same once all of it is checked. */
  finished: Promise<Update> | null;
}
/** Milliseconds of a check after which others have a turn: nobody who types notices so many. */
const longestTurn = 12;

/** The checks of open documents, each as new as it is asked for. */
export class DocumentChecks {
  readonly #begin: (document: OpenDocument, memo: () => EditMemo) => Promise<Update>;
  readonly #isLatest: (document: OpenDocument) => boolean;
  readonly #checked = new Map<string, Checked>();
  /** What is kept of each document between its versions. */
  readonly #memos = new Map<string, EditMemo>();

  /** `begin` asks for the memo when it needs it: an edit may have overtaken the version by then. */
  constructor(
    begin: (document: OpenDocument, memo: () => EditMemo) => Promise<Update>,
    isLatest: (document: OpenDocument) => boolean,
  ) {
    this.#begin = begin;
    this.#isLatest = isLatest;
  }

  memo(uri: string): EditMemo {
    const known = this.#memos.get(uri);
    if (known !== undefined) return known;
    const memo = newEditMemo();
    this.#memos.set(uri, memo);
    return memo;
  }
  #of(document: OpenDocument): Checked {
    const known = this.#checked.get(document.uri);
    if (known?.document === document) return known;
    // Of a version that an edit overtook, nothing is kept for the next one.
    const update = this.#begin(document, () =>
      this.#isLatest(document) ? this.memo(document.uri) : newEditMemo(),
    );
    const checked: Checked = { document, update, finished: null };
    this.#checked.set(document.uri, checked);
    // A check that failed is not remembered, so that the next request tries again.
    update.catch(() => {
      if (this.#checked.get(document.uri) === checked) this.#checked.delete(document.uri);
    });
    return checked;
  }

  /**
   * The check of this version of the document. It may not be finished; questions about a place need
   * not wait for that.
   */
  begun(document: OpenDocument): Promise<Update> {
    return this.#of(document).update;
  }
  finished(document: OpenDocument): Promise<Update> {
    const checked = this.#of(document);
    checked.finished ??= this.#work(checked.update, () => true);
    return checked.finished;
  }
  /** Finishes the check unless an edit overtakes the version. */
  whileLatest(document: OpenDocument): Promise<Update> {
    return this.#work(this.begun(document), () => this.#isLatest(document));
  }
  async #work(begun: Promise<Update>, wanted: () => boolean): Promise<Update> {
    const update = await begun;
    let since = performance.now();
    while (wanted() && update.advance()) {
      if (performance.now() - since < longestTurn) continue;
      await nextTurn();
      since = performance.now();
    }
    return update;
  }

  /** The document has to be checked anew; what is kept of its last version still helps. */
  again(uri: string): void {
    this.#checked.delete(uri);
  }
  allAgain(): void {
    this.#checked.clear();
  }
  close(uri: string): void {
    this.#checked.delete(uri);
    this.#memos.delete(uri);
  }
}
