/** Many studies as a list: one line each. */
import type { Base, IndexedStudy } from '../evidence/base-types.ts';
import { columns, fitted, padded } from '../text/display-width.ts';
import { armInWords, designInWords } from '../wording/study.ts';

/** One study as the JSON of a list holds it. */
export function studyRow({ id, study, firstFindingPublic }: IndexedStudy) {
  return {
    id,
    acronym: study.acronym,
    title: study.title,
    design: study.design,
    status: study.status,
    tumours: study.population.criteria.tumour,
    n: study.population.n ?? null,
    firstFindingPublic,
  };
}

/** One line per study: name, design, patients, what was given. */
export function studyList(
  studies: readonly IndexedStudy[],
  base: Base,
  options: { width: number },
): string {
  const name = Math.max(...studies.map(({ id }) => id.length));
  const rows = studies.map(({ id, study }) => {
    const n = study.population.n === undefined ? '' : `n = ${study.population.n}`;
    const [design = ''] = designInWords(study).split(' · ');
    const given = [
      ...new Set(
        study.arms
          .filter((arm) => arm.role !== 'inactive-control')
          .map((arm) => armInWords(arm, base)),
      ),
    ].join('; ');
    return { id, n, design, given };
  });
  const design = Math.max(...rows.map((row) => row.design.length));
  const lines = rows.map((row) => {
    const line = `${padded(row.id, name)}  ${padded(row.n, 8)}  ${padded(row.design, design)}  ${row.given}`;
    return columns(line) <= options.width ? line : `${fitted(line, options.width - 1).trimEnd()}…`;
  });
  return `${lines.join('\n')}\n`;
}
