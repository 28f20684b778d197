/**
 * Text to tree. Parsing never fails: any text gives a tree, and what could not be read is said in its errors. The work
 * grows linearly with the text, and the stack is bounded by the deepest nesting that is read.
 */
import { readDeclaration } from './declarations.ts';
import { readDirective } from './directives.ts';
import { withoutInvisible } from './invisible.ts';
import { DECLARATIONS, DIRECTIVES } from './keywords.ts';
import { readList } from './lists.ts';
import { scan } from './scanner.ts';
import { Reader, type Wanted } from './token-cursor.ts';
import type { Declaration, Directive, Region, SourceFile, SyntaxProblem, Token } from './tree.ts';

/** Longer texts, in UTF-16 units, are reported and not read. */
export const LARGEST_FILE = 5_000_000;

const TOP_LEVEL = new Set([...DIRECTIVES, ...DECLARATIONS]);
const LOOKS =
  'A file holds populations and sequences, such as `sequence first { lanreotide -> everolimus }`.';

/**
 * Parses `text`, or only `regions` of it (the fenced blocks of a document, in order and apart from each other), in place:
 * all offsets are offsets of `text`, and no declaration goes on from one region into the next. Never throws.
 */
export function parse(text: string, regions?: readonly Region[]): SourceFile {
  return parseExpecting(text, regions ?? [{ start: 0, end: text.length }], null, null);
}

/**
 * Parses and notes in `wanted` what may stand where the last region ends. `balanced` says whether the braces of the
 * whole text balance when only its beginning is given; null: look.
 */
export function parseExpecting(
  text: string,
  regions: readonly Region[],
  wanted: Wanted | null,
  balanced: boolean | null,
): SourceFile {
  const start = regions[0]?.start ?? 0;
  const end = regions[regions.length - 1]?.end ?? 0;
  if (regions.reduce((sum, region) => sum + region.end - region.start, 0) > LARGEST_FILE) {
    const message = `This file has more than ${LARGEST_FILE / 1_000_000} million characters and is not read. Split it.`;
    const tokens = regions.flatMap((region): readonly Token[] => [
      { kind: 'unknown', start: region.start, end: region.end },
      { kind: 'end', start: region.end, end: region.end },
    ]);
    const errors: SyntaxProblem[] = [
      { start, end: start, code: 'file-too-large', message, help: null },
    ];
    return { kind: 'file', text, tokens, directives: [], declarations: [], errors, start, end };
  }
  const visible = withoutInvisible(text, regions);
  if (visible === null) return parseVisible(text, regions, wanted, balanced);
  const read = parseVisible(visible.text, visible.regions, wanted, balanced);
  return visible.asWritten(
    read,
    regions.map((region) => region.end),
  );
}

function parseVisible(
  text: string,
  regions: readonly Region[],
  wanted: Wanted | null,
  balanced: boolean | null,
): SourceFile {
  const tokens: Token[] = [];
  const errors: SyntaxProblem[] = [];
  const directives: Directive[] = [];
  const declarations: Declaration[] = [];
  const seen = new Set<string>();
  const start = regions[0]?.start ?? 0;
  const end = regions[regions.length - 1]?.end ?? 0;
  for (const [index, region] of regions.entries()) {
    const from = tokens.length;
    scanRegion(text, region, tokens, errors);
    const { significant, damaged } = withoutTrivia(text, tokens, from, errors);
    const reader = new Reader(text, significant, damaged, {
      errors,
      indentation: !(balanced ?? bracesBalance(significant)),
      wanted: index === regions.length - 1 ? wanted : null,
    });
    readRegion(reader, directives, declarations, seen);
  }
  errors.sort((left, right) => left.start - right.start || left.end - right.end);
  return { kind: 'file', text, tokens, directives, declarations, errors, start, end };
}

/** No token but a conflict goes over a line break, so the lines of a region can be read one by one. */
function scanRegion(
  text: string,
  { start, end, lines }: Region,
  tokens: Token[],
  errors: SyntaxProblem[],
): void {
  for (const line of lines ?? [{ start, end }]) {
    scan(text, line.start, line.end, tokens, errors);
    tokens.pop();
  }
  tokens.push({ kind: 'end', start: end, end });
}

/** What was read from the beginning of a text up to a place in it, and where its parts begin. */
interface ReadPart {
  /** Tokens, errors and tree of what was read; its text is the whole text given. */
  readonly file: SourceFile;
  /** Where a declaration begins that the parser reads the same, whatever stands before it: at the start of its line. */
  readonly starts: readonly number[];
  /** A directive stands there. */
  readonly directives: boolean;
  /** Nothing that begins before the place goes on behind it, and a declaration begins there (or the text ends). */
  readonly landed: boolean;
}

/**
 * Reads the declarations of `text` up to `stop`. What follows is there to be looked at: a few tokens decide where a declaration
 * ends. `balanced` says whether the braces of the whole text balance. Gives the same as reading the whole text would, if it landed.
 */
export function parsePart(text: string, stop: number, balanced: boolean): ReadPart {
  const visible = withoutInvisible(text, [{ start: 0, end: text.length }]);
  if (visible === null) return parseVisiblePart(text, stop, balanced);
  const read = parseVisiblePart(visible.text, visible.visible(stop), balanced);
  return {
    ...read,
    file: visible.asWritten(read.file, [stop]),
    starts: read.starts.map(visible.written),
  };
}

