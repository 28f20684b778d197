/** A study for reading and citing: its page, its references, and where it can be read. */

import type { Base, IsoDate } from '../../evidence/base-types.ts';
import { linksOf, vancouver } from '../../evidence/cite.ts';
import type { SourceLink, StudyAnswer } from '../../views/evidence-tree/shape.ts';
import { visibleReports } from '../../wording/study.ts';
import { studyPage } from './study-markdown.ts';

/**
 * The study, report or finding that a key names (`RADIANT-3`, `RADIANT-3/primary`,
 * `RADIANT-3/primary#pfs`), as of a date; `null` for a key that the base does not know. What was
 * public later is listed on the page without its figures, and is not among the references.
 */
export function studyAnswer(base: Base, asOf: IsoDate, key: string): StudyAnswer | null {
  const target = base.cite(key.replace(/#.*$/, ''));
  if (target === undefined) return null;
  const { study, report } = target;
  const page = studyPage(study, base, asOf);
  const visible = visibleReports(study, asOf);
  const reports = report === null ? visible : visible.filter((one) => one === report);
  const links = new Map<string, SourceLink>();
  for (const one of reports.toReversed()) {
    const own = new Set((study.study.registry ?? []).map(({ id }) => id));
    for (const { label, url } of linksOf(one)) {
      if (!url.startsWith('https://') || links.has(url)) continue;
      const registered = [...own].some((id) => label.includes(id));
      links.set(url, {
        label: registered
          ? label
          : `${label} · ${one.report.kind}, ${one.report.firstPublic.slice(0, 4)}`,
        url,
      });
    }
  }
  return {
    title: study.study.acronym,
    asOf,
    markdown: page.text,
    line: report === null ? 0 : (page.reportLines.get(report.key) ?? 0),
    citation: `@${report?.key ?? study.id}`,
    references: reports.map((one) => vancouver(one.report.citation)),
    links: [...links.values()],
  };
}
