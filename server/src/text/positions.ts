/**
 * Places in a text: offsets (UTF-16 code units, as everywhere in the core) against the protocol's
 * line and character, whose unit (UTF-16, UTF-8 or code points) was agreed with the editor. Only
 * this folder knows positions.
 */
import { lastUpTo } from './binary-search.ts';
import type { Span } from './span.ts';

/** The unit of characters that an editor has chosen. */
export type Encoding = 'utf-16' | 'utf-8' | 'utf-32';
/** A place as the protocol says it: both from 0, characters in the chosen unit. */
export interface Position {
  readonly line: number;
  readonly character: number;
}
/** Two positions, the end excluded. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/**
 * How many units of the encoding a code point takes. A lone surrogate is written as U+FFFD, which
 * takes three bytes.
 */
function width(codePoint: number, encoding: Encoding): number {
  if (encoding === 'utf-32') return 1;
  if (encoding === 'utf-16') return codePoint > 0xffff ? 2 : 1;
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint > 0xffff ? 4 : 3;
}

/**
 * A part of a text that ends where a line does: an edit makes a new part or two and shares the
 * others.
 */
interface Part {
  readonly text: string;
  /** Where its lines begin, counted from its start; the first is 0. */
  readonly starts: readonly number[];
}
/** Parts are about so long, in UTF-16 units, where lines allow it. */
const partLength = 2048;

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let begin = 0;
  let starts = [0];
  const close = (end: number): void => {
    // A string of its own: a slice would keep the whole text in memory.
    parts.push({ text: ` ${text.slice(begin, end)}`.slice(1), starts });
    begin = end;
    starts = [0];
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 10 && (unit !== 13 || text.charCodeAt(at + 1) === 10)) continue;
    if (at + 1 - begin >= partLength) close(at + 1);
    else starts.push(at + 1 - begin);
  }
  close(text.length);
  return parts;
}

/** What goes on behind a line break has no empty last line. */
function withoutLastLine(parts: readonly Part[]): readonly Part[] {
  const last = parts.at(-1);
  if (last === undefined || last.starts.at(-1) !== last.text.length) return parts;
  const others = parts.slice(0, -1);
  return last.text === ''
    ? others
    : [...others, { text: last.text, starts: last.starts.slice(0, -1) }];
}

/** The lines of one text. Line breaks are `\n`, `\r\n` and `\r`, as the protocol says. */
export class Lines {
  readonly encoding: Encoding;
  /** Characters. */
  readonly size: number;
  /** Number of lines. */
  readonly count: number;
  readonly #parts: readonly Part[];
  /** Per part, the offset of its start and the number of its first line. */
  readonly #offsets: number[] = [];
  readonly #lines: number[] = [];
  #text: string | null = null;

  constructor(text: string | readonly Part[], encoding: Encoding) {
    this.encoding = encoding;
    this.#parts = typeof text === 'string' ? partsOf(text) : text;
    let size = 0;
    let count = 0;
    for (const part of this.#parts) {
      this.#offsets.push(size);
      this.#lines.push(count);
      size += part.text.length;
      count += part.starts.length;
    }
    this.size = size;
    this.count = count;
  }

  /** All of it, put together when somebody asks. */
  get text(): string {
    this.#text ??= this.#parts.map((part) => part.text).join('');
    return this.#text;
  }

  /**
   * The lines after a change of the characters from `start` to `end`: the cost is that of the
   * change, not of the text.
   */
  changed(start: number, end: number, by: string): Lines {
    // A carriage return before the change may have become half a line break, or a whole one.
    const first = this.#partAt(Math.max(0, start - 1));
    const last = this.#partAt(end);
    const from = this.#offsets[first] ?? 0;
    const old = this.#parts
      .slice(first, last + 1)
      .map((part) => part.text)
      .join('');
    const made = partsOf(old.slice(0, start - from) + by + old.slice(end - from));
    const rest = this.#parts.slice(last + 1);
    return new Lines(
      [
        ...this.#parts.slice(0, first),
        ...(rest.length > 0 ? withoutLastLine(made) : made),
        ...rest,
      ],
      this.encoding,
    );
  }

  #partAt(offset: number): number {
    return lastUpTo(this.#offsets, offset);
  }
  /** Where a line begins; behind the last one, where the text ends. */
  #start(line: number): number {
    if (line >= this.count) return this.size;
    const part = lastUpTo(this.#lines, line);
    return (
      (this.#offsets[part] ?? 0) + (this.#parts[part]?.starts[line - (this.#lines[part] ?? 0)] ?? 0)
    );
  }
  #unitAt(offset: number): number {
    const part = this.#partAt(offset);
    return this.#parts[part]?.text.charCodeAt(offset - (this.#offsets[part] ?? 0)) ?? Number.NaN;
  }
  /** The characters of a line up to an offset on it; no line lies in two parts. */
  #upTo(start: number, offset: number): string {
    const part = this.#partAt(start);
    const from = this.#offsets[part] ?? 0;
    return this.#parts[part]?.text.slice(start - from, offset - from) ?? '';
  }

  /** Where the characters of a line end, before its line break. */
  #end(line: number): number {
    const start = this.#start(line);
    let end = this.#start(line + 1);
    if (line + 1 < this.count) {
      if (this.#unitAt(end - 1) === 10) end--;
      if (this.#unitAt(end - 1) === 13) end--;
    }
    return Math.max(end, start);
  }

  /** The line an offset is on; an offset outside the text counts as its nearest end. */
  lineAt(offset: number): number {
    const part = this.#partAt(offset);
    return (
      (this.#lines[part] ?? 0) +
      lastUpTo(this.#parts[part]?.starts ?? [], offset - (this.#offsets[part] ?? 0))
    );
  }

  /**
   * An offset outside the text gives its nearest end; one inside a line break, the end of the line.
   */
  positionAt(offset: number): Position {
    const inside = Math.min(Math.max(0, Math.trunc(offset)), this.size);
    const line = this.lineAt(inside);
    const start = this.#start(line);
    const to = Math.min(inside, this.#end(line));
    if (this.encoding === 'utf-16') return { line, character: to - start };
    let character = 0;
    const text = this.#upTo(start, to + 1);
    for (let at = 0; at < to - start; ) {
      const codePoint = text.codePointAt(at) ?? 0;
      character += width(codePoint, this.encoding);
      at += codePoint > 0xffff ? 2 : 1;
    }
    return { line, character };
  }

  /**
   * A position outside the text, or inside a character, gives the nearest offset before it, as the
   * protocol asks.
   */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.count) return this.size;
    const start = this.#start(position.line);
    const end = this.#end(position.line);
    const wanted = Math.max(0, position.character);
    if (this.encoding === 'utf-16') {
      const at = Math.min(start + wanted, end);
      // An offset between the halves of a surrogate pair would cut a character in two.
      return at > start && at < end && isLow(this.#unitAt(at)) && isHigh(this.#unitAt(at - 1))
        ? at - 1
        : at;
    }
    const text = this.#upTo(start, end);
    let character = 0;
    let at = 0;
    while (at < text.length) {
      const codePoint = text.codePointAt(at) ?? 0;
      character += width(codePoint, this.encoding);
      if (character > wanted) break;
      at += codePoint > 0xffff ? 2 : 1;
    }
    return start + at;
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
