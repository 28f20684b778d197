/**
 * How a cited study relates to the step's treatment and tumour, before any question of place.
 * Several rules ask it.
 */
import { tumourFit, tumoursAsked } from '../../appraisal/coverage.ts';
import { occurrences } from '../../appraisal/match.ts';
import type { Base, IndexedStudy } from '../../evidence/base-types.ts';
import type { Transition } from '../../model/bound-file.ts';
import type { Claims } from '../claims.ts';
import type { Severity } from '../severity.ts';

/** Whether a study gave the treatment that it is cited for. */
export type Fit =
  | 'fits'
  /** Gave R, but in other tumours only. */
  | 'other-tumour'
  /** Gave a part of R, or R only as a part of a combination. */
  | 'component'
  /** Never gave R. */
  | 'other-agent';

const fits = new WeakMap<IndexedStudy, Map<string, Fit>>();
const mostRemembered = 5_000;

/** Several rules ask it of the same step, and many steps are alike: it is answered once. */
export function fitOf(base: Base, study: IndexedStudy, transition: Transition): Fit {
  let known = fits.get(study);
  if (known === undefined || known.size > mostRemembered) {
    known = new Map();
    fits.set(study, known);
  }
  let found = known.get(transition.key);
  if (found === undefined) {
    found = judge(base, study, transition);
    known.set(transition.key, found);
  }
  return found;
}

function judge(base: Base, study: IndexedStudy, transition: Transition): Fit {
  const found = occurrences(base, study, transition.treatment, transition.background);
  const same = found.filter((place) => place.match.kind === 'same');
  if (same.length === 0) return found.length > 0 ? 'component' : 'other-agent';
  const asked = tumoursAsked(base, transition.population.region);
  const fits = same.some(
    ({ arm }) =>
      tumourFit(
        base,
        asked,
        arm.tumour === undefined ? study.study.population.criteria.tumour : [arm.tumour],
      ) !== 'other',
  );
  return fits ? 'fits' : 'other-tumour';
}

/**
 * A citation beside the point is a warning, unless the step says that it extrapolates, or cites a
 * study that fits as well: guidelines print a whole class with its trials.
 */
export function misfitSeverity(base: Base, claims: Claims, transition: Transition): Severity {
  const fitting = claims.cited.some(
    ({ study, public: known }) =>
      study !== null && known && fitOf(base, study, transition) === 'fits',
  );
  return fitting || claims.extrapolatedFrom !== null ? 'information' : 'warning';
}

/**
 * What the study tested, in words: `cabozantinib`, `everolimus → streptozocin + 5-fluorouracil`.
 */
export function studiedInWords(base: Base, study: IndexedStudy): string {
  const words = (regimen: readonly string[]): string =>
    regimen.map((id) => base.label(id)).join(' + ');
  const arms = study.study.arms
    .filter((arm) => arm.role !== 'inactive-control')
    .map((arm) =>
      arm.sequence !== undefined
        ? arm.sequence.map(words).join(' → ')
        : arm.regimen !== undefined
          ? words(arm.regimen)
          : (arm.pooled ?? []).map((id) => base.label(id)).join(' or '),
    );
  return [...new Set(arms)].join(' and ');
}
