/**
 * Not approved in the region that the file names. A treatment that the base does not list for a
 * region is not thereby unapproved there: only a refusal, a withdrawal, or an approval that came
 * after the date says so.
 */
import { tumourFit, tumoursAsked, tumoursInWords } from '../../../appraisal/coverage.ts';
import { keyOf } from '../../../appraisal/match.ts';
import type { Approval, IsoDate } from '../../../evidence/base-types.ts';
import { tumoursOf } from '../../../model/population.ts';
import { treatmentInWords } from '../../../wording/transition.ts';
import type { Rule } from '../../context.ts';

/** A date known only to the year counts as its last day; an undated approval counts as old. */
const isPublic = ({ date }: Approval, asOf: IsoDate): boolean =>
  date === undefined || (date.length < 10 ? `${date}-99` : date) <= asOf;

/** `refused by the FDA, 2022-05-02`. */
function reasonOf({ status, authority, date }: Approval): string {
  const what = {
    approved: 'approved later by',
    withdrawn: 'withdrawn by',
    'not-approved': 'refused by',
  }[status];
  return `${what} ${authority}${date === undefined ? '' : `, ${date}`}`;
}

/** `not-approved-in-region`: not approved in this region, as far as the base knows. */
export const notApprovedInRegion: Rule = {
  codes: ['not-approved-in-region'],
  step({ base, file, asOf, claims, first, step, report }) {
    const { region } = file.settings;
    const { transition, appraisal } = first;
    if (region === null || !appraisal.appraised || claims.because.length > 0) return;
    const tumours = tumoursAsked(base, transition.population.region);
    const here = base.approvals.filter(
      (approval) =>
        approval.region.toLowerCase() === region.toLowerCase() &&
        keyOf(base, approval.treatment) === transition.treatment.key &&
        tumourFit(base, tumours, approval.tumours) !== 'other',
    );
    const [earliest] = [...here].sort((a, b) => (a.date ?? '').localeCompare(b.date ?? ''));
    if (earliest === undefined) return;
    // The latest word counts: a withdrawal after an approval, an approval after a refusal.
    const [latest] = here
      .filter((approval) => isPublic(approval, asOf))
      .sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
    if (latest?.status === 'approved') return;
    const asked = tumoursOf(transition.population.region);
    report(
      'not-approved-in-region',
      step.regimen,
      {
        treatment: treatmentInWords(base, transition),
        population: asked.length === 0 ? 'these patients' : tumoursInWords(base, asked),
        region,
        asOf,
        why: reasonOf(latest ?? earliest),
      },
      { about: `${region} ${transition.treatment.key}` },
    );
  },
};
