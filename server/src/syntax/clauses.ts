/** What follows a treatment: its trigger, background, grades, citations and reasons. */
import {
  CLAIM_STARTS,
  CLAUSE_STARTS,
  type Keyword,
  NEVER_WORDS,
  OUTCOMES,
  TRIGGERS,
} from './keywords.ts';
import { readList } from './lists.ts';
import type { Reader } from './token-cursor.ts';
import type {
  Accept,
  Claim,
  Clause,
  Grade,
  Regimen,
  StringLiteral,
  Trigger,
  Word,
} from './tree.ts';
import { typedClause, typedOption, unquotedDose, withOrWithout } from './typed-otherwise.ts';
import { typedOutcome } from './typed-outcomes.ts';

/** The help of every error that expected a step. */
export const STEP_LOOKS = 'A step looks like `-> everolimus on progression`.';

/**
 * regimen = TREATMENT { "+" TREATMENT } . Without a treatment it reports and gives an empty
 * regimen.
 */
export function readRegimen(reader: Reader): Regimen {
  const start = reader.token.start;
  const treatments = readList<Word>(reader, {
    element: () => {
      if (reader.isTreatment()) return reader.takeWord();
      reader.expected('a treatment', STEP_LOOKS);
      return null;
    },
    separator: () => reader.acceptKind('+') !== null,
  });
  return { treatments, ...reader.span(start) };
}

/** trigger = "on" TRIGGER { "or" TRIGGER } . Stands at `on`. */
export function readTrigger(reader: Reader): Trigger {
  const start = reader.take().start;
  const events = readList<Word>(reader, {
    element: () => {
      reader.want('trigger');
      if (reader.isAny(TRIGGERS) || reader.correct(TRIGGERS)) return reader.takeWord();
      reader.expected(
        'progression, intolerance, completion, symptoms or relapse',
        'It says why the treatment before the arrow ended.',
      );
      return null;
    },
    separator: () => reader.accept('or') !== null,
  });
  return { kind: 'trigger', events, ...reader.span(start) };
}

/** Whether a clause begins here. `claims` are those that a preference or an avoidance may have. */
export function atClause(reader: Reader, starts: ReadonlySet<Keyword>): boolean {
  if (reader.kind === 'plus-minus') return starts === CLAUSE_STARTS;
  reader.want('level');
  reader.want('citation');
  return reader.kind === '[' || reader.kind === 'citation' || reader.isAny(starts);
}

/** Reads the clauses of a step. `taken` is the trigger before the treatment, if there is one. */
export function readClauses(reader: Reader, taken: Trigger | null): Clause[] {
  const seen = new Set<string>(taken === null ? [] : ['trigger']);
  const clauses: Clause[] = [];
  for (;;) {
    const typed = typedClause(reader);
    if (typed === null && !atClause(reader, CLAUSE_STARTS) && !misspeltClause(reader))
      return clauses;
    const clause = typed ?? readClause(reader);
    onceOnly(reader, clause, seen);
    clauses.push(clause);
  }
}

/** Reads the claims of a preference or an avoidance. */
export function readClaims(reader: Reader): Claim[] {
  const seen = new Set<string>();
  const claims: Claim[] = [];
  while (atClause(reader, CLAIM_STARTS)) {
    const claim = readClaim(reader);
    onceOnly(reader, claim, seen);
    claims.push(claim);
  }
  return claims;
}

/**
 * A word behind a step that is no clause: read as the clause that it misspells. A trigger behind it
 * proves an `on`, whatever was written, so a step with `at progression` keeps its trigger and loses
 * nothing after it.
 */
function misspeltClause(reader: Reader): boolean {
  if (reader.kind !== 'word' || reader.atBlockEnd()) return false;
  const following = reader.keyword(1);
  if (
    reader.keyword() === null &&
    !reader.atLineStart &&
    following !== null &&
    TRIGGERS.has(following)
  ) {
    return reader.mistaken('on');
  }
  return reader.correct(CLAUSE_STARTS);
}

const MANY: ReadonlySet<string> = new Set(['citation', 'because', 'caution', 'accept']);
const NAMES: Readonly<Record<string, string>> = {
  trigger: '`on`',
  verb: 'a strength in words',
  optionally: '`optionally with`',
  grade: 'a grade',
};

