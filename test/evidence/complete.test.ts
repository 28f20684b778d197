/** Saved records of PubMed, Crossref and reference managers that fill the gaps of citations. */
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { embeddedData } from '../../server/src/evidence/base.ts';
import { compareCitation } from '../../server/src/evidence/bibliography/compare-citation.ts';
import {
  filledGaps,
  planCompletion,
  sourceOf,
} from '../../server/src/evidence/bibliography/complete.ts';
import { filledStudy, shortenedList } from '../../server/src/evidence/bibliography/fill-yaml.ts';
import { gapQueries, joinedQueries } from '../../server/src/evidence/bibliography/gap-queries.ts';
import { gapsOf, isPaper } from '../../server/src/evidence/bibliography/gaps.ts';
import {
  matchRecord,
  type PlacedReport,
} from '../../server/src/evidence/bibliography/match-record.ts';
import { readRecords } from '../../server/src/evidence/bibliography/read-record.ts';
import type { Record } from '../../server/src/evidence/bibliography/record.ts';
import type { Citation, Report, Study } from '../../server/src/evidence/schema/schema.ts';
import { fileOf, formats, saved } from './saved-records.ts';

const placed: readonly PlacedReport[] = embeddedData().studies.flatMap((study) =>
  study.reports.map((report) => ({ key: `${study.id}/${report.id}`, study, report })),
);
/**
 * Papers of the base that lack nothing: what a record fills can be compared with what stands there.
 */
