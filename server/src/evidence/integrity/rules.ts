/** Every integrity rule by the name that messages and exceptions use. */
import * as numbers from './numbers.ts';
import type { Rule } from './rule.ts';

export const rules: Readonly<Record<string, Rule>> = {
  'point-outside-interval': numbers.pointInInterval,
  'ratio-off-the-mean': numbers.ratioAtTheMean,
  'p-against-interval': numbers.pAgreesWithInterval,
  'direction-against-interval': numbers.directionAgreesWithInterval,
  'arms-do-not-add-up': numbers.armsAddUp,
  'number-without-quote': numbers.numbersInQuotes,
};
