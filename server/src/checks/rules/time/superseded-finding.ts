/** A named report whose result for a claimed outcome was replaced by a later one that is public by the date. */

import { isSuperseded, isVisible } from '../../../appraisal/direction.ts';
import type { Base, IndexedFinding, IsoDate } from '../../../evidence/base-types.ts';
import { effectInWords } from '../../../wording/effect.ts';
import type { Rule } from '../../context.ts';
import { outcomeIn } from '../../questions/outcome-shown.ts';

/** What stands now in the place of a finding: its public successor, followed until nothing replaces it. */
function successorOf(base: Base, finding: IndexedFinding, asOf: IsoDate): IndexedFinding | null {
  const seen = new Set<IndexedFinding>([finding]);
  let current: IndexedFinding | null = null;
  for (
    let next: IndexedFinding | null = nextOf(base, finding, asOf);
    next !== null && !seen.has(next);
    next = nextOf(base, next, asOf)
  ) {
    seen.add(next);
    current = next;
  }
  return current;
}

/** The latest public report or finding that replaced it; of a report, its current finding on the same outcome. */
function nextOf(base: Base, finding: IndexedFinding, asOf: IsoDate): IndexedFinding | null {
  const [latest] = [...finding.supersededBy]
    .filter((one) => one.date <= asOf)
    .sort((a, b) => b.date.localeCompare(a.date));
  if (latest === undefined) return null;
  const direct = base.finding(latest.key);
  if (direct !== undefined) return direct;
  const report = finding.report.study.reports.find((one) => one.key === latest.key);
  const same = (report?.findings ?? []).filter(
    (one) => one.finding.outcome === finding.finding.outcome && isVisible(one, asOf),
  );
  return same.find((one) => !isSuperseded(one, asOf)) ?? same[0] ?? null;
}

/** `superseded-finding`: a later report replaced this result. */
export const supersededFinding: Rule = {
  codes: ['superseded-finding'],
  step({ base, asOf, claims, first, report }) {
    for (const { key, span, study, report: named } of claims.cited) {
      if (study === null || named === null) continue;
      for (const { outcome } of claims.outcomes) {
        const old = named.findings.find(
          (finding) =>
            finding.finding.outcome === outcome && successorOf(base, finding, asOf) !== null,
        );
        const current = old === undefined ? null : successorOf(base, old, asOf);
        if (old === undefined || current === null) continue;
        // Where the later result does not show the outcome, another key would not make the claim true.
        const whole = outcomeIn(
          base,
          asOf,
          first.transition,
          { key, span, study, report: null, public: true },
          outcome,
        );
        const isShown = whole === null || whole.direction === 'supports';
        report(
          'superseded-finding',
          span,
          {
            outcome,
            key,
            old: effectInWords(old),
            successor: current.report.key,
            current: effectInWords(current),
            next: isShown
              ? `Cite \`@${current.report.key}\`, or \`@${study.id}\` for the latest of each outcome.`
              : `Take ${outcome} out, and cite what ${current.report.key} shows.`,
          },
          {
            facts: [old.id, current.id],
            fixes: isShown
              ? [
                  {
                    title: `Cite @${current.report.key}`,
                    edits: [{ span, text: `@${current.report.key}` }],
                    safe: true,
                  },
                ]
              : [],
            about: `${outcome} ${key}`,
          },
        );
      }
    }
  },
};
