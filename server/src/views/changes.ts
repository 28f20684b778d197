/** Which orders of two treatments gained or lost support between two dates, as data; `output` and the evidence tree render it. */

import { rungName } from '../appraisal/rungs.ts';
import type { Base, IndexedReport } from '../evidence/base-types.ts';
import { verdictWords } from '../wording/support.ts';
import { ceilingJson } from './transition.ts';
import type { Change, Standing } from './treatment-pairs.ts';

/** Pairs of treatments whose support moved between two dates. */
export interface ChangesPage {
  readonly base: Base;
  readonly from: string;
  readonly to: string;
  readonly where: string;
  readonly byClass: readonly Change[];
  readonly byTreatment: readonly Change[];
}

/** The page as data; every change is in it, also those that stay below a study of the order. */
export function changesJson({ from, to, where, byClass, byTreatment }: ChangesPage) {
  const standing = ({ ceiling, ...rest }: Standing) => ({
    ...rest,
    ceiling: ceilingJson(ceiling),
  });
  const json = ({ because, before, after, ...change }: Change) => ({
    ...change,
    before: standing(before),
    after: standing(after),
    because: because.map(({ key, report }) => ({ report: key, firstPublic: report.firstPublic })),
  });
  return { from, to, where, byClass: byClass.map(json), byTreatment: byTreatment.map(json) };
}

/** `S4 randomised, prior allowed, supports, disputed (ESMO ceiling II)`. */
export function standingInWords(
  { ladder }: Pick<Base, 'ladder'>,
  { rung, direction, disputed, ceiling }: Standing,
): string {
  const esmo = ceiling.esmo ?? null;
  const parts = [
    `${rung} ${rungName(ladder, rung, 'position')}`,
    ...verdictWords({ direction, disputed }),
  ];
  return `${parts.join(', ')}${esmo === null ? '' : ` (ESMO ceiling ${esmo})`}`;
}

/** The reports because of which it moved; where none is new, what counts differently now. */
export function because(reports: readonly IndexedReport[], { before }: Change): string {
  if (reports.length > 0)
    return reports.map(({ key, report }) => `${key}, ${report.firstPublic}`).join('; ');
  return `no new report; ${before.studies.length === 0 ? 'a withdrawn or corrected one' : before.studies.join(', ')} counts differently now`;
}
