/** Time and integrity: the date is part of the answer, and retractions act whatever the date. */
import { describe, expect, test } from 'vitest';
import { monthsBetween } from '../../server/src/checks/rules/time/stale-pin.ts';
import type { Study } from '../../server/src/evidence/schema/schema.ts';
import { baseWith, codesOf, messagesOf, severitiesOf, steps } from './helper.ts';

type Integrity = NonNullable<Study['reports'][number]['integrity']>;
/** The base with one report of a study in another state. */
const withStatus = (studyId: string, reportId: string | null, integrity: Integrity) =>
  baseWith(({ studies }) => ({
    studies: studies.map((study) =>
      study.id === studyId
        ? {
            ...study,
            reports: study.reports.map((report) =>
              reportId === null || report.id === reportId ? { ...report, integrity } : report,
            ),
          }
        : study,
    ),
  }));

describe('retracted and corrected reports', () => {
  const source = steps('pazopanib [III, C] @PAZONET');
  test('a retraction is an error, with its date, before and after it', async () => {
    const base = withStatus('PAZONET', null, { status: 'retracted', date: '2026-03-01' });
    for (const asOf of ['2016-04-10', '2026-11-01'])
      expect(await severitiesOf('retracted-citation', source, { base, asOf })).toEqual(['error']);
    expect(await messagesOf('retracted-citation', source, { base })).toEqual([
      expect.stringContaining('was retracted on 2026-03-01'),
    ]);
    expect(await codesOf(source)).not.toContain('retracted-citation');
  });
  test('a study whose primary report is retracted is doubted where its others stand', async () => {
    const base = withStatus('RADIANT-3', 'primary', { status: 'retracted', date: '2026-03-01' });
    expect(
      await severitiesOf('retracted-citation', steps('everolimus [I, A] @RADIANT-3'), { base }),
    ).toEqual(['warning']);
    expect(
      await messagesOf('retracted-citation', steps('everolimus [I, A] @RADIANT-3'), { base }),
    ).toEqual([expect.stringContaining('`@RADIANT-3/primary` was retracted on 2026-03-01.')]);
  });
  test('of a study with other reports, only the retracted one is meant', async () => {
    const base = withStatus('RADIANT-3', 'final-os', { status: 'retracted' });
    expect(
      await severitiesOf('retracted-citation', steps('everolimus [I, A] @RADIANT-3'), { base }),
    ).toEqual([]);
    expect(
      await messagesOf('retracted-citation', steps('everolimus [I, A] @RADIANT-3/final-os'), {
        base,
      }),
    ).toEqual([expect.stringContaining('of the same study stands')]);
  });
  test('a correction and an expression of concern are information', async () => {
    const corrected = withStatus('PAZONET', null, {
      status: 'corrected',
      note: 'One figure was exchanged.',
    });
    expect(await messagesOf('corrected-citation', source, { base: corrected })).toEqual([
      expect.stringContaining('was corrected: One figure was exchanged.'),
    ]);
    const concern = withStatus('PAZONET', null, { status: 'concern' });
    expect(await messagesOf('corrected-citation', source, { base: concern })).toEqual([
      expect.stringContaining('expression of concern'),
    ]);
    expect(await severitiesOf('corrected-citation', source, { base: concern })).toEqual([
      'information',
    ]);
  });
});

