import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codes } from '../../server/src/checks/catalogue/catalogue.ts';
import { Folder } from './process.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());
const where = ['--where', 'tumour pancreatic-net'];

describe('a transition', () => {
  test('has a verdict, two supports, every study, and sources', async () => {
    const { code, out } = await folder.run(['explain', 'everolimus -> cabozantinib', ...where]);
    expect(out).toMatch(/^Cabozantinib after everolimus: randomised after failure \(CABINET/);
    expect(out).toMatch(/\nHere: randomised after failure \(S2\)\n {2}Ceiling: ESMO I/);
    expect(out).toMatch(/\nThe agent: randomised/);
    expect(out).toMatch(/Studies weighed for this place\n {2}S2 {2}CABINET/);
    expect(out).toMatch(/\nAs of 2016-04-10\n {2}here indirect only \(S8\)/);
    expect(out).toMatch(/\nSources\n/);
    expect(out).toContain('https://doi.org/');
    expect(out).toMatch(/takes\s+no\s+patient\s+data/);
    expect(code).toBe(0);
  });
  test('fits 80 columns, links aside', async () => {
    const { out } = await folder.run(['explain', 'everolimus -> sunitinib', ...where]);
    expect(
      out.split('\n').filter((line) => line.length > 80 && !line.includes('https://')),
    ).toEqual([]);
  });
  test.each([
    [
      'oxford',
      'Ceiling: Oxford 2009 1b, ESMO I,',
      '“Individual RCT (with narrow confidence',
      'Oxford 2009: http',
    ],
    ['nccn', 'Ceiling: NCCN 1, ESMO I,', '“Based upon high-level evidence,', 'NCCN: https'],
    ['none', 'Ceiling: ESMO I,', '“Evidence from at least one large', 'ESMO: https'],
  ])(
    'gives the ceiling in %s first, with the line that defines it',
    async (system, ceiling, line, source) => {
      const step = ['explain', 'everolimus -> cabozantinib on progression', ...where];
      const { out } = await folder.run([...step, '--grading', system]);
      expect(out).toContain(ceiling);
      expect(out).toContain(line);
      expect(out).toContain(source);
      folder.write('graded.sequitur', `grading ${system}\n`);
      const asked = await folder.run([...step, '--file', 'graded.sequitur']);
      expect(asked.out).toBe(out);
    },
  );
  test('answers for a date', async () => {
    const { out } = await folder.run([
      'explain',
      'everolimus -> sunitinib',
      ...where,
      '--as-of',
      '2016-04-10',
    ]);
    expect(out).toMatch(/^Sunitinib after everolimus: not studied after this step/);
    expect(out).toContain('as of 2016-04-10');
  });
  test.each([
    ['evrolimus -> sunitinib', /evrolimus.*\n?.*everolimus/],
    ['everolimus ->', /treatment/i],
    ['', /needs a transition/],
  ])('%j is told what is wrong', async (asked, pattern) => {
    const { code, err } = await folder.run(['explain', asked, ...where]);
    expect(err).toMatch(pattern);
    expect(code).toBe(2);
  });
  test('a condition that nobody understands is told', async () => {
    const { code, err } = await folder.run([
      'explain',
      'everolimus -> sunitinib',
      '--where',
      'tumour pancreas-nett',
    ]);
    expect(err).toContain('pancreas-nett');
    expect(code).toBe(2);
  });
});

describe('with a file', () => {
  const draft = {
    'draft.sequitur':
      'import "common.sequitur"\nevidence pnet as of 2016-04-10\npopulation low within pnet { grade G1 }\nsequence s for low { everolimus }\n',
    'common.sequitur': 'population pnet { tumour pancreatic-net }\n',
    'notes.md':
      '# Notes\n\n```sequitur\npopulation anybody { tumour net }\nsequence s { everolimus }\n```\n',
  };
  const ask = async (name: string, file: string, ...more: readonly string[]) => {
    for (const [path, text] of Object.entries(draft)) folder.write(path, text);
    return folder.run([
      'explain',
      'everolimus -> cabozantinib',
      '--where',
      name,
      '--file',
      file,
      ...more,
    ]);
  };
  test.each([
    [
      'low',
      'draft.sequitur',
      'Population: low: tumour pancreatic-net, grade G1',
      'as of 2016-04-10',
    ],
    ['pnet', 'draft.sequitur', 'Population: pnet: tumour pancreatic-net\n', 'as of 2016-04-10'],
    ['anybody', 'notes.md', 'Population: anybody: tumour net\n', 'as of 20'],
    ['tumour net', 'draft.sequitur', 'Population: tumour net\n', 'as of 2016-04-10'],
  ])('%j of %s is for whom, and the file gives the date', async (name, file, population, date) => {
    const { code, out } = await ask(name, file);
    expect(out).toContain(population);
    expect(out).toContain(date);
    expect(code).toBe(0);
  });
  test('the date of the command line goes first', async () => {
    expect((await ask('low', 'draft.sequitur', '--as-of', '2026-06-30')).out).toContain(
      'as of 2026-06-30',
    );
  });
  test.each([
    ['lw', 'draft.sequitur', /no population called `lw`. Did you mean `low`.*draft\.sequitur/],
    ['low', 'gone.sequitur', /Cannot read gone\.sequitur: there is no such file/],
  ])('%j of %s is told what is wrong', async (name, file, pattern) => {
    const { code, err } = await ask(name, file);
    expect(err).toMatch(pattern);
    expect(code).toBe(2);
  });
  test('a name without a file is told what it needs', async () => {
    const { code, err } = await folder.run([
      'explain',
      'everolimus -> cabozantinib',
      '--where',
      'low',
    ]);
    expect(err).toContain('--where low --file');
    expect(code).toBe(2);
  });
});

describe('a code', () => {
  test('has its page', async () => {
    const { code, out } = await folder.run(['explain', 'position-overclaim']);
    expect(out).toMatch(/What to do/);
    expect(code).toBe(0);
  });
  test('that is misspelt is suggested', async () => {
    expect((await folder.run(['explain', 'position-overclam'])).err).toContain(
      'sequitur explain position-overclaim',
    );
  });
  test('as JSON', async () => {
    const { out } = await folder.run(['explain', codes[0] ?? '', '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({ schema: 'sequitur-code/1', code: codes[0] });
  });
});
