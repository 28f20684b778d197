import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { format } from '../../../server/src/format/format.ts';
import { parse } from '../../../server/src/syntax/parser.ts';
import { readSnapshot } from '../../../server/src/views/snapshot/read-snapshot.ts';
import type { SnapshotFile } from '../../../server/src/views/snapshot/types.ts';
import { taken, takenFile } from './taken.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');
const files = ['examples', 'test/fixtures/published', 'test/fixtures/report'].flatMap((folder) =>
  readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.sequitur'))
    .map((name) => path.join(folder, name)),
);
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
/** All but the labels, and the messages, which quote the names of the text. */
const said = ({ names: _names, findings, ...file }: SnapshotFile) => ({
  ...file,
  findings: findings.map(({ message: _message, help: _help, ...finding }) => finding),
});

const draft = `guideline "Draft"
population p "Adults" { tumour pancreatic-net  ki67 <= 20%  grade G1, G2 }
sequence first for p {
  STZ/5-FU [II, B] @SEQTOR @E2211
  -> everolimus on progression [I, A] here [II, B] @RADIANT-3 because "known"
  -> one of { when ki67 > 10%: sunitinib on progression  otherwise: cabozantinib on progression [I, A] @CABINET }
}
sequence second for p { everolimus [I, A] @RADIANT-3 }
prefer first over second [I, A]
`;

describe('the normal form holds no', () => {
  test.each(files)('layout of %s', async (file) => {
    const text = read(file);
    const laid = format(parse(text)) ?? text;
    const scattered = text
      .replaceAll('\n', '  # a remark\n\n')
      .replace(/^( *)->/gm, '      ->')
      .replaceAll('->', '→');
    const expected = await takenFile(text);
    expect(said(await takenFile(laid))).toEqual(said(expected));
    expect(said(await takenFile(scattered))).toEqual(said(expected));
  });
  test.each([
    ['order of citations', '@SEQTOR @E2211', '@E2211 @SEQTOR'],
    ['case and aliases of citations', '@RADIANT-3', '@radiant3'],
    ['synonym of a treatment', 'STZ/5-FU', 'streptozocin + 5-fluorouracil'],
    ['sign for an operator', 'ki67 <= 20%', 'ki67 ≤ 20 %'],
    ['case of a keyword', 'sequence second for', 'SEQUENCE second FOR'],
    ['case of a level', '[II, B] @SEQTOR', '[ii, b] @SEQTOR'],
  ])('%s', async (_name, before, after) => {
    const changed = draft.replace(before, after);
    expect(changed).not.toBe(draft);
    expect(said(await takenFile(changed))).toEqual(said(await takenFile(draft)));
  });
  test('names, where all references follow', async () => {
    const renamed = draft
      .replace('population p ', 'population adults ')
      .replaceAll('for p', 'for adults')
      .replaceAll(/\bfirst\b/g, 'one')
      .replaceAll(/\bsecond\b/g, 'two');
    const [before, after] = [await takenFile(draft), await takenFile(renamed)];
    expect(said(after)).toEqual(said(before));
    expect(after.digest).toBe(before.digest);
    expect(Object.values(after.names.sequences)).toEqual(['one', 'two']);
  });
});

test.each([
  ['a grade', '[I, A] here', '[II, A] here'],
  ['a grade of the place', 'here [II, B]', 'here [III, B]'],
  ['a citation', ' @E2211', ''],
  ['a reason', 'because "known"', 'because "known well"'],
  ['a trigger', 'cabozantinib on progression', 'cabozantinib on intolerance'],
  ['a bound', 'ki67 <= 20%', 'ki67 < 20%'],
  ['a condition', 'ki67 > 10%', 'ki67 > 11%'],
  ['a title', '"Adults"', '"Grown-ups"'],
  ['a treatment', 'sunitinib', 'lenvatinib'],
  ['a preference', 'prefer first over second', 'prefer second over first'],
  ['an acceptance', '[I, A]\n', '[I, A] accept order-not-shown "agreed"\n'],
])('the digest tells %s', async (_name, before, after) => {
  const changed = draft.replace(before, after);
  expect(changed).not.toBe(draft);
  expect((await takenFile(changed)).digest).not.toBe((await takenFile(draft)).digest);
});

test('ids outlive inserted lines and changed grades', async () => {
  const ids = (file: SnapshotFile): readonly string[] =>
    file.sequences.flatMap(({ steps }) => steps.map(({ id }) => id));
  const before = await takenFile(draft);
  const after = await takenFile(
    `# new\n\n${draft.replace('[I, A] here [II, B]', 'here [III, B]')}`,
  );
  expect(ids(after)).toEqual(ids(before));
  expect(ids(before)[1]).toBe(
    'streptozocin-5-fluorouracil-everolimus-sunitinib/everolimus-after-streptozocin-5-fluorouracil',
  );
});

test('a step stands as its worst history does, and is held to the lowest ceiling', async () => {
  const { sequences } = await takenFile(`population p { tumour pancreatic-net  grade G1, G2 }
sequence s for p {
  any of { everolimus [I, A] @RADIANT-3, lanreotide [I, A] @CLARINET }
  -> sunitinib on progression [I, A] here [I, A] @SUN1111
}`);
  const sunitinib = sequences[0]?.steps.at(-1);
  expect(sunitinib?.transitions).toHaveLength(2);
  expect(sunitinib?.held.position?.above).toBe(true);
  expect(sunitinib?.held.agent).toMatchObject({ level: 'I', ceiling: 'I', above: false });
});

test('a file that says nothing, and findings with their reasons', async () => {
  expect(await takenFile('')).toMatchObject({ error: null, sequences: [], findings: [] });
  const accepted = await takenFile(
    draft.replace('[I, A]\n', '[I, A] accept order-not-shown "the panel agreed"\n'),
  );
  const found = accepted.findings.find(({ code }) => code === 'order-not-shown');
  expect(found).toMatchObject({
    accepted: 'the panel agreed',
    about: expect.stringMatching(/^prefer-/),
  });
});

test('what is stored is read back, and what is none is told', async () => {
  const snapshot = await taken({ 'draft.sequitur': draft });
  expect(readSnapshot(JSON.stringify(snapshot))).toEqual({ kind: 'snapshot', snapshot });
  expect(readSnapshot('{')).toMatchObject({ reason: expect.stringContaining('It is not JSON') });
  expect(readSnapshot('{"schema":"other"}')).toMatchObject({
    reason: expect.stringContaining('schema'),
  });
});
