/**
 * The parser's view of the tokens: a cursor that knows words, lines and indentation, collects
 * errors (one per place), and, when asked, remembers what would have been accepted at the end of
 * the text.
 */

import { normaliseName, suggest } from '../text/names.ts';
import { describeKeyword, type Keyword, keywordOf, NEVER_TREATMENTS } from './keywords.ts';
import type {
  Span,
  StringLiteral,
  SyntaxFix,
  SyntaxProblem,
  Token,
  TokenKind,
  Word,
} from './tree.ts';

/** What may stand at a place, besides keywords. */
export type Category =
  | 'treatment'
  | 'trigger'
  | 'attribute'
  | 'value'
  | 'outcome'
  | 'citation'
  | 'grading'
  | 'level'
  | 'strength'
  | 'population-name'
  | 'sequence-name'
  | 'new-name'
  | 'code'
  | 'unit'
  | 'region'
  | 'base'
  | 'release'
  | 'source'
  | 'string'
  | 'date'
  | 'number'
  | 'operator'
  | 'arrow'
  | 'punctuation';

/** Collects what the parser would accept where the text ends. */
export interface Wanted {
  readonly keywords: Set<Keyword>;
  readonly categories: Set<Category>;
  /** The attribute whose value may stand here. */
  attribute: string | null;
}

/**
 * A `{` that is open: the indentation of its line tells which brace is missing when they do not
 * balance.
 */
interface OpenBlock {
  readonly kind: 'population' | 'sequence' | 'choice';
  readonly indent: number;
}

interface ReaderOptions {
  readonly errors: SyntaxProblem[];
  /**
   * Trust the indentation to find an unclosed brace. Only where braces do not balance: line breaks
   * never decide validity.
   */
  readonly indentation: boolean;
  readonly wanted: Wanted | null;
}

/** What an error says beside its message. Without a code it is an error of grammar. */
interface ErrorExtras {
  readonly help?: string | null;
  readonly code?: SyntaxProblem['code'];
  readonly fixes?: readonly SyntaxFix[];
}

const LONGEST_QUOTE = 40;

/** The parser's place among the tokens, and the errors that it has met. */
export class Reader {
  readonly text: string;
  readonly errors: SyntaxProblem[];
  readonly blocks: OpenBlock[] = [];
  index = 0;
  private readonly tokens: readonly Token[];
  private readonly end: Token;
  private readonly words: (Keyword | null)[] = [];
  private readonly lineStarts: Uint8Array;
  private readonly indents: Int32Array;
  private readonly indentation: boolean;
  private wanted: Wanted | null;
  private lastErrorIndex = -1;

  /**
   * `tokens` holds no comments and no unknown tokens and ends with the `end` token; `damaged` are
   * the indexes after an unknown token.
   */
  constructor(
    text: string,
    tokens: readonly Token[],
    damaged: ReadonlySet<number>,
    options: ReaderOptions,
  ) {
    this.text = text;
    this.tokens = tokens;
    this.damaged = damaged;
    this.errors = options.errors;
    this.indentation = options.indentation;
    this.wanted = options.wanted;
    this.end = tokens[tokens.length - 1] ?? { kind: 'end', start: text.length, end: text.length };
    this.lineStarts = new Uint8Array(tokens.length);
    this.indents = new Int32Array(tokens.length);
    this.measureLines();
  }
  private readonly damaged: ReadonlySet<number>;

  private measureLines(): void {
    let previousEnd = 0;
    let indent = 0;
    for (const [index, token] of this.tokens.entries()) {
      this.words.push(
        token.kind === 'word'
          ? keywordOf(this.text.slice(token.start, Math.min(token.end, token.start + 13)))
          : null,
      );
      let offset = token.start;
      while (offset > previousEnd && !isBreak(this.text.charCodeAt(offset - 1))) offset--;
      if (offset > previousEnd || index === 0) {
        this.lineStarts[index] = 1;
        indent = token.start - offset;
      }
      this.indents[index] = indent;
      previousEnd = token.end;
    }
  }

  // ---- looking
  // ----------------------------------------------------------------------------------------------------

  get token(): Token {
    return this.tokens[this.index] ?? this.end;
  }
  get kind(): TokenKind {
    return this.token.kind;
  }
  get atEnd(): boolean {
    return this.kind === 'end';
  }
  get atLineStart(): boolean {
    return this.lineStarts[this.index] === 1;
  }
  isLineStart(ahead: number): boolean {
    return this.lineStarts[this.index + ahead] === 1;
  }
  /**
   * Stray characters stand right before this token: which errors are told here depends on what
   * stands before them.
   */
  get followsStray(): boolean {
    return this.damaged.has(this.index);
  }
  /** The indentation of the current token's line, in characters. */
  get indent(): number {
    return this.indents[this.index] ?? 0;
  }
  peek(ahead: number): Token {
    return this.tokens[this.index + ahead] ?? this.end;
  }
  /** The keyword that stands `ahead` tokens from here, or null. */
  keyword(ahead = 0): Keyword | null {
    return this.words[this.index + ahead] ?? null;
  }
  textOf(span: Span): string {
    return this.text.slice(span.start, span.end);
  }
  /** Where the token before this one ends. */
  get previousEnd(): number {
    return this.tokens[this.index - 1]?.end ?? this.token.start;
  }

