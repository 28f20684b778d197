import { describe, expect, it } from 'vitest';
import {
  referenceLenses,
  referencesInWords,
  referencesTo,
} from '../../server/src/features/code-lens/references.ts';
import { project, withMarks } from './view.ts';

const files = project({
  'people.sequitur':
    'population p { tumour nec }\npopulation P2 within p { growth rapid }\nsequence s for p { everolimus }\npopulation { grade G1 }\n',
  'using.sequitur':
    'import "people.sequitur"\nsequence p for P { sunitinib }\nprefer s over p for p\n',
  'other.sequitur': 'population p { tumour nec }\nsequence s for p { sunitinib }\n',
});
const file = (path: string) => {
  const found = files.get(path);
  if (found === undefined) throw new Error(`there is no ${path}`);
  return found;
};
/** Every file with the references of a name of `people.sequitur` marked. */
function marks(kind: 'population' | 'sequence', name: string): Readonly<Record<string, string>> {
  const uses = referencesTo({ kind, name }, file('people.sequitur'), files)?.uses ?? [];
  const paths = [...new Set(uses.map(({ path }) => path))];
  return Object.fromEntries(
    paths.map((path) => [
      path,
      withMarks(
        file(path).source.text,
        uses.filter((use) => use.path === path).map(({ span }) => span),
      ),
    ]),
  );
}

describe('the lens above a name', () => {
  it('stands at each population, and at a sequence that its file prefers or not', () => {
    const { source } = file('using.sequitur');
    expect(
      withMarks(
        source.text,
        referenceLenses(source).map(({ span }) => span),
      ),
    ).toBe('import "people.sequitur"\nsequence ⟦p⟧ for P { sunitinib }\nprefer s over p for p\n');
  });

  it('leaves out sequences that nothing names, and what has no name', () => {
    const { source } = file('people.sequitur');
    expect(
      withMarks(
        source.text,
        referenceLenses(source).map(({ span }) => span),
      ),
    ).toBe(
      'population ⟦p⟧ { tumour nec }\npopulation ⟦P2⟧ within p { growth rapid }\nsequence s for p { everolimus }\npopulation { grade G1 }\n',
    );
  });

  it('counts the uses of what it stands at, and of nothing else by that name', () => {
    expect(marks('population', 'P')).toEqual({
      'people.sequitur':
        'population p { tumour nec }\npopulation P2 within ⟦p⟧ { growth rapid }\nsequence s for ⟦p⟧ { everolimus }\npopulation { grade G1 }\n',
      'using.sequitur':
        'import "people.sequitur"\nsequence p for ⟦P⟧ { sunitinib }\nprefer s over p for ⟦p⟧\n',
    });
    expect(marks('sequence', 's')).toEqual({
      'using.sequitur':
        'import "people.sequitur"\nsequence p for P { sunitinib }\nprefer ⟦s⟧ over p for p\n',
    });
    expect(marks('population', 'P2')).toEqual({});
  });

  it('finds nothing for a name that is declared no more', () => {
    expect(
      referencesTo({ kind: 'sequence', name: 'p' }, file('people.sequitur'), files),
    ).toBeNull();
  });

  it('says the number as people do', () => {
    expect([0, 1, 2].map(referencesInWords)).toEqual([
      'no references',
      '1 reference',
      '2 references',
    ]);
  });
});
