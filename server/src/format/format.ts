/**
 * The formatter. It writes no text of its own: it respells tokens, and it replaces the white space
 * between them. So no comment and no token can be lost, and each change is an edit as small as the
 * gap or the token that it concerns.
 */

import type { SourceFile, Span, Token } from '../syntax/tree.ts';
import { flatGap, type Item } from './flat-tokens.ts';
import { type Gap, layOut } from './layout.ts';

/** Replace the span by the text. */
export interface TextEdit extends Span {
  readonly text: string;
}

/**
 * The formatted text of a whole file. A declaration that holds a syntax error stays as it is
 * written. Null when the file was not read at all. Only for a file of its own: blocks of a document
 * are formatted by `formatEdits`.
 */
export function format(file: SourceFile): string | null {
  if (file.errors.some(({ code }) => code === 'file-too-large')) return null;
  let text = '';
  let offset = file.start;
  for (const edit of formatEdits(file)) {
    text += file.text.slice(offset, edit.start) + edit.text;
    offset = edit.end;
  }
  return text + file.text.slice(offset, file.end);
}

/**
 * The text of a document in which each file of its blocks is formatted and all around them stays;
 * null when one was not read at all.
 */
export function formatBlocks(text: string, files: readonly SourceFile[]): string | null {
  if (files.some(({ errors }) => errors.some(({ code }) => code === 'file-too-large'))) return null;
  const edits = files
    .flatMap((file) => formatEdits(file))
    .sort((left, right) => left.start - right.start);
  let result = '';
  let offset = 0;
  for (const edit of edits) {
    result += text.slice(offset, edit.start) + edit.text;
    offset = edit.end;
  }
  return result + text.slice(offset);
}

/**
 * The edits that format the file, or the declarations that touch `range`, in order and apart from
 * each other. In the blocks of a document, the indentation of a block's first line is the margin,
 * and the white space around is kept.
 */
export function formatEdits(file: SourceFile, range?: Span): TextEdit[] {
  if (file.errors.some(({ code }) => code === 'file-too-large')) return [];
  const edits: TextEdit[] = [];
  const whole =
    file.start === 0 &&
    file.end === file.text.length &&
    file.tokens.filter(({ kind }) => kind === 'end').length === 1;
  const lineBreak = /\r\n|\n|\r/.exec(file.text)?.[0] ?? '\n';
  const items: Item[] = [...file.directives, ...file.declarations].sort(
    (left, right) => left.start - right.start,
  );
  const broken = brokenItems(file, items);
  let start = 0;
  let next = 0;
  while (start < file.tokens.length) {
    let end = start;
    while (end < file.tokens.length && file.tokens[end]?.kind !== 'end') end++;
    const tokens = file.tokens.slice(start, end);
    const limit = file.tokens[end]?.start ?? file.end;
    const mine: Item[] = [];
    for (let item = items[next]; item !== undefined && item.start < limit; item = items[++next])
      mine.push(item);
    formatRegion({ file, tokens, items: mine, broken, whole, lineBreak, end: limit }, edits);
    start = end + 1;
  }
  if (range === undefined) return edits;
  const touched = items.filter((item) => item.start <= range.end && item.end >= range.start);
  return edits.filter((edit) =>
    touched.some((item) => edit.start <= item.end && edit.end >= item.start),
  );
}

/**
 * What is given twice is kept by the formatter; these errors mean that the tree may not say all
 * that the text says.
 */
const UNSAFE: ReadonlySet<string> = new Set([
  'syntax',
  'invisible-character',
  'bidirectional-text',
]);

/** The items that an error of grammar concerns, with what stands behind each up to the next. */
function brokenItems(file: SourceFile, items: readonly Item[]): Set<Item | null> {
  const broken = new Set<Item | null>();
  let next = 0;
  let owner: Item | null = null;
  // Errors and items are both in the order of the text, so one walk along both is enough.
  for (const error of file.errors) {
    for (
      let item = items[next];
      item !== undefined && item.start <= error.start;
      item = items[++next]
    )
      owner = item;
    if (UNSAFE.has(error.code)) broken.add(owner);
  }
  return broken;
}

interface Region {
  readonly file: SourceFile;
  readonly tokens: readonly Token[];
  readonly items: readonly Item[];
  readonly broken: ReadonlySet<Item | null>;
  readonly whole: boolean;
  readonly lineBreak: string;
  readonly end: number;
}

