/** The directives at the top of a file. */
import { readAccept } from './clauses.ts';
import { DIRECTIVES, type Keyword, NEVER_WORDS } from './keywords.ts';
import type { Category, Reader } from './token-cursor.ts';
import type { DateLiteral, Directive, StringLiteral, Word } from './tree.ts';

const GRADED: ReadonlySet<Keyword> = new Set(['agent', 'position']);
/** These may be given several times. */
const MANY: ReadonlySet<string> = new Set(['import', 'bibliography', 'accept']);

/**
 * Reads the directive that begins here; null if none does. `seen` holds the kinds that the file has
 * already.
 */
export function readDirective(reader: Reader, seen: Set<string>): Directive | null {
  if (!reader.isAny(DIRECTIVES)) return null;
  const directive = readAny(reader);
  if (seen.has(directive.kind) && !MANY.has(directive.kind)) {
    const message = `This file already has \`${directive.kind}\`. Keep one of the two.`;
    reader.errorAt(directive, message, { code: 'duplicate-directive' });
  }
  seen.add(directive.kind);
  return directive;
}

function readAny(reader: Reader): Directive {
  const { start } = reader.token;
  switch (reader.keyword()) {
    case 'guideline': {
      reader.take();
      const title = readText(
        reader,
        'the title of the guideline in quotation marks',
        '`guideline "Draft 3"`',
      );
      return { kind: 'guideline', title, ...reader.span(start) };
    }
    case 'region': {
      reader.take();
      const name = readWord(reader, 'region', 'a region', '`region eu`');
      return { kind: 'region', name, ...reader.span(start) };
    }
    case 'import': {
      reader.take();
      const path = readText(
        reader,
        'a file in quotation marks',
        '`import "./populations.sequitur"`',
      );
      return { kind: 'import', path, ...reader.span(start) };
    }
    case 'bibliography': {
      reader.take();
      const path = readText(reader, 'a file in quotation marks', '`bibliography "references.bib"`');
      return { kind: 'bibliography', path, ...reader.span(start) };
    }
    case 'evidence':
      return readEvidence(reader);
    case 'grading': {
      reader.take();
      const system = readWord(reader, 'grading', 'the name of a grading system', '`grading esmo`');
      return { kind: 'grading', system, ...reader.span(start) };
    }
    case 'grades': {
      reader.take();
      const of = readOneOf(reader, GRADED, 'agent or position', '`grades position`');
      return { kind: 'grades', of, ...reader.span(start) };
    }
    default:
      return readAccept(reader);
  }
}

/** "evidence" ( WORD | STRING ) [ "release" WORD ] [ "as" "of" DATE ] . Stands at `evidence`. */
function readEvidence(reader: Reader): Directive {
  const looks = '`evidence pnet as of 2026-06-30`';
  const start = reader.take().start;
  const pack = reader.takeString();
  const base =
    pack === null ? readWord(reader, 'base', 'the name of an evidence base', looks) : null;
  let release: Word | null = null;
  if (reader.accept('release') !== null) {
    release = readWord(
      reader,
      'release',
      'the name of a release',
      '`evidence pnet release pnet-2026.2`',
    );
  }
  let asOf: DateLiteral | null = null;
  if (reader.accept('as') !== null) {
    if (reader.accept('of') === null) reader.expected('`of`', `It looks like ${looks}.`);
    if (reader.isKind('date', 'date')) {
      const token = reader.take();
      asOf = { start: token.start, end: token.end, text: reader.textOf(token) };
    } else {
      reader.expected('a date', `A date looks like \`2026-06-30\`.`);
      if (!reader.atLineStart && (reader.kind === 'number' || reader.kind === 'word'))
        reader.take();
    }
  }
  return { kind: 'evidence', base, pack, release, asOf, ...reader.span(start) };
}

function readText(reader: Reader, what: string, example: string): StringLiteral | null {
  const text = reader.takeString();
  if (text !== null) return text;
  reader.expected(what, `It looks like ${example}.`);
  if (!reader.atLineStart && reader.kind === 'word') reader.take();
  return null;
}

function readWord(reader: Reader, category: Category, what: string, example: string): Word | null {
  if (reader.isWord(category, NEVER_WORDS) && !reader.atNextDeclaration()) return reader.takeWord();
  reader.expected(what, `It looks like ${example}.`);
  if (!reader.atLineStart && (reader.kind === 'string' || reader.kind === 'number')) reader.take();
  return null;
}

function readOneOf(
  reader: Reader,
  words: ReadonlySet<Keyword>,
  what: string,
  example: string,
): Word | null {
  if (reader.isAny(words) || reader.correct(words)) return reader.takeWord();
  reader.expected(what, `It looks like ${example}.`);
  if (!reader.atLineStart && (reader.kind === 'word' || reader.kind === 'string'))
    return reader.kind === 'word' ? reader.takeWord() : null;
  return null;
}
