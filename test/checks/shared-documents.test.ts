/**
 * Documents of Quarto and R Markdown that share one text, and the bibliographies that they name
 * around their blocks.
 */
import { expect, test } from 'vitest';
import { createEngine } from '../../server/src/checks/engine.ts';
import { bibliographiesIn, includesIn } from '../../server/src/markdown/host-document.ts';
import { memoryHost } from '../../server/src/workspace/host.ts';

/** `line:code …` of each finding above information in one of the files, and the engine. */
async function told(
  files: Readonly<Record<string, string>>,
  name: string,
): Promise<readonly string[]> {
  const all = new Map(Object.entries(files).map(([file, text]) => [`/p/${file}`, text]));
  const host = memoryHost({ files: all, today: '2026-11-01' });
  const engine = createEngine({ host, root: '/p' });
  const { diagnostics, error } = await engine.check(`/p/${name}`);
  if (error !== null) throw new Error(error);
  const text = files[name] ?? '';
  return diagnostics
    .filter(({ code, severity }) => severity !== 'information' || code === 'unused-population')
    .map(
      ({ span, code, message }) =>
        `${text.slice(0, span.start).split('\n').length} ${code}: ${message}`,
    );
}

const block = (text: string, info = '{sequitur}'): string => `\`\`\`${info}\n${text}\n\`\`\`\n`;
const population = block('population p { tumour pancreatic-net  grade G1, G2 }');
const sequence = (citation = '@RADIANT-3'): string =>
  block(`sequence s for p {\n  everolimus [I, A] ${citation}\n}`);
const refs = '@article{ray, title={S}, doi={10.1056/NEJMoa1009290}}\n';

test.each<[name: string, files: Record<string, string>]>([
  [
    'an include',
    { 'main.qmd': `{{< include _pop.qmd >}}\n\n${sequence()}`, '_pop.qmd': population },
  ],
  [
    'through another, from a folder, in quotation marks',
    {
      'main.qmd': `{{< include "parts/_a b.qmd" >}}\n\n${sequence()}`,
      'parts/_a b.qmd': 'Text\n\n{{< include _pop.md >}}\n',
      'parts/_pop.md': population,
    },
  ],
  [
    'from the folder of the project',
    {
      '_quarto.yml': 'project:\n  type: website\n',
      'a/main.qmd': `{{< include /_pop.qmd >}}\n\n${sequence()}`,
      '_pop.qmd': population,
    },
  ],
  [
    'children of knitr',
    {
      'main.Rmd': `\`\`\`{r, echo=FALSE, child = c("x.Rmd", 'pop.Rmd')}\n\`\`\`\n\n${sequence()}`,
      'x.Rmd': 'Text\n',
      'pop.Rmd': population,
    },
  ],
])('a population of the other document is known: %s', async (_, files) => {
  for (const name of Object.keys(files))
    if (/main/.test(name)) expect(await told(files, name)).toEqual([]);
});

test('a part that is included sees the names, the directives and the bibliography of the document that includes it', async () => {
  const files = {
    'main.qmd': `---\nbibliography: refs.bib\n---\n\n${block('evidence pnet as of 2010-01-01')}\n${population}\n{{< include _seq.qmd >}}\n`,
    '_seq.qmd': sequence('@ray'),
    'refs.bib': refs,
  };
  expect(await told(files, 'main.qmd')).toEqual([expect.stringMatching(/^6 stale-pin/)]);
  expect(await told(files, '_seq.qmd')).toEqual([
    expect.stringMatching(/^3 agent-overclaim: .*as of 2010-01-01/),
    expect.stringMatching(/^3 published-after-pin/),
  ]);
});

test('findings have their places in the document where they arise, and no others are told there', async () => {
  const files = {
    'main.qmd': `Text\n\n{{< include _pop.qmd >}}\n\n${sequence()}`,
    '_pop.qmd': `${population}\n${block('sequence t for nobody { everolimus }')}`,
  };
  expect(await told(files, 'main.qmd')).toEqual([]);
  expect(await told(files, '_pop.qmd')).toEqual([
    expect.stringMatching(/^6 unknown-name: There is no population called `nobody`/),
  ]);
});

test('a name of both is told where it stands a second time', async () => {
  const files = {
    'main.qmd': `{{< include _pop.qmd >}}\n\n${population}\n${sequence()}`,
    '_pop.qmd': population,
  };
  expect(await told(files, 'main.qmd')).toEqual([
    expect.stringMatching(/^4 duplicate-name.*_pop\.qmd/),
  ]);
});

test('an include that leads nowhere is told at its place; one of another kind is none of ours', async () => {
  const files = {
    'main.qmd': `{{< include _none.qmd >}}\n\n{{< include code.R >}}\n\n{{< include ../out.qmd >}}\n\n${population}${sequence()}`,
  };
  expect(await told(files, 'main.qmd')).toEqual([
    expect.stringMatching(/^1 unresolved-import: Cannot import "_none.qmd"/),
    expect.stringMatching(/^5 unresolved-import: .*outside the project/),
  ]);
});

