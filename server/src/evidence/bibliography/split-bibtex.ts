/**
 * BibTeX cut into its entries, so that one that cannot be read costs itself alone. An entry begins
 * where a line begins with `@type{`.
 */

export interface BibtexPart {
  /** `article`, `string`, `comment` …, in lower case. */
  readonly type: string;
  readonly text: string;
  /** Line of its first character, from 1. */
  readonly line: number;
}

const opening = /(?<![\p{L}\p{N}._-])@([\p{L}\p{N}_-]+)\s*[{(]/u;
const lineOpening = new RegExp(`^[ \\t]*(?=${opening.source})`, 'gmu');

/** Characters in which the end of a comment is looked for. */
const longestComment = 100_000;
/**
 * Characters that are looked through in vain, in all comments of a file without an end together.
 */
const mostInVain = 20 * longestComment;

/** The parts in order; text before the first entry is a comment, as BibTeX says. */
export function splitBibtex(text: string): readonly BibtexPart[] {
  const parts: BibtexPart[] = [];
  const starts = [...text.matchAll(lineOpening)].map((match) => match.index + match[0].length);
  let line = 1;
  let counted = 0;
  let skipTo = 0;
  let inVain = 0;
  for (const [index, start] of starts.entries()) {
    if (start < skipTo) continue;
    let end = starts[index + 1] ?? text.length;
    // An entry within a comment that is closed is no entry.
    if (typeOf(text, start) === 'comment' && inVain < mostInVain) {
      const last = Math.min(text.length, start + longestComment);
      const close = closing(text, start, last);
      if (close === null) inVain += last - start;
      skipTo = close ?? 0;
      end = Math.max(end, skipTo);
    }
    for (const own of severalIn(text, start, end)) {
      line += breaksIn(text, counted, own.start);
      counted = own.start;
      parts.push({
        type: typeOf(text, own.start),
        text: text.slice(own.start, own.end),
        line,
      });
    }
  }
  return parts;
}

/**
 * Entries may follow each other on one line: another begins only behind the end of the one before.
 */
function severalIn(text: string, start: number, end: number): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let from = start;
  for (;;) {
    const close = closing(text, from, end);
    const next = close === null ? null : opening.exec(text.slice(close, end));
    if (close === null || next === null) {
      found.push({ start: from, end });
      return found;
    }
    found.push({ start: from, end: close + next.index });
    from = close + next.index;
  }
}

/**
 * Behind the brace or parenthesis that closes the entry at `start`; `null` where none does before
 * `end`.
 */
function closing(text: string, start: number, end: number): number | null {
  let depth = 0;
  const first = text.slice(start, end).search(/[{(]/);
  if (first < 0) return null;
  const isParenthesis = text[start + first] === '(';
  for (let offset = start + first + 1; offset < end; offset++) {
    const character = text[offset];
    if (character === '\\') offset++;
    else if (character === '{') depth++;
    else if (character === '}' && depth > 0) depth--;
    else if (depth === 0 && character === (isParenthesis ? ')' : '}')) return offset + 1;
  }
  return null;
}

/**
 * The line of a brace or field that stands behind the end of an entry, where nothing reads it;
 * `null` for none. Other text is a comment.
 */
export function strayLine({ text, line }: BibtexPart): number | null {
  const end = closing(text, 0, text.length);
  if (end === null) return null;
  const [, gap] = /^([\s,]*)(?:\}|[\w-]+\s*=\s*[{"\d])/.exec(text.slice(end)) ?? [];
  return gap === undefined ? null : line + breaksIn(text, 0, end + gap.length);
}

const typeOf = (text: string, start: number): string =>
  (opening.exec(text.slice(start, start + 100))?.[1] ?? '').toLowerCase();

function breaksIn(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let offset = from; offset < to; offset++) {
    const character = text[offset];
    if (character === '\n' || (character === '\r' && text[offset + 1] !== '\n')) breaks++;
  }
  return breaks;
}
