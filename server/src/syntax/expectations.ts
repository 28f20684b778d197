/**
 * What may stand at a place of a text: the parser itself is asked, so completion and grammar cannot
 * disagree.
 */
import { isCitationJoiner, isJoiner, letterLength } from './characters.ts';
import { CLAUSE_STARTS, DECLARATIONS, DIRECTIVES, type Keyword } from './keywords.ts';
import { bracesBalance, parse, parseExpecting } from './parser.ts';
import type { Category, Wanted } from './token-cursor.ts';
import type { Region, Span, Token } from './tree.ts';

/** A category of the parser, or a group of keywords that are offered together. */
type ExpectedCategory = Category | 'declaration' | 'directive' | 'clause' | 'condition';

/** What the grammar allows at a place, for completion. */
export interface Expected {
  readonly categories: ReadonlySet<ExpectedCategory>;
  readonly keywords: ReadonlySet<Keyword>;
  /** With the category `value`: the attribute, as written, whose value is meant. */
  readonly attribute: string | null;
  /**
   * The word or citation under way at the offset, which a completion replaces; empty if there is
   * none.
   */
  readonly replaces: Span;
}

/**
 * What may stand at `offset` (UTF-16) of `text`, or of `regions` of it. What is behind the offset
 * and the word that is being typed are not looked at. Nothing is expected in a comment, in a text,
 * or outside the regions.
 */
export function expectedAt(text: string, offset: number, regions?: readonly Region[]): Expected {
  const all: readonly Region[] = regions ?? [{ start: 0, end: text.length }];
  const { tokens } = parse(text, all);
  const region = all.find(({ start, end }) => start <= offset && offset <= end);
  const replaces = wordAround(text, offset, region);
  if (region === undefined || isInText(text, tokens, offset))
    return expectation({ keywords: new Set(), categories: new Set(), attribute: null }, replaces);
  const before = [...all.filter(({ end }) => end < region.start), upTo(region, replaces.start)];
  const within = tokens.filter(({ start, end }) => region.start <= start && end <= region.end);
  const wanted: Wanted = { keywords: new Set(), categories: new Set(), attribute: null };
  parseExpecting(text, before, wanted, bracesBalance(within));
  return expectation(wanted, replaces);
}

function upTo({ start, lines }: Region, end: number): Region {
  if (lines === undefined) return { start, end };
  return {
    start,
    end,
    lines: lines
      .filter((line) => line.start <= end)
      .map((line) => ({ start: line.start, end: Math.min(line.end, end) })),
  };
}

const GROUPS: readonly (readonly [ExpectedCategory, ReadonlySet<Keyword>])[] = [
  ['declaration', DECLARATIONS],
  ['directive', new Set([...DIRECTIVES].filter((keyword) => keyword !== 'accept'))],
  [
    'clause',
    new Set([...CLAUSE_STARTS].filter((keyword) => keyword !== 'on' && keyword !== 'accept')),
  ],
  ['condition', new Set<Keyword>(['when', 'unless'])],
];

function expectation(wanted: Wanted, replaces: Span): Expected {
  const categories = new Set<ExpectedCategory>(wanted.categories);
  for (const [category, keywords] of GROUPS) {
    if ([...wanted.keywords].some((keyword) => keywords.has(keyword))) categories.add(category);
  }
  return { categories, keywords: wanted.keywords, attribute: wanted.attribute, replaces };
}

/** The word or citation that touches the offset. */
function wordAround(text: string, offset: number, region: Span | undefined): Span {
  const low = region?.start ?? offset;
  const high = region?.end ?? offset;
  const belongs = (at: number): boolean => {
    const code = text.charCodeAt(at);
    return (
      letterLength(text, at, high) > 0 ||
      (code >= 0xdc00 && code <= 0xdfff) ||
      isJoiner(code) ||
      isCitationJoiner(code)
    );
  };
  let start = offset;
  while (start > low && belongs(start - 1)) start--;
  const cited = start > low && text.charCodeAt(start - 1) === 0x40;
  if (cited) start--;
  // A joiner or a colon in front is the end of something else, as in `when grade G1:every|`.
  while (!cited && start < offset && letterLength(text, start, high) === 0) start++;
  if (!cited) {
    for (let at = start; at < offset; at++) if (!isWordCharacter(text, at, high)) start = at + 1;
  }
  let end = offset;
  while (
    end < high &&
    (letterLength(text, end, high) > 0 ||
      (end > start && isJoiner(text.charCodeAt(end)) && letterLength(text, end + 1, high) > 0))
  )
    end++;
  return { start, end };
}

function isWordCharacter(text: string, at: number, end: number): boolean {
  const code = text.charCodeAt(at);
  return letterLength(text, at, end) > 0 || (code >= 0xdc00 && code <= 0xdfff) || isJoiner(code);
}

function isInText(text: string, tokens: readonly Token[], offset: number): boolean {
  return tokens.some(({ kind, start, end }) => {
    if (kind === 'comment') return start < offset && offset <= end;
    if (kind !== 'string') return false;
    const closed = end - start > 1 && /["“”]/.test(text.charAt(end - 1));
    return start < offset && (closed ? offset < end : offset <= end);
  });
}
