/**
 * Reads the YAML of a pack that somebody else may have written: bounded in size, depth, number of aliases and time, before anything
 * is built from it. What it gives holds plain data only, and keys that reach into prototypes are refused.
 */
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  parseDocument,
  visit,
} from 'yaml';
import type { Locate } from '../load.ts';

/** Bytes of one file. */
export const largestFile = 1024 * 1024;
/** Bytes of all packs of a document. */
export const largestPacks = 10 * largestFile;
/** A study needs about a dozen levels. */
const deepest = 60;
/** Anchors and aliases together. */
const mostAliases = 1000;
/** Uses of one anchor, counted through the anchors within it. */
const mostExpansions = 500;

/** Why a pack cannot be used: the place in it (line and column from 1), the reason and the next step. */
export interface PackProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly help: string;
}
type PackText =
  | { readonly kind: 'value'; readonly value: unknown; readonly locate: Locate }
  | { readonly kind: 'broken'; readonly problems: readonly PackProblem[] };

const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
/** The lexer says so before the text of a scalar, which may begin with any character. */
const scalarMark = '\u001f';

interface Refusal {
  readonly offset: number;
  readonly message: string;
  readonly help: string;
}

/**
 * Looks at the tokens alone, which costs time in proportion to the text: the composer that comes after it recurses, and its look-up of
 * anchors is quadratic.
 */
function refusedByTokens(text: string): Refusal | null {
  const parser = new Parser();
  let offset = 0;
  let aliases = 0;
  let afterMark = false;
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > deepest)
      return {
        offset,
        message: `It is nested more than ${deepest} levels deep`,
        help: 'Write it flatter; a study needs about a dozen levels.',
      };
    if (!afterMark && (lexeme.startsWith('*') || lexeme.startsWith('&')) && ++aliases > mostAliases)
      return {
        offset,
        message: `It has more than ${mostAliases} anchors and aliases`,
        help: 'Divide the pack into several files.',
      };
    afterMark = lexeme === scalarMark;
    // Marks of the lexer are no characters of the text.
    if (!['\u0002', '\u0018', scalarMark].includes(lexeme)) offset += lexeme.length;
  }
  return null;
}

/** The first key that occurs twice or reaches into a prototype, or a merge key; the library's own look for duplicates is quadratic. */
function refusedKey(root: Node | null): Refusal | null {
  let found: Refusal | null = null;
  visit(root, {
    Map(_key, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0;
        const name = isScalar(key) ? key.value : undefined;
        if (typeof name !== 'string' && typeof name !== 'number')
          found = {
            offset,
            message: 'A key is no plain word',
            help: 'Write a word before the colon.',
          };
        else if (forbiddenKeys.has(String(name)))
          found = { offset, message: `"${name}" cannot be a key`, help: 'Remove it.' };
        else if (seen.has(name))
          found = { offset, message: `The key "${name}" occurs twice`, help: 'Keep one of them.' };
        if (found !== null) return visit.BREAK;
        seen.add(name);
      }
      return undefined;
    },
  });
  return found;
}

/** The data of one file, with the places of its parts. `file` is how messages name it. */
export function readPackText(file: string, text: string): PackText {
  const counter = new LineCounter();
  const broken = ({ offset, message, help }: Refusal): PackText => {
    const { line, column } = placeIn(text, offset);
    return { kind: 'broken', problems: [{ file, line, column, message: `${message}.`, help }] };
  };
  const refused = refusedByTokens(text);
  if (refused !== null) return broken(refused);
  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    uniqueKeys: false,
  });
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined)
    return broken({
      offset: error.pos[0],
      message: error.message.replace(/\.$/, ''),
      help: 'Correct the YAML at this place.',
    });
  const key = refusedKey(document.contents);
  if (key !== null) return broken(key);
  const locate: Locate = (path) => {
    for (let length = path.length; length >= 0; length--) {
      const node = nodeAt(document.contents, path.slice(0, length));
      if (node?.range) {
        const { line, col } = counter.linePos(node.range[0]);
        return { line, column: col };
      }
    }
    return { line: 1, column: 1 };
  };
  try {
    return { kind: 'value', value: document.toJS({ maxAliasCount: mostExpansions }), locate };
  } catch (error) {
    // The library throws for aliases that multiply, and for one that stands within its own anchor.
    if (!(error instanceof ReferenceError || error instanceof RangeError)) throw error;
    return broken({
      offset: 0,
      message: 'Its aliases multiply beyond use',
      help: 'Write out what the aliases stand for.',
    });
  }
}

function placeIn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** The node under keys and indexes; for a value in a map the key, which is what a reader looks for. Aliases are not followed. */
function nodeAt(root: Node | null, path: readonly (string | number)[]): Node | null {
  let node: Node | null = root;
  let place: Node | null = root;
  for (const step of path) {
    if (isAlias(node) || node === null) return null;
    if (isMap(node)) {
      const pair: { key: unknown; value: unknown } | undefined = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(step),
      );
      if (pair === undefined) return null;
      place = isNode(pair.key) ? pair.key : null;
      node = isNode(pair.value) ? pair.value : null;
    } else if ('items' in node && Array.isArray(node.items) && typeof step === 'number') {
      const item: unknown = node.items[step];
      node = isNode(item) ? item : null;
      place = node;
    } else return null;
  }
  return place;
}
