/** The name of a support with its direction: the same words in a hover, a drawing, a list and a table. */
import { hasVerdict, rungName } from '../appraisal/explain.ts';
import type { Support } from '../appraisal/support-types.ts';
import type { IsoDate } from '../evidence/base-types.ts';

/** What the direction of the findings adds to the name of a rung; empty where they support it. */
function directionInWords(support: Support): string {
  if (support.direction === 'disputes') return ', the findings speak against it';
  if (support.direction !== 'neutral') return '';
  return hasVerdict(support) ? ', no difference shown' : ', described without a verdict';
}

/** `randomised sequence, no difference shown`; a first step has nothing before it that it could be studied after. */
export function supportName(
  support: Support,
  {
    kind,
    asOf,
    firstStep = false,
  }: { readonly kind: 'agent' | 'position'; readonly asOf: IsoDate; readonly firstStep?: boolean },
): string {
  const name =
    support.rung === 'SX'
      ? `not in the base as of ${asOf}`
      : rungName(support.rung, kind, firstStep);
  const excluded = support.flags.includes('excluded') ? ', excluded by the studies' : '';
  return `${name}${directionInWords(support)}${excluded}${support.flags.includes('disputed') ? ', disputed' : ''}`;
}
