/** Every integrity rule by the name that messages and exceptions use. */

import * as addresses from './addresses.ts';
import * as criteria from './criteria.ts';
import * as gaps from './gaps.ts';
import * as gradings from './gradings.ts';
import * as identity from './identity.ts';
import * as numbers from './numbers.ts';
import * as patients from './patients.ts';
import * as printed from './printed.ts';
import * as readings from './readings.ts';
import * as references from './references.ts';
import type { CurationRule, Rule } from './rule.ts';

export const rules: Readonly<Record<string, Rule>> = {
  'point-outside-interval': numbers.pointInInterval,
  'ratio-off-the-mean': numbers.ratioAtTheMean,
  'p-against-interval': numbers.pAgreesWithInterval,
  'direction-against-interval': numbers.directionAgreesWithInterval,
  'order-not-compared': readings.ordersWereCompared,
  'result-without-step': readings.resultsHaveAPlace,
  'immortal-time-with-direction': readings.immortalTimeHasNoDirection,
  'arms-do-not-add-up': numbers.armsAddUp,
  'number-without-quote': numbers.numbersInQuotes,
  'share-without-quote': numbers.sharesInQuotes,
  'unknown-term': references.termsResolve,
  'unknown-tumour': references.tumoursResolve,
  'unknown-arm': references.armsResolve,
  'unknown-report': references.reportsResolve,
  'unknown-value': criteria.valuesResolve,
  'unsound-attribute': criteria.attributesAreSound,
  'unknown-review': references.reviewsResolve,
  'orphan-report': references.noOrphanReports,
  'abstract-as-paper': readings.abstractsAreAbstracts,
  'name-collision': identity.namesAreUnique,
  'citation-collision': identity.citationsAreUnique,
  'repeated-id': identity.idsAreUnique,
  'circular-hierarchy': identity.hierarchiesEnd,
  'bad-identifier': identity.identifiersAreSound,
  'grading-name-collision': gradings.gradingNamesAreUnique,
  'grade-without-definition': gradings.gradesAreDefined,
  'combined-grade-unsplit': gradings.combinedWordsSplit,
  'ceiling-unmapped': gradings.ceilingsAreMapped,
  'unknown-conversion': gradings.conversionsResolve,
  'ladder-incomplete': gradings.ladderIsComplete,
  'unknown-printed-term': printed.printedTermsResolve,
  'unknown-printed-grade': printed.printedGradesResolve,
  'printed-without-source': printed.printedSourcesStand,
  'guideline-key-collision': printed.guidelineKeysAreFree,
  'drug-name-collision': printed.drugNamesAreFree,
  'drug-code-without-source': printed.drugCodesHaveSources,
  'unverified-embedded': identity.nothingUnverified,
};

/**
 * Rules of the shipped base alone: where its quotes were read, what its citations lack, and what
 * its figures may be read to say. They know exceptions, which stand beside the base; a team's pack
 * has none, and may cite what it likes.
 */
export const curationRules: Readonly<Record<string, CurationRule>> = {
  'copy-as-source': addresses.sourcesAreCanonical,
  'citation-source-untrue': addresses.citationSourcesAreTrue,
  'quote-without-address': addresses.everyQuoteWasReadSomewhere,
  'paper-without-identifier': gaps.papersHaveIdentifiers,
  'year-only-date': gaps.datesAreExact,
  'gap-was-filled': gaps.listIsTrue,
  'prespecified-without-quote': readings.prespecifiedIsQuoted,
  'single-arm-without-basis': readings.singleArmsHaveABasis,
  'result-of-another-set': patients.findingsAreOfTheirArms,
  'rate-of-no-count': patients.ratesAreCounts,
};
