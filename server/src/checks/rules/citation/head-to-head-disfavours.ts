/**
 * A randomised comparison in these patients favoured another treatment. Nothing is said where the
 * step gives a reason, or where the file itself names the other treatment, before, after or beside
 * this one, or where the study says nothing of this place.
 */

import { tumourApplies, tumoursAsked } from '../../../appraisal/coverage.ts';
import { matchRegimen } from '../../../appraisal/match.ts';
import { coversByRule } from '../../../appraisal/prior.ts';
import { isRandomised, isStudied } from '../../../appraisal/rungs.ts';
import type { Candidate } from '../../../appraisal/support-types.ts';
import type { Arm, IndexedFinding } from '../../../evidence/base-types.ts';
import { resultInWords } from '../../../wording/result.ts';
import { treatmentInWords } from '../../../wording/transition.ts';
import type { Rule, StepContext } from '../../context.ts';

/**
 * The comparison that R lost, with the arm that won it; `null` for a comparison with placebo, or
 * one that R did not lose.
 */
function lostTo({
  study,
  arm,
  findings,
  direction,
  rung,
}: Candidate): { readonly finding: IndexedFinding; readonly other: Arm } | null {
  if (direction !== 'disputes' || !isRandomised(rung)) return null;
  const finding = findings.find(
    ({ finding: one, comparator }) =>
      comparator !== null && one.direction !== null && one.direction !== 'neutral',
  );
  if (finding === undefined) return null;
  const other = finding.arm.id === arm ? finding.comparator : finding.arm;
  const isActive =
    other !== null &&
    other.id !== arm &&
    other.role !== 'inactive-control' &&
    study.arms.has(other.id);
  return isActive && other.sequence === undefined ? { finding, other } : null;
}

/**
 * The treatment of the other arm, or one of its class, stands in the file or in the history: the
 * author knows the alternative.
 */
function isNamed({ base, uses, sequence }: StepContext, { study }: Candidate, other: Arm): boolean {
  const given = other.regimen ?? other.pooled ?? [];
  const classes = new Set(
    given.flatMap((term) => base.agents.find((agent) => agent.id === term)?.classes ?? []),
  );
  const nodes = [...uses.named(), ...sequence.nodes.filter((node) => node.syntax === null)];
  return nodes.some(
    ({ treatment, background }) =>
      matchRegimen(base, { study, arm: other, regimen: given }, treatment, background).kind ===
        'same' ||
      (given.length === 1 &&
        [...classes].some((classId) => coversByRule(base, classId, treatment) !== null)),
  );
}

/** The result in the very patients of the step, where the study reports one beside the whole. */
function ownResult(
  { base, first }: StepContext,
  { findings }: Candidate,
  whole: IndexedFinding,
): IndexedFinding | null {
  const asked = tumoursAsked(base, first.transition.population.region);
  const isOwn = ({ finding, arm, comparator }: IndexedFinding): boolean =>
    finding.subgroup?.tumour !== undefined &&
    finding.subgroup.prior === undefined &&
    finding.outcome === whole.finding.outcome &&
    arm.id === whole.arm.id &&
    comparator?.id === whole.comparator?.id &&
    tumourApplies(base, asked, finding.subgroup.tumour);
  return findings.find(isOwn) ?? null;
}

/**
 * Were these patients compared, with this very treatment? A study of other patients, of another
 * member of a class, or of a place that lies before what was given here says nothing of the choice.
 */
function isAbout(context: StepContext, candidate: Candidate): boolean {
  const { appraisal, transition } = context.first;
  if (candidate.member !== null || candidate.flags.includes('other-population')) return false;
  if (transition.history.predecessor === null) {
    const first = appraisal.position.candidates.find(({ study }) => study === candidate.study);
    return first?.flags.some((flag) => flag === 'prior-missing' || flag === 'excluded') !== true;
  }
  return context.transitions.every(({ appraisal: { position } }) =>
    position.candidates.some(({ study, rung }) => study === candidate.study && isStudied(rung)),
  );
}

/** `head-to-head-disfavours`: a direct comparison favoured another treatment. */
export const headToHeadDisfavours: Rule = {
  codes: ['head-to-head-disfavours'],
  step(context) {
    const { base, claims, first, step, node, report, uses } = context;
    const { appraisal, transition } = first;
    if (!appraisal.appraised || claims.because.length > 0) return;
    for (const candidate of appraisal.agent.candidates) {
      const lost = lostTo(candidate);
      // A file that gives the treatment at several steps is told once, at the first of them.
      if (lost === null || !uses.isFirst(node) || isNamed(context, candidate, lost.other)) continue;
      if (!isAbout(context, candidate)) continue;
      const treatment = treatmentInWords(base, transition);
      const given = (lost.other.regimen ?? lost.other.pooled ?? []).map((term) => base.label(term));
      const other = given.join(lost.other.regimen === undefined ? ' or ' : ' + ');
      const own = ownResult(context, candidate, lost.finding);
      const whole = resultInWords(lost.finding);
      report(
        'head-to-head-disfavours',
        step.regimen,
        {
          study: candidate.study.study.acronym,
          result:
            lost.finding.arm.id === candidate.arm
              ? `${treatment} did worse than ${other}`
              : `${other} did better than ${treatment}`,
          finding:
            own === null
              ? whole
              : `${own.finding.subgroup?.label ?? 'these patients'}: ${resultInWords(own)}; all: ${whole}`,
        },
        { facts: [lost.finding.id], about: `${candidate.study.id} ${transition.treatment.key}` },
      );
    }
  },
};
