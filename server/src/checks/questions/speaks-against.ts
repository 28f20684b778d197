/** Whether a study's own result speaks against the treatment that it gave. */
import type { Candidate } from '../../appraisal/support-types.ts';
import type { IndexedFinding } from '../../evidence/base-types.ts';

/**
 * A result that speaks against a treatment, and what it says as a clause: `missed its primary end
 * point`.
 */
export type Against = { readonly finding: IndexedFinding; readonly verdict: string };

/**
 * The finding by which the headline's study speaks against the treatment; `null` for a comparison
 * with an active drug, and for a control arm.
 */
export function disputed({ study, arm, findings, direction }: Candidate): Against | null {
  if (direction !== 'disputes' || study.study.design === 'randomised-sequence') return null;
  const finding = findings.find(
    (one) =>
      one.arm.id === arm &&
      one.finding.direction === 'disputes' &&
      one.finding.subgroup === undefined &&
      (one.comparator === null
        ? one.finding.analysis === 'primary'
        : one.comparator.role === 'inactive-control'),
  );
  return finding === undefined || isControl(finding)
    ? null
    : {
        finding,
        verdict: finding.comparator === null ? 'missed what it was to show' : 'found it worse',
      };
}

/**
 * The primary end point that the treatment, as the experimental arm, missed; `null` where none was.
 */
export function missed({ study, arm, findings, direction }: Candidate): Against | null {
  if (direction === 'supports' || direction === null) return null;
  if (study.study.design === 'randomised-sequence') return null;
  const primary = findings.filter(
    (one) =>
      one.arm.id === arm &&
      one.finding.analysis === 'primary' &&
      one.finding.subgroup === undefined &&
      one.finding.direction !== null,
  );
  const [finding] = primary;
  if (finding === undefined || finding.arm.role !== 'experimental') return null;
  // Two arms that were both on trial: that neither won speaks against none of them.
  if (finding.comparator?.role === 'experimental' || finding.comparator?.role === 'cohort')
    return null;
  return primary.every((one) => one.finding.direction !== 'supports')
    ? { finding, verdict: 'missed its primary end point' }
    : null;
}

const isControl = ({ arm }: IndexedFinding): boolean =>
  arm.role === 'active-control' || arm.role === 'inactive-control';
