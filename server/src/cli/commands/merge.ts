import { type Command, checkFormat, docsUrl, failOn, maxWarnings, quiet } from './command.ts';

/** `sequitur merge` as its help describes it. */
export const mergeCommand: Command = {
  name: 'merge',
  summary: 'Join the results of check --shard into one.',
  usage: ['sequitur merge RESULT...'],
  options: [
    {
      ...checkFormat,
      help: 'Output (default: the format of the results, which is json or sarif).',
    },
    docsUrl,
    failOn,
    maxWarnings,
    quiet,
  ],
  examples: [['sequitur merge part-1.json part-2.json --format pretty', 'two parts, for people']],
  load: () => import('../merge.ts'),
};
