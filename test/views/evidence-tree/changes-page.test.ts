/** What moved between two dates, as a page that a reader can open. */
import { describe, expect, test } from 'vitest';
import { embeddedBase } from '../../../server/src/evidence/base.ts';
import { changesMarkdown } from '../../../server/src/views/evidence-tree/changes-page.ts';
import { changes } from '../../../server/src/views/treatment-pairs.ts';

const base = embeddedBase();
const where = 'tumour pancreatic-net';

function page(from: string, to: string, treatments: readonly string[]): string {
  const byTreatment = changes({ base, treatments, where, from, to });
  if ('problems' in byTreatment)
    throw new Error(byTreatment.problems.map(({ message }) => message).join(' '));
  return changesMarkdown({ base, from, to, where, byClass: null, byTreatment });
}

describe('the page of changes', () => {
  const moved = page('2016-04-10', base.release.date, ['everolimus', 'cabozantinib']);

  test('has a row for each order that moved: before, after, and because of which report', () => {
    const row = moved.split('\n').find((line) => line.startsWith('| everolimus → cabozantinib'));
    const cells = (row ?? '').split(' | ');
    expect(cells[1]).toMatch(/^S8 indirect only/);
    expect(cells[2]).toMatch(/^S2 randomised after failure, in favour \(ESMO ceiling I\)/);
    expect(cells[3]).toContain('CABINET/primary');
  });

  test('has as many cells in each row as in its head', () => {
    const rows = moved.split('\n').filter((line) => line.startsWith('|'));
    expect(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length))).toEqual(new Set([6]));
    expect(rows.length).toBeGreaterThan(2);
  });

  test('says of two dates between which nothing moved that nothing did, and what it is not', () => {
    const still = page('2025-12-31', '2025-12-31', ['everolimus', 'sunitinib']);
    expect(still).toContain('Nothing moved.');
    expect(still).not.toContain('By class');
    expect(still).toContain('not of the best treatment');
    expect(still).toContain('no advice for a patient');
    expect(still).toContain(base.release.id);
  });
});
