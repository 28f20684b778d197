/**
 * How the transitions of each sequence are supported in their places: the numbers that are shown
 * above it.
 */
import { compareRungs } from '../appraisal/rungs.ts';
import type { Base } from '../evidence/base-types.ts';
import type { SourceFile, Span } from '../syntax/tree.ts';
import { normaliseName } from '../text/names.ts';
import { positionName } from '../wording/support.ts';
import type { AppraisedTransition } from './result-types.ts';

/** How the transitions of a named sequence are supported. */
export interface SequenceSupport {
  /** The name of the sequence. */
  readonly span: Span;
  readonly counts: SupportCounts;
}
/** Transitions by the name of their support in their place, best rung first. */
export type SupportCounts = readonly { readonly name: string; readonly count: number }[];

/** Counts the appraised transitions by the name of their support. */
export function supportCounts(
  base: Pick<Base, 'ladder'>,
  transitions: readonly AppraisedTransition[],
): SupportCounts {
  const counts = new Map<string, number>();
  const judged = transitions.filter(({ appraisal }) => appraisal.appraised);
  for (const one of judged.toSorted((a, b) =>
    compareRungs(a.appraisal.position.rung, b.appraisal.position.rung),
  )) {
    const name = positionName(base, one);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count }));
}

/** Of every named sequence with appraised transitions, in the order of the file. */
export function supportsOf(
  base: Pick<Base, 'ladder'>,
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
    const counts = supportCounts(base, judgedIn.get(normaliseName(declaration.name.text)) ?? []);
    const { start, end } = declaration.name;
    return counts.length === 0 ? [] : [{ span: { start, end }, counts }];
  });
}
