/**
 * Text on a terminal: how many columns it fills, where it breaks, and what must not reach a
 * terminal as it is. A grapheme fills two columns when it is East Asian wide or an emoji, none when
 * it only marks or joins, one otherwise.
 */
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /^(?:\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|.*\ufe0f)/u;
const invisible = /^[\p{Mark}\p{Cf}]+$/u;
/**
 * Letters, signs, arrows and frames that fill one column each and join with nothing: nearly every
 * text.
 */
const plain =
  /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u03ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u257f]*$/;

/** Columns of a text without control characters. */
export function columns(text: string): number {
  if (plain.test(text)) return text.length;
  let sum = 0;
  for (const { segment } of graphemes.segment(text))
    sum += invisible.test(segment) ? 0 : wide.test(segment) ? 2 : 1;
  return sum;
}

/** The longest beginning of a text that fits the columns. */
export function fitted(text: string, limit: number): string {
  if (plain.test(text)) return text.slice(0, Math.max(0, limit));
  let sum = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    sum += columns(segment);
    if (sum > limit) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** Pads with blanks on the right. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/**
 * Breaks at blanks so that no line is wider than `width`; a word wider than that is cut. A no-break
 * space (U+00A0) keeps two words together. Always gives at least one line.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \t\r\n]+/)) {
    let rest = word;
    if (line !== '' && columns(line) + 1 + columns(rest) <= width) {
      line += ` ${rest}`;
      continue;
    }
    if (line !== '') lines.push(line);
    while (columns(rest) > width) {
      const head = fitted(rest, width) || rest.slice(0, 1);
      lines.push(head);
      rest = rest.slice(head.length);
    }
    line = rest;
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  // A no-break space has done its work; what is copied from a terminal has plain blanks.
  return lines.map((each) => each.replaceAll('\u00a0', ' '));
}

/** Like `wrap`, with the first line after `first` and the others below it. */
export function hanging(first: string, text: string, width: number): string[] {
  const indent = columns(first);
  return wrap(text, Math.max(20, width - indent)).map((line, index) =>
    index === 0 ? first + line : ' '.repeat(indent) + line,
  );
}

/**
 * Makes text from a file safe to print: a tab becomes one blank, other control characters become
 * visible signs, and characters that reorder the line (which could make a reader see another text)
 * become U+FFFD. The number of UTF-16 units stays the same.
 */
export function printable(text: string): string {
  return text
    .replace(/\t/g, ' ')
    .replace(/\p{Cc}/gu, (control) =>
      control < ' ' ? String.fromCharCode(0x2400 + control.charCodeAt(0)) : '\ufffd',
    )
    .replace(/[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
