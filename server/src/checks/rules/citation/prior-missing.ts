/** The cited study required a previous treatment that the history lacks. */

import type { Base } from '../../../evidence/base-types.ts';
import { historiesInWords, treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';
import { oneBracketSeverity } from '../../questions/bold-claim.ts';
import {
  aboutPlace,
  partInWords,
  placesOf,
  statementOf,
  together,
} from '../../questions/cited-place.ts';

/** `before this step stands octreotide or lanreotide`; a first step has nothing before it. */
function beforeInWords(base: Base, paths: readonly (readonly string[])[]): string {
  const given = paths.filter((path) => path.length > 0);
  const stands = `before this step stands ${historiesInWords(base, given)}`;
  if (given.length === paths.length) return stands;
  const nothing = 'no systemic treatment comes before this step';
  return given.length === 0 ? nothing : `${nothing}, or ${stands}`;
}

/** `prior-missing`: the cited study required a previous treatment that is missing here. */
export const priorMissing: Rule = {
  codes: ['prior-missing'],
  step(context) {
    const { base, report } = context;
    const lacking = placesOf(context).flatMap(({ transition, cited, carried }) =>
      carried
        ? []
        : cited
            .filter(({ candidate }) => candidate.flags.includes('prior-missing'))
            .map((one) => {
              const part = partInWords(base, one.candidate, 'prior-missing');
              const required = `${statementOf(one.candidate, 'requirement')}${part ?? ''}`;
              return { ...one, transition, part, required };
            }),
    );
    for (const places of together(lacking, (one) => `${one.span.start} ${one.required}`)) {
      const [{ study, span, transition, part, required }] = places;
      const treatment = treatmentInWords(base, transition);
      report(
        'prior-missing',
        span,
        {
          study: study.study.acronym,
          required,
          history: beforeInWords(
            base,
            places.map(({ candidate }) => candidate.worstPath ?? []),
          ),
          next:
            part === null
              ? `It did not study ${treatment} in patients without it. Cite a study without that requirement, or move the step.`
              : 'It speaks for the other patients: narrow the population, or say in `because` why it applies to all.',
        },
        {
          severity: part === null ? oneBracketSeverity(context) : 'information',
          about: aboutPlace(study, transition),
        },
      );
    }
  },
};
