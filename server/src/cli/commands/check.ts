import {
  asOf,
  type Command,
  cache,
  checkFormat,
  docsUrl,
  failOn,
  grading,
  jobs,
  maxWarnings,
  quiet,
} from './command.ts';

/** `sequitur check` as its help describes it. */
export const checkCommand: Command = {
  name: 'check',
  summary: 'Check files against the evidence base.',
  usage: ['sequitur check [FILE | DIRECTORY | GLOB | -]...'],
  options: [
    asOf,
    grading,
    checkFormat,
    docsUrl,
    {
      name: 'fix',
      help: 'Apply the repairs that are safe, then check what is left. A repair never raises a level.',
    },
    {
      name: 'fix-dry-run',
      help: 'Write nothing: print what --fix would change as a patch, and the findings beside it.',
    },
    failOn,
    maxWarnings,
    quiet,
    { name: 'no-accept', help: 'Report accepted findings like all others.' },
    {
      name: 'stdin-path',
      value: 'PATH',
      help: 'With -: the path the text stands for, for imports, configuration and messages.',
    },
    jobs,
    cache,
    {
      name: 'changed-since',
      value: 'REV',
      help: 'Only files that differ from a revision of git, and those that import them.',
    },
    {
      name: 'staged',
      help: 'Only files that the next commit changes, as they are staged, and those that import them.',
    },
    {
      name: 'shard',
      value: 'I/N',
      help: 'Only part I of N, for several machines; sequitur merge joins the results.',
    },
    { name: 'watch', help: 'Check again whenever a file changes, until Ctrl-C.' },
    {
      name: 'baseline',
      value: 'FILE',
      help: 'Report only what is not in this baseline (see sequitur baseline).',
    },
    {
      name: 'update-baseline',
      help: 'Remove from the baseline what is no longer needed. Nothing is added.',
    },
    {
      name: 'print-config',
      value: 'FILE',
      help: 'Show the settings in force for FILE and where each comes from, and stop.',
    },
  ],
  examples: [
    [
      'sequitur check',
      'every .sequitur file, and every document with blocks, below this directory',
    ],
    ['sequitur check draft.sequitur --as-of 2016-04-10', 'with the evidence of that day'],
    ['sequitur check - --stdin-path draft.sequitur', 'text from standard input'],
    ['sequitur check --changed-since origin/main --fail-on warning', 'for a pull request'],
  ],
  load: () => import('../check.ts'),
};
