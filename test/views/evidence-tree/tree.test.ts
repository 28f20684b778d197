/**
 * The explorer's tree over the embedded base: what it holds, what a date hides, and what a filter
 * keeps.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildBase, embeddedBase } from '../../../server/src/evidence/base.ts';
import { citationNames } from '../../../server/src/evidence/studies.ts';
import type {
  EvidenceFilter,
  EvidenceTree,
  TreatmentGroup,
} from '../../../server/src/views/evidence-tree/shape.ts';
import { evidenceTree } from '../../../server/src/views/evidence-tree/tree.ts';
import { soundBase } from '../../evidence/sources.ts';

const base = embeddedBase();
const today = base.release.date;

function tree(filter: Omit<EvidenceFilter, 'asOf'> = {}, asOf = today): EvidenceTree {
  const made = evidenceTree(base, asOf, filter);
  if ('problem' in made) throw new Error(made.problem);
  return made;
}
const allGroups = (groups: readonly TreatmentGroup[]): readonly TreatmentGroup[] =>
  groups.flatMap((group) => [group, ...allGroups(group.groups)]);
const placed = ({ groups }: EvidenceTree): ReadonlySet<string> =>
  new Set(allGroups(groups).flatMap(({ studies }) => studies));
const keys = (made: EvidenceTree): readonly string[] => Object.keys(made.studies);
function group(made: EvidenceTree, ...path: readonly string[]): TreatmentGroup {
  const found = path.reduce<TreatmentGroup | undefined>(
    (above, key) => (above?.groups ?? []).find((one) => one.key === key),
    {
      kind: 'class',
      key: '',
      label: '',
      description: '',
      groups: made.groups,
      studies: [],
    },
  );
  if (found === undefined) throw new Error(`no group ${path.join(' > ')}`);
  return found;
}

describe('the tree', () => {
  test('goes from class to agent to study to report to finding', () => {
    const made = tree();
    expect(group(made, 'targeted-therapy', 'mtor-inhibitor', 'everolimus').studies).toContain(
      'RADIANT-3',
    );
    const study = made.studies['RADIANT-3'];
    expect(study).toMatchObject({
      label: 'RADIANT-3',
      citation: '@RADIANT-3',
      design: 'randomised-controlled',
    });
    expect(study?.description).toBe('2011 · randomised · n = 410 · pancreatic NET');
    const primary = study?.reports.find(({ key }) => key === 'RADIANT-3/primary');
    expect(primary).toMatchObject({ citation: '@RADIANT-3/primary', state: 'ok' });
    expect(primary?.description).toMatch(/^Yao JC, et al\. .*2011/);
    expect(primary?.findings[0]).toMatchObject({
      label: 'PFS 11 vs 4.6 months, HR 0.35 (0.27–0.45)',
      says: 'supports',
    });
    expect(primary?.findings[0]?.citation).toBe('@RADIANT-3/primary');
  });

  test('places every study of the base, and every place leads to a study', () => {
    const made = tree();
    expect([...placed(made)].sort()).toEqual(keys(made).toSorted());
    expect(made.shown).toBe(
      base.studies.filter(({ reports }) => reports.some(({ date }) => date <= today)).length,
    );
  });

  test('does not list a study under what only ran beside its arms', () => {
    expect(
      base
        .study('RADIANT-2')
        ?.study.arms.some(({ background = [] }) => background.includes('octreotide')),
    ).toBe(true);
    expect(group(tree(), 'ssa', 'octreotide').studies).not.toContain('RADIANT-2');
  });

  test('puts the study that became public last first', () => {
    const { studies } = group(tree(), 'targeted-therapy', 'vegfr-tki', 'cabozantinib');
    expect(studies.indexOf('CABINET')).toBeLessThan(studies.indexOf('METEOR'));
  });

  test('marks a finding that a later report replaced', () => {
    const findings = (asOf: string) =>
      tree({}, asOf).studies.SUN1111?.reports.flatMap((report) => report.findings) ?? [];
    const early = (asOf: string) =>
      findings(asOf).find(({ key }) => key === 'SUN1111/primary#os')?.says;
    expect(early('2012-01-01')).not.toBe('superseded');
    expect(early(today)).toBe('superseded');
    expect(findings(today).find(({ key }) => key === 'SUN1111/primary#os')?.description).toContain(
      'superseded by SUN1111/final',
    );
  });

  test('names packs, and shows a withdrawal whatever the date', () => {
    const { data } = soundBase();
    const own = buildBase(data, [
      {
        file: 'our-base.yaml',
        studies: [],
        integrity: [
          {
            report: 'TRIAL-1/primary',
            status: 'retracted',
            note: 'made up',
            provenance: data.studies[0]?.population.provenance ?? [],
          },
        ],
      },
    ]);
    const made = evidenceTree(own, '2012-01-01');
    expect(made).toMatchObject({ base: expect.stringContaining('our-base.yaml') });
    expect(
      'studies' in made && made.studies['TRIAL-1']?.reports.map(({ state }) => state),
    ).toContain('retracted');
  });
});

describe('a date', () => {
  test('hides studies, reports and findings that were not yet public', () => {
    const made = tree({}, '2016-04-10');
    expect(keys(made)).toContain('RADIANT-3');
    expect(keys(made)).not.toContain('CABINET');
    expect(tree().studies['RADIANT-3']?.reports.map(({ key }) => key)).toContain(
      'RADIANT-3/final-os',
    );
    expect(made.studies['RADIANT-3']?.reports.map(({ key }) => key)).not.toContain(
      'RADIANT-3/final-os',
    );
  });

  test('never shows more than a later one', () => {
    const day = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2026-11-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [early = '', late = ''] = [one, other].sort();
        const reports = (asOf: string) =>
          Object.values(tree({}, asOf).studies).flatMap((study) =>
            study.reports.map(({ key }) => key),
          );
        expect(reports(late)).toEqual(expect.arrayContaining(reports(early)));
      }),
      { numRuns: 10 },
    );
  });

  test('before all evidence leaves nothing, and the words say what was looked at', () => {
    const made = tree({}, '1950-01-01');
    expect(made).toMatchObject({
      shown: 0,
      all: 0,
      groups: [],
      nothing: `Not in the base ${base.release.id} as of 1950-01-01.`,
    });
  });
});

describe('a filter', () => {
  test('by tumour takes those below it too', () => {
    expect(keys(tree({ tumour: 'pancreatic-net' }))).toContain('RADIANT-3');
    expect(keys(tree({ tumour: 'net' }))).toContain('RADIANT-3');
    expect(keys(tree({ tumour: 'renal-cell-carcinoma' }))).not.toContain('RADIANT-3');
  });

  test('by previous therapy takes studies whose patients had had it, by the date', () => {
    const after = keys(tree({ after: 'everolimus' }));
    expect(after).toEqual(expect.arrayContaining(['CABINET', 'ANGELOUSI-2017']));
    expect(after).not.toContain('PROMID');
    expect(keys(tree({ after: 'everolimus' }, '2016-04-10'))).not.toContain('CABINET');
  });

  test('by both keeps what fits both', () => {
    const both = keys(tree({ tumour: 'pancreatic-net', after: 'everolimus' }));
    const [one, other] = [
      keys(tree({ tumour: 'pancreatic-net' })),
      keys(tree({ after: 'everolimus' })),
    ];
    expect(both).toEqual(one.filter((key) => other.includes(key)));
    expect(both.length).toBeGreaterThan(0);
  });

  test.each([
    ['an acronym', 'radiant', 'RADIANT-3'],
    ['the beginning of an acronym', 'cabi', 'CABINET'],
    ['an author', 'Raymond', 'SUN1111'],
    ['words of a title', 'everolimus advanced pancreatic', 'RADIANT-3'],
    ['a registry number', 'NCT00510068', 'RADIANT-3'],
    ['a DOI', '10.1056/NEJMoa1003825', 'SUN1111'],
    ['a DOI as an address', 'https://doi.org/10.1056/NEJMoa1003825', 'SUN1111'],
    ['a PMID', '28384065', 'SWOG-S0518'],
    ['a PMID as cited', '@pmid:28384065', 'SWOG-S0518'],
    ['a treatment by its synonym', 'CAPTEM', 'E2211'],
    ['a brand', 'Afinitor', 'RADIANT-3'],
  ])('finds %s', (_, text, study) => {
    const found = keys(tree({ text }));
    expect(found).toContain(study);
    expect(found.length).toBeLessThan(tree().all);
  });

  test('finds each study by every name it is cited by', () => {
    const { studies } = tree();
    const named = base.studies
      .filter(({ id }) => id in studies)
      .flatMap(({ id, study }) => citationNames(study).map((name) => ({ id, name })));
    for (const { id, name } of named) expect(keys(tree({ text: name })), name).toContain(id);
  });

  test('finds no author of a report that is still to come', () => {
    expect(keys(tree({ text: 'CABINET' }, '2016-04-10'))).toEqual([]);
  });

  test('that fits nothing says what was asked', () => {
    const made = tree(
      { text: ' zzz ', tumour: 'pancreatic-net', after: 'everolimus' },
      '2016-04-10',
    );
    expect(made.nothing).toBe(
      `Not in the base ${base.release.id} as of 2016-04-10: “zzz” · pancreatic NET · after everolimus.`,
    );
    expect(made.asked).toBe('“zzz” · pancreatic NET · after everolimus');
    expect(made.all).toBeGreaterThan(0);
  });

  test('with a name that the base does not know is told, not guessed', () => {
    expect(evidenceTree(base, today, { tumour: 'nonsense' })).toEqual({
      problem: '"nonsense" is no tumour of the base.',
    });
    expect(evidenceTree(base, today, { after: 'everolimos' })).toEqual({
      problem: '"everolimos" is no treatment of the base. Did you mean everolimus?',
    });
  });
});

describe('the choices', () => {
  test('show something each, as many studies as they say', () => {
    const { choices } = tree();
    for (const { id, description } of choices.tumours.slice(0, 5))
      expect(`${tree({ tumour: id }).shown}`).toBe(description.split(' ')[0]);
    for (const { id, description } of choices.treatments.slice(0, 5))
      expect(`${tree({ after: id }).shown}`).toBe(description.split(' ')[0]);
  });

  test('offer the date of the release and the ends of the years before it', () => {
    const ids = tree().choices.dates.map(({ id }) => id);
    expect(ids[0]).toBe(today);
    expect(ids).toContain('2011-12-31');
    expect(ids.every((day) => day <= today)).toBe(true);
    expect(ids).toEqual(ids.toSorted().reverse());
  });
});
