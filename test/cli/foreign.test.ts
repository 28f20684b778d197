/** Files of other tools and in odd places on the command line. */

import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Folder, overclaimed, population, run, sound } from './process.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

describe('what is not read is said', () => {
  test('a block that is none, in a document that holds no other', async () => {
    folder.write('a.md', `# x\n\n\`\`\`seqitur\n${sound}\`\`\`\n`);
    const { out, code } = await folder.run(['check', '.']);
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /3:4 information unread-block .* its language is `seqitur`/,
    );
    expect(code).toBe(0);
  });

  test('endings of names count in upper case as well', async () => {
    for (const name of ['A.SEQUITUR', 'a/GUIDE.MD', 'b/Draft.Qmd', 'c/report.RMD'])
      folder.write(name, name.endsWith('R') ? sound : `\`\`\`sequitur\n${sound}\`\`\`\n`);
    const { out } = await folder.run(['check', '--format', 'json']);
    expect(JSON.parse(out).files.map(({ path }: { path: string }) => path)).toEqual([
      'A.SEQUITUR',
      'a/GUIDE.MD',
      'b/Draft.Qmd',
      'c/report.RMD',
    ]);
  });

  test('a pattern of an override that matches no file, with its place', async () => {
    folder.write('a/x.sequitur', sound);
    folder.write('b/y.sequitur', sound);
    folder.write(
      'sequitur.config.json',
      `{ "overrides": [
  { "files": ["./a/**", "b/**"], "severity": { "missing-grade": "off" } },
  { "files": "guidelines/**", "severity": { "missing-grade": "off" } },
  { "files": ["*.sequitur", "!c/**", "d.md"], "severity": { "missing-grade": "off" } } ] }`,
    );
    const { err, code } = await folder.run(['check', 'a/x.sequitur']);
    expect(err.trim().split('\n')).toEqual([
      expect.stringContaining('sequitur.config.json:3:5: the pattern "guidelines/**"'),
      expect.stringContaining('sequitur.config.json:4:38: the pattern "d.md"'),
    ]);
    expect(code).toBe(0);
  });
});

describe('a run below the root of a repository', () => {
  const runThere = async (...words: readonly string[]): Promise<string> =>
    (await run(['check', ...words], join(folder.path, 'guideline'))).out;

  beforeEach(() => {
    folder.write('.git/HEAD', 'ref: refs/heads/main\n');
    folder.write('guideline/draft.sequitur', population + overclaimed);
    folder.write('other/b.sequitur', population + overclaimed);
  });

  test('names files from the root in SARIF, and says what the root is', async () => {
    const log = JSON.parse(
      await runThere('--format', 'sarif', '--docs-url', 'https://example.org/s', '.', '../other'),
    );
    const [report] = log.runs;
    expect(report.originalUriBaseIds['%SRCROOT%'].uri).toBe(`file://${folder.path}/`);
    expect(report.artifacts.map(({ location }: { location: unknown }) => location)).toEqual([
      { uri: 'guideline/draft.sequitur', uriBaseId: '%SRCROOT%' },
      { uri: 'other/b.sequitur', uriBaseId: '%SRCROOT%' },
    ]);
    expect(report.tool.driver.informationUri).toBe('https://example.org/s');
    expect(report.tool.driver.rules[0].helpUri).toContain('https://example.org/s/');
    const above = JSON.parse((await folder.run(['check', '--format', 'sarif', 'guideline'])).out);
    expect(above.runs[0].results.map((result: unknown) => fingerprints(result))).toEqual(
      report.results
        .map((result: unknown) => fingerprints(result))
        .slice(0, above.runs[0].results.length),
    );
  });
  const fingerprints = (result: unknown): unknown =>
    typeof result === 'object' && result !== null && 'partialFingerprints' in result
      ? result.partialFingerprints
      : null;

  test('and in the formats of GitHub and GitLab; others start where the run does', async () => {
    expect(await runThere('--format', 'github')).toContain('file=guideline/draft.sequitur,');
    const [finding] = JSON.parse(await runThere('--format', 'gitlab'));
    expect(finding.location.path).toBe('guideline/draft.sequitur');
    expect(await runThere('--format', 'unix')).toMatch(/^draft\.sequitur:/);
    const part = await runThere('--format', 'json', '--shard', '1/1');
    folder.write('guideline/part.json', part);
    const merged = await run(
      ['merge', 'part.json', '--format', 'gitlab'],
      join(folder.path, 'guideline'),
    );
    expect(JSON.parse(merged.out)[0].location.path).toBe('guideline/draft.sequitur');
  });

  test('outside of a repository they start at the working directory', async () => {
    const lonely = new Folder();
    try {
      lonely.write('a/draft.sequitur', population + overclaimed);
      const { out } = await run(['check', '--format', 'sarif'], join(lonely.path, 'a'));
      const [report] = JSON.parse(out).runs;
      expect(report.artifacts[0].location.uri).toBe('draft.sequitur');
      expect(report.originalUriBaseIds['%SRCROOT%'].uri).toBe(`file://${lonely.path}/a/`);
    } finally {
      lonely.remove();
    }
  });
});

