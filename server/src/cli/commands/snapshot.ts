import { asOf, baseline, type Command, grading, out } from './command.ts';

/** `sequitur snapshot` as its help describes it. */
export const snapshotCommand: Command = {
  name: 'snapshot',
  summary: 'Print what documents say, in one normal form (JSON).',
  usage: ['sequitur snapshot [FILE | DIRECTORY | GLOB | -]...'],
  options: [out, asOf, grading, baseline],
  examples: [
    ['sequitur snapshot guideline/ --out guideline.json', 'to compare with later, or in programs'],
  ],
  load: () => import('../snapshot.ts'),
};
