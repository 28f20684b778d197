/**
 * Was the base searched for this treatment in these tumours? The release declares it per class and tumour. Where it was not, the base may
 * lack the very study that carries a printed grade, so a level above the ceiling is information there and no warning.
 */
import { tumoursAsked } from '../../appraisal/coverage.ts';
import type { Base } from '../../evidence/model.ts';
import type { Transition } from '../../project/model.ts';
import { spaceOf } from '../../project/space.ts';
import type { Severity } from '../model.ts';
import { treatmentInWords } from '../words.ts';

/** A class that is searched answers for its members; a wider class in the document is answered for by any of its parts. */
export function wasSearched(base: Base, transition: Transition): boolean {
  const asked = tumoursAsked(base, transition.population.region);
  const space = spaceOf(base);
  return base.release.coverage.some(
    (entry) =>
      entry.searched !== 'not-searched' &&
      transition.treatment.components.some(({ id }) => base.ancestors(id).has(entry.class) || base.ancestors(entry.class).has(id)) &&
      [...space.tumoursBelow(entry.tumour)].some((tumour) => asked.has(tumour)),
  );
}

/** What a remark about a level adds where the base was not searched: the softer severity, and a line that says so. */
export function unlessSearched(
  base: Base,
  transition: Transition,
): { readonly severity?: Severity; readonly notes: readonly { readonly label: string; readonly text: string }[] } {
  if (wasSearched(base, transition)) return { notes: [] };
  return {
    severity: 'information',
    notes: [
      {
        label: 'search',
        text: `${base.release.id} was not searched for ${treatmentInWords(base, transition)} in these tumours, so it may lack what carries this grade.`,
      },
    ],
  };
}