function parseVisiblePart(text: string, stop: number, balanced: boolean): ReadPart {
  const all: Token[] = [];
  const errors: SyntaxProblem[] = [];
  scan(text, 0, text.length, all, errors);
  const { significant, damaged } = withoutTrivia(text, all, 0, errors);
  const seenByScanner = errors.length;
  const reader = new Reader(text, significant, damaged, {
    errors,
    indentation: !balanced,
    wanted: null,
  });
  const directives: Directive[] = [];
  const declarations: Declaration[] = [];
  const starts: number[] = [];
  const part = {
    ends: () => reader.atEnd || reader.token.start >= stop,
    begins: () => starts.push(reader.token.start - reader.indent),
  };
  readRegion(reader, directives, declarations, new Set(), part);
  const landed =
    stop >= text.length ||
    (reader.previousEnd <= stop &&
      !reader.atEnd &&
      reader.atLineStart &&
      !reader.followsStray &&
      reader.looksLikeDeclaration() &&
      errors.slice(seenByScanner).every((error) => error.start < stop));
  const tokens: Token[] = all.filter((token) => token.start < stop && token.kind !== 'end');
  tokens.push({ kind: 'end', start: stop, end: stop });
  const own = errors.filter((error) => error.start < stop || stop >= text.length);
  own.sort((left, right) => left.start - right.start || left.end - right.end);
  const file: SourceFile = {
    kind: 'file',
    text,
    tokens,
    directives,
    declarations,
    errors: own,
    start: 0,
    end: stop,
  };
  return { file, starts, directives: directives.length > 0, landed };
}

/** The tokens of a text without its invisible characters. */
export function visibleTokens(text: string): readonly Token[] {
  const visible = withoutInvisible(text, [{ start: 0, end: text.length }])?.text ?? text;
  const tokens: Token[] = [];
  scan(visible, 0, visible.length, tokens, []);
  return tokens;
}

/** Whether every `{` has its `}`, and none closes before it opens. */
export function bracesBalance(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const { kind } of tokens) {
    if (kind === '{') depth++;
    else if (kind === '}' && --depth < 0) return false;
  }
  return depth === 0;
}

/**
 * The tokens that the parser sees. Unknown tokens are reported and left out, so that a stray character costs one error
 * and not the step around it.
 */
function withoutTrivia(
  text: string,
  tokens: readonly Token[],
  from: number,
  errors: SyntaxProblem[],
) {
  const significant: Token[] = [];
  const damaged = new Set<number>();
  let reported = -1;
  for (let index = from; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || token.kind === 'comment') continue;
    if (token.kind === 'conflict') {
      damaged.add(significant.length);
      errors.push(conflict(text, token));
      continue;
    }
    if (token.kind !== 'unknown') {
      significant.push(token);
      continue;
    }
    damaged.add(significant.length);
    // A run of stray characters is one mistake.
    if (token.start !== reported) errors.push(strayCharacter(text, token));
    reported = token.end;
  }
  return { significant, damaged };
}

/** The marker alone is underlined: what stands between is of two versions, and both are unread. */
function conflict(text: string, { start, end }: Token): SyntaxProblem {
  const whole = text.slice(start, end);
  const [first = ''] = whole.split(/[\r\n]/, 1);
  return {
    start,
    end: start + first.length,
    code: 'syntax',
    message: 'Two versions meet here that git could not merge, and neither of them is read.',
    help: 'Keep one side, or both in the right order, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`.',
  };
}

function strayCharacter(text: string, token: Token): SyntaxProblem {
  const written = text.slice(token.start, Math.min(token.end, token.start + 40));
  const { start, end } = token;
  const stray = (message: string, help: string | null = null): SyntaxProblem => ({
    start,
    end,
    code: 'syntax',
    message,
    help,
  });
  if (written.startsWith('#')) {
    return stray(
      'A comment needs a space before its `#`.',
      'A `#` inside a citation has no meaning: cite the study or its report.',
    );
  }
  if (written === '@')
    return stray('Expected the key of a study after `@`. A citation looks like `@RADIANT-3`.');
  if (/^[\p{C}\p{Z}]/u.test(written)) {
    const code = (written.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return stray(`An invisible character (U+${code}) stands here. Delete it.`);
  }
  return stray(`\`${written.replaceAll('`', "'")}\` has no meaning here. Delete it.`);
}

/** Asked for a part, the list ends where the part does, and tells where declarations begin lines. */
interface Part {
  readonly ends: () => boolean;
  readonly begins: () => void;
}
function readRegion(
  reader: Reader,
  directives: Directive[],
  declarations: Declaration[],
  seen: Set<string>,
  part?: Part,
): void {
  readList<Directive | Declaration>(reader, {
    ends: part?.ends ?? (() => reader.atEnd),
    resumes: () => reader.looksLikeDeclaration(),
    unexpected: () => unexpected(reader),
    element: () => {
      const { token } = reader;
      if (
        part !== undefined &&
        reader.atLineStart &&
        !reader.followsStray &&
        reader.isAny(DECLARATIONS) &&
        reader.looksLikeDeclaration()
      )
        part.begins();
      if (!reader.atEnd) reader.correct(TOP_LEVEL);
      const late = declarations.length > 0;
      const directive = late && reader.atEnd ? null : readDirective(reader, seen);
      if (directive !== null) {
        directives.push(directive);
        if (late) {
          const word = reader.quote(token);
          reader.errorAt(
            directive,
            `${word} stands below a declaration. Write it at the top of the file.`,
          );
        }
        return directive;
      }
      const declaration = readDeclaration(reader);
      if (declaration !== null) declarations.push(declaration);
      return declaration;
    },
  });
}

function unexpected(reader: Reader): void {
  const { token } = reader;
  const message =
    token.kind === '}'
      ? 'This `}` closes nothing. Delete it, or write the `{` that it closes.'
      : `${reader.quote(token)} has no meaning here. ${LOOKS}`;
  reader.errorAt(token, message);
}
