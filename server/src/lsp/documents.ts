/** The texts that editors have open: their latest version, and the edits that lead to it. */
import { type Encoding, Lines, type Range } from './text.ts';

export interface OpenDocument {
  readonly uri: string;
  readonly language: string;
  readonly version: number;
  readonly text: string;
  readonly lines: Lines;
}
/** Without a range, the whole text is replaced. */
export interface ContentChange {
  readonly range?: Range | undefined;
  readonly text: string;
}

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
    const document = { uri, language, version, text, lines: new Lines(text, this.#encoding) };
    this.#open.set(uri, document);
    return document;
  }

  /** Applies edits in order, each to the text the one before left. `undefined` for a document that is not open. */
  change(uri: string, version: number, changes: readonly ContentChange[]): OpenDocument | undefined {
    const before = this.#open.get(uri);
    if (before === undefined) return undefined;
    let { text, lines } = before;
    for (const change of changes) {
      if (change.range === undefined) lines = new Lines(change.text, this.#encoding);
      else {
        const { start, end } = lines.span(change.range);
        lines = lines.changed(start, end, change.text);
      }
      ({ text } = lines);
    }
    const document = { ...before, version, text, lines };
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
