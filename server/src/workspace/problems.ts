/**
 * What can be wrong with the meaning of a file, and what its message needs to know.
 *
 * | code                  | parameters (all of them words, ready for a message)                                                     |
 * |-----------------------|---------------------------------------------------------------------------------------------------------|
 * | unknown-treatment     | `name` as written; `drug` label and code of a drug that exists, `''` for none; `suggestion` nearest names with their quotes, `''` for none; `near` the nearest alone |
 * | unknown-name          | `what` population, sequence, region, grading system, tumour, agent or class; `name`; `suggestion`; `near`                |
 * | unknown-attribute     | `name`; `known` every attribute of the base, joined by commas; `suggestion`; `near`                      |
 * | impossible-value      | `attribute` its label; `value` as written; `allowed` what can be written there; `near` a repair or `''`  |
 * | empty-population      | `name` of the population or `''` for the overlap of a preference; `criterion` that leaves nobody, or `''`; `reason` of the attributes, or `''`; `near`, a value of whom it holds, for the criterion on `instead` |
 * | population-cycle      | `name`; `cycle` the names on the way, joined by arrows                                                   |
 * | missing-population    | `declaration` the sequence or the avoided treatment; `populations` the names to choose from, or `''`    |
 * | duplicate-name        | `what` population or sequence; `name`; `first` the file of the first one, `''` for this file             |
 * | duplicate-directive   | `directive`; only for what the parser cannot see                                                         |
 * | unresolved-import     | `path` as written; `reason` a clause: `there is no such file`                                            |
 * | import-cycle          | `path` as written; `cycle` the files on the way, joined by arrows                                        |
 * | unknown-release       | `name` as written; `what` base or release; `release` the one that is loaded                              |
 * | unusable-pack         | `pack` as written; `from` the place in a configuration, or `''`; `reason` and `next` step, sentences      |
 * | unusable-bibliography | `path` as written; `reason` a clause                                                                     |
 * | unread-bibliography-entry | `path` as written; `where` the line or lines, and the key where it can be told; `reason` a sentence     |
 * | unread-block          | `reason` a clause; `near` the language to write, or `''`                                                 |
 * | unused-population     | `name`                                                                                                   |
 * | missing-trigger       | `treatment`; `before` the treatments that may come before                                                |
 * | trigger-without-history | `trigger` as written; `treatment`, the first step                                                       |
 * | here-without-place    | `treatment`, the first step; `words` after any, or any line                                               |
 * | unreachable-branch    | `condition` as written, or otherwise; `reason` covered (by the branches above) or outside (the population); `population` in words |
 * | vacuous-condition     | `condition`; `population` in words                                                                       |
 * | overlapping-branches  | `condition`; `other` the earlier one; `overlap` in words                                                 |
 * | incomplete-branches   | `missing` in words: the patients whom no branch takes                                                    |
 */
import type { Span } from '../syntax/tree.ts';

/** A place in another file (or another place in this one) that belongs to the problem. */
interface RelatedSpan {
  readonly file: string;
  readonly span: Span;
  readonly message: string;
}

/** The parameters of each code. Type aliases, so that every one of them is also a plain record of words. */
export type ProblemParams = {
  'unknown-treatment': {
    readonly name: string;
    readonly drug: string;
    readonly suggestion: string;
    readonly near: string;
  };
  'unknown-name': {
    readonly what: string;
    readonly name: string;
    readonly suggestion: string;
    readonly near: string;
  };
  'unknown-attribute': {
    readonly name: string;
    readonly known: string;
    readonly suggestion: string;
    readonly near: string;
  };
  'impossible-value': {
    readonly attribute: string;
    readonly value: string;
    readonly allowed: string;
    readonly near: string;
  };
  'empty-population': {
    readonly name: string;
    readonly criterion: string;
    readonly reason: string;
    readonly near: string;
    readonly instead: string;
  };
  'population-cycle': { readonly name: string; readonly cycle: string };
  'missing-population': { readonly declaration: string; readonly populations: string };
  'duplicate-name': { readonly what: string; readonly name: string; readonly first: string };
  'duplicate-directive': { readonly directive: string };
  'unresolved-import': { readonly path: string; readonly reason: string };
  'import-cycle': { readonly path: string; readonly cycle: string };
  'unknown-release': { readonly name: string; readonly what: string; readonly release: string };
  'unusable-pack': {
    readonly pack: string;
    readonly from: string;
    readonly reason: string;
    readonly next: string;
  };
  'unusable-bibliography': { readonly path: string; readonly reason: string };
  'unread-bibliography-entry': {
    readonly path: string;
    readonly where: string;
    readonly reason: string;
  };
  'unread-block': { readonly reason: string; readonly near: string };
  'unused-population': { readonly name: string };
  'missing-trigger': { readonly treatment: string; readonly before: string };
  'trigger-without-history': { readonly trigger: string; readonly treatment: string };
  'here-without-place': { readonly treatment: string; readonly words: string };
  'unreachable-branch': {
    readonly condition: string;
    readonly reason: 'covered' | 'outside';
    readonly population: string;
  };
  'vacuous-condition': { readonly condition: string; readonly population: string };
  'overlapping-branches': {
    readonly condition: string;
    readonly other: string;
    readonly overlap: string;
  };
  'incomplete-branches': { readonly missing: string };
};
type ProblemCode = keyof ProblemParams;

/** A problem found while names are bound: place, code, and the parameters of its message in the catalogue. */
export type ProjectProblem = {
  [Code in ProblemCode]: {
    readonly code: Code;
    readonly span: Span;
    readonly params: ProblemParams[Code];
    readonly related?: readonly RelatedSpan[];
  };
}[ProblemCode];

/** Takes problems as they are found. */
export type Report = (problem: ProjectProblem) => void;

/** The nearest names as a message shows them: `` `everolimus` or `erlotinib` ``. */
export function suggestions(names: readonly string[]): { suggestion: string; near: string } {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.at(-1) ?? '';
  return {
    suggestion: quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} or ${last}`,
    near: names[0] ?? '',
  };
}

/** The names of a circle of which a message shows no more than so many. */
const mostOnCircle = 12;

/** The way around a circle from one of its members back to it: `a → b → a`. Of a large one, its beginning and its end. */
export function aroundCircle(names: readonly string[], from: number): string {
  const nameAt = (step: number): string => names[(from + step) % names.length] ?? '';
  const steps = (first: number, end: number): string[] =>
    Array.from({ length: end - first }, (_, index) => nameAt(first + index));
  const { length } = names;
  const half = mostOnCircle / 2;
  return (
    length <= mostOnCircle
      ? steps(0, length + 1)
      : [...steps(0, half), `${length - mostOnCircle} more`, ...steps(length - half, length + 1)]
  ).join(' → ');
}
