import { describe, expect, it } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { studyPage } from '../../server/src/features/study/study-markdown.ts';

const base = embeddedBase();
const pageOf = (id: string, asOf: string) => {
  const study = base.study(id);
  if (study === undefined) throw new Error(`${id} is not in the base`);
  return studyPage(study, base, asOf);
};

describe('the page of a study', () => {
  it('tells who was treated, what had come before, what was found and where it was seen', () => {
    const { text } = pageOf('CABINET', '2026-06-30');
    expect(text).toMatch(/^# CABINET\n/);
    expect(text).toContain('randomised · double-blind · phase 3 · n = 298');
    expect(text).toMatch(/## Previous therapy\n\n- failure required of one of everolimus/);
    expect(text).toMatch(/PFS 13\.8 vs 4\.4 months, HR 0\.23 \(0\.12–0\.42\)/);
    expect(text).toMatch(/ {2}- “.+” — /);
    expect(text).toContain('gives no advice for a patient');
  });

  it('leaves out the figures of reports that were not public by the date', () => {
    const { text } = pageOf('CABINET', '2016-04-10');
    expect(text).toContain('First public after 2016-04-10.');
    expect(text).not.toContain('HR 0.23');
  });

  it('knows the line of each report', () => {
    for (const { id } of base.studies) {
      const { text, reportLines } = pageOf(id, '2026-06-30');
      const lines = text.split('\n');
      for (const [key, line] of reportLines)
        expect(lines[line]?.replaceAll('\\', ''), key).toMatch(`## ${key}`);
    }
  });

  it('links to nothing but the web, for every study', () => {
    for (const { id } of base.studies) {
      for (const [, address] of pageOf(id, '2026-06-30').text.matchAll(/\]\(<([^>]*)>\)/g))
        expect(address).toMatch(/^https:\/\//);
    }
  });
});
