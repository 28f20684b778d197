import { describe, expect, test } from 'vitest';
import { embeddedBase } from '../../../server/src/evidence/base.ts';
import { diffMarkdown, mostCharacters } from '../../../server/src/output/diff-markdown.ts';
import { diffOf } from '../../../server/src/views/diff/diff.ts';
import { taken } from '../snapshot/taken.ts';
import { diffBetween } from './between.ts';

const changed = async (before: string, after: string): Promise<readonly string[]> =>
  (await diffBetween({ 'a.sequitur': before }, { 'a.sequitur': after })).changes.map(
    ({ sentence }) => sentence,
  );

const draft = `population p { tumour pancreatic-net  grade G1, G2 }
sequence s "Targeted" for p {
  everolimus [I, A] @RADIANT-3
  -> sunitinib on progression [I, A] here [I, A] @SUN1111
}
`;

describe('says', () => {
  test('what a weaker grade of the place means for the ceiling', async () => {
    expect(await changed(draft, draft.replace('here [I, A]', 'here [IV, C]'))).toEqual([
      'sunitinib after everolimus: here [I, A] → here [IV, C] (weaker claim, now within the ceiling)',
    ]);
  });
  test('that a claim is above what the base carries, first', async () => {
    const before = draft
      .replace('here [I, A]', 'here [IV, C]')
      .replace('@RADIANT-3', '@RADIANT-3 @SEQTOR');
    const [first] = await changed(before, draft);
    expect(first).toBe(
      'sunitinib after everolimus: here [IV, C] → here [I, A] (stronger claim, now above what the base carries (ceiling IV))',
    );
  });
  test.each([
    [
      '[I, A] @R',
      '[II, B] @R',
      'everolimus as first systemic therapy: [I, A] → [II, B] (weaker claim)',
    ],
    [
      '[I, A] @R',
      '[II, E] @R',
      'everolimus as first systemic therapy: [I, A] → [II, E] (not comparable)',
    ],
    ['[I, A] here', 'here', 'sunitinib after everolimus: [I, A] removed (weaker claim)'],
    ['grade G1, G2', 'grade G1', 'population: grade G1 or G2 → grade G1 (weaker claim)'],
    ['@SUN1111', '@CABINET', 'sunitinib after everolimus: @SUN1111 → @CABINET (as strong a claim)'],
  ])('%s → %s', async (before, after, sentence) => {
    expect(await changed(draft, draft.replace(before, after))).toContain(sentence);
  });
  test('hedges, doses, optional partners, preferred options and what came before', async () => {
    const before = `population p { tumour pancreatic-net }
sequence s for p {
  lanreotide dose "120 mg" suggested
  -> on progression any of { preferred everolimus, sunitinib optionally with octreotide }
}
`;
    const all = async (...edit: readonly [string, string]): Promise<readonly string[]> =>
      changed(before, before.replace(...edit));
    expect(await all('suggested', 'recommended')).toEqual([
      'lanreotide as first systemic therapy: suggested → recommended (stronger claim)',
    ]);
    expect(await all('120 mg', '60 mg')).toEqual([
      'lanreotide as first systemic therapy: dose “120 mg” → dose “60 mg” (not comparable)',
    ]);
    expect(await all(' optionally with octreotide', '')).toEqual([
      'sunitinib after lanreotide: optionally with octreotide removed (not comparable)',
    ]);
    expect(await all('preferred ', '')).toEqual(['everolimus: preferred removed (weaker claim)']);
    expect(await all('s for p', 's for p any line')).toContain(
      'history of the patients: any line added (not comparable)',
    );
  });
  test('grades of two systems as not comparable', async () => {
    const oxford = `grading oxford\n${draft.replace('[I, A] @R', '[2b, A] @R')}`;
    expect(await changed(oxford, oxford.replace('[2b, A] @R', '[A-1b] @R'))).toEqual([
      'everolimus as first systemic therapy: [2b, A] → [1b, A] (stronger claim)',
    ]);
    expect(await changed(draft, draft.replace('[I, A] @R', '[nccn: 2A] @R'))).toEqual([
      'everolimus as first systemic therapy: [I, A] → [nccn: 2A] (not comparable)',
    ]);
  });
  test('a caution that is gone as a stronger claim, and an acceptance', async () => {
    const careful = draft.replace('@SUN1111', '@SUN1111 caution "heart"');
    expect(await changed(careful, draft)).toEqual([
      'sunitinib after everolimus: caution “heart” removed (stronger claim)',
    ]);
    const accepting = draft.replace('@SUN1111', '@SUN1111 accept position-overclaim "agreed"');
    expect(await changed(draft, accepting)).toEqual([
      'sunitinib after everolimus: accept position-overclaim “agreed” added (stronger claim)',
    ]);
  });
  test('the condition of a branch once, whatever stands in it', async () => {
    const before = `${draft}sequence t for p { everolimus -> on progression one of { when ki67 > 10%: sunitinib -> cabozantinib on progression  otherwise: lanreotide } }`;
    expect(await changed(before, before.replace('ki67 > 10%', 'ki67 > 15%'))).toEqual([
      'sunitinib after everolimus: when ki67 > 10% → when ki67 > 15% (weaker claim)',
    ]);
  });
  test('what became known under an unchanged text, with the report', async () => {
    const diff = await diffBetween({ 'a.sequitur': draft }, { 'a.sequitur': draft }, [
      '2016-04-10',
      '2026-06-30',
    ]);
    const found = diff.changes.find(({ subject }) => subject === 'sunitinib after everolimus');
    expect(found).toMatchObject({ kind: 'evidence', direction: 'stronger' });
    expect(found?.reports).toContain('ANGELOUSI-2017/primary');
    expect(diff.changes.every(({ kind }) => kind === 'evidence')).toBe(true);
  });
  test('first that the bases of the two sides differ', async () => {
    const snapshot = await taken({ 'a.sequitur': draft });
    const older = { ...snapshot, base: { ...snapshot.base, release: 'pnet-2025.1' } };
    const diff = diffOf(
      { name: 'old.json', snapshot: older },
      { name: 'now', snapshot },
      { base: embeddedBase(), tool: 'test' },
    );
    expect(diff.notes[0]).toContain('different bases, pnet-2025.1');
    expect(diff.changes).toEqual([]);
    expect(diffMarkdown(diff).split('\n')[1]).toMatch(
      /^> The two sides were judged by different bases/,
    );
  });
});

