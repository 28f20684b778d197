/**
 * A randomised comparison in these patients favoured another treatment. Nothing is said where the step gives a reason, or where the file
 * itself names the other treatment, before, after or beside this one.
 */

import { effectInWords } from '../../appraisal/explain.ts';
import { rungNumber } from '../../appraisal/ground.ts';
import { matchRegimen } from '../../appraisal/match.ts';
import type { Candidate } from '../../appraisal/model.ts';
import { coversByRule } from '../../appraisal/prior.ts';
import type { Arm, IndexedFinding } from '../../evidence/model.ts';
import type { BoundFile, StepNode } from '../../project/model.ts';
import type { Rule, StepContext } from '../context.ts';
import { treatmentInWords } from '../words.ts';

/** The comparison that R lost, with the arm that won it; `null` for a comparison with placebo, or one that R did not lose. */
function lostTo({ study, arm, findings, direction, rung }: Candidate): { readonly finding: IndexedFinding; readonly other: Arm } | null {
  if (direction !== 'disputes' || rungNumber(rung) > 4) return null;
  const finding = findings.find(
    ({ finding: one, comparator }) => comparator !== null && one.direction !== null && one.direction !== 'neutral',
  );
  if (finding === undefined) return null;
  const other = finding.arm.id === arm ? finding.comparator : finding.arm;
  const isActive = other !== null && other.id !== arm && other.role !== 'inactive-control' && study.arms.has(other.id);
  return isActive && other.sequence === undefined ? { finding, other } : null;
}

const firstUses = new WeakMap<BoundFile, ReadonlyMap<string, StepNode>>();
/** The first step of each treatment, found once per file. */
function firstUsesIn(file: BoundFile): ReadonlyMap<string, StepNode> {
  const known = firstUses.get(file);
  if (known !== undefined) return known;
  const found = new Map<string, StepNode>();
  for (const { nodes } of file.sequences)
    for (const node of nodes) if (node.syntax !== null && !found.has(node.treatment.key)) found.set(node.treatment.key, node);
  firstUses.set(file, found);
  return found;
}
/** The treatment of the other arm, or one of its class, stands in the file or in the history: the author knows the alternative. */
function isNamed({ base, file, sequence }: StepContext, { study }: Candidate, other: Arm): boolean {
  const given = other.regimen ?? other.pooled ?? [];
  const classes = new Set(given.flatMap((term) => base.agents.find((agent) => agent.id === term)?.classes ?? []));
  const nodes = [...firstUsesIn(file).values(), ...sequence.nodes.filter((node) => node.syntax === null)];
  return nodes.some(
    ({ treatment, background }) =>
      matchRegimen(base, study, other, given, treatment, background).kind === 'same' ||
      (given.length === 1 && [...classes].some((classId) => coversByRule(base, classId, treatment) !== null)),
  );
}

/** A file that gives the treatment at several steps is told once, at the first of them. */
const isFirstInFile = ({ file, node }: StepContext): boolean => firstUsesIn(file).get(node.treatment.key) === node;

const capped: readonly string[] = ['excluded', 'prior-missing', 'trigger', 'rechallenge'];

export const headToHeadDisfavours: Rule = {
  codes: ['head-to-head-disfavours'],
  step(context) {
    const { base, claims, first, step, report } = context;
    const { appraisal, transition } = first;
    if (!appraisal.appraised || claims.because.length > 0 || !isFirstInFile(context)) return;
    for (const candidate of appraisal.agent.candidates) {
      const lost = lostTo(candidate);
      if (lost === null || isNamed(context, candidate, lost.other)) continue;
      // A study that kept out patients with this history says nothing about them.
      const inPlace = appraisal.position.candidates.find(({ study }) => study === candidate.study);
      if (inPlace?.flags.some((flag) => capped.includes(flag)) === true) continue;
      const treatment = treatmentInWords(base, transition);
      const given = (lost.other.regimen ?? lost.other.pooled ?? []).map((term) => base.label(term));
      const other = given.join(lost.other.regimen === undefined ? ' or ' : ' + ');
      report(
        'head-to-head-disfavours',
        step.regimen,
        {
          study: candidate.study.study.acronym,
          result: lost.finding.arm.id === candidate.arm ? `${treatment} did worse than ${other}` : `${other} did better than ${treatment}`,
          finding: effectInWords(lost.finding),
        },
        { facts: [lost.finding.id], about: `${candidate.study.id} ${transition.treatment.key}` },
      );
    }
  },
};