test('two documents may include each other, and one may include itself', async () => {
  const files = {
    'a.qmd': `{{< include b.qmd >}}\n{{< include a.qmd >}}\n\n${population}`,
    'b.qmd': `{{< include a.qmd >}}\n\n${sequence()}`,
  };
  expect(await told(files, 'a.qmd')).toEqual([]);
  expect(await told(files, 'b.qmd')).toEqual([]);
});

test('a block that is a file of its own shares bibliographies and no names', async () => {
  const files = {
    'main.qmd': `---\nbibliography: refs.bib\n---\n\n${population}${sequence()}\n${block('population p { tumour pancreatic-net  grade G1, G2 }\nsequence s for p { everolimus [I, A] @ray }', '{sequitur, separate}')}`,
    'refs.bib': refs,
  };
  expect(await told(files, 'main.qmd')).toEqual([]);
});

test.each([
  ['one', 'bibliography: refs.bib', 'main.qmd'],
  ['a list', 'bibliography:\n  - none-of-these.json\n  - "refs.bib"', 'main.qmd'],
  ['a list in one line', "title: x\nbibliography: ['refs.bib']\nformat: html", 'main.md'],
  ['Windows lines', 'title: x\r\nbibliography: refs.bib\r', 'main.Rmd'],
])('a bibliography of front matter: %s', async (_, yaml, name) => {
  const files = {
    [name]: `---\n${yaml}\n---\n\n${population}${sequence('@ray')}`,
    'refs.bib': refs,
    'none-of-these.json': '[]',
  };
  expect(await told(files, name)).toEqual([]);
});

test('bibliographies of the project, of RIS and of CSL in YAML', async () => {
  const files = {
    '_quarto.yml': 'bibliography: [lib/refs.yaml, lib/refs.ris]\n',
    'book/main.qmd': `${population}${sequence('@ray')}${block('sequence t for p { everolimus [I, A] @yao }')}`,
    'lib/refs.yaml':
      'references:\n  - id: ray\n    type: article-journal\n    title: S\n    DOI: 10.1056/NEJMoa1009290\n',
    'lib/refs.ris': 'TY  - JOUR\nID  - yao\nTI  - S\nDO  - 10.1056/NEJMoa1009290\nER  - \n',
  };
  expect(await told(files, 'book/main.qmd')).toEqual([]);
});

test('one that is missing is told where it is named', async () => {
  const files = {
    'main.qmd': `---\ntitle: x\nbibliography: [refs.bib]\n---\n\n${population}${sequence()}`,
  };
  expect(await told(files, 'main.qmd')).toEqual([
    expect.stringMatching(/^3 unusable-bibliography: The bibliography "refs.bib"/),
  ]);
});

test('RIS without an identifier cannot be cited by a key, which is said', async () => {
  const { readBibliography } = await import(
    '../../server/src/evidence/bibliography/read-bibliography.ts'
  );
  const record = 'TY  - JOUR\nTI  - S\nER  - \n';
  expect(await readBibliography('a.ris', record)).toMatchObject({
    kind: 'broken',
    reason: expect.stringContaining('`ID`'),
  });
  expect(
    await readBibliography('a.ris', `${record}\nTY  - JOUR\nID  - x\nTI  - S\nER  - \n`),
  ).toMatchObject({
    entries: [{ key: 'x' }],
    unread: [{ line: 1 }],
  });
});

test.each([
  ['`{{{< include a.qmd >}}}`'],
  ['text {{< include a.qmd >}} text'],
  ['{{< include a.R >}}'],
  ['{{< video a.qmd >}}'],
  ['```{r child=x}\n```'],
])('no include: %s', (text) => {
  expect(includesIn(text)).toEqual([]);
});

test.each([
  ['no front matter', 'bibliography: a.bib\n'],
  ['not at the top', 'Text\n---\nbibliography: a.bib\n---\n'],
  ['broken YAML', '---\nbibliography: [a.bib\n---\n'],
  ['something else', '---\nbibliography: {a: b}\n---\n'],
  ['not closed', '---\nbibliography: a.bib\n'],
])('no bibliography: %s', (_, text) => {
  expect(bibliographiesIn(text).filter(({ written }) => written !== 'a.bib')).toEqual([]);
  expect(bibliographiesIn(text).length).toBeLessThanOrEqual(1);
});

test('the place of a path is where it stands', () => {
  const text = '\ufeff---\r\nbibliography:\r\n- a.bib\r\n- "b.bib"\r\n---\r\n';
  expect(bibliographiesIn(text).map(({ span }) => text.slice(span.start, span.end))).toEqual([
    'a.bib',
    '"b.bib"',
  ]);
  const [one] = includesIn('x\n  {{< include  parts/a.qmd >}}\n');
  expect(one).toMatchObject({ written: 'parts/a.qmd', span: { start: 17, end: 28 } });
});
