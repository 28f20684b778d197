/**
 * What a reader can filter the explorer by, in the base's own terms, each with how much it would
 * show.
 */

import type { Base, IndexedStudy, IsoDate } from '../../evidence/base-types.ts';
import { dateOfTheReview } from '../../evidence/dates.ts';
import { counted } from '../../text/counted.ts';
import { admitted, enrolled } from './fits.ts';
import type { Choice, EvidenceChoices } from './shape.ts';

/**
 * Choices over the studies that are public by the date. What would show nothing is left out; dates
 * go up to the release.
 */
export function choicesFrom(
  studies: readonly IndexedStudy[],
  base: Base,
  asOf: IsoDate,
): EvidenceChoices {
  const choice = (id: string, label: string, fits: (study: IndexedStudy) => boolean): Choice[] => {
    const count = studies.filter(fits).length;
    return count === 0 ? [] : [{ id, label, description: counted(count, 'study', 'studies') }];
  };
  return {
    tumours: base.tumours.flatMap(({ id, label }) =>
      choice(id, label, (study) => enrolled(study, id, base)),
    ),
    treatments: [...base.classes, ...base.agents.filter(({ id }) => base.isSystemic(id))].flatMap(
      ({ id, label }) => choice(id, label, (study) => admitted(study, id, base, asOf)),
    ),
    dates: dates(base),
    since: dateOfTheReview,
    until: base.release.date,
  };
}

/**
 * The date of the release, then the last day of every year in which a report was first public,
 * latest first.
 */
function dates({ studies, release }: Base): readonly Choice[] {
  const byYear = new Map<string, number>();
  for (const { date } of studies.flatMap(({ reports }) => reports)) {
    if (date > release.date) continue;
    const year = date.slice(0, 4);
    byYear.set(year, (byYear.get(year) ?? 0) + 1);
  }
  const days = [...byYear]
    .map(([year, reports]) => ({ day: `${year}-12-31`, year, reports }))
    .filter(({ day }) => day < release.date)
    .sort((a, b) => (a.day < b.day ? 1 : -1));
  return [
    { id: release.date, label: release.date, description: `release ${release.id}` },
    ...days.map(({ day, year, reports }) => ({
      id: day,
      label: day,
      description: `${counted(reports, 'report')} first public in ${year}`,
    })),
  ];
}
