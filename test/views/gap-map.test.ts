import { describe, expect, it } from 'vitest';
import { firstDate, gapMap } from '../../server/src/views/gap-map/build-map.ts';
import { approaches, namedTreatments } from '../../server/src/views/treatment-pairs.ts';
import { asked, base, cell, drawn } from './drawn-map.ts';

describe('the gap map', () => {
  it.each(['2016-04-10', base.release.date])('says of %s what the order tables say', (asOf) => {
    for (const [shown, treatments] of [
      ['approaches', approaches],
      ['named', namedTreatments],
    ] as const) {
      const map = drawn({ treatments: shown, asOf });
      for (const pair of asked(treatments, asOf))
        expect(cell(map, pair.from, pair.to)).toEqual(pair.cell);
    }
  });

  it('shows what is not in the base, and what carries a place', () => {
    const then = cell(
      drawn({ treatments: 'named', asOf: '2016-04-10' }),
      'everolimus',
      '177lu-dotatate',
    );
    expect(then).toMatchObject({
      rung: 'SX',
      name: 'not in the base',
      study: null,
      effect: null,
      mark: '',
      look: { shade: 0 },
    });
    const now = cell(drawn({ treatments: 'named' }), 'everolimus', 'cabozantinib');
    expect(now).toMatchObject({
      rung: 'S2',
      study: 'CABINET',
      mark: '+',
      markInWords: 'in favour',
      ceiling: { esmo: 'I' },
    });
    expect(now?.effect).toMatch(/^PFS .*HR 0\.2\d \(/);
  });

  it('has a row for the first step, and no cell where a treatment would follow itself', () => {
    const map = drawn();
    expect(map.rows[0]).toEqual({ id: null, label: 'first systemic therapy' });
    expect(cell(map, null, 'ssa')).toMatchObject({
      rung: 'S2',
      name: 'randomised, untreated patients',
    });
    expect(map.cells.flat().filter((one) => one === null)).toHaveLength(approaches.length);
    expect(cell(map, 'prrt', 'prrt')).toBeNull();
  });

  it('names a study only where it speaks of this place', () => {
    for (const one of drawn({ treatments: 'named' }).cells.flat())
      if (one !== null)
        expect(one.study === null).toBe(['S7', 'S8', 'S9', 'SX'].includes(one.rung));
  });

  it('counts every pair once, by rung and in the sentence', () => {
    const map = drawn({ asOf: '2016-04-10' });
    const pairs = map.cells.flat().filter((one) => one !== null);
    expect(map.totals.reduce((sum, { count }) => sum + count, 0)).toBe(pairs.length);
    for (const { rung, count } of map.totals)
      expect(pairs.filter((one) => one.rung === rung)).toHaveLength(count);
    expect(map.sentence).toMatch(
      /^As of 2016-04-10: of 36 pairs, \d+ rest on a randomised study of this place \(S1 to S4\)/,
    );
    for (const one of pairs)
      expect(one.byRung.reduce((sum, { count }) => sum + count, 0)).toBe(one.weighed);
  });

  it('never says that there is no evidence, and that a map is no advice', () => {
    const said = JSON.stringify(drawn({ asOf: '2010-01-01' }));
    expect(said).not.toMatch(/no evidence/i);
    expect(said).toContain('no advice for a patient');
    expect(said).toContain('not in the base');
  });

  it('is the same where only one day was judged', () => {
    const asked = { treatments: 'named', where: 'tumour lung-net', asOf: '2019-05-05' } as const;
    const alone = drawn({ ...asked, stops: false });
    expect(alone.stops).toEqual([]);
    expect({ ...drawn(asked), stops: [] }).toEqual(alone);
  });

  it('tells what of a question cannot be read', () => {
    const answer = gapMap({
      base,
      treatments: 'approaches',
      where: 'tumour moon',
      grading: 'esmo',
    });
    expect(answer).toMatchObject({ problems: [{ message: expect.stringContaining('moon') }] });
  });
});

describe('the stops of the slider', () => {
  it('begin in 2009, end with the release, and hold the date that was asked for', () => {
    const { stops } = drawn({ asOf: '2016-04-10' });
    const dates = stops.map(({ date }) => date);
    expect(dates[0]).toBe(firstDate);
    expect(dates.at(-1)).toBe(base.release.date);
    expect(dates).toContain('2016-04-10');
    expect(dates).toEqual([...new Set(dates)].sort());
  });

  it('say what became known, and by which report', () => {
    const { stops } = drawn({ treatments: 'named' });
    const sunitinib = stops.find(({ date }) => date === '2011-02-10');
    expect(sunitinib?.sentence).toMatch(
      /^sunitinib .* after somatostatin analogue: S4 randomised, prior allowed \(SUN1111, primary 2011\)/,
    );
    expect(sunitinib?.reports).toContainEqual({
      report: 'SUN1111/primary',
      citation: expect.stringContaining('Raymond'),
    });
    const cabinet = stops
      .flatMap(({ changes }) => changes)
      .find(({ to, after }) => to === 'cabozantinib' && after === 'S2');
    expect(cabinet).toMatchObject({ moved: true, because: [expect.stringMatching(/^CABINET\//)] });
  });

  it('cite no report that was not public by then', () => {
    for (const treatments of ['approaches', 'named'] as const)
      for (const stop of drawn({ treatments }).stops)
        for (const { report } of stop.reports)
          expect(base.cite(report)?.report?.date).toBe(stop.date);
  });
});
