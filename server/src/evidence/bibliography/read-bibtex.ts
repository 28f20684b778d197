/**
 * Reads BibTeX and BibLaTeX by Citation.js. Its parser takes a file whole or not at all, so that a
 * file it refuses is cut into entries first, and what it refuses then is named with its line.
 */
import type { BibliographyEntry } from '../base-types.ts';
import { type BibliographyRead, entryOf, isFields, type UnreadEntry, words } from './entry.ts';
import { type BibtexPart, splitBibtex, strayLine } from './split-bibtex.ts';

/** Read by the parser for what they say about other entries, or for nothing. */
const notEntries: ReadonlySet<string> = new Set(['string', 'comment', 'preamble']);

/** Gives the entries of a text, or throws an error with the place in its message. */
type Parse = (text: string) => unknown;

export async function readBibtex(file: string, text: string): Promise<BibliographyRead> {
  const [{ plugins }] = await Promise.all([
    import('@citation-js/core'),
    import('@citation-js/plugin-bibtex'),
  ]);
  const parse: Parse = (part) => plugins.input.data(part, '@biblatex/text');
  const parts = splitBibtex(text);
  const expected = parts.filter(({ type }) => !notEntries.has(type));
  const behind = parts.flatMap((part): readonly UnreadEntry[] => {
    const line = strayLine(part);
    return line === null
      ? []
      : [{ key: keyOf(part), line, behind: true, reason: 'a brace too many closes the entry' }];
  });
  const whole: Parsed = text.includes('\0') ? { reason: '', line: 1 } : parsed(parse, file, text);
  // Fewer entries than begin mean that one went into another, for want of a brace.
  if ('entries' in whole && whole.entries.length >= expected.length && whole.entries.length > 0)
    return { kind: 'entries', entries: whole.entries, unread: behind };
  if (expected.length === 0)
    return text.trim() === ''
      ? { kind: 'entries', entries: [], unread: [] }
      : { kind: 'broken', reason: 'it holds no BibTeX entry, such as `@article{key, …}`' };
  const { entries, unread } = apart(parse, file, parts);
  return { kind: 'entries', entries, unread: [...unread, ...behind] };
}

function apart(
  parse: Parse,
  file: string,
  parts: readonly BibtexPart[],
): { readonly entries: readonly BibliographyEntry[]; readonly unread: readonly UnreadEntry[] } {
  const entries: BibliographyEntry[] = [];
  const unread: UnreadEntry[] = [];
  const strings = definitionsIn(parts);
  for (const part of parts) {
    if (notEntries.has(part.type)) continue;
    // A name that is not defined reads as nothing, so only the definitions that the entry names are
    // put before it.
    const names = new Set(part.text.match(nameLike));
    const used = [...names].flatMap((name) => strings.get(name) ?? []);
    const before = used.map((text) => `${text.replace(/[\r\n]+/g, ' ')}\n`).join('');
    const nul = part.text.indexOf('\0');
    const read: Parsed =
      nul < 0
        ? parsed(parse, file, before + part.text)
        : {
            reason: 'it holds a NUL character',
            line: part.text.slice(0, nul).split('\n').length + used.length,
          };
    if ('entries' in read && read.entries.length > 0) entries.push(...read.entries);
    else
      unread.push({
        key: keyOf(part),
        line: part.line + ('line' in read ? Math.max(0, read.line - 1 - used.length) : 0),
        reason: 'reason' in read ? read.reason : 'it has no key',
      });
  }
  return { entries, unread };
}

/** What may be the name of a `@string`. */
const nameLike = /[^\s={}(),#"]+/g;
/** The definitions of `@string` by their names; of two of one name both, in order. */
function definitionsIn(parts: readonly BibtexPart[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { type, text } of parts) {
    const name = /^@\p{L}+\s*[{(]\s*([^\s={}(),#"]+)/u.exec(text)?.[1];
    if (type !== 'string' || name === undefined) continue;
    const own = found.get(name);
    if (own === undefined) found.set(name, [text]);
    else own.push(text);
  }
  return found;
}
/** The key of an entry that cannot be read, as far as it can be told; `''` for none. */
const keyOf = ({ text }: BibtexPart): string =>
  /^@[\p{L}\p{N}_-]+\s*[{(]\s*([^,{}()="\r\n]*?)\s*,/u.exec(text)?.[1] ?? '';

type Parsed =
  | { readonly entries: readonly BibliographyEntry[] }
  /** `line` from 1. */
  | { readonly reason: string; readonly line: number };

function parsed(parse: Parse, file: string, text: string): Parsed {
  let read: unknown;
  try {
    read = parse(text);
  } catch (error) {
    // The engine throws for braces nested beyond its stack; the parser and the lexer below it for
    // text that is no BibTeX.
    if (error instanceof RangeError) return { reason: 'its braces are nested too deeply', line: 1 };
    if (error instanceof Error) {
      const place = placeOf(error.message);
      if (place !== null) return place;
    }
    throw error;
  }
  return {
    entries: (Array.isArray(read) ? read : []).flatMap((entry: unknown) =>
      isFields(entry) && isFields(entry.properties)
        ? bibtexEntry(file, words(entry.label), entry.properties)
        : [],
    ),
  };
}

function bibtexEntry(
  file: string,
  key: string,
  properties: Readonly<Record<string, unknown>>,
): readonly BibliographyEntry[] {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name.toLowerCase(), words(value)]),
  );
  const field = (name: string): string => fields[name] ?? '';
  const isPubMed = /^(?:pubmed|pmid)$/i.test(field('eprinttype') || field('archiveprefix'));
  return entryOf(file, key, {
    title: field('title').replace(/[{}]/g, ''),
    year: /\d{4}/.exec(field('year') || field('date'))?.[0] ?? '',
    doi: field('doi'),
    pmid: field('pmid') || (isPubMed ? field('eprint') : ''),
    addresses: [field('url'), field('howpublished'), field('ee'), field('bdsk-url-1')].join(' '),
    notes: ['note', 'annote', 'annotation', 'addendum', 'keywords', 'number', 'type']
      .map(field)
      .join(' '),
  });
}

/** What the parser calls the pieces of BibTeX, in words. */
const pieces: Readonly<Record<string, string>> = {
  label: 'a key',
  comma: 'a comma',
  rbrace: '`}`',
  lbrace: '`{`',
  equals: '`=`',
  quote: 'a quotation mark',
  identifier: 'a name',
  number: 'a number',
};

/**
 * `expected "comma", got "label" at line 1 col 16:` and a drawing → the line, and `expected a
 * comma, found a key`.
 */
function placeOf(message: string): { readonly reason: string; readonly line: number } | null {
  const [first = ''] = message.split('\n');
  const [, what = '', line] = /^(.*) at line (\d+) col \d+/.exec(first) ?? [];
  if (line === undefined) return null;
  const [, expected = '', got = ''] = /^expected "?(\w+)"?, got "?(\w+)"?/.exec(what) ?? [];
  const named = (piece: string): string => pieces[piece] ?? `"${piece}"`;
  return {
    reason:
      got === 'EOF'
        ? 'it has no closing brace'
        : expected === ''
          ? 'it holds a character that BibTeX does not allow there'
          : `expected ${named(expected)}, found ${named(got)}`,
    // Where it ends says nothing; where it begins does.
    line: got === 'EOF' ? 1 : Number(line),
  };
}
