/** The reports of a base or of its sources, by the keys that citations write. */
import type { Base } from '../../evidence/base-types.ts';
import type { PlacedReport } from '../../evidence/bibliography/match-record.ts';
import type { Study } from '../../evidence/schema/schema.ts';
import { UsageProblem } from '../problem.ts';

/** The reports of studies, each with the study that it belongs to. */
export const reportsOfStudies = (studies: readonly Study[]): readonly PlacedReport[] =>
  studies.flatMap((study) =>
    study.reports.map((report) => ({ key: `${study.id}/${report.id}`, study, report })),
  );

/** All reports of a base, each with the study that it belongs to. */
export const reportsOfBase = (base: Base): readonly PlacedReport[] =>
  reportsOfStudies(base.studies.map(({ study }) => study));

/**
 * The reports of a study, or the one that `STUDY/report` names. Throws a `UsageProblem` for a name
 * that the base does not have.
 */
export function reportsNamed(
  base: Base,
  all: readonly PlacedReport[],
  name: string,
): readonly PlacedReport[] {
  const target = base.cite(name.replace(/^@/, ''));
  const found = all.filter(
    ({ study, report }) =>
      study.id === target?.study.study.id &&
      (target.report === null || target.report.report.id === report.id),
  );
  if (found.length > 0) return found;
  const near = base.suggestCitation(name)[0];
  throw new UsageProblem(
    `${JSON.stringify(name)} is not in the base as of ${base.release.date}.`,
    near === undefined ? 'See sequitur evidence list.' : `Did you mean ${near}?`,
  );
}
