/** Words that several messages share. */

import { isStudied, rungName } from '../appraisal/rungs.ts';
import type { Appraisal, Candidate, Support } from '../appraisal/support-types.ts';
import type { Base } from '../evidence/base-types.ts';
import type { Beginning, Transition } from '../model/bound-file.ts';
import { labelOf } from '../model/treatment-label.ts';
import { candidateInWords } from './effect.ts';
import { whyNotMore } from './reasons.ts';

/** Where a treatment stands of which the sequence does not say what came before. */
const unsaid = { 'after-any': 'after any systemic therapy', 'any-line': 'in any line' } as const;

/** `after everolimus`, `as a first step`, `in any line`. */
export function placeInWords(base: Base, transition: Transition): string {
  const { beginning, history } = transition;
  if (history.predecessor !== null) return `after ${labelOf(base, history.predecessor)}`;
  return beginning === 'untreated' ? 'as a first step' : unsaid[beginning];
}
/** `after everolimus or sunitinib`: several places of one treatment, each once. */
export function placesInWords(base: Base, transitions: readonly Transition[]): string {
  const places = [...new Set(transitions.map((transition) => placeInWords(base, transition)))];
  const [first = '', ...others] = places;
  return listInWords([first, ...others.map((place) => place.replace(/^after /, ''))], 'or');
}
/**
 * `after everolimus`, `as first systemic therapy`, `in any line`: in a heading, where no step is
 * spoken of.
 */
export function placeOfTherapy(base: Base, transition: Transition): string {
  const isFirst = transition.history.predecessor === null && transition.beginning === 'untreated';
  return isFirst ? 'as first systemic therapy' : placeInWords(base, transition);
}
/** `2L`; `2L+` where any therapy came before, and `any` or `+1` where nothing is said of it. */
export function lineInShort(beginning: Beginning, line: number): string {
  if (beginning === 'untreated') return `${line}L`;
  if (beginning === 'after-any') return `${line}L+`;
  return line === 1 ? 'any' : `+${line - 1}`;
}
/** `Line 2`, `Line 2 or later`, `Any line`. */
export function lineOfTherapy(beginning: Beginning, line: number): string {
  if (beginning === 'untreated') return `Line ${line}`;
  if (beginning === 'after-any') return `Line ${line} or later`;
  return line === 1 ? 'Any line' : `Line not said, ${line - 1} on`;
}
/** The treatment of a transition as people read it. */
export const treatmentInWords = (base: Base, transition: Transition): string =>
  labelOf(base, transition.treatment);
/** A history in its order: `lanreotide → everolimus`, the last treatments only where it is long. */
export function historyInWords(base: Base, keys: readonly string[]): string {
  if (keys.length === 0) return 'empty';
  const label = (key: string): string =>
    key
      .split(' + ')
      .map((id) => base.label(id))
      .join(' + ');
  const earlier = keys.length - mostInWords;
  const words = keys.slice(-mostInWords).map(label);
  return [...(earlier > 0 ? [`… ${earlier} earlier`] : []), ...words].join(' → ');
}
/** `octreotide → everolimus or octreotide → sunitinib`, each once, the first few only. */
export function historiesInWords(base: Base, paths: readonly (readonly string[])[]): string {
  const words = [...new Set(paths.map((path) => historyInWords(base, path)))];
  const more = words.length - mostHistories;
  return listInWords(more > 0 ? [...words.slice(0, mostHistories), `${more} more`] : words, 'or');
}
/** A message names so many histories; every one of them is on the page of the step. */
const mostHistories = 4;

/**
 * A message names so many treatments of a history, the last: nobody reads more, and every step of a
 * long sequence has a longer one.
 */
const mostInWords = 12;

/**
 * `best here: Angelousi 2017 (n = 31): PFS HR 0.94 (0.45–1.97)` and why not more: the finer lines
 * of a level message.
 */
export function supportNotes(
  base: Base,
  judged: { readonly transition: Transition; readonly appraisal: Appraisal },
  kind: 'agent' | 'position',
): readonly { readonly label: string; readonly text: string }[] {
  const support = judged.appraisal[kind];
  const [best] = support.carriedBy;
  const notes: { label: string; text: string }[] = [];
  if (best !== undefined && isStudied(support.rung))
    notes.push({ label: kind === 'agent' ? 'best' : 'best here', text: candidateInWords(best) });
  for (const sentence of whyNotMore(base, judged, kind).slice(0, 2))
    notes.push({ label: 'why not more', text: sentence });
  return notes;
}
/** `randomised after failure (rung S2)`: the finer line of a message. */
export const rungRemark = (
  { ladder }: Base,
  support: Support,
  kind: 'agent' | 'position',
  firstStep = false,
): string => `${rungName(ladder, support.rung, kind, firstStep)} (rung ${support.rung})`;
/** Ids of the findings that a message rests on, at most two of a study. */
export const factsOf = (candidates: readonly Candidate[]): readonly string[] => [
  ...new Set(
    candidates.flatMap((candidate) => candidate.findings.slice(0, 2).map((finding) => finding.id)),
  ),
];

/** `a, b and c`. */
export function listInWords(items: readonly string[], joiner = 'and'): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${joiner} ${items[items.length - 1]}`;
}
