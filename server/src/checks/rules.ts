/** Every rule, in the order in which its findings are best read. */

import type { Rule } from './context.ts';
import { citationOtherAgent } from './rules/citation/citation-other-agent.ts';
import { citationOtherTumour } from './rules/citation/citation-other-tumour.ts';
import { combinationNotStudied } from './rules/citation/combination-not-studied.ts';
import { contrastDoesNotIsolate } from './rules/citation/contrast-does-not-isolate.ts';
import { duplicateCitation } from './rules/citation/duplicate-citation.ts';
import { headToHeadDisfavours } from './rules/citation/head-to-head-disfavours.ts';
import { lineOutOfRange } from './rules/citation/line-out-of-range.ts';
import { orderNotShown } from './rules/citation/order-not-shown.ts';
import { outcomeOverclaim } from './rules/citation/outcome-overclaim.ts';
import { populationNotCovered } from './rules/citation/population-not-covered.ts';
import { priorExcluded } from './rules/citation/prior-excluded.ts';
import { priorMissing } from './rules/citation/prior-missing.ts';
import { priorNotStudied } from './rules/citation/prior-not-studied.ts';
import { secondarySource } from './rules/citation/secondary-source.ts';
import { singleArmAsRandomised } from './rules/citation/single-arm-as-randomised.ts';
import { subgroupAsPrimary } from './rules/citation/subgroup-as-primary.ts';
import { triggerMismatch } from './rules/citation/trigger-mismatch.ts';
import { unknownCitation } from './rules/citation/unknown-citation.ts';
import { agentOverclaim } from './rules/level/agent-overclaim.ts';
import { avoidAgainstEvidence } from './rules/level/avoid-against-evidence.ts';
import { consensusDespiteEvidence } from './rules/level/consensus-despite-evidence.ts';
import { incompleteConsensus } from './rules/level/incomplete-consensus.ts';
import { missingCitation } from './rules/level/missing-citation.ts';
import { missingGrade } from './rules/level/missing-grade.ts';
import { mixedGrading } from './rules/level/mixed-grading.ts';
import { negativeGradeRecommended } from './rules/level/negative-grade-recommended.ts';
import { positionOverclaim } from './rules/level/position-overclaim.ts';
import { positionUnsupported } from './rules/level/position-unsupported.ts';
import { recommendedAgainstEvidence } from './rules/level/recommended-against-evidence.ts';
import { strongOnLowCertainty } from './rules/level/strong-on-low-certainty.ts';
import { unknownGrade } from './rules/level/unknown-grade.ts';
import { comorbidityCaution } from './rules/safety/comorbidity-caution.ts';
import { notApprovedInRegion } from './rules/safety/not-approved-in-region.ts';
import { orderDependentCaution } from './rules/safety/order-dependent-caution.ts';
import { prerequisiteMissing } from './rules/safety/prerequisite-missing.ts';
import { rationaleMissing } from './rules/safety/rationale-missing.ts';
import { rechallengeWithoutEvidence } from './rules/structure/rechallenge-without-evidence.ts';
import { sameClassConsecutive } from './rules/structure/same-class-consecutive.ts';
import { abstractOnly } from './rules/time/abstract-only.ts';
import { correctedCitation } from './rules/time/corrected-citation.ts';
import { newerEvidence } from './rules/time/newer-evidence.ts';
import { publishedAfterPin } from './rules/time/published-after-pin.ts';
import { releaseDrift } from './rules/time/release-drift.ts';
import { retractedCitation } from './rules/time/retracted-citation.ts';
import { stalePin } from './rules/time/stale-pin.ts';
import { supersededFinding } from './rules/time/superseded-finding.ts';

/** Every rule, in the order in which they run. */
export const rules: readonly Rule[] = [
  positionOverclaim,
  agentOverclaim,
  positionUnsupported,
  recommendedAgainstEvidence,
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
