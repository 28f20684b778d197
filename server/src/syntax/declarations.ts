/** Populations, sequences, preferences and avoidances. */
import { readAccept, readClaims, readRegimen } from './clauses.ts';
import { readCriterion } from './criteria.ts';
import { DECLARATIONS, type Keyword, NEVER_NAMES, NEVER_TREATMENTS } from './keywords.ts';
import { readList } from './lists.ts';
import { readPath } from './path.ts';
import type { Category, Reader } from './token-cursor.ts';
import type {
  Accept,
  Avoidance,
  Criterion,
  Declaration,
  History,
  Path,
  PopulationDeclaration,
  Preference,
  Regimen,
  SequenceDeclaration,
  Token,
  Word,
} from './tree.ts';

const POPULATION_LOOKS = 'A population looks like `population advanced { grade G1, G2 }`.';
const SEQUENCE_LOOKS =
  'A sequence looks like `sequence first for advanced { lanreotide -> everolimus }`.';

/** Reads the declaration that begins here; null if none does. */
export function readDeclaration(reader: Reader): Declaration | null {
  if (!reader.isAny(DECLARATIONS)) return null;
  switch (reader.keyword()) {
    case 'population':
      return readPopulation(reader);
    case 'sequence':
      return readSequence(reader);
    case 'prefer':
      return readPreference(reader);
    default:
      return readAvoidance(reader);
  }
}

function readName(reader: Reader, category: Category, what: string, looks: string): Word | null {
  const named = reader.isWord(category, NEVER_NAMES);
  if (named && !reader.atNextDeclaration()) return reader.takeWord();
  if (reader.kind === 'word' && !reader.atLineStart && reader.peek(1).kind === '{') {
    // `sequence within { … }`: a name is there, and it is one that cannot be.
    reader.error(
      `${reader.quote(reader.token)} cannot be a name, because it has a meaning here. Choose another.`,
    );
    return reader.takeWord();
  }
  reader.expected(what, looks);
  // A name such as `5` or "first" is not one, but is in its place: it is dropped, so that the rest
  // is read.
  if (!reader.atLineStart && (reader.kind === 'number' || reader.kind === 'date')) reader.take();
  return null;
}

/** population = "population" NAME [ STRING ] [ "within" NAME ] "{" { criterion | accept } "}" . */
function readPopulation(reader: Reader): PopulationDeclaration {
  const { indent } = reader;
  const start = reader.take().start;
  const name = readName(reader, 'new-name', 'a name for the population', POPULATION_LOOKS);
  const title = reader.takeString();
  let within: Word | null = null;
  if (reader.accept('within') !== null) {
    within = readName(
      reader,
      'population-name',
      'the name of the population that this one narrows',
      POPULATION_LOOKS,
    );
  }
  const criteria: Criterion[] = [];
  const accepts: Accept[] = [];
  const open = openBody(reader, POPULATION_LOOKS);
  if (open !== undefined) {
    reader.blocks.push({ kind: 'population', indent });
    const atElement = () => reader.kind === 'word' && reader.atLineStart;
    readList<Criterion | Accept>(reader, {
      ends: () => reader.atBlockEnd(),
      resumes: atElement,
      unexpected: () =>
        reader.expected('a criterion', 'A criterion looks like `grade G1, G2` or `ki67 <= 20%`.'),
      element: () => {
        if (reader.is('accept')) {
          const accept = readAccept(reader);
          accepts.push(accept);
          return accept;
        }
        const criterion = readCriterion(reader);
        if (criterion !== null) criteria.push(criterion);
        return criterion;
      },
    });
    reader.closeBlock(open, name === null ? 'this population' : `population ${reader.quote(name)}`);
  }
  return { kind: 'population', name, title, within, criteria, accepts, ...reader.span(start) };
}

/**
 * The `{` of a declaration: the token, null where it was forgotten but the body follows, undefined
 * where there is no body at all. A forgotten brace is put in where it belongs, so the body is read
 * as if it were there.
 */
