import { asOf, type Command, grading, out } from './command.ts';

/** `sequitur matrix` as its help describes it. */
export const matrixCommand: Command = {
  name: 'matrix',
  summary: 'Show which orders of two treatments were studied.',
  usage: ['sequitur matrix [--where CONDITION] [--as-of DATE] [--compare DATE] [--out FILE]'],
  options: [
    {
      name: 'where',
      value: 'CONDITION',
      help: 'Patients, as in a file (default: "tumour pancreatic-net").',
    },
    {
      name: 'treatments',
      value: 'WHICH',
      choices: ['approaches', 'named', 'all'],
      help: 'Six classes (default), the treatments that guidelines list, or all that were studied.',
    },
    asOf,
    {
      name: 'compare',
      value: 'DATE',
      help: 'Mark what moved since this earlier day, and by which report.',
    },
    grading,
    {
      name: 'format',
      value: 'FORMAT',
      choices: ['html', 'svg', 'csv', 'json'],
      help: 'Form of the map (default: by the ending of --out, else html).',
    },
    out,
  ],
  examples: [
    ['sequitur matrix --compare 2016-04-10 --out map.html', 'what became known since then'],
    ['sequitur matrix --treatments named --out orders.csv', 'a line per order, for a spreadsheet'],
  ],
  load: () => import('../matrix.ts'),
};
