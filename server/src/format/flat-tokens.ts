/**
 * The tokens of one item as the formatter sees them: canonical texts, widths on one line, and where
 * the author broke lines.
 */
import { isHyphen } from '../syntax/characters.ts';
import { keywordOf } from '../syntax/keywords.ts';
import type { Declaration, Directive, Span, Token } from '../syntax/tree.ts';

/** What the formatter lays out on its own: a directive or a declaration. */
export type Item = Declaration | Directive;

/** The tokens of a text by their offsets, with what each is written as. */
export class FlatTokens {
  readonly tokens: readonly Token[];
  readonly texts: readonly string[];
  private readonly indexByStart = new Map<number, number>();
  private readonly indexByEnd = new Map<number, number>();
  /** `positions[i]` is the column of token `i` if all tokens stood on one line. */
  private readonly positions: number[] = [];
  /** How many line breaks and comments stand before token `i`, counted from the first token. */
  private readonly breaks: number[] = [];

  /** `tokens` are all tokens of the item, comments too. */
  constructor(text: string, tokens: readonly Token[], item: Item) {
    const names = nameStarts(item);
    this.tokens = tokens.filter(({ kind }) => kind !== 'comment');
    this.texts = this.tokens.map((token) => canonicalText(text, token, names));
    let position = 0;
    let breaks = 0;
    let previous: Token | undefined;
    let comments = 0;
    const commented = new Set<Token>();
    for (const token of tokens) {
      if (token.kind === 'comment') comments++;
      else if (comments > 0) {
        commented.add(token);
        comments = 0;
      }
    }
    for (const [index, token] of this.tokens.entries()) {
      this.indexByStart.set(token.start, index);
      this.indexByEnd.set(token.end, index);
      if (previous !== undefined) {
        position += flatGap(previous, token).length;
        if (commented.has(token) || /[\n\r]/.test(text.slice(previous.end, token.start))) breaks++;
      }
      this.positions.push(position);
      this.breaks.push(breaks);
      position += this.texts[index]?.length ?? 0;
      previous = token;
    }
  }

  /** The index of the first token of a span. */
  first(span: Span): number {
    return this.indexByStart.get(span.start) ?? 0;
  }
  /** The index of the last token of a span. */
  last(span: Span): number {
    return this.indexByEnd.get(span.end) ?? this.tokens.length - 1;
  }
  /** The width of tokens `from` to `to`, both included, on one line. */
  width(from: number, to: number): number {
    return (this.positions[to] ?? 0) + (this.texts[to]?.length ?? 0) - (this.positions[from] ?? 0);
  }
  /** Whether the author broke a line, or wrote a comment, between tokens `from` and `to`. */
  isBroken(from: number, to: number): boolean {
    return this.breaks[from] !== this.breaks[to];
  }
  breaksBefore(index: number): boolean {
    return index > 0 && this.isBroken(index - 1, index);
  }
}

const CLOSE_TO_LEFT: ReadonlySet<string> = new Set([',', ':', '%', ']']);

/** The space between two tokens on one line. */
export function flatGap(left: Token, right: Token): string {
  if (CLOSE_TO_LEFT.has(right.kind) || left.kind === '[') return '';
  return left.kind === '{' && right.kind === '}' ? '' : ' ';
}

const OPERATORS: Readonly<Record<string, string>> = { '≤': '<=', '≥': '>=' };

/** The one spelling of a token. */
function canonicalText(text: string, token: Token, names: ReadonlySet<number>): string {
  const written = text.slice(token.start, token.end);
  switch (token.kind) {
    case 'arrow':
      return '->';
    case 'range':
      return 'to';
    case 'operator':
      return OPERATORS[written] ?? written;
    case 'string':
      return `"${written.slice(1, -1)}"`;
    case 'citation':
      return /^@(doi|pmid|nct):/i.test(written) ? written : plainHyphens(written);
    case 'word':
      return names.has(token.start)
        ? plainHyphens(written)
        : (keywordOf(written) ?? plainHyphens(written));
    case 'date':
      return plainHyphens(written);
    default:
      return written;
  }
}

function plainHyphens(text: string): string {
  return Array.from(text, (character) =>
    isHyphen(character.charCodeAt(0)) ? '-' : character,
  ).join('');
}

/** These hold words of the language, not names: they are written as the keyword table does. */
const KEYWORD_PROPERTIES: ReadonlySet<string> = new Set([
  'events',
  'outcomes',
  'unit',
  'system',
  'of',
]);

/**
 * Where the words stand that are names, treatments, values or codes, whose spelling is the
 * author's.
 */
function nameStarts(item: Item): Set<number> {
  const starts = new Set<number>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const part of node) visit(part);
    } else if (typeof node === 'object' && node !== null) {
      if (
        'text' in node &&
        typeof node.text === 'string' &&
        'start' in node &&
        typeof node.start === 'number'
      )
        starts.add(node.start);
      for (const [property, part] of Object.entries(node))
        if (!KEYWORD_PROPERTIES.has(property)) visit(part);
    }
  };
  visit(item);
  return starts;
}