function openBody(reader: Reader, looks: string): Token | null | undefined {
  const open = reader.acceptKind('{');
  if (open !== null) return open;
  reader.expected('`{`', looks);
  if (reader.atEnd || reader.looksLikeDeclaration()) return undefined;
  if (reader.kind === '}' || reader.kind === 'word') return null;
  // Something else stands in the header: look for the brace on the same line.
  reader.skipUntil(() => reader.kind === '{' || reader.kind === '}' || reader.atLineStart);
  if (reader.kind === '{') return reader.take();
  return reader.atEnd || reader.looksLikeDeclaration() ? undefined : null;
}

/**
 * sequence = "sequence" NAME [ STRING ] { "for" NAME | "after" ( history | "any" ) | "any" "line" }
 * "{" path "}" .
 */
function readSequence(reader: Reader): SequenceDeclaration {
  const { indent } = reader;
  const start = reader.take().start;
  const name = readName(reader, 'new-name', 'a name for the sequence', SEQUENCE_LOOKS);
  const title = reader.takeString();
  const about = readAbout(reader, true);
  let path: Path | null = null;
  const open = openBody(reader, SEQUENCE_LOOKS);
  if (open !== undefined) {
    reader.blocks.push({ kind: 'sequence', indent });
    path = readPath(reader, 'sequence');
    while (closesTooEarly(reader)) {
      reader.error(
        'This `}` closes nothing: the sequence goes on behind it. Delete it, or write the `{` that it closes.',
      );
      reader.take();
      const rest = readRest(reader);
      path = { nodes: [...path.nodes, ...rest.nodes], ...reader.span(path.start) };
    }
    reader.closeBlock(open, name === null ? 'this sequence' : `sequence ${reader.quote(name)}`);
  }
  return {
    kind: 'sequence',
    name,
    title,
    for: about.for,
    after: about.after,
    unsaid: about.unsaid,
    path,
    ...reader.span(start),
  };
}

/** No arrow follows a whole sequence, so a `}` before an arrow is one too many. */
function closesTooEarly(reader: Reader): boolean {
  return reader.kind === '}' && reader.peek(1).kind === 'arrow' && !reader.endsByIndentation();
}

function readRest(reader: Reader): Path {
  const { start, end } = reader.take();
  const rest = readPath(reader, 'sequence');
  const [first, ...others] = rest.nodes;
  return first === undefined
    ? rest
    : { ...rest, nodes: [{ ...first, arrow: { start, end } }, ...others] };
}

interface About {
  readonly for: Word | null;
  readonly after: History | null;
  readonly unsaid: SequenceDeclaration['unsaid'];
}

/**
 * { "for" NAME | "after" history } : each once, in any order. A sequence may also say that it does
 * not say what came before.
 */
function readAbout(reader: Reader, ofSequence: boolean): About {
  let population: Word | null = null;
  let after: History | null = null;
  let unsaid: About['unsaid'] = null;
  for (;;) {
    const word = reader.token;
    if (reader.accept('for') !== null) {
      if (population !== null) repeated(reader, word, 'for');
      const name = readName(
        reader,
        'population-name',
        'the name of a population',
        'It looks like `for advanced`.',
      );
      population ??= name;
    } else if (reader.accept('after') !== null) {
      if (after !== null || unsaid?.kind === 'after-any') repeated(reader, word, 'after');
      else if (unsaid !== null) contradicts(reader, word);
      if (ofSequence && reader.accept('any') !== null) {
        unsaid ??= { kind: 'after-any', ...reader.span(word.start) };
      } else {
        const history = readHistory(reader);
        after ??= history;
      }
    } else if (ofSequence && reader.accept('any') !== null) {
      if (reader.accept('line') === null)
        reader.expected('`line`', 'It looks like `sequence options for advanced any line { … }`.');
      if (unsaid?.kind === 'any-line') repeated(reader, word, 'any');
      else if (after !== null || unsaid !== null) contradicts(reader, word);
      unsaid ??= { kind: 'any-line', ...reader.span(word.start) };
    } else return { for: population, after, unsaid };
  }
}

function contradicts(reader: Reader, word: Token): void {
  reader.errorAt(
    word,
    '`any line` says nothing about what came before, and `after` does. Keep one of the two.',
    { code: 'repeated-clause' },
  );
}