test('files on one side only, and renamed ones', async () => {
  const diff = await diffBetween(
    { 'a.sequitur': draft, 'b.sequitur': draft.replace('Targeted', 'Other') },
    { 'c.sequitur': draft, 'd.sequitur': `${draft}avoid lenvatinib` },
  );
  expect(diff.changes.map(({ kind, file }) => `${kind} ${file}`)).toEqual([
    'added d.sequitur',
    'removed b.sequitur',
  ]);
});

test('a comment on a pull request is bounded, and counts what it leaves out', async () => {
  const steps = Array.from({ length: 900 }, (_, index) => index);
  const text = (strength: string): string =>
    `population p { tumour pancreatic-net }\n${steps
      .map(
        (index) =>
          `sequence s${index} "A | sequence <b> ${index}" for p { everolimus [I, ${strength}] @RADIANT-3 }`,
      )
      .join('\n')}`;
  const diff = await diffBetween({ 'a.sequitur': text('A') }, { 'a.sequitur': text('B') });
  const page = diffMarkdown(diff);
  expect(diff.counts).toMatchObject({ changes: 900, weaker: 900 });
  expect(page.length).toBeLessThanOrEqual(mostCharacters);
  expect(page).toMatch(/^<!-- sequitur-diff -->\n### 900 changes in meaning: 900 weaker/);
  expect(page.split('<details>')[0]?.match(/^\| ▽/gm)).toHaveLength(5);
  expect(page).not.toContain('<b>');
  const shown = page.match(/^\| ▽/gm)?.length ?? 0;
  expect(page).toContain(`${900 - shown} more changes: \`sequitur diff\` prints them all.`);
  expect(page.match(/<details>/g)).toHaveLength(page.match(/<\/details>/g)?.length ?? -1);
});