  /** Whether this keyword stands here; where the text ends, it is noted as possible. */
  is(keyword: Keyword): boolean {
    if (this.wanted !== null && this.atEnd) this.wanted.keywords.add(keyword);
    return this.words[this.index] === keyword;
  }
  isAny(keywords: ReadonlySet<Keyword>): boolean {
    if (this.wanted !== null && this.atEnd)
      for (const keyword of keywords) this.wanted.keywords.add(keyword);
    const keyword = this.keyword();
    return keyword !== null && keywords.has(keyword);
  }
  isKind(kind: TokenKind, category: Category): boolean {
    this.want(category);
    return this.kind === kind;
  }
  /** A word that is none of `except`. */
  isWord(category: Category, except: ReadonlySet<Keyword> | null): boolean {
    this.want(category);
    return this.isPlainWord(0, except) && !this.endsByIndentation();
  }
  isPlainWord(ahead: number, except: ReadonlySet<Keyword> | null): boolean {
    if (this.peek(ahead).kind !== 'word') return false;
    const keyword = this.keyword(ahead);
    return keyword === null || except === null || !except.has(keyword);
  }
  isTreatment(): boolean {
    return this.isWord('treatment', NEVER_TREATMENTS);
  }
  /** Whether this is the end of the text and someone asks what may stand there. */
  get isAsked(): boolean {
    return this.wanted !== null && this.atEnd;
  }
  want(category: Category, attribute: string | null = null): void {
    if (this.wanted === null || !this.atEnd) return;
    this.wanted.categories.add(category);
    if (attribute !== null) this.wanted.attribute = attribute;
  }

  // ---- taking
  // -----------------------------------------------------------------------------------------------------

  take(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.index++;
    return token;
  }
  takeWord(): Word {
    const token = this.take();
    return { start: token.start, end: token.end, text: this.textOf(token) };
  }
  /** Takes the keyword if it stands here. */
  accept(keyword: Keyword): Token | null {
    return this.is(keyword) ? this.take() : null;
  }
  acceptKind(kind: TokenKind): Token | null {
    return this.isKind(kind, 'punctuation') ? this.take() : null;
  }
  takeString(): StringLiteral | null {
    if (!this.isKind('string', 'string')) return null;
    const token = this.take();
    const text = this.textOf(token);
    const literal = { start: token.start, end: token.end, value: stringValue(text) };
    return isClosed(text) ? literal : { ...literal, unclosed: true };
  }
  /**
   * From `start` to the last token taken; of what is missing, an empty span behind the last token.
   */
  span(start: number): Span {
    const end = this.previousEnd;
    return { start: Math.min(start, end), end };
  }

  // ---- blocks
  // -----------------------------------------------------------------------------------------------------

  /**
   * Whether the innermost open block ends at this token: its `}`, the end, or, if braces do not
   * balance, by indentation.
   */
  atBlockEnd(): boolean {
    this.want('punctuation');
    if (this.kind === 'end') return true;
    if (this.kind === '}') return true;
    return this.endsByIndentation();
  }

  /**
   * Which brace is missing is a guess, taken only when the braces of the text do not balance. A
   * line that begins a declaration no deeper than the one that is open ends all blocks; an arrow,
   * `when`, `unless` or `otherwise` no deeper than the line that opened a choice goes on after that
   * choice.
   */
  endsByIndentation(): boolean {
    const block = this.blocks[this.blocks.length - 1];
    const outermost = this.blocks[0];
    if (!this.indentation || block === undefined || outermost === undefined || !this.atLineStart)
      return false;
    if (this.indent <= outermost.indent && this.looksLikeDeclaration()) return true;
    if (block.kind !== 'choice' || this.blocks.length === 1) return false;
    if (this.kind === '}') return this.indent < block.indent;
    const keyword = this.keyword();
    const goesOn =
      this.kind === 'arrow' ||
      keyword === 'when' ||
      keyword === 'unless' ||
      keyword === 'otherwise';
    return goesOn && this.indent <= block.indent;
  }

  /** Takes the `}` of the innermost block, or reports the `{` that is never closed. */
  closeBlock(open: Token | null, what: string): void {
    const foreign = this.endsByIndentation();
    this.blocks.pop();
    if (this.kind === '}' && !foreign) {
      this.take();
      return;
    }
    const place = open ?? this.token;
    this.errorAt(place, `The \`{\` of ${what} is never closed. Write \`}\` where it ends.`);
  }

