import { asOf, baseline, type Command, grading, out } from './command.ts';

/** `sequitur report` as its help describes it. */
export const reportCommand: Command = {
  name: 'report',
  summary: 'Write a report of decisions for a panel to read.',
  usage: ['sequitur report [FILE | DIRECTORY | GLOB | -]... [--out FILE]'],
  options: [
    {
      name: 'format',
      value: 'FORMAT',
      choices: ['html', 'markdown', 'csv', 'json'],
      help: 'Form of the report (default: by the ending of --out, else html).',
    },
    out,
    {
      name: 'title',
      value: 'TEXT',
      help: 'Title of the report (default: that of the guideline).',
    },
    {
      name: 'since',
      value: 'REV',
      help: 'Say what changed since this revision of git, or this stored snapshot.',
    },
    {
      name: 'check',
      help: 'Write nothing; end with exit code 1 when the report in --out is stale.',
    },
    asOf,
    grading,
    baseline,
  ],
  examples: [
    ['sequitur report guideline/ --out report.html', 'one file, to read, print and pass on'],
    ['sequitur report draft.sequitur --since v2 --out report.html', 'with what changed since v2'],
    ['sequitur report draft.sequitur --out studies.csv', 'a row per step and study'],
    ['sequitur report guideline/ --out report.html --check', 'for a continuous integration'],
  ],
  load: () => import('../report.ts'),
};