describe('later reports', () => {
  test('a named report whose result was replaced', async () => {
    expect(await codesOf(steps('sunitinib [I, A] @SUN1111/primary improves OS'))).toContain(
      'superseded-finding',
    );
    expect(
      await severitiesOf(
        'superseded-finding',
        steps('sunitinib [I, A] @SUN1111/primary improves OS'),
        { asOf: '2012-01-01' },
      ),
    ).toEqual([]);
  });
  test('a report after the date, and on it', async () => {
    const source = steps('everolimus', 'cabozantinib on progression [I, A] @CABINET/primary');
    expect(await severitiesOf('published-after-pin', source, { asOf: '2024-09-15' })).toEqual([
      'warning',
    ]);
    expect(await severitiesOf('published-after-pin', source, { asOf: '2024-09-16' })).toEqual([]);
  });
  test('a study of which the base holds no result counts from its first report', async () => {
    const source = steps('everolimus', 'belzutifan on progression [III, B] @LITESPARK-015');
    const severity = (code: string, asOf: string) => severitiesOf(code, source, { asOf });
    expect(await severity('published-after-pin', '2021-06-10')).toEqual(['warning']);
    expect(await severity('published-after-pin', '2021-06-11')).toEqual([]);
    expect(await severity('not-appraised-citation', '2021-06-11')).toEqual(['information']);
  });
  test('abstracts alone, until the paper; a reason answers it', async () => {
    const source = steps('everolimus', 'cabozantinib on progression [I, A] @CABINET');
    expect(await severitiesOf('abstract-only', source, { asOf: '2024-01-01' })).toEqual([
      'information',
    ]);
    expect(await severitiesOf('abstract-only', source, { asOf: '2026-01-01' })).toEqual([]);
    expect(
      await severitiesOf(
        'abstract-only',
        source.replace('@CABINET', '@CABINET because "Congress."'),
        { asOf: '2024-01-01' },
      ),
    ).toEqual([]);
  });
});

describe('newer-evidence', () => {
  const source = steps('everolimus', 'STZ/5-FU on progression');
  const asked = { severity: { 'newer-evidence': 'information' } } as const;
  test('only on request', async () => {
    expect(await severitiesOf('newer-evidence', source, { asOf: '2016-04-10' })).toEqual([]);
    expect(
      await messagesOf('newer-evidence', source, { asOf: '2016-04-10', ...asked }),
    ).toContainEqual(
      expect.stringMatching(
        /STZ|streptozocin .*"not studied after this step.*" to "randomised sequence, no difference shown/,
      ),
    );
  });
  test('nothing moved on the date of the release', async () => {
    expect(await severitiesOf('newer-evidence', source, asked)).toEqual([]);
  });
});

describe('pins', () => {
  test('a date in the file more than a year before the base', async () => {
    expect(
      await severitiesOf('stale-pin', `evidence pnet as of 2024-01-01\n${steps('everolimus')}`),
    ).toEqual(['hint']);
    expect(
      await severitiesOf('stale-pin', `evidence pnet as of 2026-01-01\n${steps('everolimus')}`),
    ).toEqual([]);
  });
  test('a title that names the year carries its date on purpose', async () => {
    const titled = (title: string): string =>
      `guideline "${title}"\nevidence pnet as of 2024-01-01\n${steps('everolimus')}`;
    expect(await severitiesOf('stale-pin', titled('ENETS 2024, pancreas'))).toEqual([]);
    expect(await severitiesOf('stale-pin', titled('ENETS 2023, pancreas'))).toEqual([]);
    expect(await severitiesOf('stale-pin', titled('ENETS 2016, pancreas'))).toEqual(['hint']);
  });
  test('a date from the command line is a question and no pin', async () => {
    expect(await severitiesOf('stale-pin', steps('everolimus'), { asOf: '2016-04-10' })).toEqual(
      [],
    );
  });
  test.each([
    ['2026-01-15', '2026-02-14', 0],
    ['2026-01-15', '2026-02-15', 1],
    ['2016-04-10', '2026-11-01', 126],
  ] as const)('from %s to %s are %i whole months', (from, to, months) => {
    expect(monthsBetween(from, to)).toBe(months);
  });
  test('another known release drifts, the loaded one does not', async () => {
    const base = baseWith(({ release }) => ({
      release: {
        ...release,
        changelog: [
          ...release.changelog,
          { release: 'pnet-2026.1', date: '2026-02-01', changes: ['Earlier.'] },
        ],
      },
    }));
    expect(
      await severitiesOf(
        'release-drift',
        `evidence pnet release pnet-2026.1\n${steps('everolimus')}`,
        { base },
      ),
    ).toEqual(['information']);
    expect(
      await severitiesOf('release-drift', `evidence pnet release 2026.2\n${steps('everolimus')}`, {
        base,
      }),
    ).toEqual([]);
  });
});
