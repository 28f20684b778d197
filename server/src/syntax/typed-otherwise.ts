/**
 * What people type as guidelines print it, and the language writes otherwise: `±`, a dose without
 * quotation marks, "may be considered". Each costs one message with the right form as its fix, and
 * is read as what it means, so that nothing after it is lost. All of it is an error in the grammar
 * anyway: nothing here decides whether a text is valid.
 */
import { NEVER_TREATMENTS, UNITS } from './keywords.ts';
import type { Reader } from './token-cursor.ts';
import type { Clause, Regimen, Span, Step, StringLiteral, Verb, Word } from './tree.ts';

/**
 * A clause of a step in other words than the language's, reported and taken; null if none stands
 * here.
 */
export function typedClause(reader: Reader): Clause | null {
  return typedVerb(reader) ?? typedDose(reader);
}

// ---- ±
// ------------------------------------------------------------------------------------------------------------

/** How many tokens `with or without` takes here; 0 if it does not stand here. */
export function withOrWithout(reader: Reader): number {
  if (reader.keyword() !== 'with' || reader.keyword(1) !== 'or') return 0;
  return /^without$/i.test(reader.textOf(reader.peek(2))) ? 3 : 0;
}

/** Reports `±` or `with or without` and takes its tokens. */
export function typedOption(reader: Reader, tokens: number): void {
  const span = { start: reader.token.start, end: reader.peek(tokens - 1).end };
  reader.errorAt(span, `${reader.quote(span)} is written \`optionally with\`.`, {
    help: 'What is optional is printed, and is never counted as given.',
    fixes: [{ title: 'Write `optionally with`', edits: [{ span, text: 'optionally with' }] }],
  });
  for (let taken = 0; taken < tokens; taken++) reader.take();
}

// ---- doses
// --------------------------------------------------------------------------------------------------------

const MEASURES = 'mg|g|kg|mcg|[µμ]g|ug|ng|ml|iu|miu|mu|u|units?|[gm]bq|m?ci|auc|gy|mg/(?:m2|m²|kg)';
const MEASURE = new RegExp(`^(?:${MEASURES})(?:/(?:d|day|kg|m2|m²|h|week))?$`, 'i');
/** `30mg`, `q4w`: an amount or an interval in one word. */
const COMPACT = new RegExp(`^(?:\\d+(?:[.,]\\d+)?(?:${MEASURES})|q\\d+(?:d|w|h|wk|wks|mo))$`, 'i');
const INTERVAL = /^(?:daily|weekly|monthly|once|twice|thrice|every|q|per)$/i;

/** Whether a dose begins `ahead` tokens from here: an amount with its measure, or an interval. */
function isDose(reader: Reader, ahead: number): boolean {
  const token = reader.peek(ahead);
  const text = reader.textOf(token);
  if (token.kind === 'word')
    return COMPACT.test(text) || (INTERVAL.test(text) && goesOnAsDose(reader, ahead + 1, text));
  if (token.kind !== 'number') return false;
  const isRange = reader.peek(ahead + 1).kind === 'range' || reader.keyword(ahead + 1) === 'to';
  const measure = reader.peek(ahead + (isRange ? 3 : 1));
  return measure.kind === 'word' && MEASURE.test(reader.textOf(measure));
}
/** `daily` alone is an interval; `every` and `once` need what follows them. */
function goesOnAsDose(reader: Reader, ahead: number, text: string): boolean {
  if (/^(?:daily|weekly|monthly)$/i.test(text)) return true;
  const keyword = reader.keyword(ahead + 1);
  if (reader.peek(ahead).kind === 'number') return keyword !== null && UNITS.has(keyword);
  return /^(?:daily|weekly|monthly|a|per|other|day|week|month)$/i.test(
    reader.textOf(reader.peek(ahead)),
  );
}

