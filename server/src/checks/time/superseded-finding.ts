/** A named report whose result for a claimed outcome was replaced by a later one that is public by the date. */

import { isVisible } from '../../appraisal/direction.ts';
import { effectInWords } from '../../appraisal/explain.ts';
import type { Base, IndexedFinding, IsoDate } from '../../evidence/model.ts';
import type { Rule } from '../context.ts';

/** The latest public successor: a finding, or the same outcome in the report that replaced it. */
function successorOf(base: Base, finding: IndexedFinding, asOf: IsoDate): IndexedFinding | null {
  const [latest] = [...finding.supersededBy].filter((one) => one.date <= asOf).sort((a, b) => b.date.localeCompare(a.date));
  if (latest === undefined) return null;
  const direct = base.finding(latest.key);
  if (direct !== undefined) return direct;
  const report = finding.report.study.reports.find((one) => one.key === latest.key);
  return report?.findings.find((one) => one.finding.outcome === finding.finding.outcome && isVisible(one, asOf)) ?? null;
}

export const supersededFinding: Rule = {
  codes: ['superseded-finding'],
  step({ base, asOf, claims, report }) {
    for (const { key, span, study, report: named } of claims.cited) {
      if (study === null || named === null) continue;
      for (const { outcome } of claims.outcomes) {
        const old = named.findings.find((finding) => finding.finding.outcome === outcome && successorOf(base, finding, asOf) !== null);
        const current = old === undefined ? null : successorOf(base, old, asOf);
        if (old === undefined || current === null) continue;
        report(
          'superseded-finding',
          span,
          { outcome, key, old: effectInWords(old), successor: current.report.key, current: effectInWords(current), study: study.id },
          {
            facts: [old.id, current.id],
            fixes: [{ title: `Cite @${current.report.key}`, edits: [{ span, text: `@${current.report.key}` }], safe: true }],
            about: `${outcome} ${key}`,
          },
        );
      }
    }
  },
};
