import { describe, expect, it } from 'vitest';
import { declarationOf, highlights, rename, usesOf } from '../../server/src/features/references.ts';
import { parse } from '../../server/src/syntax/parser.ts';
import { marked, project, withMarks } from './view.ts';

/** Files with the cursor in one of them. */
function at(files: Readonly<Record<string, string>>) {
  const [path = '', source = ''] =
    Object.entries(files).find(([, text]) => text.includes('┆')) ?? [];
  const { text, offset } = marked(source);
  const all = project({ ...files, [path]: text });
  const file = all.get(path);
  if (file === undefined) throw new Error('no file has a cursor');
  return { file, offset, all, text: (name: string) => all.get(name)?.source.text ?? '' };
}
const shown = (
  found: readonly {
    readonly path: string;
    readonly span: { readonly start: number; readonly end: number };
  }[],
  text: (path: string) => string,
  path: string,
) =>
  withMarks(
    text(path),
    found.filter((one) => one.path === path).map(({ span }) => span),
  );

const shared = 'population net { tumour net }\nsequence first for net { ssa }';
const user =
  'import "shared.sequitur"\npopulation pancreatic within net { tumour pancreatic-net }\nsequence own for pancreatic { ssa -> everolimus }\nprefer own over first for NET';

describe('names', () => {
  it('lead to their declaration, in any spelling that means the same', () => {
    const { file, offset, all, text } = at({
      '/a.sequitur':
        'population advanced-pnet { tumour net }\nsequence s for Advanced_PN┆ET { ssa }',
    });
    const found = declarationOf(file, offset, all);
    expect(found === null ? '' : shown([found], text, '/a.sequitur')).toBe(
      'population ⟦advanced-pnet⟧ { tumour net }\nsequence s for Advanced_PNET { ssa }',
    );
  });

  it('lead into imported files', () => {
    const { file, offset, all, text } = at({
      '/shared.sequitur': shared,
      '/a.sequitur': user.replace('within net', 'within n┆et'),
    });
    const found = declarationOf(file, offset, all);
    expect(found === null ? '' : shown([found], text, '/shared.sequitur')).toContain(
      'population ⟦net⟧',
    );
  });

  it('do not lead into what an imported file imports', () => {
    const { file, offset, all } = at({
      '/c.sequitur': shared,
      '/b.sequitur': 'import "c.sequitur"',
      '/a.sequitur': 'import "b.sequitur"\nsequence s for n┆et { ssa }',
    });
    expect(declarationOf(file, offset, all)).toBeNull();
  });

  it('are found wherever they mean the same declaration', () => {
    const { file, offset, all, text } = at({
      '/shared.sequitur': shared.replace('population net', 'population n┆et'),
      '/a.sequitur': user,
      '/other.sequitur': 'population net { tumour nec }\nsequence x for net { ssa }',
    });
    const uses = usesOf(file, offset, all);
    expect(shown(uses, text, '/a.sequitur')).toBe(
      user.replace('within net', 'within ⟦net⟧').replace('for NET', 'for ⟦NET⟧'),
    );
    expect(shown(uses, text, '/shared.sequitur')).toBe(
      'population ⟦net⟧ { tumour net }\nsequence first for ⟦net⟧ { ssa }',
    );
    expect(uses.some(({ path }) => path === '/other.sequitur')).toBe(false);
    expect(uses.filter(({ declares }) => declares)).toHaveLength(1);
  });

  it('of populations and of sequences are apart', () => {
    const { file, offset, all, text } = at({
      '/a.sequitur': 'population s { tumour net }\nsequence s for ┆s { ssa }\nprefer s over s',
    });
    expect(shown(usesOf(file, offset, all), text, '/a.sequitur')).toBe(
      'population ⟦s⟧ { tumour net }\nsequence s for ⟦s⟧ { ssa }\nprefer s over s',
    );
  });
});

describe('rename', () => {
  const files = {
    '/shared.sequitur': shared,
    '/a.sequitur': user.replace('within net', 'within n┆et'),
  };

  it('changes every use in every file', () => {
    const { file, offset, all } = at(files);
    const result = rename(file, offset, 'neuroendocrine', all);
    expect('edits' in result ? result.edits.map(({ path }) => path) : result).toEqual([
      '/a.sequitur',
      '/a.sequitur',
      '/shared.sequitur',
      '/shared.sequitur',
    ]);
  });

  it.each([
    ['pancreatic', /already is a population/],
    ['two words', /is no name/],
    ['12', /is no name/],
    ['', /is no name/],
    ['within', /word of the language/],
  ])('refuses “%s” and says why', (to, reason) => {
    const { file, offset, all } = at(files);
    const result = rename(file, offset, to, all);
    expect('refused' in result ? result.refused : '').toMatch(reason);
  });

  it('may change the spelling of a name', () => {
    const { file, offset, all } = at(files);
    expect('edits' in rename(file, offset, 'Net', all)).toBe(true);
  });

  it('refuses treatments: their names are the base’s', () => {
    const { file, offset, all } = at({ '/a.sequitur': 'sequence s { ever┆olimus }' });
    expect('refused' in rename(file, offset, 'x', all)).toBe(true);
  });
});

describe('highlight', () => {
  it('shows a treatment under all its names', () => {
    const { text, offset } = marked('sequence s { ever┆olimus -> sunitinib -> Afinitor }');
    const meaning = (name: string) => (name === 'Afinitor' ? 'everolimus' : name);
    expect(withMarks(text, highlights(parse(text), offset, meaning))).toBe(
      'sequence s { ⟦everolimus⟧ -> sunitinib -> ⟦Afinitor⟧ }',
    );
  });
});
