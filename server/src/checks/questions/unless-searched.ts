/**
 * Where the base was not searched for this treatment in these tumours it may lack the very study
 * that carries a printed grade, so a level above the ceiling is information there and no warning.
 */
import { wasSearched } from '../../appraisal/searched.ts';
import type { Base } from '../../evidence/base-types.ts';
import type { Transition } from '../../model/bound-file.ts';
import { baseInWords } from '../../wording/base.ts';
import { treatmentInWords } from '../../wording/transition.ts';
import type { Severity } from '../severity.ts';

/**
 * What a remark about a level adds where the base was not searched: the softer severity, and a line
 * that says so.
 */
export function unlessSearched(
  base: Base,
  transition: Transition,
): {
  readonly severity?: Severity;
  readonly notes: readonly { readonly label: string; readonly text: string }[];
} {
  if (wasSearched(base, transition)) return { notes: [] };
  return {
    severity: 'information',
    notes: [
      {
        label: 'search',
        text: `${baseInWords(base)} was not searched for ${treatmentInWords(base, transition)} in these tumours, so it may lack what carries this grade.`,
      },
    ],
  };
}
