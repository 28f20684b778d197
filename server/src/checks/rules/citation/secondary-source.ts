/** A label or an erratum is cited where the study's own report holds the result. */
import type { IndexedStudy, IsoDate } from '../../../evidence/base-types.ts';
import type { Claims } from '../../claims.ts';
import type { Report, Rule } from '../../context.ts';

const secondary: Readonly<Record<string, string>> = {
  label: 'label',
  erratum: 'correction notice',
};

/**
 * The report that a reader should be sent to: the first in full that is public by the date, else
 * the first of all.
 */
function firstReport(study: IndexedStudy, asOf: IsoDate): string | null {
  const own = study.reports.filter(
    ({ report, date, findings }) =>
      secondary[report.kind] === undefined && findings.length > 0 && date <= asOf,
  );
  return (own.find(({ report }) => report.kind !== 'abstract') ?? own[0])?.key ?? null;
}

function reportSecondary(asOf: IsoDate, claims: Claims, report: Report): void {
  for (const { key, span, study, report: named } of claims.cited) {
    const kind = named === null ? undefined : secondary[named.report.kind];
    if (study === null || kind === undefined) continue;
    const own = firstReport(study, asOf);
    // What only the label says is rightly cited from the label.
    if (
      own === null ||
      claims.cited.some((other) => other.study === study && other.report !== named)
    )
      continue;
    report(
      'secondary-source',
      span,
      { key, kind, next: `\`@${own}\`` },
      { fixes: [{ title: `Cite @${own}`, edits: [{ span, text: `@${own}` }], safe: false }] },
    );
  }
}

/** `secondary-source`: a label or notice is cited for a trial result. */
export const secondarySource: Rule = {
  codes: ['secondary-source'],
  claims: ({ asOf, claims, report }) => reportSecondary(asOf, claims, report),
};
