/** The texts that editors have open: their latest version, and the edits that lead to it. */
import type { EditedText } from '../checks/edited-text.ts';
import type { TextChange } from '../syntax/segments/pieces.ts';
import { type Encoding, Lines, type Range } from '../text/positions.ts';

interface Before {
  readonly document: OpenDocument;
  /** `null`: the whole text was replaced. */
  readonly changes: readonly TextChange[] | null;
}
/** Longer chains of versions that nobody read are not followed. */
const mostUnread = 50;

/** One version of a text that is open. */
export class OpenDocument implements EditedText {
  readonly uri: string;
  readonly language: string;
  readonly version: number;
  readonly lines: Lines;
  /** The version before, until somebody has read what changed. */
  #before: Before | null = null;
  #unread = 0;

  constructor(uri: string, language: string, version: number, lines: Lines) {
    this.uri = uri;
    this.language = language;
    this.version = version;
    this.lines = lines;
  }
  get text(): string {
    return this.lines.text;
  }

  /** `null` changes: the whole text was replaced. */
  next(version: number, lines: Lines, changes: readonly TextChange[] | null): OpenDocument {
    const document = new OpenDocument(this.uri, this.language, version, lines);
    if (this.#unread >= mostUnread) return document;
    document.#before = { document: this, changes };
    document.#unread = this.#unread + 1;
    return document;
  }
  changesSince(earlier: EditedText): readonly TextChange[] | null {
    const steps: (readonly TextChange[])[] = [];
    let at: OpenDocument = this;
    while (at !== earlier) {
      const before: Before | null = at.#before;
      if (before === null || before.changes === null) break;
      steps.push(before.changes);
      at = before.document;
    }
    // Who reads this version reads on from here, so that earlier ones need not be kept.
    this.#before = null;
    this.#unread = 0;
    if (at !== earlier) return null;
    return steps.reverse().flat();
  }
}
/** Without a range, the whole text is replaced. */
export interface ContentChange {
  readonly range?: Range | undefined;
  readonly text: string;
}

/** The open documents with their versions. */
export class Documents {
  readonly #open = new Map<string, OpenDocument>();
  #encoding: Encoding = 'utf-16';

  /** Set once, when the editor and the server have agreed; texts are opened later. */
  set encoding(encoding: Encoding) {
    this.#encoding = encoding;
  }
  get encoding(): Encoding {
    return this.#encoding;
  }

  open(uri: string, language: string, version: number, text: string): OpenDocument {
    const document = new OpenDocument(uri, language, version, new Lines(text, this.#encoding));
    this.#open.set(uri, document);
    return document;
  }

  /**
   * Applies edits in order, each to the text the one before left. `undefined` for a document that
   * is not open.
   */
  change(
    uri: string,
    version: number,
    changes: readonly ContentChange[],
  ): OpenDocument | undefined {
    const before = this.#open.get(uri);
    if (before === undefined) return undefined;
    let { lines } = before;
    let applied: TextChange[] | null = [];
    for (const { range, text } of changes) {
      if (range === undefined) {
        lines = new Lines(text, this.#encoding);
        applied = null;
      } else {
        const { start, end } = lines.span(range);
        lines = lines.changed(start, end, text);
        applied?.push({ start, end, text });
      }
    }
    const document = before.next(version, lines, applied);
    this.#open.set(uri, document);
    return document;
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }
  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }
  all(): readonly OpenDocument[] {
    return [...this.#open.values()];
  }
}
