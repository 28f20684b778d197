/**
 * A direct comparison in these patients favoured another treatment. Nothing is said where the step gives a reason, or where the sequence
 * itself names the other treatment, before, after or beside this one.
 */
import { effectInWords } from '../../appraisal/explain.ts';
import { matchRegimen } from '../../appraisal/match.ts';
import type { Candidate } from '../../appraisal/model.ts';
import type { Arm, IndexedFinding } from '../../evidence/model.ts';
import type { Rule, StepContext } from '../context.ts';
import { treatmentInWords } from '../words.ts';

/** The comparison that R lost, with the arm that won it; `null` for a comparison with placebo, or one that R did not lose. */
function lostTo({ study, arm, findings, direction }: Candidate): { readonly finding: IndexedFinding; readonly other: Arm } | null {
  if (direction !== 'disputes') return null;
  const finding = findings.find(
    ({ finding: one, comparator }) => comparator !== null && one.direction !== null && one.direction !== 'neutral',
  );
  if (finding === undefined) return null;
  const other = finding.arm.id === arm ? finding.comparator : finding.arm;
  const isActive = other !== null && other.id !== arm && other.role !== 'inactive-control' && study.arms.has(other.id);
  return isActive && other.sequence === undefined ? { finding, other } : null;
}

/** Some step of the sequence gives what the other arm gave. */
const isNamed = ({ base, sequence }: StepContext, { study }: Candidate, other: Arm): boolean =>
  sequence.nodes.some(
    ({ treatment, background }) =>
      matchRegimen(base, study, other, other.regimen ?? other.pooled ?? [], treatment, background).kind === 'same',
  );

const capped: readonly string[] = ['excluded', 'prior-missing', 'trigger', 'rechallenge'];

export const headToHeadDisfavours: Rule = {
  codes: ['head-to-head-disfavours'],
  step(context) {
    const { base, claims, first, step, report } = context;
    const { appraisal, transition } = first;
    if (!appraisal.appraised || claims.because.length > 0) return;
    for (const candidate of appraisal.agent.candidates) {
      const lost = lostTo(candidate);
      if (lost === null || isNamed(context, candidate, lost.other)) continue;
      // A study that kept out patients with this history says nothing about them.
      const inPlace = appraisal.position.candidates.find(({ study }) => study === candidate.study);
      if (inPlace?.flags.some((flag) => capped.includes(flag)) === true) continue;
      report(
        'head-to-head-disfavours',
        step.regimen,
        {
          study: candidate.study.study.acronym,
          treatment: treatmentInWords(base, transition),
          other: (lost.other.regimen ?? lost.other.pooled ?? [])
            .map((term) => base.label(term))
            .join(lost.other.regimen === undefined ? ' or ' : ' + '),
          finding: effectInWords(lost.finding),
        },
        { facts: [lost.finding.id], about: `${candidate.study.id} ${transition.treatment.key}` },
      );
    }
  },
};
