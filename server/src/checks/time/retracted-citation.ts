/** A report that was retracted, or a study of which every report was. A retraction acts whatever date the file is pinned to. */
import type { Rule } from '../context.ts';
import { having, onDate, reportsBehind } from './integrity.ts';

export const retractedCitation: Rule = {
  codes: ['retracted-citation'],
  claims({ claims, report }) {
    for (const cited of claims.cited) {
      const behind = reportsBehind(cited);
      const retracted = having(behind, ['retracted']);
      const [first] = retracted;
      if (first === undefined || retracted.length < behind.length) continue;
      const others =
        cited.study === null ? [] : having(cited.study.reports, ['ok', 'corrected']).filter(({ findings }) => findings.length > 0);
      const notice = first.report.integrity?.notice;
      report('retracted-citation', cited.span, {
        key: cited.key,
        when: onDate(first),
        next: `${others[0] === undefined ? '' : ` \`@${others[0].key}\` of the same study stands.`}${notice === undefined ? '' : ` The notice: ${notice}.`}`,
      });
    }
  },
};