/** Takes the rest of a dose on its line and gives it as a text. */
function takeDose(reader: Reader): StringLiteral {
  const { start } = reader.token;
  do reader.take();
  while (!reader.atLineStart && !reader.atEnd && continuesDose(reader));
  const span = { start, end: reader.previousEnd };
  return { ...span, value: reader.textOf(span).replace(/\s+/g, ' ') };
}
function continuesDose(reader: Reader): boolean {
  const { kind } = reader;
  if (kind === 'number' || kind === '%' || kind === 'range') return true;
  if (kind !== 'word') return false;
  const keyword = reader.keyword();
  if (keyword === null || !NEVER_TREATMENTS.has(keyword)) return true;
  // `on day 1` belongs to the dose, `on progression` does not.
  const next = reader.keyword(1);
  return keyword === 'on' && (next === null ? reader.peek(1).kind === 'word' : UNITS.has(next));
}
const quoted = (text: string): string => `dose "${text.replace(/["\\]/g, '')}"`;

/** `120 mg every 14 days` among the clauses of a step. */
function typedDose(reader: Reader): Clause | null {
  if (reader.atLineStart || !isDose(reader, 0)) return null;
  const { index } = reader;
  const text = takeDose(reader);
  reportDose(reader, index, text, quoted(text.value));
  return { kind: 'dose', text, start: text.start, end: text.end };
}
/** Behind `dose`: the text whose quotation marks were forgotten; null if there is none. */
export function unquotedDose(reader: Reader): StringLiteral | null {
  if (reader.atLineStart || (reader.kind !== 'number' && !isDose(reader, 0))) return null;
  const { index } = reader;
  const text = takeDose(reader);
  reportDose(reader, index, text, `"${text.value}"`);
  return text;
}
function reportDose(reader: Reader, index: number, span: Span, text: string): void {
  reader.errorFrom(index, span, `A dose is written in quotation marks: \`${shown(text)}\`.`, {
    fixes: [{ title: `Write \`${shown(text)}\``, edits: [{ span, text }] }],
  });
}
const shown = (text: string) => text.replaceAll('`', "'");

/**
 * `octreotide LAR 30 mg every 28 days`, `capecitabine 750 mg/m2 + temozolomide 200 mg/m2`: names of several words and doses behind a
 * treatment. Gives the regimen that is meant and the dose; null if what follows the regimen is no such thing.
 */
export function typedRegimen(
  reader: Reader,
  regimen: Regimen,
  readMore: () => Regimen,
): { readonly regimen: Regimen; readonly dose: Clause } | null {
  const last = regimen.treatments.at(-1);
  const more = wordsBeforeDose(reader);
  if (last === undefined || more === null || (more === 0 && !plusFollowsDose(reader))) return null;
  const { index } = reader;
  const treatments: Word[] = [...regimen.treatments];
  const doses: { readonly name: string; readonly dose: string }[] = [];
  for (let words: number | null = more; words !== null; words = wordsBeforeDose(reader)) {
    const name = treatments.pop();
    if (name === undefined) break;
    const parts = [name.text];
    for (let taken = 0; taken < words; taken++) parts.push(reader.takeWord().text);
    const full = { text: parts.join('-'), start: name.start, end: reader.previousEnd };
    treatments.push(full);
    doses.push({ name: full.text, dose: takeDose(reader).value });
    if (reader.kind !== '+' || reader.peek(1).kind !== 'word') break;
    reader.take();
    treatments.push(...readMore().treatments);
  }
  const [only] = doses;
  const value =
    only !== undefined && treatments.length === 1
      ? only.dose
      : doses.map(({ name, dose }) => `${name} ${dose}`).join(', ');
  const span = { start: regimen.start, end: reader.previousEnd };
  const text = `${treatments.map((word) => word.text).join(' + ')} ${quoted(value)}`;
  reader.errorFrom(index, span, `A treatment with its dose is written \`${shown(text)}\`.`, {
    fixes: [{ title: `Write \`${shown(text)}\``, edits: [{ span, text }] }],
  });
  return {
    regimen: { treatments, start: regimen.start, end: treatments.at(-1)?.end ?? last.end },
    dose: { kind: 'dose', text: { ...span, value }, start: span.end, end: span.end },
  };
}
/** How many more words of a name stand before a dose on this line; null if no dose follows. */
function wordsBeforeDose(reader: Reader): number | null {
  for (let words = 0; words <= 2; words++) {
    if (reader.isLineStart(words)) return null;
    if (isDose(reader, words)) return words;
    if (!reader.isPlainWord(words, NEVER_TREATMENTS)) return null;
  }
  return null;
}
function plusFollowsDose(reader: Reader): boolean {
  for (let ahead = 1; ahead < 12 && !reader.isLineStart(ahead); ahead++) {
    const { kind } = reader.peek(ahead);
    if (kind === '+') return reader.peek(ahead + 1).kind === 'word';
    if (kind !== 'word' && kind !== 'number' && kind !== 'range' && kind !== '%') return false;
  }
  return false;
}