test('Quarto: the bibliography of the front matter and an included document', async () => {
  folder.write(
    'main.qmd',
    '---\nbibliography: refs.bib\n---\n\n{{< include _pop.qmd >}}\n\n```{sequitur}\nsequence s for p {\n  everolimus [I, A] @ray\n}\n```\n',
  );
  folder.write(
    '_pop.qmd',
    '```{sequitur}\npopulation p { tumour pancreatic-net grade G1, G2 }\nsequence t for q { everolimus }\n```\n',
  );
  folder.write('refs.bib', '@article{ray, title={S}, doi={10.1056/NEJMoa1009290}}\n');
  const { out } = await folder.run(['check', '.', '--format', 'unix']);
  const errors = out.split('\n').filter((line) => /error|warning/.test(line));
  expect(errors).toEqual([expect.stringMatching(/^_pop\.qmd:3:16: error: .*`q`/)]);
});

describe('lists of others', () => {
  const header =
    'Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes,';
  const row = (doi: string): string =>
    `1,T,S,I,J,P,C,A,,Article;,3/9/2025 0:00,10.1000/n,0,1/1/2011 0:00,${doi},0,Retraction,+Error;,No,,`;

  test('evidence integrity names what was retracted, the date and the sum of the list, and what cannot be checked', async () => {
    folder.write(
      'refs.bib',
      '@article{mine, title = {X}, doi = {10.1000/mine}}\n@book{b, title = {Y}}\n',
    );
    folder.write('a.md', `---\nbibliography: refs.bib\n---\n\n\`\`\`sequitur\n${sound}\`\`\`\n`);
    folder.write('list.csv', `${header}\n${row('10.1000/MINE')}\n`);
    const { out, code } = await folder.run(['evidence', 'integrity', '--from', 'list.csv']);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^list\.csv: 1 notice, the newest of 2025-03-09; saved \d{4}-\d\d-\d\d\nSHA-256 [0-9a-f]{64}\n/,
    );
    expect(out).toContain('RETRACTED 2025-03-09: @mine (refs.bib), X');
    expect(out).toContain(
      'refs.bib: 2 papers: 1 retracted, 0 with another notice, 0 not listed as of 2025-03-09, 1 not checkable',
    );
    const alone = await folder.run([
      'evidence',
      'integrity',
      '--from',
      'list.csv',
      'refs.bib',
      '--format',
      'json',
    ]);
    const { list, papers } = JSON.parse(alone.out);
    expect(list).toMatchObject({ rows: 1, newest: '2025-03-09' });
    expect(papers.find(({ key }: { key: string }) => key === 'b')).toMatchObject({
      status: 'not-checkable',
    });
  });

  test('a list that is cut is refused with the next step', async () => {
    folder.write('list.csv', `${header}\n${row('10.1000/x').slice(0, 40)}`);
    const { err, code, out } = await folder.run(['evidence', 'integrity', '--from', 'list.csv']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/cut.*Download the whole list/s);
  });

  test('evidence coverage tells the studies of a review in a table', async () => {
    folder.write(
      'review.ris',
      'TY  - JOUR\nAU  - Yao, JC\nTI  - Everolimus for Advanced Pancreatic Neuroendocrine Tumors\nPY  - 2011\nER  - \nTY  - JOUR\nAU  - Doe, J\nTI  - Sunitinib | a trial\nPY  - 1999\nER  - \n',
    );
    const { out } = await folder.run(['evidence', 'coverage', '--against', 'review.ris']);
    expect(out).toContain('holds 1 of 2 records of review.ris.');
    expect(out).toContain('| Yao 2011 | @RADIANT-3/primary | same title and year |');
    expect(out).toContain(
      '| Doe 1999 | no | no report of pnet-2026.2 has its title with year; its title names sunitinib | Sunitinib \\| a trial |',
    );
  });

  test('evidence new reads a study of the registry and says that the base has it', async () => {
    folder.write(
      'NCT00510068.json',
      JSON.stringify({
        protocolSection: { identificationModule: { nctId: 'NCT00510068', briefTitle: 'T' } },
      }),
    );
    const { out, err, code } = await folder.run(['evidence', 'new', 'NCT00510068.json']);
    expect(code).toBe(0);
    expect(out).toContain('id: "NCT00510068"');
    expect(err).toMatch(/already as @RADIANT-3 \(same registry id\)/);
  });
});
