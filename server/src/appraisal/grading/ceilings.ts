/**
 * What each rung can carry at most, in three systems. Ceilings are bounds, never assignments; conversion between systems is only for display.
 * Sources: ESMO's adaptation of the IDSA-USPHS levels of evidence; GRADE handbook (randomised evidence starts high, observational low);
 * OCEBM 2011 Levels of Evidence (treatment benefits).
 */
import type { Base, Study } from '../../evidence/base-types.ts';
import type { CeilingId } from '../../evidence/ladder.ts';
import type { Ceiling, EsmoLevel, GradeCertainty, OcebmLevel, Rung } from '../support-types.ts';

export interface CeilingFacts {
  readonly rung: Rung;
  readonly study: Study;
  /** An any-of requirement whose share with pₖ is not reported. */
  readonly shareUnreported: boolean;
  /** A stratum with an interaction test and low risk of bias (curator's call). */
  readonly interactionTested: boolean;
}

const nothing: Ceiling = { esmo: null, grade: null, ocebm: null };
const ceiling = (esmo: EsmoLevel, grade: GradeCertainty, ocebm: OcebmLevel): Ceiling => ({
  esmo,
  grade,
  ocebm,
});

/**
 * A cohort or series that is compared with nothing is level V in ESMO's scale ("studies without control group"). Two cohorts that are
 * described beside each other are no comparison: some finding has to contrast them.
 */
const isCompared = (study: Study): boolean =>
  study.design !== 'case-series' &&
  study.reports.some((report) =>
    (report.findings ?? []).some((finding) => finding.contrast.comparator !== undefined),
  );

export function ceilingOf({
  rung,
  study,
  shareUnreported,
  interactionTested,
}: CeilingFacts): Ceiling {
  const sound = study.appraisal?.esmo === 'I';
  switch (rung) {
    case 'S1':
      return sound ? ceiling('I', 'high', 2) : ceiling('II', 'moderate', 2);
    case 'S2':
      return sound && !shareUnreported ? ceiling('I', 'high', 2) : ceiling('II', 'moderate', 2);
    case 'S3':
      return sound && interactionTested
        ? ceiling('I', 'moderate', 2)
        : ceiling('II', 'moderate', 3);
    case 'S4':
      return ceiling('II', 'moderate', 3);
    case 'S5':
      return ceiling('III', 'low', study.design === 'single-arm' ? 4 : 3);
    case 'S6':
      return isCompared(study) ? ceiling('IV', 'low', 4) : ceiling('V', 'very low', 4);
    case 'S7':
    case 'S8':
    case 'S9':
      return ceiling('V', 'very low', 5);
    case 'SX':
      return nothing;
  }
}

/** A rationale is level V: expert opinion. */
export const rationaleCeiling: Ceiling = ceiling('V', 'very low', 5);
export const noCeiling: Ceiling = nothing;

const esmoOrder: readonly EsmoLevel[] = ['I', 'II', 'III', 'IV', 'V'];
const gradeOrder: readonly GradeCertainty[] = ['high', 'moderate', 'low', 'very low'];
const ocebmOrder: readonly OcebmLevel[] = [1, 2, 3, 4, 5];
function best<T>(order: readonly T[], a: T | null, b: T | null): T | null {
  if (a === null) return b;
  if (b === null) return a;
  return order.indexOf(a) <= order.indexOf(b) ? a : b;
}
/** The better of two ceilings, system by system: the ceiling of tied candidates is the best of them, never a count. */
export function bestCeiling(a: Ceiling, b: Ceiling): Ceiling {
  return {
    esmo: best(esmoOrder, a.esmo, b.esmo),
    grade: best(gradeOrder, a.grade, b.grade),
    ocebm: best(ocebmOrder, a.ocebm, b.ocebm),
  };
}

/** The lower of a ceiling and one case of the ladder, system by system. */
export function boundedBy({ ladder }: Base, own: Ceiling, id: CeilingId): Ceiling {
  const bound = ladder.ceiling(id);
  const lower = <T>(order: readonly T[], a: T | null, b: string | null | undefined): T | null => {
    const other = order.find((level) => String(level) === b) ?? null;
    return a === null || other === null
      ? a
      : (order[Math.max(order.indexOf(a), order.indexOf(other))] ?? a);
  };
  return {
    esmo: lower(esmoOrder, own.esmo, bound.esmo),
    grade: lower(gradeOrder, own.grade, bound.grade),
    ocebm: lower(ocebmOrder, own.ocebm, bound.ocebm),
  };
}

/** Is the first ceiling above the second? Read in ESMO's levels, which every rung has. */
export const isHigher = (a: Ceiling, b: Ceiling): boolean =>
  a.esmo !== null && (b.esmo === null || esmoOrder.indexOf(a.esmo) < esmoOrder.indexOf(b.esmo));
