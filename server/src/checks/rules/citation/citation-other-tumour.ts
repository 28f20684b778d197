/** The cited study gave this treatment, but in other tumours only. */

import { tumoursAsked, tumoursInWords } from '../../../appraisal/coverage.ts';
import type { Base, TermId } from '../../../evidence/base-types.ts';
import { tumoursOf } from '../../../model/population.ts';
import { spaceOf } from '../../../model/space.ts';
import { candidateInWords } from '../../../wording/effect.ts';
import type { Rule } from '../../context.ts';
import { fitOf, misfitSeverity } from '../../questions/citation-fit.ts';
import { isSoundCitation } from '../../questions/sound-citation.ts';

/**
 * One tumour that holds all that were studied and none that is meant, the narrowest; the first that
 * was studied where there is none.
 */
function sourceOf(
  base: Base,
  studied: readonly TermId[],
  asked: ReadonlySet<string>,
): TermId | undefined {
  const space = spaceOf(base);
  const members = studied.flatMap((tumour) => [...space.tumoursBelow(tumour)]);
  const [narrowest] = base.tumours
    .map(({ id }) => ({ id, below: space.tumoursBelow(id) }))
    .filter(
      ({ below }) =>
        members.every((tumour) => below.has(tumour)) &&
        ![...below].some((tumour) => asked.has(tumour)),
    )
    .sort((a, b) => a.below.size - b.below.size);
  return narrowest?.id ?? studied[0];
}

/** `citation-other-tumour`: the cited study enrolled other tumours. */
export const citationOtherTumour: Rule = {
  codes: ['citation-other-tumour'],
  step(context) {
    const { base, claims, first, report } = context;
    if (!first.appraisal.appraised) return;
    const { region } = first.transition.population;
    const direct = first.appraisal.agent.carriedBy.find((one) => isSoundCitation(context, one));
    for (const { study, span } of claims.cited) {
      if (study === null || fitOf(base, study, first.transition) !== 'other-tumour') continue;
      const { tumour } = study.study.population.criteria;
      const asked = tumoursOf(region);
      const stated = claims.extrapolatedFrom?.text;
      // Where these patients were studied themselves there is nothing to extrapolate.
      const source =
        direct === undefined ? sourceOf(base, tumour, tumoursAsked(base, region)) : null;
      report(
        'citation-other-tumour',
        span,
        {
          study: study.study.acronym,
          studied: tumoursInWords(base, tumour),
          population: asked.length === 0 ? 'other patients' : tumoursInWords(base, asked),
          next:
            stated !== undefined
              ? 'The step says that it is extrapolated; its level is still held to what indirect evidence carries.'
              : direct !== undefined
                ? `Cite a study in these patients, such as \`@${direct.study.id}\` (${candidateInWords(direct)}).`
                : `Cite a study in these patients, or say so with \`extrapolated from ${source ?? 'another-tumour'}\`.`,
        },
        {
          severity: misfitSeverity(base, claims, first.transition),
          about: `${study.id} ${first.transition.treatment.key}`,
          fixes:
            stated !== undefined || source == null
              ? []
              : [
                  {
                    title: `Say \`extrapolated from ${source}\``,
                    edits: [
                      {
                        span: { start: span.end, end: span.end },
                        text: ` extrapolated from ${source}`,
                      },
                    ],
                    safe: false,
                  },
                ],
        },
      );
    }
  },
};
