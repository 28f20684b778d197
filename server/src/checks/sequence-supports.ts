/** How the transitions of each sequence are supported in their places: the numbers that are shown above it. */
import { type Rung, rungs } from '../appraisal/support-types.ts';
import type { SourceFile, Span } from '../syntax/tree.ts';
import { normaliseName } from '../text/names.ts';
import type { AppraisedTransition } from './result-types.ts';

export interface SequenceSupport {
  /** The name of the sequence. */
  readonly span: Span;
  /** Transitions by the rung of their place, best first; rungs without any are left out. */
  readonly counts: RungCounts;
}
export type RungCounts = readonly { readonly rung: Rung; readonly count: number }[];

export function rungCounts(transitions: readonly AppraisedTransition[]): RungCounts {
  const judged = transitions.filter(({ appraisal }) => appraisal.appraised);
  return rungs
    .map((rung) => ({
      rung,
      count: judged.filter(({ appraisal }) => appraisal.position.rung === rung).length,
    }))
    .filter(({ count }) => count > 0);
}

/** Of every named sequence with appraised transitions, in the order of the file. */
export function supportsOf(
  declarations: SourceFile['declarations'],
  transitions: readonly AppraisedTransition[],
): readonly SequenceSupport[] {
  const judgedIn = new Map<string, AppraisedTransition[]>();
  for (const one of transitions) {
    const { sequence } = one.transition;
    if (sequence === null) continue;
    const name = normaliseName(sequence);
    const others = judgedIn.get(name);
    if (others === undefined) judgedIn.set(name, [one]);
    else others.push(one);
  }
  return declarations.flatMap((declaration): SequenceSupport[] => {
    if (declaration.kind !== 'sequence' || declaration.name === null) return [];
    const counts = rungCounts(judgedIn.get(normaliseName(declaration.name.text)) ?? []);
    const { start, end } = declaration.name;
    return counts.length === 0 ? [] : [{ span: { start, end }, counts }];
  });
}