function formatRegion(region: Region, edits: TextEdit[]): void {
  const { file, tokens, items, broken, whole, end } = region;
  const [firstToken] = tokens;
  const margin = whole || firstToken === undefined ? '' : marginOf(file.text, firstToken.start);
  const writer = new GapWriter(region, margin, edits);
  let index = 0;
  const isBehind = (item: Item | undefined) =>
    item !== undefined && (tokens[index]?.start ?? end) >= item.start;
  let frozen = broken.has(null);
  for (let current = -1; current < items.length; current++) {
    const item = items[current];
    const following = items[current + 1];
    const begin = index;
    while (index < tokens.length && !isBehind(following)) index++;
    const own = tokens.slice(begin, index);
    if (item === undefined) {
      // Comments above the first item.
      if (frozen) writer.keep(own);
      else writer.comments(own);
      continue;
    }
    if (broken.has(item)) {
      writer.keep(own);
      frozen = true;
      continue;
    }
    // Comments behind the last token of the item belong to the gap before the next one.
    let last = own.length;
    while (last > 0 && own[last - 1]?.kind === 'comment') last--;
    const inside = own.slice(0, last);
    const { flat, gaps } = layOut(file.text, inside, item, margin.length);
    let place = 0;
    for (const token of inside) {
      if (token.kind === 'comment') {
        writer.comment(token);
        continue;
      }
      const previous = flat.tokens[place - 1];
      const gap: Gap =
        previous === undefined
          ? {
              kind: 'break',
              indent: margin.length,
              comments: margin.length,
              hang: margin.length + 2,
            }
          : (gaps.get(place) ?? { kind: 'space', width: flatGap(previous, token).length });
      writer.token(token, flat.texts[place] ?? '', gap, frozen && previous === undefined);
      place++;
    }
    writer.comments(own.slice(last));
    frozen = false;
  }
  writer.finish();
}

/**
 * What stands before the first token on its line: white space, and the marks of a quotation that
 * the block stands in.
 */
function marginOf(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && /[ \t>]/.test(text.charAt(start - 1))) start--;
  return text.slice(start, offset);
}

/** Writes the gaps between tokens, with the comments that stand in them. */
class GapWriter {
  private readonly region: Region;
  private readonly margin: string;
  private readonly edits: TextEdit[];
  private waiting: Token[] = [];
  /** Where the last token or comment that was written ends; null before the first one. */
  private position: number | null = null;
  private hang: number;
  private afterBrace = false;

  constructor(region: Region, margin: string, edits: TextEdit[]) {
    this.region = region;
    this.margin = margin;
    this.edits = edits;
    this.hang = margin.length;
  }

  comment(token: Token): void {
    this.waiting.push(token);
  }
  comments(tokens: readonly Token[]): void {
    for (const token of tokens) this.comment(token);
  }

  /** Leaves tokens and the gaps before them as they are. */
  keep(tokens: readonly Token[]): void {
    const last = tokens[tokens.length - 1];
    this.flush(this.margin.length);
    if (last !== undefined) this.position = last.end;
    this.afterBrace = false;
  }

  token(token: Token, text: string, gap: Gap, keepGap: boolean): void {
    if (keepGap) {
      this.waiting = [];
    } else {
      const hadComment = this.waiting.length > 0;
      this.flush(gap.kind === 'break' ? gap.comments : this.hang);
      // A comment ends its line, so what was to follow on the same line hangs below.
      const indent = gap.kind === 'break' ? gap.indent : this.hang;
      if (gap.kind === 'space' && !hadComment) this.replaceGap(token.start, ' '.repeat(gap.width));
      else
        this.replaceGap(
          token.start,
          this.lineGap(indent, token.start, token.kind !== '}' && !this.afterBrace),
        );
    }
    if (gap.kind === 'break') this.hang = gap.hang;
    this.replace(token, text);
    this.position = token.end;
    this.afterBrace = token.kind === '{';
  }

  /**
   * Writes the waiting comments: behind the last token if they stood on its line, else on lines of
   * their own.
   */
  private flush(indent: number): void {
    for (const comment of this.waiting) {
      const { text } = this.region.file;
      const trails =
        this.position !== null && !/[\n\r]/.test(text.slice(this.position, comment.start));
      this.replaceGap(
        comment.start,
        trails ? '  ' : this.lineGap(indent, comment.start, !this.afterBrace),
      );
      this.replace(comment, text.slice(comment.start, comment.end).trimEnd());
      this.position = comment.end;
      this.afterBrace = false;
    }
    this.waiting = [];
  }

  /** A line break; one empty line of the author's is kept, several become one. */
  private lineGap(indent: number, until: number, allowBlank: boolean): string {
    if (this.position === null) return '';
    const { lineBreak, file } = this.region;
    const blank =
      allowBlank && (file.text.slice(this.position, until).match(/\r\n|\n|\r/g) ?? []).length > 1;
    return lineBreak + (blank ? this.margin.trimEnd() + lineBreak : '') + this.indentation(indent);
  }

  private indentation(columns: number): string {
    return this.margin + ' '.repeat(Math.max(0, columns - this.margin.length));
  }

  /**
   * The white space above the first token of a block belongs to the document around it, as does a
   * byte order mark.
   */
  private replaceGap(until: number, text: string): void {
    if (this.position !== null) this.replace({ start: this.position, end: until }, text);
    else if (this.region.whole) this.replace({ start: this.start, end: until }, text);
  }

  private replace(span: Span, text: string): void {
    const { start, end } = span;
    if (this.region.file.text.slice(start, end) !== text) this.edits.push({ start, end, text });
  }

  /** What waits at the end, and one line break behind it in a file of its own. */
  finish(): void {
    this.flush(this.margin.length);
    if (!this.region.whole) return;
    const start = this.position ?? this.start;
    this.replace(
      { start, end: this.region.end },
      this.position === null ? '' : this.region.lineBreak,
    );
  }

  private get start(): number {
    return this.region.file.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }
}
