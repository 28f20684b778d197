/** A key that the base does not know, or a study of which it knows no result. An identifier (`doi:`, `pmid:`, `nct:`) or an entry of a bibliography that the base lacks is a study outside it, not a mistake. */
import { visibleFindings } from '../../../appraisal/direction.ts';
import type { Base, IsoDate } from '../../../evidence/base-types.ts';
import { citationForm } from '../../../evidence/bibliography/bibliographies.ts';
import { isPaper } from '../../../evidence/bibliography/gaps.ts';
import { editDistance, normaliseName } from '../../../text/names.ts';
import type { Claims } from '../../claims.ts';
import type { Report, Rule } from '../../context.ts';
import type { Fix } from '../../result-types.ts';

const schemeOf = (key: string): string | undefined =>
  /^(doi|pmid|nct):/i.exec(key)?.[1]?.toLowerCase();

/** `unknown-citation`: a citation that neither the base nor a bibliography knows. */
export const unknownCitation: Rule = {
  codes: ['unknown-citation', 'not-appraised-citation'],
  claims({ base, asOf, claims, file, report }) {
    reportUnknown(base, claims, file.source.text, report);
    reportWithoutResult(base, asOf, claims, report);
  },
};

/** A study that the base holds by its design: its rules are judged, and what it found is not known. */
function reportWithoutResult(base: Base, asOf: IsoDate, claims: Claims, report: Report): void {
  for (const { key, span, study, report: one, public: isPublic } of claims.cited) {
    if (study === null || one !== null || !isPublic) continue;
    if (visibleFindings(study, asOf).length > 0) continue;
    report('not-appraised-citation', span, {
      statement: `\`@${key}\` stands in ${base.release.id} by its design and its eligibility alone, without a result as of ${asOf}`,
      gap: '',
    });
  }
}

function reportUnknown(base: Base, claims: Claims, text: string, report: Report): void {
  const release = base.release.id;
  for (const { key, span, study } of claims.cited) {
    if (study !== null) continue;
    const entry = base.bibliographyEntry(key);
    // What cannot be read is told at the bibliography.
    if (entry?.unread !== undefined) continue;
    const scheme = schemeOf(key);
    if (scheme !== undefined) {
      report('not-appraised-citation', span, {
        statement: `No report of ${release} has the number \`${key}\``,
        gap: gapOf(scheme, base),
      });
      continue;
    }
    if (entry !== undefined) {
      const statement = `\`@${key}\` is not in ${release}`;
      report('not-appraised-citation', span, { statement, gap: '' });
      continue;
    }
    const fixes = fixesOf(base, key, span.start, text);
    const [nearest] = fixes;
    report(
      'unknown-citation',
      span,
      { key, release, suggestion: nearest === undefined ? '' : ` ${nearest.words}` },
      { fixes: fixes.map(({ fix }) => fix) },
    );
  }
}

/** A number that no report has may be one that the base lacks: which one is then not known. */
function gapOf(scheme: string, base: Base): string {
  if (scheme === 'nct') return '';
  const field = scheme === 'doi' ? 'DOI' : 'PMID';
  const papers = base.studies
    .flatMap((study) => study.reports)
    .filter(({ report }) => isPaper(report));
  const without = papers.filter(({ report }) => report.citation[field] === undefined).length;
  return without === 0
    ? ''
    : ` The ${field} of ${without} of its ${papers.length} papers is not known to it, so it may hold this one under its name.`;
}

function fixesOf(
  base: Base,
  key: string,
  start: number,
  text: string,
): readonly { readonly words: string; readonly fix: Fix }[] {
  // A key with characters that no citation holds ends early: the bibliography tells how it went on.
  const meant = base.bibliography.find(
    (entry) =>
      entry.key.startsWith(key) &&
      citationForm(entry.key) !== entry.key &&
      text.startsWith(entry.key, start + 1),
  );
  if (meant !== undefined) {
    const form = citationForm(meant.key);
    return [
      {
        words: `\`${meant.key}\` of ${meant.file} is cited as \`@${form}\`.`,
        fix: {
          title: `Write @${form}`,
          edits: [{ span: { start, end: start + 1 + meant.key.length }, text: `@${form}` }],
          safe: false,
        },
      },
    ];
  }
  return nearest(key, base.suggestCitation(key))
    .slice(0, 2)
    .map((suggestion) => ({
      words: `Did you mean \`@${suggestion}\`?`,
      fix: {
        title: `Write @${suggestion}`,
        edits: [{ span: { start, end: start + 1 + key.length }, text: `@${suggestion}` }],
        safe: false,
      },
    }));
}

/** The numbers of trials differ by one character, so a name that is further off than another is another trial. */
function nearest(key: string, names: readonly string[]): readonly string[] {
  const written = normaliseName(key);
  const distances = names.map((name) => editDistance(written, normaliseName(name), key.length));
  const least = Math.min(...distances);
  return names.filter((_, index) => distances[index] === least);
}
