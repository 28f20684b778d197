import type { Command } from './command.ts';

/** `sequitur format` as its help describes it. */
export const formatCommand: Command = {
  name: 'format',
  summary: 'Write files in the canonical layout.',
  usage: ['sequitur format [FILE | DIRECTORY | GLOB | -]...'],
  options: [
    {
      name: 'check',
      help: 'Write nothing; name the files that would change and end with exit code 1 if there are any.',
    },
    {
      name: 'stdin-path',
      value: 'PATH',
      help: 'With -: the path the text stands for, for messages.',
    },
  ],
  examples: [['sequitur format --check guideline/', 'for a continuous integration']],
  load: () => import('../format.ts'),
};
