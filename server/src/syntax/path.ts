/** The inside of a sequence: steps, arrows and choices. */
import {
  atClause,
  readAccept,
  readClauses,
  readRegimen,
  readTrigger,
  STEP_LOOKS,
} from './clauses.ts';
import { readCondition } from './criteria.ts';
import { CLAUSE_STARTS, type Keyword, NEVER_TREATMENTS } from './keywords.ts';
import { readList } from './lists.ts';
import type { Reader } from './token-cursor.ts';
import type { Accept, Branch, Choice, Path, PathNode, Span, Step, Trigger } from './tree.ts';
import { alternatives, sharedClauses, typedOrder, typedRegimen } from './typed-otherwise.ts';

/** What surrounds a path, which decides what may end it. */
export type Surroundings = 'sequence' | 'one-of' | 'any-of';

/**
 * Choices nested deeper than this are reported and not read: no guideline needs them, and the stack
 * is finite.
 */
export const DEEPEST_NESTING = 200;

const GUARDS: ReadonlySet<Keyword> = new Set(['when', 'unless']);
const BRANCH_STARTS: ReadonlySet<Keyword> = new Set([...GUARDS, 'otherwise']);

/**
 * path = node { "->" node } . Ends where its surroundings go on; whatever else follows a step is
 * reported here.
 */
export function readPath(reader: Reader, around: Surroundings): Path {
  const start = reader.token.start;
  const nodes: PathNode[] = [];
  let arrow: Span | null = null;
  if (reader.kind === 'arrow') {
    reader.error(
      'The first step has no arrow. Write the treatment that comes first, or what was given before after `after`.',
      STEP_LOOKS,
    );
    reader.take();
  }
  for (;;) {
    const read = readBehind(reader, readNode(reader, arrow), around);
    nodes.push(read.node);
    arrow = read.arrow;
    if (arrow === null) return { nodes, ...reader.span(nodes[0]?.start ?? start) };
  }
}

/**
 * Reads what is behind a node up to the next one: its arrow, an empty one where it was forgotten,
 * or null where the path ends. What has no meaning there is reported and dropped; clauses behind it
 * still belong to the step.
 */
function readBehind(
  reader: Reader,
  read: PathNode,
  around: Surroundings,
): { node: PathNode; arrow: Span | null } {
  let node = read;
  for (;;) {
    reader.want('arrow');
    if (reader.kind === 'arrow' && !reader.endsByIndentation()) {
      const { start, end } = reader.take();
      return { node, arrow: { start, end } };
    }
    if (atPathEnd(reader, around)) return { node, arrow: null };
    if (atClause(reader, CLAUSE_STARTS)) {
      if (node.kind === 'choice') {
        reader.error(
          `${reader.quote(reader.token)} belongs to a step. Write it behind the treatment, inside the braces of the choice.`,
        );
      }
      const clauses = readClauses(reader, node.trigger);
      if (node.kind === 'step')
        node = { ...node, clauses: [...node.clauses, ...clauses], ...reader.span(node.start) };
      continue;
    }
    if (around === 'one-of' && reader.atLineStart && reader.correct(BRANCH_STARTS))
      return { node, arrow: null };
    if (forgotArrow(reader))
      return { node, arrow: { start: reader.token.start, end: reader.token.start } };
    // Nothing that could be a step: drop it up to the next place where the reader of the text would
    // look up.
    reader.skipUntil(
      () =>
        reader.kind === 'arrow' ||
        atPathEnd(reader, around) ||
        reader.atLineStart ||
        atClause(reader, CLAUSE_STARTS),
    );
  }
}

function atPathEnd(reader: Reader, around: Surroundings): boolean {
  if (around === 'any-of' && reader.isKind(',', 'punctuation')) return true;
  if (around === 'one-of' && reader.isAny(BRANCH_STARTS)) return true;
  return reader.atBlockEnd();
}

/** Reports what follows a step without an arrow, and says whether a step can be read from it. */
function forgotArrow(reader: Reader): boolean {
  const keyword = reader.keyword();
  const written = reader.quote(reader.token);
  if (reader.kind === ',') {
    reader.error(
      'A comma has no meaning here. Alternatives are written `any of { everolimus, sunitinib }`.',
    );
    return false;
  }
  if (keyword === 'or' || keyword === 'and') {
    reader.error(
      keyword === 'or'
        ? '`or` has no meaning here. Alternatives are written `any of { everolimus, sunitinib }`.'
        : '`and` has no meaning here. Treatments given together are joined by `+`.',
    );
    return false;
  }
  if (keyword !== null && BRANCH_STARTS.has(keyword)) {
    reader.error(`${written} stands inside \`one of { … }\`. Write \`-> one of {\` before it.`);
    return false;
  }
  if (reader.isPlainWord(0, NEVER_TREATMENTS) || atChoice(reader)) {
    const help = reader.atLineStart
      ? null
      : 'A name of several words is joined by hyphens: `best-supportive-care`.';
    reader.error(`Expected \`->\` before ${written}. ${STEP_LOOKS}`, help);
    return true;
  }
  reader.error(`${written} has no meaning after a step. ${STEP_LOOKS}`);
  return false;
}

