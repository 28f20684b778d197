/** Every rule, in the order in which its findings are best read. */
import { citationOtherAgent } from './citation/citation-other-agent.ts';
import { citationOtherTumour } from './citation/citation-other-tumour.ts';
import { combinationNotStudied } from './citation/combination-not-studied.ts';
import { orderNotShown } from './citation/order-not-shown.ts';
import { outcomeOverclaim } from './citation/outcome-overclaim.ts';
import { populationNotCovered } from './citation/population-not-covered.ts';
import { priorExcluded } from './citation/prior-excluded.ts';
import { priorMissing } from './citation/prior-missing.ts';
import { priorNotStudied } from './citation/prior-not-studied.ts';
import { triggerMismatch } from './citation/trigger-mismatch.ts';
import { unknownCitation } from './citation/unknown-citation.ts';
import type { Rule } from './context.ts';
import { agentOverclaim } from './level/agent-overclaim.ts';
import { missingCitation } from './level/missing-citation.ts';
import { missingGrade } from './level/missing-grade.ts';
import { positionOverclaim } from './level/position-overclaim.ts';
import { prerequisiteMissing } from './safety/prerequisite-missing.ts';
import { rationaleMissing } from './safety/rationale-missing.ts';
import { publishedAfterPin } from './time/published-after-pin.ts';
import { supersededFinding } from './time/superseded-finding.ts';

export const rules: readonly Rule[] = [
  positionOverclaim,
  agentOverclaim,
  missingGrade,
  missingCitation,
  unknownCitation,
  citationOtherAgent,
  citationOtherTumour,
  combinationNotStudied,
  populationNotCovered,
  priorExcluded,
  priorMissing,
  priorNotStudied,
  triggerMismatch,
  outcomeOverclaim,
  orderNotShown,
  publishedAfterPin,
  supersededFinding,
  prerequisiteMissing,
  rationaleMissing,
];
