/**
 * The words that hovers, hints and completions share: treatments, transitions, lines of therapy,
 * supports, and what they rest on.
 */

import type { Support } from '../../appraisal/support-types.ts';
import type { AppraisedTransition } from '../../checks/result-types.ts';
import type { Beginning, Transition, Treatment } from '../../model/bound-file.ts';
import { isPlaced } from '../../model/histories.ts';
import { tumoursOf } from '../../model/population.ts';
import { labelOf } from '../../model/treatment-label.ts';
import { capital } from '../../text/capital.ts';
import { escaped } from '../../text/markdown-escape.ts';
import { baseInWords } from '../../wording/base.ts';
import { supportName } from '../../wording/support.ts';
import { placeInWords } from '../../wording/transition.ts';
import { dateOf, type View } from '../document-view.ts';

const ordinals = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
/** `third line`; beyond the tenth, `line 11`. */
export function lineInWords(line: number): string {
  const word = ordinals[line];
  return word === undefined || word === '' ? `line ${line}` : `${word} line`;
}

/** The same of a sequence that may not say what came before: `second line or later`, `any line`. */
export const lineWords = (beginning: Beginning, line: number): string =>
  beginning === 'untreated'
    ? lineInWords(line)
    : beginning === 'after-any'
      ? `${lineInWords(line)} or later`
      : line === 1
        ? 'any line'
        : 'line not said';

/** The label of a treatment as people read it: `streptozocin + 5-fluorouracil`. */
export const treatmentLabel = (view: View, treatment: Treatment): string =>
  labelOf(view.base, treatment);

/** The name of a support by the date of the view. */
export const supportNameIn = (
  view: View,
  support: Support,
  kind: 'agent' | 'position',
  firstStep = false,
): string => supportName(view.base, support, { kind, asOf: dateOf(view), firstStep });

/** `Sunitinib after everolimus`; a first step has nothing before it. */
export function transitionTitle(view: View, { transition }: AppraisedTransition): string {
  const name = capital(treatmentLabel(view, transition.treatment));
  const before = transition.history.predecessor;
  if (before !== null) return `${name} after ${treatmentLabel(view, before)}`;
  return isPlaced(transition) ? name : `${name} ${placeInWords(view.base, transition)}`;
}

/**
 * Whether a part of a study about one tumour is about the patients of a transition; where either
 * says nothing, it is.
 */
export function concernsTumour(
  { base }: View,
  transition: Transition,
  tumour: string | undefined,
): boolean {
  if (tumour === undefined) return true;
  const asked = tumoursOf(transition.population.region);
  return (
    asked.length === 0 ||
    asked.some(
      (one) => base.tumourAncestors(one).has(tumour) || base.tumourAncestors(tumour).has(one),
    )
  );
}

/** `pnet-2026.2, as of 2026-06-30`; with the team's own packs, where they are part of the base. */
export function basis(view: View): string {
  return `${escaped(baseInWords(view.base))}, as of ${dateOf(view)}`;
}
