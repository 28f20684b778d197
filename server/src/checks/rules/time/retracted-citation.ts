/**
 * A report that was retracted, or a study of which every report was. A retraction acts whatever
 * date the file is pinned to.
 */
import type { Rule } from '../../context.ts';
import { having, onDate, reportsBehind } from '../../questions/report-integrity.ts';

/** `retracted-citation`: a retracted report is cited. */
export const retractedCitation: Rule = {
  codes: ['retracted-citation'],
  claims({ claims, report }) {
    for (const cited of claims.cited) {
      const behind = reportsBehind(cited);
      const retracted = having(behind, ['retracted']);
      const [first] = retracted;
      if (first === undefined) continue;
      // Of a study with other reports the citation stands on those, unless the paper that they
      // follow is gone.
      const whole = retracted.length === behind.length;
      const primary = retracted.find((one) => one.report.kind === 'primary');
      if (!whole && primary === undefined) continue;
      const others =
        cited.study === null
          ? []
          : having(cited.study.reports, ['ok', 'corrected']).filter(
              ({ findings }) => findings.length > 0,
            );
      const meant = whole ? first : (primary ?? first);
      const notice = meant.report.integrity?.notice;
      const params = {
        key: whole ? cited.key : meant.key,
        when: onDate(meant),
        next: `${others[0] === undefined ? '' : ` \`@${others[0].key}\` of the same study stands.`}${notice === undefined ? '' : ` The notice: ${notice}.`}`,
      };
      report('retracted-citation', cited.span, params, whole ? {} : { severity: 'warning' });
    }
  },
};
