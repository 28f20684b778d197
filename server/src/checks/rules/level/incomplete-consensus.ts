/**
 * A consensus that does not say who agreed, or that fewer than 75 % reached. The threshold is the
 * median of those that Delphi studies set (Diamond IR, et al. J Clin Epidemiol 2014;67:401-9). More
 * voices than were asked are an error that the file decides alone.
 */
import type { Claims, ConsensusClaim } from '../../claims.ts';
import type { Report, Rule } from '../../context.ts';

const usualThreshold = 75;

function problemOf({
  agreed,
  asked,
  percent,
  text,
}: ConsensusClaim): { readonly problem: string; readonly impossible: boolean } | null {
  if (agreed !== null && asked !== null) {
    if (asked === 0 || agreed > asked)
      return { problem: `counts ${agreed} of ${asked}, which cannot be`, impossible: true };
    const share = Math.round((100 * agreed) / asked);
    return (100 * agreed) / asked < usualThreshold
      ? { problem: `was reached by ${share} % (${agreed} of ${asked})`, impossible: false }
      : null;
  }
  if (percent !== null) {
    if (percent > 100) return { problem: `counts ${percent} %, which cannot be`, impossible: true };
    return percent < usualThreshold
      ? { problem: `was reached by ${percent} %`, impossible: false }
      : null;
  }
  return text === null ? { problem: 'does not say who agreed', impossible: false } : null;
}

function reportConsensus({ consensus }: Claims, report: Report): void {
  const found = consensus === null ? null : problemOf(consensus);
  if (consensus === null || found === null) return;
  report(
    'incomplete-consensus',
    consensus.span,
    { problem: found.problem },
    found.impossible ? { severity: 'error' } : {},
  );
}

/** `incomplete-consensus`: a consensus that does not say who agreed, or too few. */
export const incompleteConsensus: Rule = {
  codes: ['incomplete-consensus'],
  claims: ({ claims, report }) => reportConsensus(claims, report),
};
