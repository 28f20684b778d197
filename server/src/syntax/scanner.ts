/**
 * Text to tokens. The scanner never fails: what has no meaning becomes an `unknown` token, and
 * every character of the region lies in a token or is the white space between two. It reads each
 * character a bounded number of times.
 */
import {
  Char,
  isCitationJoiner,
  isClosingQuote,
  isDigit,
  isHyphen,
  isJoiner,
  isLineBreak,
  isOpeningQuote,
  isSpace,
  letterLength,
} from './characters.ts';
import type { SyntaxProblem, Token, TokenKind } from './tree.ts';

/** Characters that are a token by themselves. */
const SINGLE: ReadonlyMap<number, TokenKind> = new Map<number, TokenKind>([
  [Char.OpenBrace, '{'],
  [Char.CloseBrace, '}'],
  [Char.OpenBracket, '['],
  [Char.CloseBracket, ']'],
  [Char.Comma, ','],
  [Char.Colon, ':'],
  [Char.Plus, '+'],
  [Char.Percent, '%'],
  [Char.Equals, 'operator'],
  [Char.LessOrEqual, 'operator'],
  [Char.GreaterOrEqual, 'operator'],
  [Char.RightArrow, 'arrow'],
  [Char.EnDash, 'range'],
  [Char.PlusMinus, 'plus-minus'],
]);

/** `±` as it is typed where the keyboard has none. */
const PLUS_MINUS = /^\+\/[-\u2010-\u2013\u2212]$/;

/** The registries whose identifiers hold characters that no word has. */
const REGISTRIES = ['doi:', 'pmid:', 'nct:'] as const;

/**
 * Appends the tokens of `text` from `start` to `end` (UTF-16 offsets) to `tokens`, with an empty
 * `end` token last, and what only the scanner sees (unclosed strings) to `errors`. The text holds
 * no invisible characters: see `invisible.ts`.
 */
export function scan(
  text: string,
  start: number,
  end: number,
  tokens: Token[],
  errors: SyntaxProblem[],
): void {
  const part: Scan = { text, start, end, tokens, errors };
  let offset = start;
  while (offset < end) {
    const code = text.charCodeAt(offset);
    const conflict = code === Char.Less ? conflictEnd(text, offset, start, end) : 0;
    if (conflict > 0) {
      offset = append(tokens, offset, 'conflict', conflict);
      continue;
    }
    if (isSpace(code)) {
      offset++;
      continue;
    }
    const next = scanToken(part, code, offset);
    offset = next > offset ? next : offset + 1;
  }
  tokens.push({ kind: 'end', start: end, end });
}

/** A function of its own and no closure: this runs for every token. Gives the end of the token. */
function append(tokens: Token[], start: number, kind: TokenKind, end: number): number {
  tokens.push({ kind, start, end });
  return end;
}

/** A part of a text that is being scanned: one object for all its tokens. */
interface Scan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly tokens: Token[];
  readonly errors: SyntaxProblem[];
}

/** Appends the token at an offset, whose character is `code`; gives its end. */
function scanToken(scan: Scan, code: number, offset: number): number {
  const { text, start, end, tokens, errors } = scan;
  if (letterLength(text, offset, end) > 0) {
    const stop = wordEnd(text, offset, end);
    return append(tokens, offset, wordKind(text, offset, stop), stop);
  }
  if (code === Char.Plus && PLUS_MINUS.test(text.slice(offset, Math.min(end, offset + 3))))
    return append(tokens, offset, 'plus-minus', offset + 3);
  const single = SINGLE.get(code);
  if (single !== undefined) return append(tokens, offset, single, offset + 1);
  const following = offset + 1 < end ? text.charCodeAt(offset + 1) : 0;
  if (code === Char.Hyphen && following === Char.Greater)
    return append(tokens, offset, 'arrow', offset + 2);
  if (code === Char.Dot && following === Char.Dot)
    return append(tokens, offset, 'range', offset + 2);
  if (code === Char.Less || code === Char.Greater) {
    return append(tokens, offset, 'operator', following === Char.Equals ? offset + 2 : offset + 1);
  }
  if (isOpeningQuote(code))
    return append(tokens, offset, 'string', stringEnd(text, offset, end, errors));
  if (code === Char.At) {
    const stop = citationEnd(text, offset, end);
    return append(tokens, offset, stop > offset + 1 ? 'citation' : 'unknown', stop);
  }
  if (code === Char.Hash) {
    if (offset === start || isSpace(text.charCodeAt(offset - 1)))
      return append(tokens, offset, 'comment', lineEnd(text, offset, end));
    // A glued `#` is part of a pasted identifier, not a comment: a comment would silently swallow
    // the arrow after it.
    return append(tokens, offset, 'unknown', spaceOrBrace(text, offset, end));
  }
  return append(tokens, offset, 'unknown', offset + (isPair(text, offset, end) ? 2 : 1));
}

