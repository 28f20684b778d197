/**
 * Writes what a record adds into the text of a study, and takes what is filled off the list of what
 * was not found. The text is edited in place, so that comments, order and quoting of everything
 * else stay as a curator wrote them; the library that reads YAML would lay out the whole file anew.
 */
import {
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Citation } from '../schema/schema.ts';
import type { FieldChange } from './compare-citation.ts';

/**
 * Where a filled field was read: canonical address, and the copy that was read where that is
 * another.
 */
export interface RecordSource {
  readonly source: string;
  readonly via?: string;
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const applied = (text: string, edits: readonly Edit[]): string =>
  edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((left, right) => right.from - left.from || right.index - left.index)
    .reduce((whole, { from, to, text: own }) => whole.slice(0, from) + own + whole.slice(to), text);

/**
 * A study's text with the changes in the report at this index. Throws where there is no such report
 * with a citation.
 */
export function filledStudy(
  text: string,
  report: number,
  changes: readonly FieldChange[],
  source: RecordSource,
): string {
  if (changes.length === 0) return text;
  return withSource(withFields(text, report, changes), report, changes, source);
}

function withFields(text: string, report: number, changes: readonly FieldChange[]): string {
  const { own, citation } = placesOf(text, report);
  const edits = changes.flatMap(({ field, value }) =>
    setting(text, field === 'firstPublic' ? own : citation, field, value),
  );
  const seen = own.get('seen', true);
  if (isSeq(seen)) {
    const fields = changes.map(({ field }) => field).filter((field) => field !== 'firstPublic');
    edits.push(...setting(text, own, 'seen', [...new Set([...wordsOf(seen), ...fields])]));
  }
  return applied(text, edits);
}

/** Says where the changed fields were read. */
function withSource(
  text: string,
  report: number,
  changes: readonly FieldChange[],
  { source, via }: RecordSource,
): string {
  const { own } = placesOf(text, report);
  const entry = `{${[
    `fields: [${changes.map(({ field }) => field).join(', ')}]`,
    `source: ${scalar(source, true)}`,
    ...(via === undefined ? [] : [`via: ${scalar(via, true)}`]),
  ].join(', ')}}`;
  const sources = own.get('citationSources', true);
  const last = isSeq(sources) ? sources.items.at(-1) : undefined;
  if (last === undefined)
    return applied(text, inserted(text, own, 'firstPublic', `citationSources:\n  - ${entry}`));
  const at = endOf(text, last);
  const indent = ' '.repeat(columnOf(text, startOf(last)) - 2);
  return applied(text, [{ from: at, to: at, text: `\n${indent}- ${entry}` }]);
}

function placesOf(text: string, report: number): { own: YAMLMap; citation: YAMLMap } {
  const document = parseDocument(text);
  const own = document.getIn(['reports', report], true);
  const citation = document.getIn(['reports', report, 'citation'], true);
  if (!isMap(own) || !isMap(citation)) throw new Error(`reports[${report}] has no citation`);
  return { own, citation };
}

const wordsOf = (list: YAMLSeq): readonly string[] =>
  list.items.map((item) => String(isScalar(item) ? item.value : item));

/** The list without what was filled there; an entry that lacks nothing more goes. */
export function shortenedList(text: string, at: string, filled: readonly string[]): string {
  const list = parseDocument(text).get('notFound', true);
  if (!isSeq(list)) return text;
  for (const item of list.items) {
    if (!isMap(item) || item.get('at') !== at) continue;
    const missing = item.get('missing', true);
    if (!isSeq(missing) || !missing.range) continue;
    const known = wordsOf(missing);
    const left = known.filter((one) => !filled.includes(one));
    if (left.length === known.length) continue;
    if (left.length > 0)
      return applied(text, [
        { from: missing.range[0], to: endOf(text, missing), text: `[${left.join(', ')}]` },
      ]);
    const from = text.lastIndexOf('\n', startOf(item)) + 1;
    const end = text.indexOf('\n', endOf(text, item));
    return applied(text, [{ from, to: end < 0 ? text.length : end + 1, text: '' }]);
  }
  return text;
}

type Value = string | Citation['author'] | readonly string[];

/** A field of a map, replaced where it stands and added at its end where it does not. */
function setting(text: string, map: YAMLMap, field: string, value: Value): readonly Edit[] {
  const pair = pairOf(map, field);
  if (pair === undefined) return inserted(text, map, null, `${field}:${written(value)}`);
  const node = pair.value;
  const indent = ' '.repeat(columnOf(text, startOf(pair.key)));
  const own = indented(`${field}:${written(value)}`, indent);
  return [{ from: startOf(pair.key), to: endOf(text, node), text: own }];
}

/** Lines before a field of a map, or at its end. */
function inserted(
  text: string,
  map: YAMLMap,
  before: string | null,
  lines: string,
): readonly Edit[] {
  const pair = before === null ? undefined : pairOf(map, before);
  const last = map.items.at(-1);
  if (map.flow === true) {
    const at = endOf(text, last?.value ?? last?.key);
    return [{ from: at, to: at, text: `, ${lines}` }];
  }
  const indent = ' '.repeat(columnOf(text, startOf(map.items[0]?.key)));
  if (pair !== undefined) {
    const at = startOf(pair.key);
    return [{ from: at, to: at, text: `${indented(lines, indent)}\n${indent}` }];
  }
  // A comment behind the last value stays on its line.
  const end = text.indexOf('\n', endOf(text, last?.value ?? last?.key));
  const at = end < 0 ? text.length : end;
  return [{ from: at, to: at, text: `\n${indent}${indented(lines, indent)}` }];
}

const indented = (lines: string, indent: string): string => lines.replaceAll('\n', `\n${indent}`);

const pairOf = (map: YAMLMap, field: string): Pair | undefined =>
  map.items.find(({ key }) => isScalar(key) && key.value === field);

const rangeOf = (node: unknown): readonly [number, number, number] => {
  if (
    typeof node === 'object' &&
    node !== null &&
    'range' in node &&
    Array.isArray(node.range) &&
    node.range.length === 3
  ) {
    const [start, value, end]: unknown[] = node.range;
    return [Number(start), Number(value), Number(end)];
  }
  throw new Error('a node that was parsed has its place');
};
const startOf = (node: unknown): number => rangeOf(node)[0];
/** The end of a value without the line breaks that a block takes in. */
function endOf(text: string, node: unknown): number {
  const [start, end] = rangeOf(node);
  return start + text.slice(start, end).trimEnd().length;
}
const columnOf = (text: string, offset: number): number =>
  offset - (text.lastIndexOf('\n', offset - 1) + 1);

/**
 * One line of YAML for a string; numbers and dates in quotes, as they are texts here. In a flow map
 * commas and brackets need quotes too.
 */
function scalar(value: string, flow = false): string {
  if (/^[\d.:-]+$/.test(value)) return `'${value}'`;
  const plain = stringify(value, { singleQuote: true, lineWidth: 0 }).trimEnd();
  return (flow && /[,[\]{}]/.test(value) && !/^['"]/.test(plain)) || plain.includes('\n')
    ? JSON.stringify(value)
    : plain;
}

/**
 * What stands behind the colon of a field: a line of its own for each name, so that no blank ends
 * the line of the field.
 */
function written(value: Value): string {
  if (typeof value === 'string') return ` ${scalar(value)}`;
  if (value.every((one): one is string => typeof one === 'string')) return ` [${value.join(', ')}]`;
  return value
    .map((name) => {
      if (typeof name === 'string') return `\n  - ${scalar(name)}`;
      const parts = Object.entries(name).map(
        ([part, word]) => `${part}: ${scalar(String(word), true)}`,
      );
      return `\n  - {${parts.join(', ')}}`;
    })
    .join('');
}