function atChoice(reader: Reader): boolean {
  return (
    (reader.keyword() === 'one' || reader.keyword() === 'any') && reader.peek(1).kind !== 'arrow'
  );
}

/** node = [ trigger ] ( step | choice ) . */
function readNode(reader: Reader, arrow: Span | null): PathNode {
  const start = arrow?.start ?? reader.token.start;
  const trigger = reader.is('on') ? readTrigger(reader) : null;
  if (reader.is('one') || reader.is('any')) return readChoice(reader, start, arrow, trigger);
  const step = readStep(reader, start, arrow, trigger);
  return isOr(reader) ? readTypedChoice(reader, step) : step;
}

/**
 * `everolimus or sunitinib`, which is written `any of { … }`: the keyword with a treatment behind
 * it.
 */
function isOr(reader: Reader): boolean {
  return (
    reader.keyword() === 'or' &&
    reader.isPlainWord(1, NEVER_TREATMENTS) &&
    !reader.endsByIndentation()
  );
}

/** Reads `or` and the alternatives behind it as a choice, and reports them with the right form. */
function readTypedChoice(reader: Reader, first: Step): Choice {
  const { index, token } = reader;
  const steps = [first];
  while (isOr(reader)) {
    reader.take();
    steps.push(readStep(reader, reader.token.start, null, null));
  }
  const { start, arrow, trigger } = first;
  const written = alternatives(steps, (span) => reader.textOf(span));
  reader.errorFrom(
    index,
    token,
    `Alternatives are written \`${written.length > 80 ? 'any of { everolimus, sunitinib }' : written}\`.`,
    {
      fixes: [
        {
          title: 'Write `any of { … }`',
          edits: [{ span: { start: first.regimen.start, end: reader.previousEnd }, text: written }],
        },
      ],
    },
  );
  const branches = sharedClauses(steps).map(
    (step): Branch => ({
      ...{ preferred: null, negated: false, condition: null, otherwise: null },
      path: { nodes: [step], start: step.start, end: step.end },
      start: step.start,
      end: step.end,
    }),
  );
  const own = steps.flatMap(({ clauses }) => clauses).find(({ kind }) => kind === 'trigger');
  return {
    kind: 'choice',
    arrow,
    trigger: trigger ?? (own?.kind === 'trigger' ? own : null),
    form: 'any-of',
    branches,
    accepts: [],
    ...reader.span(start),
  };
}

/** step = regimen { clause } . */
function readStep(
  reader: Reader,
  start: number,
  arrow: Span | null,
  trigger: Trigger | null,
): Step {
  const order = typedOrder(reader, () => readRegimen(reader));
  const read = order?.regimen ?? readRegimen(reader);
  const dosed = typedRegimen(reader, read, () => readRegimen(reader));
  const regimen = dosed?.regimen ?? read;
  const typed = [...(order === null ? [] : [order.verb]), ...(dosed === null ? [] : [dosed.dose])];
  const clauses = [...typed, ...readClauses(reader, trigger)];
  // A missing treatment lies behind the token before the step, and belongs to the step all the
  // same.
  return {
    kind: 'step',
    arrow,
    trigger,
    regimen,
    clauses,
    ...reader.span(Math.min(start, regimen.start)),
  };
}

/**
 * choice = ( "one" "of" "{" … "}" | "any" "of" "{" … "}" ) { accept } . Stands at `one` or `any`.
 */
