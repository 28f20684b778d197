/**
 * Lines of a text, for the machine contract (zero-based, UTF-16) and for code frames. Line breaks
 * are `\n`, `\r\n` and `\r`.
 */
import type { Span } from './span.ts';

/** A place in a text by line and character. */
export interface Place {
  /** Both from 0; a character is a UTF-16 code unit. */
  readonly line: number;
  readonly character: number;
}
/** Two places, the end excluded. */
export interface PlaceRange {
  readonly start: Place;
  readonly end: Place;
}

/** The lines of a text: offsets to places and back. */
export class Lines {
  readonly #text: string;
  /** Offset of the first character of each line. */
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (const end of text.matchAll(/\r\n|\n|\r/g)) this.#starts.push(end.index + end[0].length);
  }

  /**
   * An offset outside the text counts as its nearest end; one inside a line break, as the end of
   * the line before it.
   */
  place(offset: number): Place {
    const inside = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= inside) low = middle;
      else high = middle - 1;
    }
    return {
      line: low,
      character: Math.min(inside - (this.#starts[low] ?? 0), this.line(low).length),
    };
  }

  range(span: Span): PlaceRange {
    return { start: this.place(span.start), end: this.place(span.end) };
  }

  /** The text of a line without its break; '' outside the text. */
  line(index: number): string {
    const start = this.#starts[index];
    return start === undefined
      ? ''
      : this.#text.slice(start, this.#starts[index + 1]).replace(/[\r\n]+$/, '');
  }
}
