/** The gap map against the appraisal, day by day: slow, because a map is drawn for each. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDate } from '../../server/src/views/gap-map/build-map.ts';
import type { ShownTreatments } from '../../server/src/views/gap-map/gap-map.ts';
import { approaches, namedTreatments } from '../../server/src/views/treatment-pairs.ts';
import { asked, cell, drawn } from '../views/drawn-map.ts';

function days(from: string, to: string): fc.Arbitrary<string> {
  return fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10));
}

describe('the stops of the slider', () => {
  // One map for each day on which a report was public.
  it.each(['approaches', 'named', 'all'] as const)(
    'change a cell each, of %s',
    {
      timeout: 300_000,
    },
    (treatments) => {
      const { stops } = drawn({ treatments });
      let before = drawn({ treatments, asOf: firstDate }).cells;
      for (const stop of stops.slice(1)) {
        const { cells } = drawn({ treatments, asOf: stop.date });
        const differing = cells.flatMap((row, index) =>
          row.filter((one, at) => JSON.stringify(one) !== JSON.stringify(before[index]?.[at])),
        );
        expect({ date: stop.date, changes: differing.length }).toEqual({
          date: stop.date,
          changes: stop.changes.length,
        });
        before = cells;
      }
    },
  );

  it('are complete: on any day the map is what the appraisal says of that very day', () => {
    const treatments: Record<Exclude<ShownTreatments, 'all'>, readonly string[]> = {
      approaches,
      named: namedTreatments,
    };
    fc.assert(
      fc.property(
        days('1985-01-01', '2027-01-01'),
        fc.constantFrom('approaches' as const, 'named' as const),
        (asOf, shown) => {
          const map = drawn({ treatments: shown, asOf });
          for (const pair of asked(treatments[shown], asOf))
            expect(cell(map, pair.from, pair.to)).toEqual(pair.cell);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are complete for every treatment studied, too', () => {
    const all = drawn({ treatments: 'all' }).columns.map(({ id }) => id);
    fc.assert(
      fc.property(days('2005-01-01', '2026-11-01'), (asOf) => {
        const map = drawn({ treatments: 'all', asOf });
        for (const pair of asked(all, asOf))
          expect(cell(map, pair.from, pair.to)).toEqual(pair.cell);
      }),
      { numRuns: 4 },
    );
  });
});
