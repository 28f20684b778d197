/** Every integrity rule by the name that messages and exceptions use. */
import * as identity from './identity.ts';
import * as numbers from './numbers.ts';
import * as references from './references.ts';
import type { Rule } from './rule.ts';

export const rules: Readonly<Record<string, Rule>> = {
  'point-outside-interval': numbers.pointInInterval,
  'ratio-off-the-mean': numbers.ratioAtTheMean,
  'p-against-interval': numbers.pAgreesWithInterval,
  'direction-against-interval': numbers.directionAgreesWithInterval,
  'arms-do-not-add-up': numbers.armsAddUp,
  'number-without-quote': numbers.numbersInQuotes,
  'share-without-quote': numbers.sharesInQuotes,
  'unknown-term': references.termsResolve,
  'unknown-tumour': references.tumoursResolve,
  'unknown-arm': references.armsResolve,
  'unknown-report': references.reportsResolve,
  'unknown-value': references.cautionsResolve,
  'orphan-report': references.noOrphanReports,
  'name-collision': identity.namesAreUnique,
  'citation-collision': identity.citationsAreUnique,
  'repeated-id': identity.idsAreUnique,
  'circular-hierarchy': identity.hierarchiesEnd,
  'bad-identifier': identity.identifiersAreSound,
  'unverified-embedded': identity.nothingUnverified,
};