/** Clauses come once; what repeats is read all the same, so that nothing of it is lost. */
function onceOnly(reader: Reader, clause: Clause, seen: Set<string>): void {
  if (seen.has(clause.kind) && !MANY.has(clause.kind)) {
    const name = NAMES[clause.kind] ?? `\`${clause.kind}\``;
    reader.errorAt(clause, `Here ${name} is given twice. Keep one of the two.`, {
      code: 'repeated-clause',
    });
  }
  seen.add(clause.kind);
}

function readClause(reader: Reader): Clause {
  const start = reader.token.start;
  if (reader.kind === 'plus-minus') return readOption(reader);
  switch (reader.keyword()) {
    case 'on':
      return readTrigger(reader);
    case 'with':
      if (withOrWithout(reader) > 0) return readOption(reader);
      reader.take();
      return { kind: 'with', regimen: readRegimen(reader), ...reader.span(start) };
    case 'optionally':
      return readOption(reader);
    case 'dose':
      return readDose(reader);
    case 'rechallenge':
      reader.take();
      return { kind: 'rechallenge', ...reader.span(start) };
    case 'here': {
      reader.take();
      reader.want('level');
      const grade = reader.kind === '[' ? readGrade(reader) : null;
      if (grade === null) reader.expected('a grade', 'It looks like `here [II, B]`.');
      return { kind: 'here', grade, ...reader.span(start) };
    }
    case 'extrapolated':
      return readExtrapolation(reader);
    default:
      return readClaim(reader);
  }
}

/** "optionally" "with" regimen . Stands at `optionally`, or at what people write for it. */
function readOption(reader: Reader): Clause {
  const { start } = reader.token;
  const other = reader.kind === 'plus-minus' ? 1 : withOrWithout(reader);
  if (other > 0) {
    typedOption(reader, other);
  } else {
    reader.take();
    if (reader.accept('with') === null)
      reader.expected('`with`', 'It looks like `optionally with octreotide`.');
  }
  return { kind: 'optionally', regimen: readRegimen(reader), ...reader.span(start) };
}

/** "dose" STRING . Stands at `dose`. */
function readDose(reader: Reader): Clause {
  const start = reader.take().start;
  const unquoted = reader.kind === 'string' ? null : unquotedDose(reader);
  const text = unquoted ?? readText(reader, 'It looks like `dose "120 mg every 14 days"`.');
  return { kind: 'dose', text, ...reader.span(start) };
}

function readExtrapolation(reader: Reader): Clause {
  const start = reader.take().start;
  const looks = 'It looks like `extrapolated from small-intestine-net`.';
  if (reader.accept('from') === null) reader.expected('`from`', looks);
  const from = reader.isWord('source', NEVER_WORDS) ? reader.takeWord() : null;
  if (from === null)
    reader.expected('the tumour, agent or class that the evidence is about', looks);
  return { kind: 'extrapolated', from, ...reader.span(start) };
}

function readClaim(reader: Reader): Claim {
  const start = reader.token.start;
  if (reader.kind === '[') {
    const grade = readGrade(reader);
    return { kind: 'grade', grade, start: grade.start, end: grade.end };
  }
  if (reader.kind === 'citation') {
    const token = reader.take();
    return {
      kind: 'citation',
      key: reader.text.slice(token.start + 1, token.end),
      start,
      end: token.end,
    };
  }
  switch (reader.keyword()) {
    case 'because':
    case 'caution': {
      const kind = reader.keyword() === 'caution' ? 'caution' : 'because';
      reader.take();
      const text = readText(reader, `It looks like \`${kind} "No trial compared the orders."\`.`);
      return { kind, text, ...reader.span(start) };
    }
    case 'recommended':
    case 'suggested': {
      const verb = reader.keyword() === 'suggested' ? 'suggested' : 'recommended';
      reader.take();
      return { kind: 'verb', verb, ...reader.span(start) };
    }
    case 'improves':
      return readImprovement(reader);
    case 'consensus':
      return readConsensus(reader);
    default:
      return readAccept(reader);
  }
}

