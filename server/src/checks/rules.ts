/** Every rule, in the order in which its findings are best read. */
import { citationOtherAgent } from './citation/citation-other-agent.ts';
import { citationOtherTumour } from './citation/citation-other-tumour.ts';
import { combinationNotStudied } from './citation/combination-not-studied.ts';
import { contrastDoesNotIsolate } from './citation/contrast-does-not-isolate.ts';
import { duplicateCitation } from './citation/duplicate-citation.ts';
import { headToHeadDisfavours } from './citation/head-to-head-disfavours.ts';
import { lineOutOfRange } from './citation/line-out-of-range.ts';
import { orderNotShown } from './citation/order-not-shown.ts';
import { outcomeOverclaim } from './citation/outcome-overclaim.ts';
import { populationNotCovered } from './citation/population-not-covered.ts';
import { priorExcluded } from './citation/prior-excluded.ts';
import { priorMissing } from './citation/prior-missing.ts';
import { priorNotStudied } from './citation/prior-not-studied.ts';
import { secondarySource } from './citation/secondary-source.ts';
import { singleArmAsRandomised } from './citation/single-arm-as-randomised.ts';
import { subgroupAsPrimary } from './citation/subgroup-as-primary.ts';
import { triggerMismatch } from './citation/trigger-mismatch.ts';
import { unknownCitation } from './citation/unknown-citation.ts';
import type { Rule } from './context.ts';
import { agentOverclaim } from './level/agent-overclaim.ts';
import { avoidAgainstEvidence } from './level/avoid-against-evidence.ts';
import { consensusDespiteEvidence } from './level/consensus-despite-evidence.ts';
import { incompleteConsensus } from './level/incomplete-consensus.ts';
import { missingCitation } from './level/missing-citation.ts';
import { missingGrade } from './level/missing-grade.ts';
import { mixedGrading } from './level/mixed-grading.ts';
import { negativeGradeRecommended } from './level/negative-grade-recommended.ts';
import { positionOverclaim } from './level/position-overclaim.ts';
import { strongOnLowCertainty } from './level/strong-on-low-certainty.ts';
import { unknownGrade } from './level/unknown-grade.ts';
import { comorbidityCaution } from './safety/comorbidity-caution.ts';
import { notApprovedInRegion } from './safety/not-approved-in-region.ts';
import { orderDependentCaution } from './safety/order-dependent-caution.ts';
import { prerequisiteMissing } from './safety/prerequisite-missing.ts';
import { rationaleMissing } from './safety/rationale-missing.ts';
import { rechallengeWithoutEvidence } from './structure/rechallenge-without-evidence.ts';
import { sameClassConsecutive } from './structure/same-class-consecutive.ts';
import { abstractOnly } from './time/abstract-only.ts';
import { correctedCitation } from './time/corrected-citation.ts';
import { newerEvidence } from './time/newer-evidence.ts';
import { publishedAfterPin } from './time/published-after-pin.ts';
import { releaseDrift } from './time/release-drift.ts';
import { retractedCitation } from './time/retracted-citation.ts';
import { stalePin } from './time/stale-pin.ts';
import { supersededFinding } from './time/superseded-finding.ts';

export const rules: readonly Rule[] = [
  positionOverclaim,
  agentOverclaim,
  unknownGrade,
  mixedGrading,
  strongOnLowCertainty,
  negativeGradeRecommended,
  avoidAgainstEvidence,
  missingGrade,
  missingCitation,
  incompleteConsensus,
  consensusDespiteEvidence,
  unknownCitation,
  citationOtherAgent,
  citationOtherTumour,
  combinationNotStudied,
  contrastDoesNotIsolate,
  populationNotCovered,
  priorExcluded,
  priorMissing,
  priorNotStudied,
  triggerMismatch,
  lineOutOfRange,
  subgroupAsPrimary,
  singleArmAsRandomised,
  outcomeOverclaim,
  orderNotShown,
  headToHeadDisfavours,
  secondarySource,
  duplicateCitation,
  retractedCitation,
  correctedCitation,
  publishedAfterPin,
  supersededFinding,
  abstractOnly,
  newerEvidence,
  stalePin,
  releaseDrift,
  rechallengeWithoutEvidence,
  sameClassConsecutive,
  prerequisiteMissing,
  orderDependentCaution,
  comorbidityCaution,
  notApprovedInRegion,
  rationaleMissing,
];
