import { type Command, grading, out } from './command.ts';

/** `sequitur diff` as its help describes it. */
export const diffCommand: Command = {
  name: 'diff',
  summary: 'Compare two versions by what they mean.',
  usage: [
    'sequitur diff REVISION [REVISION | FILE | DIRECTORY]',
    'sequitur diff FILE FILE',
    'sequitur diff DIRECTORY DIRECTORY',
    'sequitur diff [FILE | DIRECTORY] --as-of DATE..DATE',
  ],
  options: [
    {
      name: 'as-of',
      value: 'DATE..DATE',
      help: 'Compare one text with itself at two dates.',
    },
    grading,
    {
      name: 'format',
      value: 'FORMAT',
      choices: ['pretty', 'markdown', 'json'],
      help: 'Output for people (default), for a pull request, or for programs.',
    },
    out,
    {
      name: 'fail-on',
      value: 'WHAT',
      choices: ['stronger', 'any', 'never'],
      help: 'End with exit code 1 when a claim became stronger, or on any change (default: never).',
    },
  ],
  examples: [
    ['sequitur diff origin/main', 'what the working tree changes in meaning'],
    ['sequitur diff main draft.sequitur --format markdown', 'one file, for a pull request'],
    ['sequitur diff guideline.json guideline/', 'with a snapshot that an older release wrote'],
    [
      'sequitur diff draft.sequitur --as-of 2016-04-10..2026-06-30',
      'evidence that changed under the text',
    ],
  ],
  load: () => import('../diff.ts'),
};
