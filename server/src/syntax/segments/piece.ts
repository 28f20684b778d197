/**
 * A piece of a text: one or more declarations that are read apart from the rest, with offsets from
 * the start of the piece, so that text before it moves it without changing it. What a text keeps of
 * each piece is small: its characters, its braces, and what the rest of the file sees of it. The
 * tree is made again when somebody asks for it.
 */

import { Recent } from '../../text/bounded-cache.ts';
import { normaliseName } from '../../text/names.ts';
import { parsePart } from '../parser.ts';
import type { SequenceDeclaration, SourceFile, Token } from '../tree.ts';
import { type Moved, moved } from './move.ts';

/** A part of a text that is parsed on its own, usually one declaration. */
export interface Piece {
  readonly text: string;
  /**
   * The tree of a piece with errors, because errors depend on what followed when it was read;
   * `null` for a piece without errors.
   */
  readonly broken: SourceFile | null;
  /**
   * What its braces add to the depth, and how far below its start they go: the braces of the text
   * balance by these.
   */
  readonly depth: number;
  readonly lowest: number;
  readonly head: Head;
}
/** What the rest of the file sees of a piece. */
interface Head {
  /** The sequence that the piece consists of, without what is in it; `null` for any other piece. */
  readonly sequence: SequenceDeclaration | null;
  /**
   * Keys of the names of sequences that are declared here, and of those that a preference speaks
   * of.
   */
  readonly declared: readonly string[];
  readonly preferred: readonly string[];
}

/**
 * Takes the tree of the piece alone. The text must be a string of its own: a slice would keep the
 * whole text in memory.
 */
export function pieceOf(text: string, source: SourceFile): Piece {
  return {
    text,
    broken: source.errors.length === 0 ? null : { ...source, text },
    ...bracesOf(source.tokens),
    head: headOf(source),
  };
}

/** How far braces are open at the end of tokens, and the lowest depth on the way. */
export function bracesOf(tokens: readonly Token[]): {
  readonly depth: number;
  readonly lowest: number;
} {
  let depth = 0;
  let lowest = 0;
  for (const { kind } of tokens) {
    if (kind === '{') depth++;
    else if (kind === '}') lowest = Math.min(lowest, --depth);
  }
  return { depth, lowest };
}

/** A part of a text as a string of its own. */
export function ownText(text: string, from: number, to: number): string {
  return ` ${text.slice(from, to)}`.slice(1);
}

const none: readonly string[] = [];
const nameKey = (text: string): string => normaliseName(text) || text;
function headOf({ directives, declarations, errors }: SourceFile): Head {
  const named = declarations.flatMap((each) =>
    each.kind === 'preference' ? [each.first, each.second] : [],
  );
  const preferred = named.flatMap((word) => (word === null ? [] : [nameKey(word.text)]));
  const declared = declarations.flatMap((each) =>
    each.kind === 'sequence' && each.name !== null ? [nameKey(each.name.text)] : [],
  );
  const [only] = declarations;
  const isSequence =
    directives.length === 0 &&
    declarations.length === 1 &&
    only?.kind === 'sequence' &&
    only.name !== null &&
    only.name.text !== '' &&
    errors.every((error) => error.start >= only.start && error.end <= only.end);
  return {
    sequence: isSequence && only?.kind === 'sequence' ? hollow(only) : null,
    declared: declared.length === 0 ? none : declared.map(ownName),
    preferred: preferred.length === 0 ? none : preferred.map(ownName),
  };
}
const ownName = (name: string): string => ownText(name, 0, name.length);
function hollow({ name, for: who, start, end }: SequenceDeclaration): SequenceDeclaration {
  const own = (word: SequenceDeclaration['name']): SequenceDeclaration['name'] =>
    word === null ? null : { start: word.start, end: word.end, text: ownName(word.text) };
  return {
    ...{ kind: 'sequence', title: null, after: null, unsaid: null, path: null, start, end },
    name: own(name),
    for: own(who),
  };
}

interface Tree {
  readonly source: SourceFile;
  /** Where it was last put in the text. */
  place: { readonly start: number; readonly source: SourceFile; readonly nodes: Moved } | null;
}
/** The trees of so many pieces are kept: all those of an ordinary file. */
export const mostTrees = 256;

/** The trees of the pieces of one text, shared by its versions. */
export class Trees {
  readonly #recent = new Recent<Piece, Tree>(mostTrees);

  /** The tree of a piece alone. */
  of(piece: Piece): SourceFile {
    return this.#tree(piece).source;
  }
  /**
   * The tree of a piece with offsets into the text; the same object while it is remembered and the
   * piece stays where it is.
   */
  placed(piece: Piece, start: number): SourceFile {
    const tree = this.#tree(piece);
    if (tree.place?.start === start) return tree.place.source;
    const { text, tokens, ...parts } = tree.source;
    const nodes: Moved = new Map();
    const at = (token: Token): Token => ({
      kind: token.kind,
      start: token.start + start,
      end: token.end + start,
    });
    const source = {
      ...moved(parts, start, nodes),
      tokens: start === 0 ? tokens : tokens.map(at),
      text,
    };
    tree.place = { start, source, nodes };
    return source;
  }
  /** Where a node of a piece is in the tree that `placed` gave last. */
  movedNode<Node extends object>(piece: Piece, node: Node): Node {
    return (this.#recent.get(piece)?.place?.nodes.get(node) as Node | undefined) ?? node;
  }
  /** The piece is not in the text any more. */
  forget(piece: Piece): void {
    this.#recent.forget(piece);
  }

  #tree(piece: Piece): Tree {
    const known = this.#recent.get(piece);
    if (known !== undefined) return known;
    // Without errors, a piece reads the same whatever follows it, and however unclosed braces are
    // looked for.
    const tree: Tree = {
      source: piece.broken ?? parsePart(piece.text, piece.text.length, true).file,
      place: null,
    };
    this.#recent.set(piece, tree);
    return tree;
  }
}
