/**
 * An outcome is claimed that no cited report shows. Each outcome is judged by the latest report of it, or by the report that is named;
 * what a later report replaced is superseded-finding's to report.
 */

import { isSuperseded, type SidedFinding } from '../../../appraisal/direction.ts';
import { candidateInWords } from '../../../wording/effect.ts';
import { resultInWords } from '../../../wording/result.ts';
import { treatmentInWords } from '../../../wording/transition.ts';
import type { Claims } from '../../claims.ts';
import type { Rule, StepContext } from '../../context.ts';
import { outcomeIn } from '../../questions/outcome-shown.ts';

/** Shown in the whole, and open in the very patients of the step: said where nothing that is cited shows it in them. */
function remarkOnOwn(
  { citations, first, report }: StepContext,
  { outcome, span }: Claims['outcomes'][number],
): void {
  const candidates = citations.flatMap(({ weighed }) => weighed[0]?.agent ?? []);
  const [own, ...others] = candidates.flatMap((one) => (one.own === null ? [] : [one]));
  const open = own?.own;
  if (own === undefined || open?.reading !== 'imprecise' || others.length > 0) return;
  if (candidates.length > 1 || open.finding.finding.outcome !== outcome) return;
  report(
    'outcome-overclaim',
    span,
    {
      outcome,
      finding: `${own.study.study.acronym} shows it in the whole, and its interval in these patients includes no effect: ${candidateInWords(own)}`,
      next: 'Say that the result of these patients is imprecise, or name the patients of the whole.',
    },
    {
      severity: 'information',
      facts: [open.finding.id],
      about: `${outcome} ${first.transition.treatment.key} own`,
    },
  );
}

const verdictIn = ({ direction }: SidedFinding): string =>
  direction === null
    ? 'describes it without a verdict'
    : direction === 'disputes'
      ? 'found the opposite'
      : 'found no difference';

/** `outcome-overclaim`: the cited study does not show this outcome. */
export const outcomeOverclaim: Rule = {
  codes: ['outcome-overclaim'],
  step(context) {
    const { base, asOf, claims, first, report } = context;
    if (!first.appraisal.appraised || claims.cited.length === 0) return;
    for (const { outcome, span } of claims.outcomes) {
      const judged = claims.cited.filter((cited) => cited.study !== null && cited.public);
      // A named report whose finding was replaced is reported for that, not for what it showed in its time.
      if (
        judged.some(
          ({ report: named }) =>
            named?.findings.some(
              (finding) => finding.finding.outcome === outcome && isSuperseded(finding, asOf),
            ) === true,
        )
      )
        continue;
      const found = judged.flatMap(
        (cited) => outcomeIn(base, asOf, first.transition, cited, outcome) ?? [],
      );
      if (judged.length === 0) continue;
      if (found.some((one) => one.direction === 'supports')) {
        remarkOnOwn(context, { outcome, span });
        continue;
      }
      const [best] = found;
      if (best === undefined) {
        report(
          'outcome-overclaim',
          span,
          {
            outcome,
            finding: `the base holds no ${outcome} result of ${judged.map((cited) => cited.study?.study.acronym).join(', ')} for ${treatmentInWords(base, first.transition)}`,
            next: 'Cite a report of this outcome, or claim what was shown.',
          },
          { severity: 'information', about: `${outcome} ${first.transition.treatment.key}` },
        );
        continue;
      }
      report(
        'outcome-overclaim',
        span,
        {
          outcome,
          finding: `${best.finding.report.study.study.acronym} ${verdictIn(best)}: ${resultInWords(best.finding)}`,
          next: `Take ${outcome} out, or cite a report that shows it.`,
        },
        {
          // What nobody judged shows neither an improvement nor that there is none.
          ...(best.direction === null ? { severity: 'information' as const } : {}),
          facts: [best.finding.id],
          about: `${outcome} ${first.transition.treatment.key}`,
        },
      );
    }
  },
};