function readChoice(
  reader: Reader,
  start: number,
  arrow: Span | null,
  trigger: Trigger | null,
): Choice {
  const { indent } = reader;
  const word = reader.keyword() === 'one' ? 'one' : 'any';
  const form = word === 'one' ? 'one-of' : 'any-of';
  reader.take();
  const looks =
    word === 'one'
      ? 'A choice looks like `one of { when grade G3: everolimus otherwise: sunitinib }`.'
      : 'A choice looks like `any of { everolimus, sunitinib }`.';
  if (reader.accept('of') === null) reader.expected('`of`', looks);
  const open = reader.acceptKind('{');
  if (open === null) reader.expected('`{`', looks);
  let branches: Branch[] = [];
  // Without its brace, a choice is read only if a branch follows; else it is left empty and the
  // path goes on.
  if (open !== null || reader.isTreatment() || reader.isAny(OPTION_STARTS)) {
    if (reader.blocks.length > DEEPEST_NESTING) {
      skipNested(reader);
    } else {
      reader.blocks.push({ kind: 'choice', indent });
      branches = form === 'one-of' ? readBranches(reader) : readOptions(reader);
      reader.closeBlock(open, `\`${word} of\``);
    }
  }
  const accepts: Accept[] = [];
  while (reader.is('accept')) accepts.push(readAccept(reader));
  return { kind: 'choice', arrow, trigger, form, branches, accepts, ...reader.span(start) };
}

function skipNested(reader: Reader): void {
  reader.error(`Choices are nested more than ${DEEPEST_NESTING} deep. Split the sequence.`);
  let depth = 1;
  while (!reader.atEnd && depth > 0) {
    const { kind } = reader.take();
    if (kind === '{') depth++;
    else if (kind === '}') depth--;
  }
}

/** { guard branch } [ "otherwise" ":" branch ] */
function readBranches(reader: Reader): Branch[] {
  const looks = 'A branch looks like `when grade G3: everolimus` or `otherwise: sunitinib`.';
  let last: Span | null = null;
  return readList<Branch>(reader, {
    ends: () => reader.atBlockEnd(),
    resumes: () => startsWith(reader, BRANCH_STARTS),
    unexpected: () => reader.expected('`when`, `unless` or `otherwise`', looks),
    element: () => {
      if (!reader.isAny(BRANCH_STARTS) && !(reader.atLineStart && reader.correct(BRANCH_STARTS)))
        return null;
      if (last !== null) {
        reader.error(
          '`otherwise` is the last branch, and there is only one. Write this branch above it, or delete it.',
        );
      }
      const { start } = reader.token;
      const isLast = reader.keyword() === 'otherwise';
      const negated = reader.keyword() === 'unless';
      const word = reader.take();
      const otherwise = isLast ? { start: word.start, end: word.end } : null;
      last ??= otherwise;
      const condition = isLast ? null : readCondition(reader);
      readColon(reader, looks);
      const path = readBranchPath(reader);
      return { preferred: null, negated, condition, otherwise, path, ...reader.span(start) };
    },
  });
}

function readColon(reader: Reader, looks: string): void {
  if (reader.acceptKind(':') === null) reader.expected('`:`', looks);
}

/** branch = path | "nothing" . `nothing` and a branch that is missing give null. */
function readBranchPath(reader: Reader): Path | null {
  if (reader.accept('nothing') !== null) {
    if (!atPathEnd(reader, 'one-of')) {
      reader.error(
        'Nothing can follow `nothing`. What comes after the choice is written behind its `}`.',
      );
      reader.skipUntil(() => atPathEnd(reader, 'one-of'));
    }
    return null;
  }
  return readPath(reader, 'one-of');
}

function startsWith(reader: Reader, keywords: ReadonlySet<Keyword>): boolean {
  const keyword = reader.keyword();
  return keyword !== null && keywords.has(keyword);
}

const OPTION_STARTS: ReadonlySet<Keyword> = new Set([...GUARDS, 'preferred']);

/** option { "," option } [ "," ] , where option = [ "preferred" ] [ guard ] path . */
function readOptions(reader: Reader): Branch[] {
  const looks = 'A choice looks like `any of { everolimus, sunitinib }`.';
  if (reader.kind === '}') reader.expected('a treatment', looks);
  return readList<Branch>(reader, {
    ends: () => reader.atBlockEnd(),
    resumes: () => reader.isPlainWord(0, NEVER_TREATMENTS) || startsWith(reader, OPTION_STARTS),
    unexpected: () => reader.expected('`,` or `}`', looks),
    separator: () => reader.acceptKind(',') !== null,
    element: () => {
      const { start } = reader.token;
      const word = reader.accept('preferred');
      const preferred = word === null ? null : { start: word.start, end: word.end };
      let condition: Branch['condition'] = null;
      const negated = reader.is('unless');
      if (reader.isAny(GUARDS)) {
        reader.take();
        condition = readCondition(reader);
        readColon(reader, 'An option looks like `when grade G3: everolimus`.');
      }
      const path = readPath(reader, 'any-of');
      const span = reader.span(Math.min(start, path.start));
      return { preferred, negated, condition, otherwise: null, path, ...span };
    },
  });
}
