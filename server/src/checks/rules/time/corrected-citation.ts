/** A report that was corrected, or that carries an expression of concern. */
import type { Rule } from '../../context.ts';
import { having, onDate, reportsBehind } from '../../questions/report-integrity.ts';

/** `corrected-citation`: a corrected report is cited. */
export const correctedCitation: Rule = {
  codes: ['corrected-citation'],
  claims({ claims, report }) {
    for (const cited of claims.cited) {
      const [found] = having(reportsBehind(cited), ['corrected', 'concern']);
      if (found === undefined) continue;
      const { integrity } = found.report;
      const note = integrity?.note ?? integrity?.notice ?? 'what it changed is not recorded';
      report(
        'corrected-citation',
        cited.span,
        {
          key: cited.key,
          what:
            integrity?.status === 'concern' ? 'carries an expression of concern' : 'was corrected',
          when: onDate(found),
          note: note.replace(/\.$/, ''),
        },
        { about: found.key },
      );
    }
  },
};
