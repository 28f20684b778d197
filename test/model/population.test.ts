import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  complement,
  contains,
  everybody,
  given,
  givenValues,
  includes,
  intersect,
  isEmpty,
  overlaps,
  projection,
  type Region,
  regionKey,
  regionOfCriteria,
  restrictedTo,
  statedFlags,
  subtract,
  tumoursOf,
  union,
} from '../../server/src/model/population.ts';
import { describeRegion } from '../../server/src/model/region-words.ts';
import { notProgressed } from '../../server/src/model/space.ts';
import {
  containsValues,
  finite,
  intersectValues,
  intervals,
  isNone,
  subtractValues,
  unionValues,
  type ValueSet,
} from '../../server/src/model/values.ts';
import { regionOf, space } from './reading.ts';

const ends = [0, 1, 2, 3, 5, 10, 20, 50, 100];
const percents = [...ends, ...ends.map((end) => end + 0.5)].filter((value) => value <= 100);
const anyInterval = fc.record({
  low: fc.constantFrom(...ends),
  high: fc.constantFrom(...ends),
  lowOpen: fc.boolean(),
  highOpen: fc.boolean(),
});
const anyPercents: fc.Arbitrary<ValueSet> = fc.array(anyInterval, { maxLength: 3 }).map(intervals);
const some = (...values: string[]): fc.Arbitrary<ValueSet> => fc.subarray(values).map(finite);
const anyMonths: fc.Arbitrary<ValueSet> = fc
  .tuple(fc.boolean(), fc.constantFrom(0, 6, 12, 24, Number.POSITIVE_INFINITY))
  .map(([no, months]) =>
    intervals([
      ...(no ? [{ low: notProgressed, high: notProgressed, lowOpen: false, highOpen: false }] : []),
      ...(months > 0 ? [{ low: 0, high: months, lowOpen: false, highOpen: false }] : []),
    ]),
  );

/** Unions of up to three groups of criteria on the attributes that differ in kind. */
const anyCriterion: fc.Arbitrary<Region> = fc.oneof(
  anyPercents.map((values) => restrictedTo(space, 'ki67', values)),
  some('G1', 'G2', 'G3').map((values) => restrictedTo(space, 'grade', values)),
  some('yes', 'no').map((values) => restrictedTo(space, 'comorbidity:diabetes', values)),
  anyMonths.map((values) => restrictedTo(space, 'progression', values)),
);
const anyGroup = fc
  .array(anyCriterion, { minLength: 1, maxLength: 3 })
  .map((criteria) => criteria.reduce(intersect));
const anyRegion = fc
  .array(anyGroup, { minLength: 1, maxLength: 3 })
  .map((groups) => groups.reduce(union));

/** Only patients who can be: a grade bounds Ki-67. */
const anyPatient = fc
  .record({
    grade: fc.constantFrom('G1', 'G2', 'G3'),
    ki67: fc.constantFrom(...percents),
    'comorbidity:diabetes': fc.constantFrom('yes', 'no'),
    progression: fc.constantFrom(notProgressed, 0, 3, 6, 9, 12, 18, 24, 30),
  })
  .filter(({ grade, ki67 }) => grade === 'G3' || ki67 < 3 || (grade === 'G2' && ki67 <= 20))
  .map((patient) => new Map<string, string | number>(Object.entries(patient)));

describe('a region holds exactly the patients that its parts say', () => {
  test('union, intersection, difference and complement', () => {
    fc.assert(
      fc.property(anyRegion, anyRegion, anyPatient, (a, b, patient) => {
        const inA = includes(a, patient);
        const inB = includes(b, patient);
        expect(includes(union(a, b), patient)).toBe(inA || inB);
        expect(includes(intersect(a, b), patient)).toBe(inA && inB);
        expect(includes(subtract(a, b), patient)).toBe(inA && !inB);
        expect(includes(complement(a), patient)).toBe(!inA);
      }),
      { numRuns: 500 },
    );
  });

  test('a region and its complement are everybody, and share nobody', () => {
    fc.assert(
      fc.property(anyRegion, (region) => {
        expect(isEmpty(intersect(region, complement(region)))).toBe(true);
        expect(contains(union(region, complement(region)), everybody(space))).toBe(true);
      }),
    );
  });

  test('containment is the same as having no patient outside', () => {
    fc.assert(
      fc.property(anyRegion, anyRegion, anyPatient, (a, b, patient) => {
        expect(contains(a, intersect(a, b))).toBe(true);
        expect(contains(union(a, b), a)).toBe(true);
        if (contains(a, b) && includes(b, patient)) expect(includes(a, patient)).toBe(true);
        expect(overlaps(a, b)).toBe(!contains(complement(a), b));
      }),
    );
  });

  test('every patient of a region is in the projection on each attribute', () => {
    fc.assert(
      fc.property(anyRegion, anyPatient, (region, patient) => {
        fc.pre(includes(region, patient));
        for (const [axis, value] of patient) {
          const values = projection(region, axis);
          const one =
            typeof value === 'string'
              ? finite([value])
              : intervals([{ low: value, high: value, lowOpen: false, highOpen: false }]);
          expect(values !== undefined && containsValues(values, one)).toBe(true);
        }
      }),
    );
  });

  test('boxes stay disjoint, and the key does not depend on their order', () => {
    fc.assert(
      fc.property(anyRegion, anyRegion, (a, b) => {
        const { boxes } = union(a, b);
        const singles = boxes.map((box) => ({ ...a, boxes: [box] }));
        for (const [index, box] of singles.entries()) {
          for (const other of singles.slice(0, index)) expect(overlaps(box, other)).toBe(false);
        }
        expect(regionKey({ ...a, boxes: [...a.boxes].reverse() })).toBe(regionKey(a));
        if (!contains(a, b)) expect(regionKey(union(a, b))).not.toBe(regionKey(a));
      }),
    );
  });
});

