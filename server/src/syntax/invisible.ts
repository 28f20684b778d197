/**
 * Characters that no screen shows: they reorder the text around them, join or part what stands
 * beside them, or show nothing at all. Outside of texts and comments each is an error, and what
 * stands around it is read as if it were not there, so that no step, citation or keyword can hide
 * behind one. In texts and comments they have their use (in Persian, in emoji); there, those that
 * reorder are reported.
 */
import { lastUpTo } from '../text/binary-search.ts';
import { isBidirectionalControl, isLineBreak } from './characters.ts';
import { stringValue } from './token-cursor.ts';
import type { Region, SourceFile, Span, SyntaxProblem, Token } from './tree.ts';

/** Everything that Unicode lets a screen leave out: also all marks of direction. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');
const BYTE_ORDER_MARK = '\ufeff';

/** A text without its invisible characters, and the way back. */
interface VisibleText {
  readonly text: string;
  readonly regions: readonly Region[];
  /** Where an offset of the given text is in the visible one. */
  visible(offset: number): number;
  /**
   * Where an offset of the visible text is in the given one: right behind the visible character
   * before it.
   */
  written(offset: number): number;
  /**
   * What was read from the visible text, as it stands in the given one, with an error for each
   * invisible character that counts. `ends` are the places of its `end` tokens.
   */
  asWritten(file: SourceFile, ends: readonly number[]): SourceFile;
}

/** `null` where the regions hold no invisible character, as nearly all do not. */
export function withoutInvisible(text: string, regions: readonly Region[]): VisibleText | null {
  const hidden: number[] = [];
  for (const region of regions)
    for (const { start, end } of region.lines ?? [region]) collect(text, start, end, hidden);
  if (hidden.length === 0) return null;
  /** Per hidden unit, how many visible ones stand before it. */
  const before = hidden.map((offset, index) => offset - index);
  const visible = (offset: number): number => offset - countUpTo(hidden, offset - 1);
  const written = (offset: number): number => offset + countUpTo(before, offset - 1);
  const spanOf = ({ start, end }: Span): Span => {
    const from = start + countUpTo(before, start);
    return { start: from, end: Math.max(from, written(end)) };
  };
  const shortened = ({ start, end }: Span): Span => ({ start: visible(start), end: visible(end) });
  return {
    text: withoutUnits(text, hidden),
    regions: regions.map((region) => ({
      ...shortened(region),
      ...(region.lines === undefined ? {} : { lines: region.lines.map(shortened) }),
    })),
    visible,
    written,
    asWritten({ tokens, text: _, ...parts }, ends) {
      const { start, end } = { start: regions[0]?.start ?? 0, end: ends.at(-1) ?? 0 };
      let region = 0;
      const placed = tokens.map((token): Token => {
        const limit = token.kind === 'end' ? ends[region++] : undefined;
        return {
          kind: token.kind,
          ...(limit === undefined ? spanOf(token) : { start: limit, end: limit }),
        };
      });
      const tree = inPlace(parts, spanOf, text);
      const found = withHidden(text, placed, hidden);
      const errors = [...tree.errors, ...found.errors];
      errors.sort((left, right) => left.start - right.start || left.end - right.end);
      return { ...tree, text, tokens: found.tokens, errors, start, end };
    },
  };
}

/** How many of a rising list are not above a limit. */
function countUpTo(numbers: readonly number[], limit: number): number {
  return (numbers[0] ?? Number.POSITIVE_INFINITY) > limit ? 0 : lastUpTo(numbers, limit) + 1;
}

/**
 * Appends the offset of each UTF-16 unit of an invisible character. A byte order mark begins a
 * text, also one that was put behind another.
 */
function collect(text: string, start: number, end: number, hidden: number[]): void {
  const part = text.slice(start, end);
  if (!INVISIBLE.test(part)) return;
  for (const { index, 0: character } of part.matchAll(ALL_INVISIBLE)) {
    const at = start + index;
    if (character === BYTE_ORDER_MARK && (at === 0 || isLineBreak(text.charCodeAt(at - 1))))
      continue;
    for (let unit = 0; unit < character.length; unit++) hidden.push(at + unit);
  }
}

function withoutUnits(text: string, hidden: readonly number[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const offset of hidden) {
    if (offset > from) parts.push(text.slice(from, offset));
    from = offset + 1;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

/** The tokens with those of hidden characters that stand between them, and the errors. */
function withHidden(
  text: string,
  visible: readonly Token[],
  hidden: readonly number[],
): { readonly tokens: readonly Token[]; readonly errors: readonly SyntaxProblem[] } {
  const tokens: Token[] = [];
  const errors: SyntaxProblem[] = [];
  let next = 0;
  /** The runs of hidden characters before a place. */
  const runs = (limit: number): Span[] => {
    const found: Span[] = [];
    for (let start = hidden[next]; start !== undefined && start < limit; start = hidden[next]) {
      let end = start + 1;
      while (hidden[++next] === end) end++;
      found.push({ start, end });
    }
    return found;
  };
  for (const token of visible) {
    for (const run of runs(token.start)) {
      const before = tokens.at(-1);
      // A comment goes on to the end of its line, whatever it ends with.
      if (before?.kind === 'comment' && before.end === run.start) {
        tokens[tokens.length - 1] = { ...before, end: run.end };
        errors.push(...reordering(text, run));
      } else {
        tokens.push({ kind: 'unknown', ...run });
        errors.push(invisible(run));
      }
    }
    tokens.push(token);
    const isText = token.kind === 'comment' || token.kind === 'string';
    for (const run of runs(token.end))
      errors.push(...(isText ? reordering(text, run) : [invisible(run)]));
  }
  return { tokens, errors };
}

const help = 'It often comes with text copied from a web page or a PDF file.';

const invisible = ({ start, end }: Span): SyntaxProblem => ({
  start,
  end,
  code: 'invisible-character',
  message: 'An invisible character stands here. Delete it.',
  help,
});

/** In texts and comments those count that are most often used to deceive. */
function reordering(text: string, run: Span): readonly SyntaxProblem[] {
  const found: SyntaxProblem[] = [];
  for (let start = run.start; start < run.end; start++) {
    if (!isBidirectionalControl(text.charCodeAt(start))) continue;
    let end = start + 1;
    while (end < run.end && isBidirectionalControl(text.charCodeAt(end))) end++;
    const message =
      'An invisible character here reorders the text, so that it reads differently from what it says. Delete it.';
    found.push({ start, end, code: 'bidirectional-text', message, help });
    start = end;
  }
  return found;
}

/**
 * A copy of a part of the tree with its offsets in the given text. Texts keep their invisible
 * characters.
 */
function inPlace<Node>(node: Node, spanOf: (span: Span) => Span, text: string): Node {
  const copy = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(copy);
    const made: Record<string, unknown> = { ...value };
    for (const key in made) if (typeof made[key] === 'object') made[key] = copy(made[key]);
    const { start, end } = made;
    if (typeof start !== 'number' || typeof end !== 'number') return made;
    const span = spanOf({ start, end });
    const isText = typeof made['value'] === 'string';
    return {
      ...made,
      ...span,
      ...(isText ? { value: stringValue(text.slice(span.start, span.end)) } : {}),
    };
  };
  return copy(node) as Node;
}
