/**
 * What a character is, by its UTF-16 code. ASCII is decided by a table; other characters are
 * classified once with the Unicode properties and remembered, because a file uses few of them many
 * times.
 */
export const Char = {
  Tab: 0x09,
  LineFeed: 0x0a,
  CarriageReturn: 0x0d,
  Space: 0x20,
  Quote: 0x22,
  Hash: 0x23,
  Percent: 0x25,
  Plus: 0x2b,
  Comma: 0x2c,
  Hyphen: 0x2d,
  Dot: 0x2e,
  Slash: 0x2f,
  Zero: 0x30,
  Nine: 0x39,
  Colon: 0x3a,
  Less: 0x3c,
  Equals: 0x3d,
  Greater: 0x3e,
  At: 0x40,
  OpenBracket: 0x5b,
  Backslash: 0x5c,
  CloseBracket: 0x5d,
  Underscore: 0x5f,
  OpenBrace: 0x7b,
  CloseBrace: 0x7d,
  PlusMinus: 0xb1,
  EnDash: 0x2013,
  OpenCurlyQuote: 0x201c,
  CloseCurlyQuote: 0x201d,
  LowCurlyQuote: 0x201e,
  RightArrow: 0x2192,
  LessOrEqual: 0x2264,
  GreaterOrEqual: 0x2265,
} as const;

const LETTER_OR_DIGIT = /^[\p{L}\p{N}\p{M}]/u;
const WHITE_SPACE = /^\s/;

const LETTER = 1;
const SPACE = 2;
const OTHER = 3;
/** One cell per UTF-16 code; 0 means not looked at yet. */
const classes = new Uint8Array(0x10000);

function classOf(code: number): number {
  const known = classes[code];
  if (known) return known;
  const text = String.fromCharCode(code);
  const found = LETTER_OR_DIGIT.test(text) ? LETTER : WHITE_SPACE.test(text) ? SPACE : OTHER;
  classes[code] = found;
  return found;
}

/** White space, line breaks, the no-break space and the byte order mark. */
export function isSpace(code: number): boolean {
  return classOf(code) === SPACE;
}

/** A line break as editors count them. */
export function isLineBreak(code: number): boolean {
  return code === Char.LineFeed || code === Char.CarriageReturn;
}

/** Whether a UTF-16 code unit is one of 0 to 9. */
export function isDigit(code: number): boolean {
  return code >= Char.Zero && code <= Char.Nine;
}

/**
 * How many UTF-16 units the letter, digit or combining mark of any script at `offset` takes: 1 or
 * 2, and 0 when there is none (also for half a surrogate pair).
 */
export function letterLength(text: string, offset: number, end: number): number {
  if (offset >= end) return 0;
  const code = text.charCodeAt(offset);
  if (code < 0xd800 || code > 0xdfff) return classOf(code) === LETTER ? 1 : 0;
  if (code > 0xdbff || offset + 1 >= end) return 0;
  const point = text.codePointAt(offset);
  return point !== undefined && point > 0xffff && LETTER_OR_DIGIT.test(String.fromCodePoint(point))
    ? 2
    : 0;
}

/** `-` and the hyphens that Word, browsers and PDF files write for it. */
export function isHyphen(code: number): boolean {
  return (
    code === Char.Hyphen || code === 0x2010 || code === 0x2011 || code === 0xfe63 || code === 0xff0d
  );
}

/** What may stand once between two letters or digits of a word. */
export function isJoiner(code: number): boolean {
  return code === Char.Underscore || code === Char.Dot || code === Char.Slash || isHyphen(code);
}

/** A key of a bibliography may also hold `:` and `+`, and several of them in a row. */
export function isCitationJoiner(code: number): boolean {
  return isJoiner(code) || code === Char.Colon || code === Char.Plus;
}

/** Any double quotation mark ends a string; the low one of German print only begins it. */
export function isClosingQuote(code: number): boolean {
  return code === Char.Quote || code === Char.OpenCurlyQuote || code === Char.CloseCurlyQuote;
}

/** Whether a UTF-16 code unit can begin a text. */
export function isOpeningQuote(code: number): boolean {
  return isClosingQuote(code) || code === Char.LowCurlyQuote;
}

/**
 * Characters that reorder the text around them, so that a reader sees something else than the tool
 * reads.
 */
export function isBidirectionalControl(code: number): boolean {
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}