describe('sets of numbers', () => {
  test('difference and union undo each other', () => {
    fc.assert(
      fc.property(anyPercents, anyPercents, (a, b) => {
        expect(isNone(intersectValues(subtractValues(a, b), b))).toBe(true);
        expect(unionValues(subtractValues(a, b), intersectValues(a, b))).toEqual(a);
      }),
    );
  });
});

describe('what a population says', () => {
  test.each([
    ['ki67 3 to 10%', 'Ki-67 3 to 10 %'],
    ['ki67 < 3%', 'Ki-67 below 3 %'],
    ['ki67 > 10%  ki67 <= 20%', 'Ki-67 above 10 to 20 %'],
    ['ki67 > 20%', 'Ki-67 above 20 %'],
    ['not ki67 3 to 10%', 'Ki-67 below 3 % or above 10 %'],
    ['grade G1, G2', 'grade G1 or G2'],
    ['grade >= G2', 'grade G2 or G3'],
    ['not grade G3', 'grade G1 or G2'],
    ['progression within 12 months', 'progression within 12 months'],
    ['progression within 1 year', 'progression within 12 months'],
    ['progression within 1 month, no', 'progression no or within 1 month'],
    ['not progression within 6 months', 'progression no or more than 6 months ago'],
    ['performance-status 0 to 2', 'performance status 0 to 2'],
    ['ECOG < 2', 'performance status 0 or 1'],
    ['comorbidity diabetes', 'comorbidity diabetes yes'],
    ['not comorbidity diabetes', 'comorbidity diabetes no'],
    ['tumor pNET', 'tumour pancreatic-net'],
    ['tumour gep-net', 'tumour gep-net'],
    ['tumour gep-net  not tumour pancreatic-net', 'tumour gastrointestinal-net or another gep-net'],
    ['grade G1, G2, G3', 'all patients'],
  ])('%s: %s', (criteria, words) => {
    expect(describeRegion(regionOf(criteria))).toBe(words);
  });

  test('several comorbidities on a line are alternatives', () => {
    const region = regionOf('comorbidity diabetes, hypertension');
    expect(describeRegion(region)).toBe(
      'comorbidity diabetes yes; or comorbidity diabetes no, comorbidity hypertension yes',
    );
    expect(statedFlags(region, 'comorbidity')).toEqual(['diabetes', 'hypertension']);
  });

  test('a grade bounds Ki-67, and Ki-67 the grade', () => {
    expect(isEmpty(regionOf('grade G1 ki67 > 10%'))).toBe(true);
    expect(isEmpty(regionOf('grade G3 ki67 > 10%'))).toBe(false);
    expect(describeRegion(regionOf('grade G1, G2  ki67 <= 30%'))).toBe(
      'grade G1 or G2, Ki-67 up to 20 %',
    );
    expect(describeRegion(regionOf('ki67 5 to 30%  grade G1, G2'))).toBe(
      'grade G2, Ki-67 5 to 20 %',
    );
  });

  test('an attribute is given when it is stated, even if every value is allowed', () => {
    const region = regionOf('grade G1, G2, G3  sstr positive');
    expect(['grade', 'sstr', 'ki67'].map((attribute) => given(region, attribute))).toEqual([
      true,
      true,
      false,
    ]);
    expect(givenValues(region, 'ki67')).toBeNull();
  });

  test('a tumour covers what is below it in the hierarchy', () => {
    const all = regionOf('tumour net');
    const gastrointestinal = regionOf('tumour gastrointestinal-net');
    expect(contains(all, regionOf('tumour pancreatic-net'))).toBe(true);
    expect(contains(regionOf('tumour gep-net'), gastrointestinal)).toBe(true);
    expect(contains(regionOf('tumour extrapancreatic-net'), gastrointestinal)).toBe(true);
    expect(contains(all, regionOf('tumour nec'))).toBe(false);
    expect(tumoursOf(regionOf('tumour small-intestine-net, pancreatic-net'))).toEqual([
      'pancreatic-net',
      'small-intestine-net',
    ]);
  });

  test('who could enrol in a study is a region too', () => {
    const study = regionOfCriteria(space, {
      tumour: ['gep-net'],
      grade: ['G1', 'G2'],
      ki67: { max: 10, maxExclusive: true },
      progression: { within: 12 },
      'performance-status': { max: 1 },
    });
    expect(describeRegion(study)).toBe(
      'tumour gep-net, grade G1 or G2, Ki-67 below 10 %, progression within 12 months, performance status 0 or 1',
    );
    expect(
      contains(
        study,
        regionOf('tumour pancreatic-net grade G1 ki67 < 3% progression within 6 months ECOG 0'),
      ),
    ).toBe(true);
  });
});

test('fifty branches on two attributes leave a rest of few boxes', () => {
  let rest = everybody(space);
  for (let index = 0; index < 50; index++) {
    const low = index * 2;
    rest = subtract(
      rest,
      regionOf(`ki67 ${low} to ${low + 1}%  liver-burden ${99 - low} to ${100 - low}%`),
    );
  }
  expect(rest.exact).toBe(true);
  expect(rest.boxes.length).toBeLessThan(200);
});
