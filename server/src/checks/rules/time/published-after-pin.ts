/** A report that was first public after the date the file is read as of. */
import type { Base, IsoDate } from '../../../evidence/base-types.ts';
import type { Claims } from '../../claims.ts';
import type { Report, Rule } from '../../context.ts';

function reportLate(base: Base, asOf: IsoDate, claims: Claims, report: Report): void {
  for (const { key, span, study, report: named, public: isPublic } of claims.cited) {
    if (study === null || isPublic) continue;
    // A study of which the base holds no result was first public with its first report.
    const first = study.reports.map((one) => one.date).sort()[0] ?? null;
    const date = named?.date ?? study.firstFindingPublic ?? first;
    if (date === null || date <= asOf) continue;
    report(
      'published-after-pin',
      span,
      { key, date, asOf },
      { about: `${base.release.base} ${key}` },
    );
  }
}

/** `published-after-pin`: the cited report was not yet public. */
export const publishedAfterPin: Rule = {
  codes: ['published-after-pin'],
  claims: ({ base, asOf, claims, report }) => reportLate(base, asOf, claims, report),
};
