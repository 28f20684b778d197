/** Hover on a citation: the study, what it found, what became of the cited report, and how it bears on the step that cites it. */

import { visibleContexts } from '../../appraisal/prior.ts';
import type { CitationTarget, IndexedFinding } from '../../evidence/base-types.ts';
import { escaped, lines, paragraphs } from '../../text/markdown-escape.ts';
import { populationInWords } from '../../wording/criterion.ts';
import {
  citationLine,
  designInWords,
  effectLine,
  priorInWords,
  standingFindings,
  supersededBy,
  visibleReports,
} from '../../wording/study.ts';
import { rungNameInPlace } from '../../wording/support.ts';
import { dateOf, transitionsOf, type View } from '../document-view.ts';
import type { Owner } from '../node-at.ts';
import { basis, concernsTumour } from './hover-words.ts';

/** What a citation means in its place. */
export function hoverCitation(view: View, key: string, owner: Owner): string {
  const target = view.base.cite(key);
  if (target === undefined) {
    const entry = view.base.bibliographyEntry(key);
    if (entry?.unread !== undefined)
      return `**${escaped(key)}** · its entry at line ${entry.unread} of ${escaped(entry.file)} cannot be read.`;
    if (entry !== undefined)
      return paragraphs(
        `**${escaped(key)}** · ${escaped(entry.title === '' ? 'without a title' : entry.title)} · ${escaped(entry.file)}`,
        `Not in ${basis(view)}, so what it can carry is not appraised.`,
      );
    const near = view.base.suggestCitation(key);
    return `**${escaped(key)}** is not in ${basis(view)}.${near.length === 0 ? '' : ` Did you mean ${near.map((one) => escaped(`@${one}`)).join(' or ')}?`}`;
  }
  const { study } = target.study;
  const asOf = dateOf(view);
  const findings = mainFindings(target, view, owner);
  const cited =
    target.report ?? findings[0]?.report ?? visibleReports(target.study, asOf).at(-1) ?? null;
  const prior = visibleContexts(target.study, asOf, (tumour) => concerns(view, owner, tumour))
    .filter(({ relation }) => relation !== 'not-stated')
    .slice(0, 2);
  return paragraphs(
    lines(
      `**${escaped(study.acronym)}** · ${escaped(designInWords(study))}${target.study.pack === null ? '' : ` · from the pack ${escaped(target.study.pack)}`}`,
      escaped(populationInWords(study.population.criteria, view.base)),
    ),
    lines(
      prior.length > 0 &&
        `*Previous therapy:* ${escaped(prior.map((context) => priorInWords(context, view.base)).join('; '))}`,
      ...findings.map((found) => findingLine(found, asOf)),
      bearing(view, target, owner),
      state(target, asOf),
      cited === null ? `Not public as of ${asOf}.` : citationLine(cited),
      basis(view),
    ),
  );
}

/** Whether a part of a study about one tumour is about the patients of the step that cites it. */
function concerns(view: View, owner: Owner, tumour: string | undefined): boolean {
  const [judged] = transitionsOf(view, owner);
  return judged === undefined || concernsTumour(view, judged.transition, tumour);
}

/** The findings of the named report, or those of the study that stand at the date: the main one of each outcome, at most three. */
function mainFindings(target: CitationTarget, view: View, owner: Owner): readonly IndexedFinding[] {
  const asOf = dateOf(view);
  const named = target.report;
  const all =
    named !== null && named.date <= asOf && named.findings.length > 0
      ? named.findings
      : standingFindings(target.study, asOf);
  const chosen: IndexedFinding[] = [];
  for (const found of all) {
    const { outcome, subgroup } = found.finding;
    if (
      outcome === 'safety' ||
      outcome === 'other' ||
      !concerns(view, owner, subgroup?.tumour ?? found.arm.tumour)
    )
      continue;
    if (chosen.every((other) => other.finding.outcome !== outcome)) chosen.push(found);
  }
  return chosen.slice(0, 3);
}

function findingLine(found: IndexedFinding, asOf: string): string {
  const label = found.finding.subgroup?.label;
  const replaced = supersededBy(found, asOf);
  return `${effectLine(found)}${label === undefined ? '' : ` · ${escaped(label)}`}${replaced === null ? '' : ` · superseded by ${escaped(replaced)}`}`;
}

/** How the study stands towards the step that cites it. */
function bearing(view: View, target: CitationTarget, owner: Owner): string | null {
  const [judged] = transitionsOf(view, owner);
  const candidate = judged?.appraisal.position.candidates.find(
    ({ study }) => study.id === target.study.id,
  );
  if (judged === undefined || !judged.appraisal.appraised) return null;
  if (candidate === undefined) return '*Here:* does not bear on this step';
  const decided = candidate.facets.find((facet) => facet.decided);
  return `*Here:* ${rungNameInPlace(view.base, judged.transition, candidate.rung)}${decided === undefined ? '' : ` — ${escaped(decided.statement)}`}`;
}

/** Retraction and correction first; then whether a newer report has replaced the cited one. */
function state({ report, study }: CitationTarget, asOf: string): string | null {
  const notices = study.reports
    .filter(({ report: one }) => one.integrity !== undefined && one.integrity.status !== 'ok')
    .map(
      ({ key, report: one }) =>
        `**${one.integrity?.status}:** ${escaped(key)}${one.integrity?.note === undefined ? '' : ` — ${escaped(one.integrity.note)}`}`,
    );
  if (notices.length > 0) return notices.join(' · ');
  if (report === null) return null;
  const successor = report.findings
    .map((found) => supersededBy(found, asOf))
    .find((key) => key !== null);
  const latest = visibleReports(study, asOf).at(-1);
  if (successor !== undefined) return `*Superseded* by ${escaped(`@${successor.split('#')[0]}`)}`;
  return latest === undefined || latest === report
    ? null
    : `*Newest report:* ${escaped(`@${latest.key}`)} (${latest.report.kind}, ${latest.date.slice(0, 4)})`;
}