const complete = placed.filter(
  ({ report }) =>
    isPaper(report) && gapsOf(report).length === 0 && report.citation.issue !== undefined,
);
const known = (key: string): PlacedReport => {
  const found = placed.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no report ${key}`);
  return found;
};

/** The report with less in its citation. */
const without = (at: PlacedReport, fields: readonly (keyof Citation)[]): PlacedReport => {
  const citation = Object.fromEntries(
    Object.entries(at.report.citation).filter(
      ([field]) => !fields.includes(field as keyof Citation),
    ),
  ) as Citation;
  const seen = at.report.seen?.filter((field) => !fields.includes(field as keyof Citation));
  return { ...at, report: { ...at.report, citation, ...(seen && { seen }) } };
};
function recordsIn(file: string, text: string): readonly Record[] {
  const read = readRecords(file, text);
  if (read.kind === 'broken') throw new Error(read.reason);
  expect(read.unread).toEqual([]);
  return read.records;
}
const stripped = ['volume', 'issue', 'page', 'DOI', 'PMID'] as const;

describe.each(formats)('records as %s', (format) => {
  const papers = complete
    .filter((_, index) => index % formats.length === formats.indexOf(format))
    .slice(0, 5);
  const records = recordsIn(
    fileOf[format],
    saved(
      format,
      papers.map(({ report }) => report.citation),
    ),
  );

  test('there are five of them', () => expect([papers.length, records.length]).toEqual([5, 5]));

  test.each([
    ['DOI', ['volume', 'issue', 'page', 'PMID'] as const],
    ['title', stripped],
  ] as const)('find their reports by %s, and fill what these lack', (by, fields) => {
    const poorer = placed.map((one) => (papers.includes(one) ? without(one, fields) : one));
    const { completions, unmatched } = planCompletion(poorer, records, { named: null, hosts: [] });
    expect(unmatched).toEqual([]);
    expect(completions.map(({ at }) => at.key)).toEqual(papers.map(({ key }) => key));
    for (const [index, completion] of completions.entries()) {
      expect(completion.by).toBe(by);
      const own = papers[index]?.report.citation;
      const filled = Object.fromEntries(
        completion.changes.flatMap(({ field, kind, value }) =>
          kind === 'fills' ? [[field, value]] : [],
        ),
      );
      for (const field of fields) {
        // Crossref knows no PMID.
        if (format === 'crossref' && field === 'PMID') continue;
        const value = filled[field];
        expect(typeof value === 'string' && field === 'DOI' ? value.toLowerCase() : value).toBe(
          field === 'DOI' ? own?.DOI?.toLowerCase() : own?.[field],
        );
      }
      expect(completion.changes.filter(({ kind }) => kind === 'differs')).toEqual([]);
    }
  });

  test('add nothing to reports that lack nothing', () => {
    const { completions } = planCompletion(placed, records, { named: null, hosts: [] });
    const changes = completions.flatMap(({ changes }) => changes);
    expect(changes.filter(({ field }) => (stripped as readonly string[]).includes(field))).toEqual(
      [],
    );
    expect(changes.filter(({ kind }) => kind === 'differs')).toEqual([]);
  });
});

describe('matching', () => {
  const radiant = known('RADIANT-3/primary');
  const record = (citation: Partial<Citation>, registry: string[] = []): Record => ({
    citation: { ...radiant.report.citation, ...citation },
    ...{ origin: 'PubMed', publicationTypes: [], notices: [] },
    firstPublic: citation.issued ?? radiant.report.firstPublic,
    registry,
  });
  const { DOI: _doi, PMID: _pmid, ...numberless } = radiant.report.citation;
  const bare = (citation: Partial<Citation> = {}): Record => ({
    ...record(citation),
    citation: { ...numberless, ...citation },
  });

  test('a number decides, whatever the title says', () => {
    expect(matchRecord(placed, record({ title: 'Another title' }))).toMatchObject({
      kind: 'one',
      at: { key: 'RADIANT-3/primary' },
      by: 'DOI',
    });
  });
  test('numbers of two reports lead to neither', () => {
    const other = known('CABINET/primary').report.citation;
    expect(matchRecord(placed, record({ PMID: other.PMID }))).toEqual({
      kind: 'several',
      keys: expect.arrayContaining(['RADIANT-3/primary', 'CABINET/primary']),
    });
  });
  test.each([
    ['the same title, year and author', {}, 'one'],
    ['the year of print', { issued: '2012' }, 'one'],
    ['a year far off', { issued: '2014' }, 'none'],
    ['another first author', { author: [{ family: 'Pavel', given: 'M' }] }, 'none'],
    [
      'the beginning of the title',
      { title: 'Everolimus for advanced pancreatic neuroendocrine' },
      'one',
    ],
    ['too short a beginning', { title: 'Everolimus for advanced' }, 'none'],
  ] as const)('without a number: %s', (_, citation, kind) => {
    expect(matchRecord(placed, bare(citation as Partial<Citation>)).kind).toBe(kind);
  });
  test('a title with another DOI is another paper', () => {
    expect(matchRecord(placed, bare({ DOI: '10.1000/another' })).kind).toBe('none');
  });
  test('the registry names the reports it may be', () => {
    const match = matchRecord(placed, {
      ...bare({ title: 'A new report of it' }),
      registry: ['NCT00510068'],
    });
    expect(match).toMatchObject({
      kind: 'none',
      near: expect.arrayContaining(['RADIANT-3/final-os']),
    });
  });
});

describe('comparing', () => {
  const report = (citation: Partial<Citation>, own: Partial<Report> = {}): Report => ({
    ...known('RADIANT-3/primary').report,
    citation: { ...known('RADIANT-3/primary').report.citation, ...citation },
    ...own,
  });
  const against = (own: Report, citation: Partial<Citation>, firstPublic = own.firstPublic) =>
    compareCitation(own, {
      citation: {
        type: 'article-journal',
        author: [],
        title: own.citation.title,
        issued: own.citation.issued,
        ...citation,
      },
      ...{ origin: 'PubMed', publicationTypes: [], notices: [] },
      firstPublic,
      registry: [],
    }).map(({ field, kind, value }) => [field, kind, value]);

  test.each([
    [{ page: '514-23' }, []],
    [{ page: '514-524' }, [['page', 'differs', '514-524']]],
    [{ 'container-title': 'The New England journal of medicine' }, []],
    [
      { 'container-title': 'Lancet (London, England)' },
      [['container-title', 'differs', 'Lancet (London, England)']],
    ],
    [{ volume: '365' }, [['volume', 'differs', '365']]],
    [{ DOI: '10.1056/nejmoa1009290' }, []],
    [{ PMCID: 'PMC4208619' }, [['PMCID', 'fills', 'PMC4208619']]],
  ])('%j', (citation, changes) => expect(against(report({}), citation)).toEqual(changes));

  test('a first page is completed by the last, an author by the others', () => {
    const short = report({
      page: '514',
      author: [{ family: 'Yao', given: 'JC' }, { literal: 'et al.' }],
    });
    const all = [
      { family: 'Yao', given: 'James C' },
      { family: 'Shah', given: 'Manisha H' },
    ];
    expect(against(short, { page: '514-23', author: all })).toEqual([
      ['author', 'completes', all],
      ['page', 'completes', '514-523'],
    ]);
  });
  test('what nobody saw gives way; a description becomes the title', () => {
    const guessed = report(
      { volume: '1', title: 'RADIANT-3 (title not seen)' },
      { seen: ['author', 'DOI'] },
    );
    const changes = against(guessed, { volume: '364', title: 'Everolimus' });
    expect(changes).toContainEqual(['volume', 'fills', '364']);
    expect(changes).toContainEqual(['title', 'fills', 'Everolimus']);
  });
  test.each([
    ['2011', '2011-02-10', [['firstPublic', 'fills', '2011-02-10']]],
    ['2011-02-10', '2011-03', []],
    ['2011-02-10', '2011-01-20', [['firstPublic', 'differs', '2011-01-20']]],
    ['2017', '2016-01-05', [['firstPublic', 'differs', '2016-01-05']]],
  ])('first public %s beside a record of %s', (own, day, changes) =>
    expect(against(report({}, { firstPublic: own }), {}, day)).toEqual(changes),
  );
});

describe('writing', () => {
  const text = `id: MADE-UP
reports:
  - id: primary # the paper
    citation:
      type: article-journal
      author: []
      title: 'A title: with a colon' # as printed
      issued: '2011'
    seen: [title, issued]
    firstPublic: '2011'
    # a remark
    findings: []
  - id: other
    citation: {type: paper-conference, author: [], title: T, issued: '2012'}
    firstPublic: '2012'
`;
  const filled = (report: number, changes: [string, unknown][], via?: string) =>
    filledStudy(
      text,
      report,
      changes.map(([field, value]) => ({ field, kind: 'fills', own: undefined, value }) as never),
      { source: 'https://pubmed.ncbi.nlm.nih.gov/1/', ...(via === undefined ? {} : { via }) },
    );

  test('leaves all else as it was written', () => {
    const changed = filled(0, [
      ['author', [{ family: "O'Brien, the", given: 'A' }, { literal: 'The Group' }]],
      ['volume', '7'],
      ['DOI', '10.1000/a(b)'],
      ['firstPublic', '2011-02-10'],
    ]);
    const own: unknown = parse(changed);
    expect(own).toMatchObject({
      reports: [
        {
          citation: {
            author: [{ family: "O'Brien, the", given: 'A' }, { literal: 'The Group' }],
            title: 'A title: with a colon',
            volume: '7',
            DOI: '10.1000/a(b)',
          },
          seen: ['title', 'issued', 'author', 'volume', 'DOI'],
          citationSources: [
            {
              fields: ['author', 'volume', 'DOI', 'firstPublic'],
              source: 'https://pubmed.ncbi.nlm.nih.gov/1/',
            },
          ],
          firstPublic: '2011-02-10',
          findings: [],
        },
        { id: 'other' },
      ],
    });
    for (const kept of ['# the paper', '# as printed', '    # a remark\n'])
      expect(changed).toContain(kept);
    expect(changed.split('  - id: other')[1]).toBe(text.split('  - id: other')[1]);
    expect(changed).not.toMatch(/ \n/);
  });
  test('knows a citation on one line, and the copy that was read', () => {
    const changed = filled(1, [['number', '12']], 'https://mirror.example/a,b');
    expect(parse(changed)).toMatchObject({
      reports: [
        {},
        { citation: { number: '12' }, citationSources: [{ via: 'https://mirror.example/a,b' }] },
      ],
    });
  });
  test('a second source stands under the first', () => {
    const once = filled(0, [['volume', '7']]);
    const twice = filledStudy(
      once,
      0,
      [{ field: 'issue', kind: 'fills', own: undefined, value: '2' }],
      {
        source: 'https://doi.org/10.1000/x',
      },
    );
    expect(parse(twice)).toMatchObject({
      reports: [{ citationSources: [{ fields: ['volume'] }, { fields: ['issue'] }] }, {}],
    });
  });
  test('what is found leaves the list', () => {
    const list =
      'searches: {pages: x}\nnotFound:\n  - { at: A/b, missing: [volume, DOI], searched: [pages] }\n  - { at: C/d, missing: [date], searched: [pages] }\n';
    expect(shortenedList(list, 'A/b', ['volume'])).toContain('{ at: A/b, missing: [DOI], searched');
    expect(shortenedList(list, 'C/d', ['date'])).not.toContain('C/d');
    expect(shortenedList(list, 'E/f', ['date'])).toBe(list);
  });
  test('names the gaps that are closed', () => {
    const poor = without(known('RADIANT-3/primary'), ['page', 'DOI']);
    const change = (field: string) =>
      ({ field, kind: 'fills', own: undefined, value: 'x' }) as never;
    expect(filledGaps(poor, [change('number'), change('issue')])).toEqual(['page']);
  });
});

describe('where a record was read', () => {
  const record = (citation: Partial<Citation>, origin: Record['origin']): Record => ({
    citation: { type: 'article-journal', author: [], title: 'T', issued: '2011', ...citation },
    ...{ origin, firstPublic: '2011', registry: [], publicationTypes: [], notices: [] },
  });
  const numbers = { DOI: '10.1000/x', PMID: '1' };
  test.each([
    [record(numbers, 'PubMed'), { source: 'https://pubmed.ncbi.nlm.nih.gov/1/' }],
    [record(numbers, 'Crossref'), { source: 'https://doi.org/10.1000/x' }],
    [
      record({ URL: 'https://www.thelancet.com/a' }, 'file'),
      { source: 'https://www.thelancet.com/a' },
    ],
    [
      record({ ...numbers, URL: 'https://mirror.example/a' }, 'file'),
      { source: 'https://pubmed.ncbi.nlm.nih.gov/1/', via: 'https://mirror.example/a' },
    ],
    [
      record({ URL: 'https://mirror.example/a' }, 'file'),
      { source: 'not-seen', via: 'https://mirror.example/a' },
    ],
    [record({}, 'file'), null],
  ])('%#', (one, source) => expect(sourceOf(one, ['thelancet.com'])).toEqual(source));
});

describe('searches for what is missing', () => {
  const study = (own: Partial<Study>): Study => ({ ...known('TALENT/primary').study, ...own });
  const report = (citation: Partial<Citation>, seen?: string[]): Report => ({
    id: 'primary',
    kind: 'primary',
    citation: {
      type: 'article-journal',
      author: [],
      title: 'Lenvatinib: a trial (TALENT)',
      issued: '2021',
      ...citation,
    },
    firstPublic: '2021',
    ...(seen && { seen }),
  });
  test.each([
    [{ PMID: '1', DOI: '10.1000/x' }, '1[uid]', 'https://api.crossref.org/works/10.1000%2Fx'],
    [{ DOI: '10.1000/x' }, '"10.1000/x"[doi]', 'https://api.crossref.org/works/10.1000%2Fx'],
    [
      {},
      'Lenvatinib a trial TALENT[Title]',
      'https://api.crossref.org/works?rows=5&query.bibliographic=Lenvatinib%20a%20trial%20TALENT%202021',
    ],
    [
      { type: 'paper-conference' as const },
      null,
      'https://api.crossref.org/works?rows=5&query.bibliographic=Lenvatinib%20a%20trial%20TALENT%202021',
    ],
    [{ type: 'webpage' as const }, null, null],
  ])('%j', (citation, pubMed, crossref) =>
    expect(gapQueries(study({}), report(citation))).toMatchObject({ pubMed, crossref }),
  );
  test('a title that was not seen is looked for by author, year and trial', () => {
    const queries = gapQueries(
      study({ registry: [{ id: 'NCT02678780', verified: 'source' }] }),
      report({ title: 'TALENT (title not seen)', author: [{ family: 'Capdevila' }] }),
    );
    expect(queries.pubMed).toBe(
      'Capdevila[1au] AND 2020:2022[dp] AND (NCT02678780[si] OR TALENT[tiab] OR lenvatinib[tiab])',
    );
    expect(queries.crossref).toMatch(/query\.bibliographic=TALENT%20Capdevila%202021$/);
    expect(queries.exact).toBe(false);
  });
  test('exact searches are joined twenty at a time', () => {
    const queries = Array.from({ length: 41 }, (_, index) => ({
      pubMed: `${index}[uid]`,
      crossref: null,
      exact: index > 0,
    }));
    const joined = joinedQueries(queries);
    expect(joined.map((one) => one.split(' OR ').length)).toEqual([20, 20]);
    expect(joined.join()).not.toContain('(0[uid])');
  });
});
