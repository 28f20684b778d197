/**
 * Colours by meaning: what a word is where it stands, which a grammar of regular expressions cannot
 * know.
 */
import type { SourceFile, Span } from '../syntax/tree.ts';
import { type Place, places } from './node-at.ts';

/**
 * The standard token types of the protocol that are used, so that every theme has a colour for
 * them.
 */
export const tokenTypes = [
  'keyword',
  'comment',
  'string',
  'number',
  'operator',
  'function',
  'class',
  'type',
  'namespace',
  'property',
  'enumMember',
  'macro',
  'decorator',
  'event',
] as const;
type TokenType = (typeof tokenTypes)[number];
/** Modifiers of tokens, in the order that the legend has. */
export const tokenModifiers = ['declaration', 'deprecated'] as const;
type TokenModifier = (typeof tokenModifiers)[number];

/** A token with its colour. */
export interface SemanticToken extends Span {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

function ofPlace(place: Place): TokenType | null {
  switch (place.kind) {
    case 'treatment':
      // Whether a preferred name is a sequence may be told by another declaration, and a colour
      // must not depend on it.
      return place.role === 'prefer' ? 'class' : 'function';
    case 'citation':
      return 'decorator';
    case 'population':
      return 'type';
    case 'sequence':
      return 'class';
    case 'attribute':
      return 'property';
    case 'trigger':
      return 'event';
    case 'outcome':
      return 'enumMember';
    case 'code':
      return 'macro';
    case 'grade':
      return 'number';
    case 'value':
      return place.value.form === 'number' ? 'number' : 'enumMember';
    case 'source':
    case 'setting':
      return 'enumMember';
    case 'keyword':
      return 'keyword';
    case 'arrow':
      return 'operator';
    case 'file':
      return 'string';
  }
}

/** Tokens in their order, on one line each and never overlapping. */
export function semanticTokens(source: SourceFile): readonly SemanticToken[] {
  const found: SemanticToken[] = [];
  for (const place of places(source)) {
    const type = ofPlace(place);
    if (type === null) continue;
    const modifiers: readonly TokenModifier[] =
      (place.kind === 'population' || place.kind === 'sequence') && place.declares
        ? ['declaration']
        : [];
    found.push(...lines(source.text, place).map((span) => ({ ...span, type, modifiers })));
  }
  let last = 0;
  const all = places(source);
  for (const token of source.tokens) {
    const type =
      token.kind === 'comment'
        ? 'comment'
        : token.kind === 'string'
          ? 'string'
          : token.kind === 'number'
            ? 'number'
            : null;
    if (type === null) continue;
    while ((all[last]?.end ?? Number.POSITIVE_INFINITY) <= token.start) last++;
    if ((all[last]?.start ?? Number.POSITIVE_INFINITY) <= token.start) continue;
    found.push({ start: token.start, end: token.end, type, modifiers: [] });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The parts of a span without the line breaks (and the white space before them) between them. */
function lines(text: string, span: Span): readonly Span[] {
  const parts: Span[] = [];
  for (const match of text.slice(span.start, span.end).matchAll(/[^\s][^\r\n]*/g)) {
    const start = span.start + match.index;
    parts.push({ start, end: start + match[0].trimEnd().length });
  }
  return parts;
}
