import type { Command } from './command.ts';

/** `sequitur init` as its help describes it. */
export const initCommand: Command = {
  name: 'init',
  summary: 'Write a configuration and an example to start from.',
  usage: ['sequitur init [DIRECTORY]'],
  options: [],
  examples: [['sequitur init guideline', 'never overwrites a file']],
  load: () => import('../init.ts'),
};