  /**
   * Whether a declaration or a directive seems to begin here. Looks at most three tokens ahead and
   * notes nothing.
   */
  looksLikeDeclaration(): boolean {
    const next = this.peek(1).kind;
    switch (this.keyword()) {
      case 'population':
      case 'sequence': {
        if (next !== 'word') return this.atLineStart && (next === 'string' || next === '{');
        const after = this.peek(2).kind;
        const header = this.keyword(2);
        return (
          this.atLineStart ||
          after === '{' ||
          after === 'string' ||
          header === 'for' ||
          header === 'after' ||
          header === 'any' ||
          header === 'within'
        );
      }
      case 'prefer':
        return next === 'word' && (this.atLineStart || this.keyword(2) === 'over');
      case 'avoid':
      case 'region':
      case 'grading':
      case 'grades':
      case 'accept':
        return next === 'word' && this.atLineStart;
      case 'guideline':
      case 'import':
      case 'bibliography':
        return next === 'string' && this.atLineStart;
      case 'evidence':
        return (next === 'word' || next === 'string') && this.atLineStart;
      default:
        return false;
    }
  }

  /**
   * Whether a word that could be an argument begins the next declaration instead, because the
   * argument was forgotten: `prefer a over`, and on the next line `sequence b {`. The word behind
   * it, which no argument has behind it, is the proof; the line break alone would make validity
   * depend on lines.
   */
  atNextDeclaration(): boolean {
    if (!this.atLineStart || this.peek(1).kind !== 'word' || !this.looksLikeDeclaration())
      return false;
    const next = describeKeyword(this.keyword(1) ?? '');
    return (
      next === null ||
      (next.role === 'directive-part' && next.word !== 'as' && next.word !== 'release')
    );
  }

  /**
   * Skips tokens (at least one) until `stop` holds or the text ends, so that one mistake gives one
   * error.
   */
  skipUntil(stop: () => boolean): void {
    this.take();
    while (!this.atEnd && !stop()) this.take();
  }

  // ---- errors
  // -----------------------------------------------------------------------------------------------------

  /**
   * Reports at the current token, or behind the previous one if the current stands on another line.
   */
  error(message: string, help: string | null = null): void {
    const token = this.token;
    const before = this.tokens[this.index - 1];
    const behind = before !== undefined && (token.kind === 'end' || this.atLineStart);
    this.errorAt(behind ? before : token, message, { help });
  }

  /** `Expected <what> after …`, with an example of how it looks. */
  expected(what: string, example: string, help: string | null = null): void {
    const before = this.tokens[this.index - 1];
    const place = before === undefined ? '' : ` after ${this.quote(before)}`;
    this.error(`Expected ${what}${place}. ${example}`, help);
  }

  errorAt(span: Span, message: string, extras: ErrorExtras = {}): void {
    const { help = null, code = 'syntax', fixes } = extras;
    // What follows a place that is already reported is a consequence of it. After the first error
    // at the end of the text, nothing more is learnt about what may stand there.
    if (this.atEnd) this.wanted = null;
    if (code === 'syntax') {
      if (this.index === this.lastErrorIndex || this.damaged.has(this.index)) return;
      this.lastErrorIndex = this.index;
    }
    const problem = { start: span.start, end: span.end, message, help, code };
    this.errors.push(fixes === undefined ? problem : { ...problem, fixes });
  }

  /**
   * Reports as if the token at `index` were the current one: for what is only understood once it
   * has been read.
   */
  errorFrom(index: number, span: Span, message: string, extras: ErrorExtras): void {
    const here = this.index;
    this.index = index;
    this.errorAt(span, message, extras);
    this.index = here;
  }

  /**
   * Reads a misspelt word as the keyword among `candidates` that it is near to, and reports it. A
   * word that is a keyword itself is never a misspelling of another.
   */
  correct(candidates: ReadonlySet<Keyword>): boolean {
    if (this.kind !== 'word' || this.keyword() !== null || this.wanted !== null) return false;
    const written = this.textOf(this.token);
    const [nearest] = suggest(written, candidates);
    const keyword = nearest === undefined ? null : keywordOf(nearest);
    // A single letter in common is no likeness: `ob` may be `on`, `ox` may not.
    if (keyword === null || normaliseName(written).charCodeAt(0) !== keyword.charCodeAt(0))
      return false;
    return this.mistaken(keyword);
  }

  /** Reports the current word as a mistake for `keyword` and reads it as that. */
  mistaken(keyword: Keyword): true {
    this.errorAt(
      this.token,
      `${this.quote(this.token)} has no meaning here. Did you mean \`${keyword}\`?`,
    );
    this.words[this.index] = keyword;
    return true;
  }

  /** A token as it is shown in a message, shortened. */
  quote(span: Span): string {
    const text = this.textOf(span).replaceAll('`', "'");
    return `\`${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}\``;
  }
}

function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

const isClosed = (token: string): boolean => token.length > 1 && /["“”]$/.test(token);

/** The value of a string token: without its quotation marks, with `\"`, `\\` and `\n` resolved; other backslashes stay. */
export function stringValue(token: string): string {
  const inner = token.slice(1, isClosed(token) ? -1 : undefined);
  return inner.replace(/\\(["“”\\n])/g, (_, character: string) =>
    character === 'n' ? '\n' : character,
  );
}