/** Where the conflict ends that git marks at the start of a line; 0 for any other `<`. */
function conflictEnd(text: string, offset: number, start: number, end: number): number {
  const atLineStart = offset === start || isLineBreak(text.charCodeAt(offset - 1));
  if (!atLineStart || !text.startsWith('<<<<<<<', offset)) return 0;
  CONFLICT_END.lastIndex = offset;
  const found = CONFLICT_END.exec(text);
  return found === null || found.index + found[0].length > end ? 0 : found.index + found[0].length;
}
const CONFLICT_END = /^>{7}(?: [^\r\n]*)?$/gm;

function isPair(text: string, offset: number, end: number): boolean {
  const point = text.codePointAt(offset);
  return point !== undefined && point > 0xffff && offset + 2 <= end;
}

function wordEnd(text: string, start: number, end: number): number {
  let offset = start;
  for (;;) {
    let length = letterLength(text, offset, end);
    while (length > 0) {
      offset += length;
      length = letterLength(text, offset, end);
    }
    // A joiner belongs to the word only between two letters, so `a->b` holds an arrow and `0..2` a
    // range.
    if (
      offset >= end ||
      !isJoiner(text.charCodeAt(offset)) ||
      letterLength(text, offset + 1, end) === 0
    )
      return offset;
    offset++;
  }
}

function wordKind(text: string, start: number, end: number): TokenKind {
  let dots = 0;
  let hyphens = 0;
  for (let offset = start; offset < end; offset++) {
    const code = text.charCodeAt(offset);
    if (isDigit(code)) continue;
    if (code === Char.Dot) dots++;
    else if (isHyphen(code) && (offset === start + 4 || offset === start + 7)) hyphens++;
    else return 'word';
  }
  if (hyphens === 0) return dots <= 1 ? 'number' : 'word';
  return hyphens === 2 && dots === 0 && end - start === 10 ? 'date' : 'word';
}

function stringEnd(text: string, start: number, end: number, errors: SyntaxProblem[]): number {
  let offset = start + 1;
  while (offset < end) {
    const code = text.charCodeAt(offset);
    if (isLineBreak(code)) break;
    if (isClosingQuote(code)) return offset + 1;
    const escaped =
      code === Char.Backslash && offset + 1 < end && !isLineBreak(text.charCodeAt(offset + 1));
    offset += escaped ? 2 : 1;
  }
  errors.push({
    start,
    end: offset,
    code: 'syntax',
    message: 'This text has no closing quotation mark. Write `"` where it ends, on the same line.',
    help: 'A line break inside a text is written `\\n`.',
  });
  return offset;
}

function citationEnd(text: string, start: number, end: number): number {
  for (const registry of REGISTRIES) {
    const from = start + 1 + registry.length;
    if (from > end || text.slice(start + 1, from).toLowerCase() !== registry) continue;
    let stop = spaceOrBrace(text, from, end);
    // No identifier ends with a comma; one that does is followed by the next option of a choice.
    while (stop > from && text.charCodeAt(stop - 1) === Char.Comma) stop--;
    if (stop > from) return stop;
  }
  let offset = start + 1;
  let stop = offset;
  for (;;) {
    let length = letterLength(text, offset, end);
    while (length > 0) {
      offset += length;
      length = letterLength(text, offset, end);
    }
    if (offset === stop) return stop;
    stop = offset;
    while (offset < end && isCitationJoiner(text.charCodeAt(offset))) offset++;
    if (offset === stop) return stop;
    if (letterLength(text, offset, end) === 0) return stop;
  }
}

function lineEnd(text: string, start: number, end: number): number {
  let offset = start;
  while (offset < end && !isLineBreak(text.charCodeAt(offset))) offset++;
  return offset;
}

function spaceOrBrace(text: string, start: number, end: number): number {
  let offset = start;
  while (offset < end) {
    const code = text.charCodeAt(offset);
    if (isSpace(code) || code === Char.CloseBrace) break;
    offset++;
  }
  return offset;
}
