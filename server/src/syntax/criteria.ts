/** Criteria of a population and conditions of a branch. */
import { type Keyword, NEVER_ATTRIBUTES, NEVER_WORDS, UNITS } from './keywords.ts';
import { readList } from './lists.ts';
import type { Reader } from './token-cursor.ts';
import type { Condition, Criterion, Operator, Value, Word } from './tree.ts';

const OPERATORS: Readonly<Record<string, Operator>> = {
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '>': '>',
  '>=': '>=',
  '≥': '>=',
  '=': '=',
};

const LOOKS = 'A criterion looks like `grade G1, G2` or `ki67 <= 20%`.';

/** criterion = [ "not" ] ATTRIBUTE ( op value | value "to" value | value { "," value } ) . */
export function readCriterion(reader: Reader): Criterion | null {
  const start = reader.token.start;
  const not = reader.accept('not');
  if (!reader.isWord('attribute', NEVER_ATTRIBUTES)) {
    if (not === null) return null;
    reader.expected('an attribute', LOOKS);
    const missing: Word = { start: reader.previousEnd, end: reader.previousEnd, text: '' };
    return {
      kind: 'criterion',
      negated: true,
      attribute: missing,
      test: null,
      ...reader.span(start),
    };
  }
  const attribute = reader.takeWord();
  const test = readTest(reader, attribute.text);
  return { kind: 'criterion', negated: not !== null, attribute, test, ...reader.span(start) };
}

function readTest(reader: Reader, attribute: string): Criterion['test'] {
  if (reader.isKind('operator', 'operator')) {
    const operator = OPERATORS[reader.textOf(reader.take())] ?? '=';
    const value = readValue(reader, attribute);
    return value === null ? null : { form: 'comparison', operator, value };
  }
  const low = readValue(reader, attribute);
  if (low === null) return null;
  if (reader.is('to') || reader.kind === 'range') {
    reader.take();
    const high = readValue(reader, attribute);
    return high === null ? { form: 'list', values: [low] } : { form: 'range', low, high };
  }
  const values = [low];
  while (reader.kind === ',' && continuesValues(reader)) {
    reader.take();
    const value = readValue(reader, attribute);
    if (value === null) break;
    values.push(value);
  }
  return { form: 'list', values };
}

/**
 * A comma after a value goes on with values; only a text that is broken has anything else there.
 */
function continuesValues(reader: Reader): boolean {
  const next = reader.peek(1).kind;
  return next === 'word' || next === 'number' || next === 'end' || next === '}' || next === ':';
}

/** value = WORD | NUMBER [ "%" ] | "within" NUMBER UNIT . Reports when there is none. */
function readValue(reader: Reader, attribute: string): Value | null {
  const start = reader.token.start;
  reader.want('value', attribute);
  if (reader.kind === 'number') {
    const token = reader.take();
    const text = reader.textOf(token);
    const percent = reader.isKind('%', 'punctuation');
    if (percent) reader.take();
    return { form: 'number', value: Number(text), percent, text, ...reader.span(start) };
  }
  if (reader.is('within') && reader.peek(1).kind === 'number') {
    reader.take();
    const amount = Number(reader.textOf(reader.take()));
    return { form: 'within', amount, unit: readUnit(reader), ...reader.span(start) };
  }
  if (reader.isWord('value', NEVER_WORDS)) {
    const isTime = reader.keyword() === 'within';
    const word = reader.takeWord();
    if (isTime) reader.want('number');
    return { form: 'word', text: word.text, start: word.start, end: word.end };
  }
  reader.expected('a value', LOOKS);
  return null;
}

function readUnit(reader: Reader): Word | null {
  reader.want('unit');
  if (reader.isAny(UNITS) || reader.correct(UNITS)) return reader.takeWord();
  reader.expected('days, weeks, months or years', 'A time looks like `within 12 months`.');
  return null;
}

/** condition = criterion { "and" criterion } | criterion "or" criterion { "or" criterion } . */
export function readCondition(reader: Reader): Condition | null {
  const start = reader.token.start;
  let joiner: 'and' | 'or' | null = null;
  const criteria = readList<Criterion>(reader, {
    element: () => {
      const criterion = readCriterion(reader);
      if (criterion === null)
        reader.expected('a condition', 'A condition looks like `when ki67 > 10%:`.');
      return criterion;
    },
    separator: () => {
      const found: Keyword | null = reader.is('and') ? 'and' : reader.is('or') ? 'or' : null;
      if (found !== 'and' && found !== 'or') return false;
      if (joiner !== null && joiner !== found) {
        reader.error(
          '`and` and `or` are mixed in one condition, so it can be read in two ways. Use one of them.',
          'Write a second branch, or a population of its own, for the other part.',
        );
      }
      joiner ??= found;
      reader.take();
      return true;
    },
  });
  return criteria.length === 0 ? null : { joiner, criteria, ...reader.span(start) };
}