function readText(reader: Reader, example: string): StringLiteral | null {
  const text = reader.takeString();
  if (text === null) reader.expected('a text in quotation marks', example);
  return text;
}

function readImprovement(reader: Reader): Claim {
  const start = reader.take().start;
  const isOutcome = (ahead: number): boolean => {
    const keyword = reader.keyword(ahead);
    return keyword !== null && OUTCOMES.has(keyword);
  };
  const outcomes = readList<Word>(reader, {
    element: () => {
      reader.want('outcome');
      if (reader.isAny(OUTCOMES)) return reader.takeWord();
      const typed = typedOutcome(reader);
      if (typed !== null) return typed;
      if (reader.correct(OUTCOMES)) return reader.takeWord();
      reader.expected('PFS, OS, ORR, QoL or symptoms', 'It looks like `improves PFS and QoL`.');
      return null;
    },
    // A comma also separates the options of a choice, so it belongs to the outcomes only if another
    // one follows.
    separator: () =>
      reader.accept('and') !== null || (isOutcome(1) && reader.acceptKind(',') !== null),
  });
  return { kind: 'improves', outcomes, ...reader.span(start) };
}

function readConsensus(reader: Reader): Claim {
  const start = reader.take().start;
  let agreed: number | null = null;
  let asked: number | null = null;
  let percent: number | null = null;
  if (reader.isKind('number', 'number')) {
    const number = Number(reader.textOf(reader.take()));
    reader.want('punctuation');
    if (reader.kind === '%') {
      reader.take();
      percent = number;
    } else {
      agreed = number;
      const looks = 'A vote looks like `consensus 11 of 12` or `consensus 92%`.';
      if (reader.accept('of') === null) reader.expected('`of` and the number of voters', looks);
      if (reader.isKind('number', 'number')) asked = Number(reader.textOf(reader.take()));
      else reader.expected('the number of voters', looks);
    }
  }
  const text = reader.takeString();
  return { kind: 'consensus', agreed, asked, percent, text, ...reader.span(start) };
}

/** grade = "[" [ WORD ":" ] LEVEL { LEVEL } [ "," STRENGTH ] "]" . Stands at `[`. */
function readGrade(reader: Reader): Grade {
  const start = reader.take().start;
  const looks = 'A grade looks like `[I, A]`.';
  const isPart = (category: 'level' | 'strength') =>
    reader.isWord(category, null) || reader.kind === 'number';
  let system: Word | null = null;
  reader.want('grading');
  if (reader.peek(1).kind === ':' && reader.isPlainWord(0, NEVER_WORDS)) {
    system = reader.takeWord();
    reader.take();
  }
  const level: Word[] = [];
  while (isPart('level')) level.push(reader.takeWord());
  if (level.length === 0) reader.expected('a level', looks);
  let strength: Word | null = null;
  if (reader.isKind(',', 'punctuation')) {
    reader.take();
    if (isPart('strength')) strength = reader.takeWord();
    else reader.expected('a strength', looks);
  }
  if (reader.kind === ']') reader.take();
  else {
    reader.expected('`]`', looks);
    skipToBracket(reader);
  }
  return { system, level, strength, ...reader.span(start) };
}

/**
 * The rest of a broken grade is dropped if its bracket closes on the same line; else the next
 * clause begins here.
 */
function skipToBracket(reader: Reader): void {
  for (let ahead = 0; ahead < 8; ahead++) {
    const { kind, start } = reader.peek(ahead);
    if (kind === ']' && !/[\n\r]/.test(reader.text.slice(reader.previousEnd, start))) {
      for (let taken = 0; taken <= ahead; taken++) reader.take();
      return;
    }
    if (kind !== 'word' && kind !== 'number' && kind !== ',' && kind !== '%' && kind !== ':')
      return;
  }
}

/** accept = "accept" CODE STRING . Stands at `accept`. */
export function readAccept(reader: Reader): Accept {
  const start = reader.take().start;
  const looks = 'It looks like `accept missing-grade "Figure without grades"`.';
  const code = reader.isWord('code', null) ? reader.takeWord() : null;
  if (code === null) reader.expected('the code of a finding', looks);
  const reason = readText(reader, looks);
  return { kind: 'accept', code, reason, ...reader.span(start) };
}