// ---- strengths ----------------------------------------------------------------------------------------------------

const HEDGE =
  /^(?:(?:can|may|could|might|to) be (?:considered|offered|used|given|suggested)|(?:is|are) (?:suggested|optional)|considered|optional)$/;
const ADVICE = /^(?:(?:is|are|should be|strongly) recommended|should be (?:offered|used|given))$/;
const LONGEST_PHRASE = 3;

/** `may be considered`, `is recommended`: reported and read as the verb. */
function typedVerb(reader: Reader): Clause | null {
  if (reader.kind !== 'word' || reader.atLineStart) return null;
  for (let count = LONGEST_PHRASE; count > 0; count--) {
    const span = { start: reader.token.start, end: reader.peek(count - 1).end };
    const words = reader.textOf(span).toLowerCase().replace(/\s+/g, ' ');
    const verb: Verb | null = HEDGE.test(words)
      ? 'suggested'
      : ADVICE.test(words)
        ? 'recommended'
        : null;
    if (verb === null) continue;
    reader.errorAt(span, `${reader.quote(span)} is written \`${verb}\`.`, {
      fixes: [{ title: `Write \`${verb}\``, edits: [{ span, text: verb }] }],
    });
    for (let taken = 0; taken < count; taken++) reader.take();
    return { kind: 'verb', verb, ...span };
  }
  return null;
}

const ORDERS: ReadonlyMap<string, Verb> = new Map([
  ['consider', 'suggested'],
  ['suggest', 'suggested'],
  ['recommend', 'recommended'],
]);

/**
 * `consider everolimus`: takes the verb, reads the regimen, and reports with the verb behind it. Null if no such verb with a treatment
 * behind it stands here.
 */
export function typedOrder(
  reader: Reader,
  readIt: () => Regimen,
): { readonly regimen: Regimen; readonly verb: Clause } | null {
  const verb = ORDERS.get(reader.textOf(reader.token).toLowerCase());
  if (verb === undefined || !reader.isPlainWord(1, NEVER_TREATMENTS) || reader.isLineStart(1))
    return null;
  const { index } = reader;
  const word = reader.takeWord();
  const regimen = readIt();
  const after = { start: regimen.end, end: regimen.end };
  const form = `${reader.textOf(regimen)} ${verb}`;
  reader.errorFrom(
    index,
    word,
    `${reader.quote(word)} is written behind the treatment: \`${shown(form)}\`.`,
    {
      fixes: [
        {
          title: `Write \`${shown(form)}\``,
          edits: [
            { span: { start: word.start, end: regimen.start }, text: '' },
            { span: after, text: ` ${verb}` },
          ],
        },
      ],
    },
  );
  return { regimen, verb: { kind: 'verb', verb, ...after } };
}

// ---- alternatives -------------------------------------------------------------------------------------------------

const ofStep = ({ clauses }: Step): readonly Clause[] =>
  clauses.filter(({ kind }) => kind !== 'trigger');

/** The alternatives of `a or b [I, A]`: clauses behind the last of them are of all, unless another has its own. Triggers go before the choice. */
export function sharedClauses(steps: readonly Step[]): readonly Step[] {
  const last = steps.at(-1);
  const shared =
    last === undefined || steps.slice(0, -1).some((step) => ofStep(step).length > 0)
      ? null
      : ofStep(last);
  return steps.map((step) => ({
    ...step,
    trigger: null,
    arrow: null,
    clauses: shared ?? ofStep(step),
  }));
}

/** The same alternatives in the right form: `on progression any of { a [I, A], b [I, A] }`. */
export function alternatives(steps: readonly Step[], textOf: (span: Span) => string): string {
  const trigger = steps.flatMap(({ clauses }) => clauses).find(({ kind }) => kind === 'trigger');
  const options = sharedClauses(steps).map(({ regimen, clauses }) =>
    [regimen, ...clauses].map((part) => textOf(part)).join(' '),
  );
  return `${trigger === undefined ? '' : `${textOf(trigger)} `}any of { ${options.join(', ')} }`;
}
