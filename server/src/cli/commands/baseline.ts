import { asOf, type Command, cache, grading, jobs } from './command.ts';

/** `sequitur baseline` as its help describes it. */
export const baselineCommand: Command = {
  name: 'baseline',
  summary: 'Record the findings of today, so that only new ones count.',
  usage: ['sequitur baseline [FILE | DIRECTORY | GLOB]...'],
  options: [
    {
      name: 'baseline',
      value: 'FILE',
      help: 'The file to write (default: sequitur-baseline.json).',
    },
    asOf,
    grading,
    jobs,
    cache,
  ],
  examples: [
    ['sequitur baseline', 'every finding of the files below this directory'],
    ['sequitur check --baseline sequitur-baseline.json', 'what is new since'],
  ],
  load: () => import('../baseline.ts'),
};
