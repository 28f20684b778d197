/**
 * Places in a text: offsets (UTF-16 code units, as everywhere in the core) against the protocol's line and character, whose unit
 * (UTF-16, UTF-8 or code points) was agreed with the editor. Only this folder knows positions.
 */
import type { Span } from '../syntax/tree.ts';

export type Encoding = 'utf-16' | 'utf-8' | 'utf-32';
export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** How many units of the encoding a code point takes. A lone surrogate is written as U+FFFD, which takes three bytes. */
function width(codePoint: number, encoding: Encoding): number {
  if (encoding === 'utf-32') return 1;
  if (encoding === 'utf-16') return codePoint > 0xffff ? 2 : 1;
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint > 0xffff ? 4 : 3;
}

/** Where lines begin behind `from` and not behind `to`. */
function lineStarts(text: string, from: number, to: number): number[] {
  const starts: number[] = [];
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

/** The lines of one text. Line breaks are `\n`, `\r\n` and `\r`, as the protocol says. */
export class Lines {
  readonly text: string;
  readonly encoding: Encoding;
  /** Offset of the first character of each line. */
  readonly #starts: readonly number[];

  /** `starts` are the offsets of the lines, for who knows them already. */
  constructor(text: string, encoding: Encoding, starts: readonly number[] = [0, ...lineStarts(text, 0, text.length)]) {
    this.text = text;
    this.encoding = encoding;
    this.#starts = starts;
  }

  /** The lines after a change of the characters from `start` to `end`: what is far from it is not read again. */
  changed(start: number, end: number, by: string): Lines {
    const text = this.text.slice(0, start) + by + this.text.slice(end);
    // A carriage return before the change may have become half a line break, or a whole one.
    const first = Math.max(0, this.lineAt(start) - 1);
    const last = this.lineAt(end) + 1;
    const moved = text.length - this.text.length;
    const from = this.#start(first);
    const starts = this.#starts.slice(0, first + 1);
    for (const at of lineStarts(text, from, this.#start(last) + moved)) starts.push(at);
    for (let line = last + 1; line < this.#starts.length; line++) starts.push(this.#start(line) + moved);
    return new Lines(text, this.encoding, starts);
  }

  get count(): number {
    return this.#starts.length;
  }

  #start(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** Where the characters of a line end, before its line break. */
  #end(line: number): number {
    let end = this.#starts[line + 1] ?? this.text.length;
    if (line + 1 < this.#starts.length) {
      if (this.text.charCodeAt(end - 1) === 10) end--;
      if (this.text.charCodeAt(end - 1) === 13) end--;
    }
    return Math.max(end, this.#start(line));
  }

  /** The line an offset is on; an offset outside the text counts as its nearest end. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** An offset outside the text gives its nearest end; one inside a line break, the end of the line. */
  positionAt(offset: number): Position {
    const inside = Math.min(Math.max(0, Math.trunc(offset)), this.text.length);
    const line = this.lineAt(inside);
    const start = this.#start(line);
    const to = Math.min(inside, this.#end(line));
    if (this.encoding === 'utf-16') return { line, character: to - start };
    let character = 0;
    for (let at = start; at < to; ) {
      const codePoint = this.text.codePointAt(at) ?? 0;
      character += width(codePoint, this.encoding);
      at += codePoint > 0xffff ? 2 : 1;
    }
    return { line, character };
  }

  /** A position outside the text, or inside a character, gives the nearest offset before it, as the protocol asks. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.#starts.length) return this.text.length;
    const start = this.#start(position.line);
    const end = this.#end(position.line);
    const wanted = Math.max(0, position.character);
    if (this.encoding === 'utf-16') {
      const at = Math.min(start + wanted, end);
      // An offset between the halves of a surrogate pair would cut a character in two.
      return at > start && at < end && isLow(this.text.charCodeAt(at)) && isHigh(this.text.charCodeAt(at - 1)) ? at - 1 : at;
    }
    let character = 0;
    let at = start;
    while (at < end) {
      const codePoint = this.text.codePointAt(at) ?? 0;
      character += width(codePoint, this.encoding);
      if (character > wanted) break;
      at += codePoint > 0xffff ? 2 : 1;
    }
    return at;
  }

  range(span: Span): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }

  /** A range given the wrong way round is read the right way round. */
  span(range: Range): Span {
    const start = this.offsetAt(range.start);
    const end = this.offsetAt(range.end);
    return start <= end ? { start, end } : { start: end, end: start };
  }

  /** Number of units of the encoding in a span that stays on one line. */
  length(span: Span): number {
    return this.positionAt(span.end).character - this.positionAt(span.start).character;
  }
}