function repeated(reader: Reader, word: Token, keyword: Keyword): void {
  reader.errorAt(word, `Here \`${keyword}\` is given twice. Keep one of the two.`, {
    code: 'repeated-clause',
  });
}

/** history = regimen { ( "or" | "->" ) regimen } . `or` binds closer. */
function readHistory(reader: Reader): History {
  const { start } = reader.token;
  const steps: Regimen[][] = [];
  let alternatives: Regimen[] = [];
  for (;;) {
    const regimen = readRegimen(reader);
    alternatives.push(regimen);
    if (reader.accept('or') !== null) continue;
    steps.push(alternatives);
    alternatives = [];
    reader.want('arrow');
    if (reader.kind !== 'arrow') return { steps, ...reader.span(start) };
    reader.take();
  }
}

const PREFERENCE_LOOKS =
  'A preference looks like `prefer everolimus_first over chemo_first improves PFS @SEQTOR`.';

/** preference = "prefer" side "over" side [ "for" NAME ] { claim } . */
function readPreference(reader: Reader): Preference {
  const start = reader.take().start;
  const first = readSide(reader);
  if (reader.accept('over') === null && (!reader.correct(OVER) || reader.accept('over') === null)) {
    reader.expected('`over` and the name of the other sequence', PREFERENCE_LOOKS);
  }
  const second = readSide(reader);
  let population: Word | null = null;
  if (reader.accept('for') !== null) {
    population = readName(
      reader,
      'population-name',
      'the name of a population',
      'It looks like `for advanced`.',
    );
  }
  const claims = readClaims(reader);
  return {
    kind: 'preference',
    first: inOneWord(first),
    second: inOneWord(second),
    regimens: first === null || second === null ? null : { first, second },
    for: population,
    claims,
    ...reader.span(start),
  };
}

/** side = NAME { "+" TREATMENT } : a sequence or a treatment. Null where it was forgotten. */
function readSide(reader: Reader): Regimen | null {
  reader.want('treatment');
  const what = 'the name of a sequence or a treatment';
  const name = readName(reader, 'sequence-name', what, PREFERENCE_LOOKS);
  if (name === null) return null;
  const treatments = [name];
  while (reader.acceptKind('+') !== null) {
    if (reader.isTreatment()) treatments.push(reader.takeWord());
    else reader.expected('a treatment', 'It looks like `carboplatin + etoposide`.');
  }
  return { treatments, ...reader.span(name.start) };
}
function inOneWord(regimen: Regimen | null): Word | null {
  if (regimen === null) return null;
  const text = regimen.treatments.map((word) => word.text).join(' + ');
  return { text, start: regimen.start, end: regimen.end };
}

const OVER: ReadonlySet<Keyword> = new Set(['over']);

const AVOIDANCE_LOOKS = 'It looks like `avoid palbociclib after everolimus`.';

/** avoidance = "avoid" regimen { "for" NAME | "after" history } { claim } . */
function readAvoidance(reader: Reader): Avoidance {
  const start = reader.take().start;
  const read = forgottenRegimen(reader) ? null : readRegimen(reader);
  const regimen = read === null || read.treatments.length === 0 ? null : read;
  const about = readAbout(reader, false);
  const claims = readClaims(reader);
  return {
    kind: 'avoidance',
    regimen,
    for: about.for,
    after: about.after,
    claims,
    ...reader.span(start),
  };
}

/**
 * `avoid for advanced`: `for` could be a treatment, but then a name cannot follow it. So the
 * treatment was forgotten.
 */
function forgottenRegimen(reader: Reader): boolean {
  const keyword = reader.keyword();
  if (reader.atNextDeclaration()) {
    reader.expected('a treatment', AVOIDANCE_LOOKS);
    return true;
  }
  if ((keyword !== 'for' && keyword !== 'after') || !reader.isPlainWord(1, NEVER_TREATMENTS))
    return false;
  const next = reader.keyword(1);
  if (next === 'for' || next === 'after' || (next !== null && DECLARATIONS.has(next))) return false;
  reader.expected('a treatment', AVOIDANCE_LOOKS);
  return true;
}
