import { describe, expect, it } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { neighbours, treatmentAt } from '../../server/src/features/call-hierarchy.ts';
import type { ProjectFile } from '../../server/src/features/references.ts';
import { movedImports } from '../../server/src/features/rename-files.ts';
import { parse } from '../../server/src/syntax/parser.ts';

const meaning = (name: string) => embeddedBase().treatment(name)?.id ?? name;
const file = (path: string, text: string): ProjectFile => ({
  path,
  source: parse(text),
  imports: [],
});
const named = (files: readonly ProjectFile[], key: string, side: 'before' | 'after') =>
  neighbours(files, key, side, meaning).map(
    ({ given, places }) => `${given.path} ${given.text} ${places.length}`,
  );

describe('what comes before and after a treatment', () => {
  const one = file(
    'one',
    `sequence s after surgery {
  lanreotide -> everolimus -> one of {
    when ki67 > 10%: CAPTEM
    otherwise: nothing
  } -> sunitinib }`,
  );
  const two = file('two', 'sequence t { Afinitor -> sunitinib -> everolimus -> cabozantinib }');

  it('is found over all files and spellings', () => {
    expect(named([one, two], 'everolimus', 'before')).toEqual([
      'one lanreotide 1',
      'two sunitinib 1',
    ]);
    expect(named([one, two], 'everolimus', 'after')).toEqual([
      'one CAPTEM 1',
      'one sunitinib 1',
      'two sunitinib 1',
      'two cabozantinib 1',
    ]);
  });
  it('begins with the history that a sequence follows', () => {
    expect(named([one], 'lanreotide', 'before')).toEqual(['one surgery 1']);
  });
  it('is asked at a treatment, and nowhere else', () => {
    const text = one.source.text;
    expect(treatmentAt(one, text.indexOf('CAPTEM') + 2, meaning)).toMatchObject({
      text: 'CAPTEM',
      sequence: 's',
    });
    expect(treatmentAt(one, text.indexOf('otherwise'), meaning)).toBeNull();
  });
});

describe('imports of files that move', () => {
  const draft = file(
    '/g/draft.sequitur',
    'import "shared/people.sequitur"\nsequence s { lanreotide }',
  );
  const people = file(
    '/g/shared/people.sequitur',
    'import "../more.sequitur"\npopulation p { grade G1 }',
  );
  const texts = (from: string, to: string) =>
    movedImports([draft, people], [{ from, to }]).map(({ path, text }) => `${path} ${text}`);

  it('follow the file, and lead back from it', () => {
    expect(texts('/g/shared/people.sequitur', '/g/people.sequitur')).toEqual([
      '/g/draft.sequitur "./people.sequitur"',
      '/g/shared/people.sequitur "./more.sequitur"',
    ]);
  });
  it('follow a folder', () => {
    expect(texts('/g/shared', '/g/old/shared')).toEqual([
      '/g/draft.sequitur "./old/shared/people.sequitur"',
      '/g/shared/people.sequitur "../../more.sequitur"',
    ]);
  });
  it('stay where nothing they name moves', () => {
    expect(texts('/g/other.sequitur', '/g/another.sequitur')).toEqual([]);
  });
});
